"""From tones to a graph: a toy corpus is labelled, learnt and exported."""

import tempfile
import unittest
from pathlib import Path

import numpy as np
import onnx
import torch

from mezzo_training import front_end
from mezzo_training.dataset import Windows
from mezzo_training.graph import INPUT, OUTPUTS, Served, write_graph
from mezzo_training.head import fit_head
from mezzo_training.label import feature_scales, features
from mezzo_training.descriptors import descriptors
from mezzo_training.mid_level import NAMES
from mezzo_training.render import quantise
from mezzo_training.settings import FRONT_END, WINDOW_FRAMES, WINDOW_SECONDS
from mezzo_training.tones import tone_signal
from mezzo_training.train import BATCH, Learner, Targets, predict, train_epoch

PIECES = 48
COPIES = 8
EPOCHS = 5


def toy_piece(generator):
    """Notes of one window: random pace, length and register, every note a tone."""
    step, length = np.exp(generator.uniform(np.log(0.15), np.log(0.8))), generator.uniform(0.3, 1.0)
    root = int(generator.integers(48, 72))
    starts = np.arange(0.05, WINDOW_SECONDS - 0.2, step)
    pitches = root + generator.choice((0, 2, 3, 4, 7, 9, 12), len(starts))
    return np.array([[s, s + step * length, p, 80, 0] for s, p in zip(starts, pitches)])


def toy_levels(notes):
    """Quantised levels of a piece, as `render` writes them."""
    tones = [[s, e, 440 * 2 ** ((p - 69) / 12), 0.2] for s, e, p, _, _ in notes]
    samples = tone_signal(WINDOW_FRAMES * FRONT_END["hop"] / FRONT_END["sampleRate"], tones, FRONT_END["sampleRate"])
    banded = front_end.band_magnitudes(samples, FRONT_END)
    return quantise(front_end.relative_decibels(banded, front_end.level_reference(banded, FRONT_END)))


class ToyTraining(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        torch.manual_seed(0)
        torch.set_num_threads(1)
        generator = np.random.default_rng(0)
        pieces = [toy_piece(generator) for _ in range(PIECES)]
        values = np.array([descriptors(piece, 0, WINDOW_SECONDS) for piece in pieces])
        # Notes of a tone generator are all struck alike; a little noise lets every descriptor vary.
        values += 1e-6 * generator.normal(size=values.shape)
        targets = features(values, feature_scales(values))
        repeat = np.tile(np.arange(PIECES), COPIES)
        cls.windows = Windows(
            torch.from_numpy(np.concatenate([toy_levels(piece) for piece in pieces])),
            {
                "place": repeat * WINDOW_FRAMES,
                "mid_level": targets[repeat].astype(np.float32),
                "source": np.where(repeat % 2, "vgmidi", "emopia"),
                "split": np.full(len(repeat), "train"),
                "emotion": np.sign(targets[repeat, :2]),
            },
        )
        cls.learner = Learner("joint")
        optimiser = torch.optim.AdamW(cls.learner.parameters(), lr=3e-3)
        schedule = torch.optim.lr_scheduler.ConstantLR(optimiser, 1.0)
        told = Targets(cls.windows, per_semitone=0.1)
        generator = torch.Generator().manual_seed(0)
        cls.losses = [
            train_epoch(cls.learner, cls.windows, told, optimiser, schedule, generator) for _ in range(EPOCHS)
        ]
        cls.predicted, cls.embedding, cls.felt = predict(cls.learner, cls.windows)

    def test_the_loss_falls(self):
        self.assertLess(self.losses[-1], 0.8 * self.losses[0])

    def test_a_joint_learner_has_emotions_and_two_step_hears_of_none(self):
        self.assertEqual(self.felt.shape, (len(self.windows), 2))
        inputs, rated = torch.rand(4, WINDOW_FRAMES, 168), torch.zeros(4, 2)
        features = torch.zeros(4, len(NAMES))
        two_step = Learner().eval()
        self.assertEqual(float(two_step.loss(inputs, features, rated)), float(two_step.loss(inputs, features, rated + 9)))
        direct = Learner("direct").eval()
        self.assertEqual(float(direct.loss(inputs, features, rated)), float(direct.loss(inputs, features + 9, rated)))

    def test_speed_is_learnt(self):
        speed = NAMES.index("speed")
        r = np.corrcoef(self.predicted[:, speed], self.windows.table["mid_level"][:, speed])[0, 1]
        self.assertGreater(r, 0.6)

    def test_the_exported_graph_is_valid_and_has_free_batch_and_frames(self):
        head = fit_head(self.predicted, self.windows.table["mid_level"][:, :2])
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "model.onnx"
            write_graph(Served(self.learner.network, head), path)
            graph = onnx.load(str(path))
        onnx.checker.check_model(graph)
        shape = [d.dim_param or d.dim_value for d in graph.graph.input[0].type.tensor_type.shape.dim]
        self.assertEqual(shape, ["batch", "frames", 168])
        self.assertEqual(graph.graph.input[0].name, INPUT)
        self.assertEqual([output.name for output in graph.graph.output], list(OUTPUTS))

    def test_effects_and_intercept_add_up_to_the_served_emotions(self):
        head = fit_head(self.predicted, self.windows.table["mid_level"][:, :2])
        served = Served(self.learner.network, head).eval()
        with torch.no_grad():
            mid_level, emotions, position_map, embedding = served(torch.rand(3, WINDOW_FRAMES, 168) * 3)
        np.testing.assert_allclose(emotions.numpy(), head(mid_level.numpy()), atol=1e-5)
        self.assertEqual(embedding.shape[:2], position_map.shape[:2])
        np.testing.assert_allclose(mid_level.numpy(), position_map.mean(dim=1).numpy(), atol=1e-6)


if __name__ == "__main__":
    unittest.main()
