"""Writes the demo recordings beside this folder: `python3 make.py`. See ../README.md."""

import subprocess
import tempfile
from pathlib import Path

import numpy as np
import soundfile

import ensemble
import prelude
from rendering import SAMPLE_RATE

TARGET = Path(__file__).resolve().parents[1]
PEAK = 10 ** (-3 / 20)
FULL_SCALE = 32767


def main():
    for name, perform in (
        ("prelude-detached-brisk", prelude.detached_and_brisk),
        ("prelude-legato-slow", prelude.legato_and_slow),
    ):
        samples = _trimmed(prelude.audio(perform()))
        _write(name, np.round(samples / np.abs(samples).max() * PEAK * FULL_SCALE))
    _write_ensemble()


def _write_ensemble():
    """Mono stems, rounded to 16 bits first, and the mix as their sum, so that it is exact."""
    stems = {name: samples.mean(axis=1, keepdims=True) for name, samples in ensemble.stems().items()}
    length = max(len(samples) for samples in stems.values())
    padded = {name: np.pad(samples, ((0, length - len(samples)), (0, 0))) for name, samples in stems.items()}
    total = _trimmed(sum(padded.values()))
    gain = PEAK * FULL_SCALE / np.abs(total).max()
    whole = {name: np.round(samples[: len(total)] * gain) for name, samples in padded.items()}
    _write("two-weathers", sum(whole.values()))
    for name, samples in whole.items():
        _write(f"two-weathers-{name}", samples)


def _trimmed(samples, below=4e-4):
    """Without the silence after the last sound."""
    loud = np.nonzero(np.abs(samples).max(axis=1) > below)[0]
    return samples[: loud[-1] + 1]


def _write(name, integers):
    path = TARGET / f"{name}.flac"
    with tempfile.TemporaryDirectory() as folder:
        wave = Path(folder) / "audio.wav"
        soundfile.write(wave, integers.astype(np.int16), SAMPLE_RATE, subtype="PCM_16")
        subprocess.run(["flac", "--silent", "--force", "-8", "--output-name", str(path), str(wave)], check=True)
    print(f"{path.name}: {len(integers) / SAMPLE_RATE:.1f} s, {path.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
