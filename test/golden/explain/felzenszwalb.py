"""Golden label maps for the Felzenszwalb segmenter, by scikit-image 0.19.

Each case is a spectrogram NAME.f32 (float32 [frames x bands], little endian) and labels NAME.u16.
Run in this folder: python3 felzenszwalb.py
"""
import json

import numpy as np
from scipy.ndimage import gaussian_filter
from skimage.segmentation import felzenszwalb


def music(seed, frames, bands, per_octave, floor):
    """Notes with partials, decay and vibrato, drum hits and a noise floor, in decibels above `floor`, in tens."""
    rng = np.random.default_rng(seed)
    power = 10 ** (rng.normal(-5.5, 0.4, (frames, bands)))
    time, band = np.arange(frames)[:, None], np.arange(bands)[None, :]
    start = 0
    while start < frames:
        length = int(rng.integers(6, 28))
        for _ in range(int(rng.integers(1, 4))):
            root = rng.integers(4, bands // 2)
            decay = np.exp(-(time - start) / rng.uniform(8, 40)) * (time >= start) * (time < start + length)
            wobble = 0.4 * np.sin(time / rng.uniform(1.5, 4))
            for partial in range(1, 9):
                centre = root + per_octave * np.log2(partial) + wobble
                power += decay * np.exp(-0.5 * ((band - centre) / 0.7) ** 2) / partial**1.5
        if rng.random() < 0.5:
            power += 0.2 * np.exp(-(time - start) / 3.0) * (time >= start) * np.exp(-0.5 * ((band - bands * 0.8) / 30) ** 2)
        start += length // 2 + 1
    return np.maximum(0, (10 * np.log10(power) - floor) / 20).astype(np.float32)


def blocks(seed, frames, bands):
    rng = np.random.default_rng(seed)
    coarse = rng.uniform(-3, 1, (frames // 8 + 1, bands // 8 + 1))
    fine = np.kron(coarse, np.ones((8, 8)))[:frames, :bands]
    return (fine + 0.02 * rng.normal(size=fine.shape)).astype(np.float32)


cases = {
    "music-215x168": music(1, 215, 168, 24, -50),
    "music-313x149": np.log10(1 + 10 ** music(2, 313, 149, 24, -50)).astype(np.float32),
    "loud-ends-215x168": music(3, 215, 168, 24, -30) * (np.abs(np.arange(215) - 107) > 30)[:, None],
    "noise-64x48": gaussian_filter(np.random.default_rng(4).normal(size=(64, 48)), 1).astype(np.float32),
    "blocks-40x57": blocks(5, 40, 57),
    "narrow-2x50": gaussian_filter(np.random.default_rng(8).normal(size=(2, 50)), (0, 2)).astype(np.float32),
    "line-1x90": np.random.default_rng(6).random((1, 90)).astype(np.float32),
}
settings = [dict(scale=25, min_size=40, sigma=0.8)]
extra = {"narrow-2x50": [dict(scale=10, min_size=3, sigma=2)], "noise-64x48": [dict(scale=1, min_size=5, sigma=0), dict(scale=120, min_size=1, sigma=1.7)]}

listing = []
for name, values in cases.items():
    values = np.ascontiguousarray(values, dtype=np.float32)
    values.tofile(f"{name}.f32")
    for number, params in enumerate(settings + extra.get(name, [])):
        labels = felzenszwalb(values / np.abs(values).max(), channel_axis=None, **params)
        file = f"{name}.{number}.u16"
        labels.astype("<u2").tofile(file)
        listing.append(dict(values=f"{name}.f32", labels=file, frames=values.shape[0], bands=values.shape[1],
                            segments=int(labels.max()) + 1, params=params))
        print(file, labels.max() + 1, "segments", np.bincount(labels.ravel()).min(), "cells in the smallest")
with open("felzenszwalb.json", "w") as out:
    json.dump(listing, out, indent=1)
