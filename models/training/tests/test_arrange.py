"""Arrangements change what they say they change."""

import unittest

import numpy as np

from mezzo_training.arrange import BASS_PART, LINE_PART, MIDDLE_PART, arrange_free, arrange_plain, orchestrate
from mezzo_training.notes import Note

SONG = [Note(i * 0.5, i * 0.5 + 0.4, 60 + i % 12, 70, part=i % 2) for i in range(40)]
BEATS = [i * 0.5 for i in range(41)]


class Arrange(unittest.TestCase):
    def test_a_plain_arrangement_keeps_every_note_and_its_proportions(self):
        played = arrange_plain(SONG, np.random.default_rng(5))
        self.assertEqual(len(played.notes), len(SONG))
        self.assertLessEqual(abs(np.log(played.tempo)), 0.07)
        self.assertEqual(list(played.programs), [0])
        self.assertLessEqual(max(played.programs.values()), 5)
        shifts = {after.pitch - before.pitch for before, after in zip(SONG, played.notes)}
        self.assertEqual(len(shifts), 1)
        self.assertLessEqual(abs(shifts.pop()), 3)
        for before, after in zip(SONG, played.notes):
            self.assertAlmostEqual(after.start * played.tempo, before.start)
            self.assertEqual(after.velocity, before.velocity)

    def test_the_same_seed_arranges_alike(self):
        one, other = (arrange_free(SONG, np.random.default_rng(9), BEATS) for _ in range(2))
        self.assertEqual(one, other)

    def test_drums_come_only_with_beats_and_fall_on_them(self):
        for seed in range(20):
            self.assertTrue(all(note.part >= 0 for note in arrange_free(SONG, np.random.default_rng(seed)).notes))
        drummed = [arrange_free(SONG, np.random.default_rng(seed), BEATS) for seed in range(20)]
        kicks = [(a.tempo, n.start) for a in drummed for n in a.notes if n.part == -1 and n.pitch in (36, 38)]
        self.assertGreater(len(kicks), 100)
        for tempo, start in kicks:
            self.assertAlmostEqual(start * tempo * 2, round(start * tempo * 2), places=6)

    def test_a_chord_is_dealt_to_bass_middle_and_line_without_losing_a_note(self):
        chord = [Note(0.0, 1.0, pitch, 70) for pitch in (40, 55, 60, 76)]
        dealt = orchestrate([*chord, Note(1.0, 1.5, 62, 70)])
        self.assertEqual([note.part for note in dealt], [BASS_PART, MIDDLE_PART, MIDDLE_PART, LINE_PART, LINE_PART])
        self.assertEqual([note.pitch for note in dealt], [40, 55, 60, 76, 62])

    def test_a_piece_of_drums_alone_is_arranged_as_nothing(self):
        drums = [Note(i * 0.5, i * 0.5 + 0.1, 36, 90, part=-1) for i in range(20)]
        self.assertEqual(arrange_free(drums, np.random.default_rng(0), BEATS).notes, [])

    def test_every_part_has_an_instrument(self):
        for seed in range(20):
            played = arrange_free(SONG, np.random.default_rng(seed), BEATS)
            self.assertLessEqual({note.part for note in played.notes} - {-1}, set(played.programs))


if __name__ == "__main__":
    unittest.main()
