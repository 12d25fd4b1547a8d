"""From MIDI files to a model folder: every step once, on a toy corpus rendered by FluidSynth."""

import hashlib
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import onnx

from mezzo_training.evaluate import EMOTION_NAMES
from mezzo_training.graph import OUTPUTS
from mezzo_training.mid_level import NAMES

TRAINING = Path(__file__).resolve().parents[1]


class Pipeline(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        done = subprocess.run(
            [sys.executable, "-m", "tests.toy_pipeline", cls.folder.name], cwd=TRAINING, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        cls.output = done.stdout
        cls.model = Path(cls.folder.name) / "models" / "mezzo-two-level"
        cls.manifest = json.loads((cls.model / "manifest.json").read_text())

    def test_the_folder_is_whole_and_its_checksums_hold(self):
        self.assertEqual(set(self.manifest["files"]), {"card.md", "model.onnx", "selftest.json"})
        for name, checksum in self.manifest["files"].items():
            self.assertEqual(hashlib.sha256((self.model / name).read_bytes()).hexdigest(), checksum)

    def test_the_graph_has_the_outputs_the_manifest_names(self):
        graph = onnx.load(str(self.model / "model.onnx")).graph
        self.assertEqual([output.name for output in graph.output], list(OUTPUTS))

    def test_head_domain_and_intervals_have_the_sizes_of_the_names(self):
        self.assertEqual([len(row) for row in self.manifest["head"]["weights"]], [len(NAMES)] * len(EMOTION_NAMES))
        domain = self.manifest["domain"]
        self.assertTrue(all(len(row) == len(domain["center"]) for row in domain["whitening"]))
        self.assertEqual(domain["distances"], sorted(domain["distances"]))
        self.assertEqual(set(self.manifest["intervals"]["midLevel"]), set(NAMES))
        self.assertEqual(set(self.manifest["intervals"]["emotions"]), {"valence", "arousal"})

    def test_the_card_and_the_tables_of_variants_are_written(self):
        card = (self.model / "card.md").read_text()
        for title in ("## Data", "## Leakage", "## Prediction intervals", "## What it knows", "## Where it fails"):
            self.assertIn(title, card)
        tables = (Path(self.folder.name) / "work" / "variants.md").read_text()
        for row in ("two-step (shipped)", "joint", "+DA", "+DA+TS"):
            self.assertIn(f"| {row} |", tables)

    def test_every_feature_is_described(self):
        for name in NAMES:
            self.assertIn(f"| {name} |", self.output)
