"""The network is local in time and blind to transposition where it should be."""

import unittest

import torch

from mezzo_training.network import MidLevelNetwork, Rotations, pooled
from mezzo_training.settings import BANDS, RECEPTIVE_FIELD, STRIDE, WINDOW_FRAMES


class Network(unittest.TestCase):
    def setUp(self):
        torch.manual_seed(0)
        self.network = MidLevelNetwork(10).eval()

    def test_there_is_a_position_for_every_stride_that_fits(self):
        for frames in (89, 90, 96, 97, 105, WINDOW_FRAMES, 500):
            expected = (frames - RECEPTIVE_FIELD) // STRIDE + 1
            self.assertEqual(self.network(torch.rand(1, frames, BANDS)).shape, (1, expected, 10))

    def test_a_position_sees_its_89_frames_and_no_others(self):
        inputs = (torch.rand(1, WINDOW_FRAMES, BANDS) * 3).requires_grad_()
        position_map = self.network(inputs)
        for position in (0, 7, 16):
            (gradient,) = torch.autograd.grad(position_map[0, position].sum(), inputs, retain_graph=True)
            seen = gradient[0].abs().sum(dim=1).nonzero().flatten()
            self.assertEqual((int(seen.min()), int(seen.max())), (8 * position, 8 * position + 88))

    def test_a_window_is_a_run_of_the_whole_recordings_map(self):
        recording = torch.rand(1, 500, BANDS) * 3
        whole = self.network(recording)
        window = pooled(self.network(recording[:, 48 : 48 + WINDOW_FRAMES]))
        torch.testing.assert_close(window, whole[:, 6:23].mean(dim=1), atol=1e-5, rtol=0)

    def test_rotating_the_octave_changes_nothing(self):
        chroma = torch.rand(2, 4, 24, 3)
        rotations = Rotations(5)
        torch.testing.assert_close(rotations(chroma), rotations(chroma.roll(7, dims=2)))

    def test_silence_gives_finite_features(self):
        self.assertTrue(torch.isfinite(self.network(torch.zeros(1, WINDOW_FRAMES, BANDS))).all())

    def test_it_is_compact(self):
        self.assertLess(sum(p.numel() for p in self.network.parameters()), 120_000)


if __name__ == "__main__":
    unittest.main()
