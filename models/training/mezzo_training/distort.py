"""Augmentation of band levels, [batch, frames, bands] in dB relative to the recording's level.

Recordings differ in tuning, tone, noise and band width; explanations silence rectangles. Labels stay as they are, but for
pitch height, which follows the transposition.
"""

import numpy as np
import torch

from .render import LOWEST_DB
from .settings import BANDS, FRONT_END

BANDS_PER_SEMITONE = FRONT_END["bands"]["bandsPerOctave"] / 12
LARGEST_SHIFT = 6
# Decibels of power → natural logarithm.
NEPERS = np.log(10) / 10
RANGE_DB = FRONT_END["scaling"]["range"]


def scale(levels):
    """Step 7 of the front end on torch tensors: dB relative to the level → the network's input."""
    return torch.clamp(levels + RANGE_DB, min=0.0) / 20.0


def distort(levels, generator):
    """Distorted levels and the semitones each example was shifted by."""
    batch = len(levels)
    shifts = generator.integers(-LARGEST_SHIFT, LARGEST_SHIFT + 1, batch)
    levels = torch.stack([_shift(example, int(shift)) for example, shift in zip(levels, shifts)])
    levels = levels + _uniform(generator, batch, -3, 3) + _colour(generator, batch)
    levels = _add_noise(levels, generator)
    for index in range(batch):
        if generator.random() < 0.1:
            _limit_band(levels[index], generator)
        if generator.random() < 0.5:
            _silence(levels[index], generator)
    return levels, torch.from_numpy(shifts / BANDS_PER_SEMITONE).float()


def _shift(levels, bands):
    moved = torch.full_like(levels, LOWEST_DB)
    if bands >= 0:
        moved[:, bands:] = levels[:, : BANDS - bands]
    else:
        moved[:, :bands] = levels[:, -bands:]
    return moved


def _colour(generator, batch):
    """A tilt of up to ±8 dB over the bands and a gentle wave of up to ±4 dB."""
    place = torch.linspace(-1, 1, BANDS)
    tilt = _uniform(generator, batch, -8, 8) * place
    phase = _uniform(generator, batch, 0, 2 * np.pi)
    wave = _uniform(generator, batch, 0, 4) * torch.sin(phase + _uniform(generator, batch, 1, 4) * np.pi * place)
    return tilt + wave


def _add_noise(levels, generator):
    """A noise floor between 85 and 40 dB below the level, tilted like pink to white noise; most examples get little."""
    batch = len(levels)
    floor = -40 - 45 * torch.from_numpy(generator.random((batch, 1, 1)) ** 0.5).float()
    slope = _uniform(generator, batch, -6, 6) * torch.linspace(-1, 1, BANDS)
    grain = torch.from_numpy(generator.standard_exponential(levels.shape, dtype=np.float32))
    power = torch.exp(levels * NEPERS) + torch.exp((floor + slope) * NEPERS) * grain
    return torch.log(power) / NEPERS


def _limit_band(levels, generator):
    levels[:, int(generator.integers(110, BANDS)) :] = LOWEST_DB
    levels[:, : int(generator.integers(0, 20))] = LOWEST_DB


def _silence(levels, generator):
    """Up to three rectangles of silence, together under a tenth of the window or so."""
    frames = levels.shape[0]
    for _ in range(int(generator.integers(1, 4))):
        wide, high = int(generator.integers(4, 60)), int(generator.integers(3, 24))
        first, low = int(generator.integers(0, frames - wide)), int(generator.integers(0, BANDS - high))
        levels[first : first + wide, low : low + high] = LOWEST_DB


def _uniform(generator, batch, low, high):
    return torch.from_numpy(generator.uniform(low, high, (batch, 1, 1))).float()
