"""Mid-level features move the way their names say."""

import unittest

import numpy as np

from mezzo_training.descriptors import descriptors, onset_groups
from mezzo_training.mid_level import DESCRIPTORS, FEATURES

WINDOW = (0.0, 10.0)
C_MAJOR, C_MINOR = (60, 64, 67, 72), (60, 63, 67, 72)


def line(pitches, step=0.5, length=0.9, velocity=70, start=0.0):
    """Notes one after another until the window ends; length is relative to the step."""
    count = int((WINDOW[1] - start) / step)
    return [
        [start + i * step, start + i * step + step * length, pitches[i % len(pitches)], velocity, 0]
        for i in range(count)
    ]


def measure(notes):
    notes = np.array(sorted(map(list, notes)), dtype=float)
    return dict(zip(DESCRIPTORS, descriptors(notes, *WINDOW)))


def more(feature, one, other):
    """Whether every descriptor that differs speaks for `one`, weighted as the feature weighs them."""
    weights = next(f.weights for f in FEATURES if f.name == feature)
    first, second = measure(one), measure(other)
    return sum(weight * np.sign(first[name] - second[name]) for name, weight in weights.items()) > 0


class MidLevel(unittest.TestCase):
    def test_a_scale_is_more_melodious_than_leaps(self):
        scale = line((60, 62, 64, 65, 67, 65, 64, 62))
        self.assertTrue(more("melodiousness", scale, line((60, 77, 59, 80, 55, 84, 61, 73))))

    def test_staccato_is_more_articulated_than_legato(self):
        self.assertTrue(more("articulation", line(C_MAJOR, length=0.3), line(C_MAJOR, length=1.0)))

    def test_mixed_note_values_are_more_complex_than_even_ones(self):
        starts = np.cumsum([0.25, 0.5, 0.125, 1.0, 0.33, 0.75, 0.2, 0.5] * 3)
        mixed = [[s, s + 0.2, 60, 70, 0] for s in starts if s < 10]
        self.assertTrue(more("rhythmic_complexity", mixed, line(C_MAJOR, step=0.45)))

    def test_even_notes_are_more_stable_than_random_ones(self):
        starts = np.sort(np.random.default_rng(1).uniform(0, 10, 20))
        self.assertTrue(more("rhythmic_stability", line(C_MAJOR), [[s, s + 0.2, 60, 70, 0] for s in starts]))

    def test_a_cluster_is_more_dissonant_than_a_triad(self):
        chord = lambda pitches: [note for p in pitches for note in line((p,), step=1.0)]
        self.assertTrue(more("dissonance", chord((60, 61, 62)), chord((60, 64, 67))))

    def test_one_key_is_more_stable_than_wandering(self):
        keys = [line((root, root + 1, root + 4)) for root in (60, 66, 63, 69)]
        wander = [note for i, key in enumerate(keys) for note in key if 2.5 * i <= note[0] < 2.5 * i + 2.5]
        self.assertTrue(more("tonal_stability", line(C_MAJOR), wander))

    def test_minor_is_more_minor_than_major(self):
        self.assertTrue(more("minorness", line(C_MINOR), line(C_MAJOR)))

    def test_companions_follow_speed_touch_and_register(self):
        self.assertTrue(more("speed", line(C_MAJOR, step=0.2), line(C_MAJOR)))
        self.assertTrue(more("dynamics", line(C_MAJOR, velocity=100), line(C_MAJOR, velocity=40)))
        self.assertTrue(more("pitch_height", line((72, 76, 79)), line((48, 52, 55))))
        self.assertTrue(more("pitch_range", line((40, 60, 80)), line((60, 62, 64))))

    def test_changing_chords_of_many_pitches_are_more_complex_than_one_triad(self):
        changing = line((60, 63, 66, 70, 61, 68, 65, 71, 62, 69))
        self.assertTrue(more("harmonic_complexity", changing, line(C_MAJOR)))

    def test_major_chords_and_thirds_are_told_from_minor_ones(self):
        chord = lambda pitches: [note for p in pitches for note in line((p,), step=1.0)]
        major, minor = measure(chord((48, 64, 67))), measure(chord((48, 63, 67)))
        self.assertEqual((major["major_chords"], minor["major_chords"]), (1.0, 0.0))
        self.assertGreater(major["bass_third"], 0)
        self.assertLess(minor["bass_third"], 0)

    def test_notes_outside_the_scale_are_counted_by_how_long_they_sound(self):
        self.assertAlmostEqual(measure(line((60, 62, 64, 65, 67)))["chromatic"], 0)
        self.assertGreater(measure(line(tuple(range(60, 72))))["chromatic"], 0.3)

    def test_transposition_leaves_mode_and_rhythm_alone(self):
        up = measure(line([p + 5 for p in C_MINOR]))
        here = measure(line(C_MINOR))
        for name in ("minor_minus_major", "best_key", "pulse", "log_rate", "steps"):
            self.assertAlmostEqual(up[name], here[name], places=9)

    def test_a_chord_rolled_within_35_ms_is_one_onset(self):
        self.assertEqual(onset_groups(np.array([0.0, 0.02, 0.034, 0.5, 0.52])).tolist(), [0, 3])

    def test_too_few_notes_have_no_features(self):
        self.assertIsNone(descriptors(np.array([[0.0, 1.0, 60, 70, 0]] * 3), *WINDOW))


if __name__ == "__main__":
    unittest.main()
