"""A recording chain changes the sound, not when it happens."""

import unittest
from unittest import mock

import numpy as np

from mezzo_training import recording

RATE = 22050


def beats():
    """A tone struck every half second for four seconds."""
    time = np.arange(4 * RATE) / RATE
    return 0.3 * np.sin(2 * np.pi * 330 * time) * np.exp(-8 * (time % 0.5))


def power(samples):
    return np.mean(np.square(samples))


class Recording(unittest.TestCase):
    def setUp(self):
        self.generator = np.random.default_rng(4)

    def test_a_chain_keeps_length_and_level_and_repeats_with_its_seed(self):
        for seed in range(12):
            one, other = (recording.record(beats(), RATE, np.random.default_rng(seed)) for _ in range(2))
            np.testing.assert_array_equal(one, other)
            self.assertEqual(len(one), len(beats()))
            self.assertLess(abs(10 * np.log10(power(one) / power(beats()))), 0.1)

    def test_a_room_rings_on_after_the_sound(self):
        click = np.zeros(RATE)
        click[100] = 1.0
        wet = recording.room(click, RATE, 0.5, -6, self.generator)
        self.assertEqual(np.argmax(np.abs(wet)), 100)
        self.assertAlmostEqual(10 * np.log10(power(wet[101:]) / power(click)), -6, delta=0.5)
        self.assertLess(power(wet[12000:]), 0.01 * power(wet[101:6000]))

    def test_an_equaliser_gains_at_its_centre_and_nowhere_far(self):
        time = np.arange(RATE) / RATE
        for hertz, gain in ((1000, 6), (8000, 0)):
            tone = np.sin(2 * np.pi * hertz * time)
            heard = recording.equalise(tone, RATE, 1000, 0.7, 6)
            self.assertAlmostEqual(10 * np.log10(power(heard[2000:]) / power(tone)), gain, delta=0.3)

    def test_compression_brings_loud_and_soft_together(self):
        tone = np.sin(2 * np.pi * 220 * np.arange(2 * RATE) / RATE) * np.repeat([1.0, 0.3], RATE)
        squeezed = recording.compress(tone, RATE, -20, 4)
        before, after = (10 * np.log10(power(x[:RATE]) / power(x[RATE:])) for x in (tone, squeezed))
        self.assertLess(after, before / 2)

    def test_noise_has_the_level_asked_for(self):
        noisy = recording.add_noise(beats(), -30, 1.0, self.generator)
        self.assertAlmostEqual(10 * np.log10(power(noisy - beats()) / power(beats())), -30, delta=0.1)

    @unittest.skipUnless(recording.has_codecs(), "the ffmpeg command is not here")
    def test_coded_sound_keeps_its_length_and_its_tone(self):
        for codec in recording.CODECS:
            coded = recording.code(beats(), RATE, codec, 64)
            self.assertEqual(len(coded), len(beats()))
            spectrum = np.abs(np.fft.rfft(coded))
            self.assertAlmostEqual(np.argmax(spectrum) / 4, 330, delta=1)

    def test_a_missing_ffmpeg_is_said_in_a_sentence(self):
        with mock.patch("shutil.which", return_value=None), self.assertRaisesRegex(OSError, "install it"):
            recording.code(beats(), RATE, "mp3", 64)
