"""The ONNX graph: network and emotion head in one, `spectrogram` → `mid_level`, `emotions`, `position_map`, `embedding`."""

import torch
from torch import nn

from .network import pooled
from .settings import BANDS, WINDOW_FRAMES

OPSET = 17
INPUT = "spectrogram"
OUTPUTS = ("mid_level", "emotions", "position_map", "embedding")


class Served(nn.Module):
    """What the workstation runs: [batch, frames, bands] → [batch, M], [batch, E], [batch, positions, M], [batch, positions, D]."""

    def __init__(self, network, head):
        super().__init__()
        self.network = network
        self.emotions = nn.Linear(*reversed(head.weights.shape))
        with torch.no_grad():
            self.emotions.weight.copy_(torch.from_numpy(head.weights))
            self.emotions.bias.copy_(torch.from_numpy(head.intercept))

    def forward(self, spectrogram):
        embedding = self.network.embed(spectrogram)
        position_map = self.network.read(embedding)
        mid_level = pooled(position_map)
        return mid_level, self.emotions(mid_level), position_map, embedding


def write_graph(served, path, frames=WINDOW_FRAMES, bands=BANDS):
    """Writes the graph of a module with these outputs, with free batch and frames; it is traced on `frames` frames."""
    free = {
        INPUT: {0: "batch", 1: "frames"},
        "mid_level": {0: "batch"},
        "emotions": {0: "batch"},
        "position_map": {0: "batch", 1: "positions"},
        "embedding": {0: "batch", 1: "positions"},
    }
    options = {"dynamo": False} if "dynamo" in torch.onnx.export.__code__.co_varnames else {}
    torch.onnx.export(
        served.eval(),
        torch.rand(2, frames, bands),
        str(path),
        opset_version=OPSET,
        input_names=[INPUT],
        output_names=list(OUTPUTS),
        dynamic_axes=free,
        **options,
    )
