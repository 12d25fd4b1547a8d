"""A clip of a research set, and its sound."""

import shutil
import subprocess
from dataclasses import dataclass, field
from math import ceil

import numpy as np

from .. import front_end

# Chowdhury et al.: 22.05 kHz, 2048 samples, 31.3 frames a second, 149 logarithmic bands, log10(x + 1), peak-normalised.
FRONT_END = {
    "sampleRate": 22050,
    "fftSize": 2048,
    "hop": 22050 / 31.3,
    "origin": "future",
    "window": "hann_symmetric",
    "normalise": False,
    "bands": {"kind": "log_filterbank", "bandsPerOctave": 24, "fmin": 20, "fmax": 16000, "count": 149},
    "scaling": {"kind": "log1p", "multiplier": 1},
    "level": {"kind": "peak"},
}
BANDS = FRONT_END["bands"]["count"]
FRAMES_PER_SECOND = 31.3


@dataclass(frozen=True)
class Clip:
    """A sound file with its labels by name (raw, as published) and what a split never cuts; a clip held out judges only."""

    path: str
    labels: dict = field(default_factory=dict)
    group: str = ""
    held_out: bool = False


def read_mono(path, rate=FRONT_END["sampleRate"]):
    """Samples of any file the `ffmpeg` command can decode, mono at `rate` Hz. Raises OSError with a sentence."""
    if shutil.which("ffmpeg") is None:
        raise OSError("the ffmpeg command was not found; install it to read recordings")
    done = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", str(path), "-f", "f32le", "-ac", "1", "-ar", str(rate), "-"], capture_output=True
    )
    samples = np.frombuffer(done.stdout, "<f4")
    if done.returncode != 0 or len(samples) == 0:
        raise OSError(f"{path} cannot be read: {done.stderr.decode(errors='replace').strip() or 'it is empty'}")
    return samples


def spectrogram(path):
    """[frames, bands] float32; a file shorter than a window is repeated by whoever cuts it."""
    return front_end.spectrogram(read_mono(path), FRONT_END).astype(np.float32)


def cut(frames, length, generator=None):
    """A stretch of `length` frames: drawn when there is a generator, else from the start; what is too short is repeated."""
    if len(frames) < length:
        frames = np.tile(frames, (ceil(length / len(frames)), 1))
    first = 0 if generator is None else int(generator.integers(0, len(frames) - length + 1))
    return frames[first : first + length]
