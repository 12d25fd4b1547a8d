"""Notes are read from MIDI as they sound."""

import tempfile
import unittest
from pathlib import Path

import mido

from mezzo_training.notes import read_notes


def played(*messages):
    """Notes of a one-track file at 480 ticks a beat and half a second a beat."""
    file = mido.MidiFile(ticks_per_beat=480)
    file.tracks.append(mido.MidiTrack(messages))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.mid"
        file.save(path)
        return read_notes(path)


def on(pitch, time=0, channel=0):
    return mido.Message("note_on", note=pitch, velocity=80, time=time, channel=channel)


def off(pitch, time=0, channel=0):
    return mido.Message("note_off", note=pitch, time=time, channel=channel)


def pedal(value, time=0):
    return mido.Message("control_change", control=64, value=value, time=time)


class Notes(unittest.TestCase):
    def test_ticks_become_seconds_through_tempo_changes(self):
        notes = played(on(60), off(60, 480), mido.MetaMessage("set_tempo", tempo=1_000_000), on(62), off(62, 480))
        self.assertEqual([(n.start, n.end) for n in notes], [(0, 0.5), (0.5, 1.5)])

    def test_the_pedal_holds_a_released_note(self):
        (note,) = played(pedal(127), on(60), off(60, 480), pedal(0, 480))
        self.assertAlmostEqual(note.end, 1.0)

    def test_the_pedal_holds_no_longer_than_a_string_sounds(self):
        (note,) = played(pedal(127), on(60), off(60, 480), pedal(0, 480 * 20))
        self.assertAlmostEqual(note.end, 3.0)

    def test_a_note_struck_again_under_the_pedal_ends_the_first(self):
        first, second = played(pedal(127), on(60), off(60, 240), on(60, 240), off(60, 240), pedal(0, 240))
        self.assertAlmostEqual(first.end, 0.5)
        self.assertAlmostEqual(second.end, 1.0)

    def test_drums_are_told_apart(self):
        (note,) = played(on(36, channel=9), off(36, 48, channel=9))
        self.assertEqual(note.part, -1)


if __name__ == "__main__":
    unittest.main()
