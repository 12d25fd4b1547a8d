"""Golden vectors of the front end, written from docs/front-end.md alone with numpy and scipy.

    python3 test/golden/front-end/make.py

Writes beside itself, for each case, <name>.json (front end, signal, shape, level reference) and <name>.f32
(little-endian float32, frames x bands, after scaling). The signals are described by numbers, so that both sides
make the same samples and no audio has to be stored: `signal` below is repeated in golden-signal.fixture.ts.
"""

import json
import math
import pathlib

import numpy as np
from scipy import signal as dsp

HERE = pathlib.Path(__file__).parent


def make_signal(seconds, rate, channels):
    """Chirp + steady partials + clicks + a silent stretch + linear-congruential noise, float32 [channels, n].

    Signals that will be resampled (those of several channels) fade in and out over 20 ms instead of clicking: a hard edge has
    energy in the resampler's transition band, where two right implementations may differ.
    """
    n = int(round(seconds * rate))
    t = np.arange(n) / rate
    state = 12345
    noise = np.empty(n)
    for i in range(n):
        state = (1664525 * state + 1013904223) % 4294967296
        noise[i] = state / 2147483648 - 1
    out = []
    for c in range(channels):
        x = 0.3 * np.sin(2 * np.pi * (110 * t + (150 + 40 * c) * t * t))
        x += 0.2 * np.sin(2 * np.pi * 440 * t + c) + 0.1 * np.sin(2 * np.pi * 2637.02 * t)
        x += 0.02 * noise * (1 if channels == 1 else 0)
        x[(t >= 0.9) & (t < 1.2)] = 0
        if channels > 1:
            fade = np.min([t, np.abs(t - 0.9), np.abs(t - 1.2), seconds - t], axis=0) / 0.02
            x *= 0.5 - 0.5 * np.cos(np.pi * np.clip(fade, 0, 1))
        if channels == 1:
            x[np.arange(1, 6) * (n // 6)] += 0.5
        out.append(x)
    return np.asarray(out).astype(np.float32)


def to_rate(x, source, target):
    """Linear-phase windowed sinc, evaluated as one long FIR on the common grid; sample n lies at n / target seconds."""
    if source == target:
        return x
    g = math.gcd(source, target)
    up, down = target // g, source // g
    half = 400 * max(up, down)
    cutoff = 0.97 / max(up, down)
    taps = dsp.firwin(2 * half + 1, cutoff, window=("kaiser", 14.0)) * up
    # Output n sits at up-sampled index n * down + half, and half is a multiple of down.
    assert half % down == 0
    first, length = half // down, math.ceil(len(x) * target / source)
    return dsp.upfirdn(taps, x, up, down)[first:first + length]


def log_filterbank(fe, bins_hz):
    b = fe["bands"]
    per = b["bandsPerOctave"]
    steps = np.arange(np.floor(np.log2(b["fmin"] / 440) * per), np.ceil(np.log2(b["fmax"] / 440) * per))
    f = 440 * 2.0 ** (steps / per)
    f = f[(f >= b["fmin"]) & (f <= b["fmax"])]
    nearest = np.unique([int(np.argmin(np.abs(bins_hz - hz))) for hz in f])
    bank = np.zeros((len(nearest) - 2, len(bins_hz)))
    for i in range(len(nearest) - 2):
        lo, mid, hi = nearest[i:i + 3]
        bank[i, lo:mid] = np.linspace(0, 1, mid - lo, endpoint=False)
        bank[i, mid:hi] = np.linspace(1, 0, hi - mid, endpoint=False)
        bank[i] /= bank[i].sum()
    return bank


def mel_bank(fe, bins_hz):
    b = fe["bands"]
    mel = lambda f: 2595 * np.log10(1 + f / 700)
    points = 700 * (10 ** (np.linspace(mel(b["fmin"]), mel(b["fmax"]), b["count"] + 2) / 2595) - 1)
    return np.stack([np.interp(bins_hz, points[i:i + 3], [0, 1, 0]) for i in range(b["count"])])


def log_frequency_bank(fe, bins_hz):
    b = fe["bands"]
    rows = []
    for i in range(b["count"]):
        centre = b["fmin"] * 2 ** (i / b["bandsPerOctave"])
        half = max(centre * (2 ** (1 / b["bandsPerOctave"]) - 1), fe["sampleRate"] / fe["fftSize"])
        row = np.clip(1 - np.abs(bins_hz - centre) / half, 0, None)
        rows.append(row / row.sum())
    return np.stack(rows)


BANKS = {"log_filterbank": log_filterbank, "mel": mel_bank, "log_frequency": log_frequency_bank}


def band_magnitudes(mono, fe):
    size, hop, rate = fe["fftSize"], fe["hop"], fe["sampleRate"]
    window = dsp.windows.hann(size, sym=fe["window"] == "hann_symmetric")
    frames = math.ceil(len(mono) / hop)
    padded = np.concatenate([np.zeros(size), mono, np.zeros(2 * size)])
    offset = size // 2 if fe["origin"] == "centre" else 0
    starts = [int(math.floor(k * hop + 0.5)) - offset + size for k in range(frames)]
    spectra = np.stack([np.abs(np.fft.fft(padded[s:s + size] * window)[:size // 2]) for s in starts])
    if fe["normalise"]:
        spectra /= window.sum() / 2
    bins_hz = np.arange(size // 2) * rate / size
    return spectra @ BANKS[fe["bands"]["kind"]](fe, bins_hz).T


def reference_of(mono, bands, level):
    if level["kind"] == "peak":
        return {"kind": "peak", "peak": float(np.abs(mono).max())}
    if level["kind"] == "none":
        return {"kind": "none"}
    power = (bands ** 2).sum(1)
    kept = power[10 * np.log10(power + 1e-300) >= level["absoluteGateDb"]]
    kept = kept[kept >= kept.mean() * 10 ** (level["relativeGateDb"] / 10)]
    return {"kind": "gated_power", "decibels": float(10 * np.log10(kept.mean()))}


def scaled(bands, fe, reference):
    if fe["scaling"]["kind"] == "log1p":
        return np.log10(fe["scaling"]["multiplier"] * bands + 1)
    decibels = 20 * np.log10(np.maximum(bands, 1e-10)) - reference.get("decibels", 0)
    return np.maximum(0, (decibels + fe["scaling"]["range"]) / 20)


RESEARCH = dict(
    sampleRate=22050, fftSize=2048, hop=22050 / 31.3, origin="future", window="hann_symmetric", normalise=False,
    bands=dict(kind="log_filterbank", bandsPerOctave=24, fmin=20, fmax=16000, count=149),
    scaling=dict(kind="log1p", multiplier=1), level=dict(kind="peak"),
)
MEL = dict(
    sampleRate=22050, fftSize=1024, hop=512, origin="centre", window="hann", normalise=True,
    bands=dict(kind="mel", fmin=30, fmax=11025, count=64),
    scaling=dict(kind="log1p", multiplier=1000), level=dict(kind="none"),
)
LOG_FREQUENCY = dict(
    sampleRate=22050, fftSize=4096, hop=1024, origin="centre", window="hann", normalise=True,
    bands=dict(kind="log_frequency", bandsPerOctave=24, fmin=55, count=168),
    scaling=dict(kind="decibel_range", range=80), level=dict(kind="gated_power", absoluteGateDb=-70, relativeGateDb=-10),
)
CASES = {
    "research": (RESEARCH, 2.5, 22050, 1),
    "mel": (MEL, 2.5, 22050, 1),
    "log-frequency": (LOG_FREQUENCY, 2.5, 22050, 1),
    "log-frequency-44100-stereo": (LOG_FREQUENCY, 2.5, 44100, 2),
    "log-frequency-48000-stereo": (LOG_FREQUENCY, 1.3, 48000, 2),
}

def main():
    for name, (fe, seconds, rate, channels) in CASES.items():
        x = make_signal(seconds, rate, channels)
        mono = to_rate(x.astype(np.float64).mean(0), rate, fe["sampleRate"])
        bands = band_magnitudes(mono, fe)
        reference = reference_of(mono, bands, fe["level"])
        if reference["kind"] == "peak":
            bands = bands / reference["peak"]
        values = scaled(bands, fe, reference)
        (HERE / f"{name}.f32").write_bytes(values.astype("<f4").tobytes())
        (HERE / f"{name}.json").write_text(json.dumps(dict(
            frontEnd=fe, signal=dict(seconds=seconds, sampleRate=rate, channels=channels), samples=len(mono),
            frames=values.shape[0], bands=values.shape[1], reference=reference, largest=float(values.max()),
        ), indent=1) + "\n")
        print(name, values.shape, reference, float(values.max()))


if __name__ == "__main__":
    main()
