"""Sounds the model was not made for: noise, silence, clicks, a siren, and speech where the `espeak-ng` command is there."""

import shutil
import subprocess
from math import gcd

import numpy as np
from scipy.signal import resample_poly

SECONDS = 60
SPOKEN = (
    "The quick brown fox jumps over the lazy dog. A recording is heard one way by one listener and another way by the next. "
    "Please read the instructions before you open the box, and keep them for later. Nineteen ships left the harbour at dawn."
)


def outsiders(rate, seed=0):
    """Name → mono samples at `rate` Hz."""
    generator = np.random.default_rng(seed)
    count = SECONDS * rate
    time = np.arange(count) / rate
    sounds = {
        "silence": np.zeros(count),
        "white noise": generator.standard_normal(count) * 0.1,
        "brown noise": _brown(generator, count),
        "clicks": (generator.random(count) < 4 / rate) * 0.8,
        "siren": 0.2 * np.sin(2 * np.pi * (700 * time - 300 / np.pi * np.cos(2 * np.pi * 0.5 * time))),
    }
    if shutil.which("espeak-ng"):
        sounds["speech"] = _speech(rate)
    return sounds


def _brown(generator, count):
    walk = np.cumsum(generator.standard_normal(count))
    walk -= np.convolve(walk, np.ones(2001) / 2001, "same")
    return 0.1 * walk / walk.std()


def _speech(rate):
    parts = []
    for voice, speed in (("en-gb", 150), ("en-us", 175), ("de", 160)):
        done = subprocess.run(
            ["espeak-ng", "-v", voice, "-s", str(speed), "--stdout", SPOKEN], capture_output=True, check=True
        )
        # A WAV file of unknown length: its header is 44 bytes long and says the rate at byte 24.
        spoken_rate = int.from_bytes(done.stdout[24:28], "little")
        samples = np.frombuffer(done.stdout[44:], "<i2") / 32768
        common = gcd(rate, spoken_rate)
        parts.append(resample_poly(samples, rate // common, spoken_rate // common))
    return np.concatenate(parts)
