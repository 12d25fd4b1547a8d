"""The front end does what docs/front-end.md says."""

import unittest

import numpy as np

from mezzo_training import front_end
from mezzo_training.settings import BANDS, FRONT_END
from mezzo_training.tones import tone_signal

RATE = FRONT_END["sampleRate"]


class FrontEnd(unittest.TestCase):
    def test_there_is_a_frame_for_every_hop_begun(self):
        for samples in (1, 1023, 1024, 1025, 50_000):
            self.assertEqual(len(front_end.frame_starts(samples, FRONT_END)), -(-samples // 1024))

    def test_a_fractional_hop_rounds_half_up(self):
        starts = front_end.frame_starts(5000, {**FRONT_END, "hop": 704.5, "origin": "future"})
        self.assertEqual(starts.tolist(), [0, 705, 1409, 2114, 2818, 3523, 4227, 4932])

    def test_a_full_scale_sine_reads_zero_decibels_in_its_bin(self):
        sine = np.sin(2 * np.pi * 100 * RATE / 4096 * np.arange(RATE) / RATE)
        middle = front_end.magnitudes(sine, FRONT_END)[10]
        self.assertEqual(int(np.argmax(middle)), 100)
        self.assertAlmostEqual(20 * np.log10(middle[100]), 0, places=3)

    def test_every_band_has_weight_one_and_peaks_at_its_frequency(self):
        bands = front_end.log_frequency_bands(FRONT_END)
        self.assertEqual(bands.shape, (BANDS, 2048))
        np.testing.assert_allclose(bands.sum(axis=1), 1)
        peak = np.argmax(bands, axis=1) * RATE / 4096
        centre = 55 * 2 ** (np.arange(BANDS) / 24)
        self.assertLess(np.abs(peak - centre).max(), RATE / 4096)

    def test_silence_is_exactly_zero(self):
        self.assertEqual(np.abs(front_end.spectrogram(np.zeros(5000), FRONT_END)).max(), 0)

    def test_loudness_does_not_change_the_spectrogram(self):
        signal = tone_signal(1.0, [[0, 1, 440, 0.5], [0.2, 0.7, 660, 0.1]], RATE)
        loud, quiet = (front_end.spectrogram(signal * gain, FRONT_END) for gain in (1.0, 0.05))
        np.testing.assert_allclose(loud, quiet, atol=1e-4)

    def test_the_level_ignores_silence_around_the_music(self):
        signal = tone_signal(2.0, [[0, 2, 440, 0.5]], RATE)
        alone = front_end.level_reference(front_end.band_magnitudes(signal, FRONT_END), FRONT_END)
        among = np.concatenate([np.zeros(RATE * 5), signal, np.zeros(RATE * 5)])
        self.assertAlmostEqual(
            front_end.level_reference(front_end.band_magnitudes(among, FRONT_END), FRONT_END), alone, delta=0.3
        )

    def test_resampling_neither_delays_nor_changes_a_tone(self):
        time_in, time_out = np.arange(44100) / 44100, np.arange(22050) / 22050
        resampled = front_end.resample(np.sin(2 * np.pi * 3000 * time_in), 44100, 22050)
        self.assertEqual(len(resampled), 22050)
        inside = slice(500, -500)
        np.testing.assert_allclose(resampled[inside], np.sin(2 * np.pi * 3000 * time_out)[inside], atol=1e-4)

    def test_resampling_from_any_rate_gives_the_length_rounded_up(self):
        for rate in (8000, 32000, 48000, 96000):
            self.assertEqual(len(front_end.resample(np.ones(1001), rate, RATE)), -(-1001 * RATE // rate))


if __name__ == "__main__":
    unittest.main()
