"""Changes of the sound that a model should bear: noise, a dull recording, silent rectangles. All act on levels in dB."""

import numpy as np
import torch

from .distort import NEPERS
from .render import LOWEST_DB

NOISE_DB = -50.0
FIRST_DULL_BAND = 144  # 3.5 kHz
RECTANGLES, RECTANGLE_FRAMES, RECTANGLE_BANDS = 2, 60, 28


def changes(seed=0):
    """Name → function on levels [batch, frames, bands] that returns changed levels; draws follow the seed."""
    generator = np.random.default_rng(seed)

    def noise(levels):
        grain = torch.from_numpy(generator.standard_exponential(levels.shape, dtype=np.float32))
        return torch.log(torch.exp(levels * NEPERS) + np.exp(NOISE_DB * NEPERS) * grain) / NEPERS

    def dull(levels):
        levels = levels.clone()
        levels[:, :, FIRST_DULL_BAND:] = LOWEST_DB
        return levels

    def punched(levels):
        levels = levels.clone()
        for example in levels:
            for _ in range(RECTANGLES):
                first = generator.integers(0, levels.shape[1] - RECTANGLE_FRAMES)
                low = generator.integers(0, levels.shape[2] - RECTANGLE_BANDS)
                example[first : first + RECTANGLE_FRAMES, low : low + RECTANGLE_BANDS] = LOWEST_DB
        return levels

    return {"noise": noise, "dull": dull, "punched": punched}
