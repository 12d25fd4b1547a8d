"""Augmentation of band levels, [batch, frames, bands] in dB relative to the recording's level, on any device.

Recordings differ in tuning, tone, noise and band width; explanations silence parts of the sound. Labels stay as they are,
but for pitch height, which follows the transposition. Every draw comes from the generator, which lives on the levels' device.
"""

import numpy as np
import torch

from .render import LOWEST_DB
from .settings import BANDS, FRONT_END

BANDS_PER_SEMITONE = FRONT_END["bands"]["bandsPerOctave"] / 12
LARGEST_SHIFT = 6
LARGEST_TILT_DB = 4
# Decibels of power → natural logarithm.
NEPERS = np.log(10) / 10
RANGE_DB = FRONT_END["scaling"]["range"]


def scale(levels):
    """Step 7 of the front end on torch tensors: dB relative to the level → the network's input."""
    return torch.clamp(levels + RANGE_DB, min=0.0) / 20.0


def distort(levels, generator):
    """Distorted levels and the semitones each example was shifted by, [batch]."""
    batch, device = len(levels), levels.device
    shifts = torch.randint(-LARGEST_SHIFT, LARGEST_SHIFT + 1, (batch,), generator=generator, device=device)
    levels = _shift(levels, shifts)
    levels = levels + _uniform(generator, levels, -3, 3) + _colour(generator, levels)
    levels = _add_noise(levels, generator)
    silent = _outside_band(levels, generator) | _rectangles(levels, generator) | _blocks(levels, generator)
    return levels.masked_fill(silent, LOWEST_DB), shifts / BANDS_PER_SEMITONE


def _shift(levels, bands):
    origin = torch.arange(BANDS, device=levels.device)[None, :] - bands[:, None]
    outside = (origin < 0) | (origin >= BANDS)
    moved = levels.gather(2, origin.clamp(0, BANDS - 1)[:, None, :].expand_as(levels))
    return moved.masked_fill(outside[:, None, :], LOWEST_DB)


def _colour(generator, levels):
    """A tilt of up to ±4 dB over the bands and a gentle wave of up to ±4 dB."""
    place = torch.linspace(-1, 1, BANDS, device=levels.device)
    tilt = _uniform(generator, levels, -LARGEST_TILT_DB, LARGEST_TILT_DB) * place
    phase, turns = _uniform(generator, levels, 0, 2 * np.pi), _uniform(generator, levels, 1, 4)
    return tilt + _uniform(generator, levels, 0, 4) * torch.sin(phase + turns * np.pi * place)


def _add_noise(levels, generator):
    """A noise floor between 85 and 40 dB below the level, tilted like pink to white noise; most examples get little."""
    floor = -40 - 45 * _uniform(generator, levels, 0, 1).sqrt()
    slope = _uniform(generator, levels, -6, 6) * torch.linspace(-1, 1, BANDS, device=levels.device)
    grain = torch.empty_like(levels).exponential_(generator=generator)
    power = torch.exp(levels * NEPERS) + torch.exp((floor + slope) * NEPERS) * grain
    return torch.log(power) / NEPERS


def _outside_band(levels, generator):
    """Everything above and below a pass band, in an eighth of the examples."""
    band = torch.arange(BANDS, device=levels.device)
    limited = _uniform(generator, levels, 0, 1) < 0.125
    return limited & ((band < _uniform(generator, levels, 0, 20)) | (band >= _uniform(generator, levels, 110, BANDS)))


def _rectangles(levels, generator):
    """Up to three rectangles of at most 60 frames × 24 bands, in half of the examples."""
    frame = torch.arange(levels.shape[1], device=levels.device)[:, None]
    band = torch.arange(BANDS, device=levels.device)
    silent = torch.zeros(levels.shape, dtype=torch.bool, device=levels.device)
    hit = _uniform(generator, levels, 0, 1) < 0.5
    for share in (1.0, 0.66, 0.33):
        first, low = _uniform(generator, levels, 0, levels.shape[1] - 4), _uniform(generator, levels, 0, BANDS - 3)
        wide, high = _uniform(generator, levels, 4, 60), _uniform(generator, levels, 3, 24)
        chosen = hit & (_uniform(generator, levels, 0, 1) < share)
        silent |= chosen & (frame >= first) & (frame < first + wide) & (band >= low) & (band < low + high)
    return silent


def _blocks(levels, generator):
    """A random half to tenth of a coarse grid, in a tenth of the examples: roughly what an explanation switches off."""
    rows, columns = -(-levels.shape[1] // 12), -(-BANDS // 12)
    drawn = torch.rand((len(levels), rows, columns), generator=generator, device=levels.device)
    off = drawn < _uniform(generator, levels, 0.1, 0.5)
    off &= _uniform(generator, levels, 0, 1) < 0.1
    return off.repeat_interleave(12, dim=1).repeat_interleave(12, dim=2)[:, : levels.shape[1], :BANDS]


def _uniform(generator, levels, low, high):
    """One number an example, [batch, 1, 1]."""
    return low + (high - low) * torch.rand((len(levels), 1, 1), generator=generator, device=levels.device)
