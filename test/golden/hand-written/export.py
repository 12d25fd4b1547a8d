"""A two-level model from elsewhere, exported with nothing but PyTorch: `PYTHONPATH=models/training python3 test/golden/hand-written/export.py`.

The network is untrained; the example is the way into the workstation. docs/research-models.md walks through it.
"""

import json
from pathlib import Path

import torch
from torch import nn

from mezzo_training import front_end
from mezzo_training.tones import tone_signal

FOLDER = Path(__file__).resolve().parent / "model"
FRONT_END = json.loads((FOLDER / "manifest.json").read_text())["frontEnd"]
TONES = [[0, 2.9, 220, 0.3], [1, 4.5, 880, 0.1], [3, 6, 330, 0.2]]


class Small(nn.Module):
    """[batch, frames, 168] → features [batch, 3], emotions [batch, 2], position map [batch, positions, 3]."""

    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(nn.Conv1d(168, 8, 9, stride=4), nn.ReLU(), nn.Conv1d(8, 3, 3))
        self.emotions = nn.Linear(3, 2)

    def forward(self, spectrogram):
        position_map = self.features(spectrogram.transpose(1, 2)).transpose(1, 2)
        mid_level = position_map.mean(dim=1)
        return mid_level, self.emotions(mid_level), position_map


torch.manual_seed(7)
network = Small().eval()
free = {"spectrogram": {0: "batch", 1: "frames"}, "mid_level": {0: "batch"}, "emotions": {0: "batch"}, "position_map": {0: "batch", 1: "positions"}}
torch.onnx.export(
    network, torch.rand(2, 217, 168), str(FOLDER / "model.onnx"), opset_version=17,
    input_names=["spectrogram"], output_names=["mid_level", "emotions", "position_map"], dynamic_axes=free,
)
inputs = front_end.spectrogram(tone_signal(6, TONES, FRONT_END["sampleRate"]), FRONT_END).astype("float32")
with torch.no_grad():
    features, emotions, _ = network(torch.from_numpy(inputs)[None])
expected = {
    "seconds": 6,
    "tones": TONES,
    "midLevel": dict(zip(("melodiousness", "articulation", "dissonance"), features[0].tolist())),
    "emotions": dict(zip(("valence", "arousal"), emotions[0].tolist())),
    "tolerance": 0.001,
}
(FOLDER / "selftest.json").write_text(json.dumps(expected) + "\n")
print("head, for the manifest:", json.dumps({"weights": network.emotions.weight.tolist(), "intercept": network.emotions.bias.tolist()}))
