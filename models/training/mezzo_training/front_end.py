"""The front end of docs/front-end.md, for training and for the golden vectors.

Every function follows the numbered steps of that document. Arrays are float64 unless said otherwise:
a reference has no rounding of its own.
"""

from math import ceil, gcd

import numpy as np
from scipy.fft import rfft
from scipy.signal import firwin, upfirdn

MAGNITUDE_FLOOR = 1e-10


def mono(channels):
    """Step 1: the mean of the channels, [channels, samples] → [samples]."""
    return np.mean(np.asarray(channels, dtype=np.float64), axis=0)


def resample(samples, rate_in, rate_out):
    """Step 2: windowed-sinc resampling without delay; length ceil(n · out / in), stop band ≤ −90 dB."""
    if rate_in == rate_out:
        return np.asarray(samples, dtype=np.float64)
    divisor = gcd(rate_in, rate_out)
    up, down = rate_out // divisor, rate_in // divisor
    widest = max(up, down)
    half = 64 * widest
    taps = firwin(2 * half + 1, 0.96 / widest, window=("kaiser", 9.5)) * up
    # `half` samples of the upsampled signal are the filter's delay; leading zeros make it a multiple of `down`.
    lead = (-half) % down
    filtered = upfirdn(np.concatenate([np.zeros(lead), taps]), samples, up, down)
    start = (half + lead) // down
    return filtered[start : start + ceil(len(samples) * up / down)]


def frame_starts(samples, settings):
    """Step 3: first sample of every frame (may be negative), ceil(n / hop) of them; rounding is half up."""
    hop, size = settings["hop"], settings["fftSize"]
    places = np.floor(np.arange(ceil(samples / hop)) * hop + 0.5).astype(np.int64)
    return places - size // 2 if settings["origin"] == "centre" else places


def analysis_window(settings):
    """Step 4."""
    size = settings["fftSize"]
    period = size if settings["window"] == "hann" else size - 1
    return 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(size) / period)


def magnitudes(samples, settings, chunk=512):
    """Steps 3–5: [frames, fftSize / 2] magnitudes without the Nyquist bin."""
    samples = np.asarray(samples)
    size = settings["fftSize"]
    starts = frame_starts(len(samples), settings)
    window = analysis_window(settings)
    scale = 2.0 / window.sum() if settings["normalise"] else 1.0
    padded = np.concatenate([np.zeros(size), samples, np.zeros(size)])
    out = np.empty((len(starts), size // 2))
    for first in range(0, len(starts), chunk):
        rows = starts[first : first + chunk, None] + size + np.arange(size)
        out[first : first + chunk] = np.abs(rfft(padded[rows] * window, axis=1)[:, : size // 2]) * scale
    return out


def log_frequency_bands(settings):
    """Step 6, `log_frequency`: [bands, bins], each row a triangle over frequency with sum 1."""
    bands, rate, size = settings["bands"], settings["sampleRate"], settings["fftSize"]
    frequency = np.arange(size // 2) * rate / size
    centre = bands["fmin"] * 2.0 ** (np.arange(bands["count"]) / bands["bandsPerOctave"])
    half_width = np.maximum(centre * (2.0 ** (1.0 / bands["bandsPerOctave"]) - 1), rate / size)
    triangle = np.maximum(0.0, 1.0 - np.abs(frequency - centre[:, None]) / half_width[:, None])
    return triangle / triangle.sum(axis=1, keepdims=True)


def log_filterbank_bands(settings):
    """Step 6, `log_filterbank`: madmom's triangles over bins, [bands, bins]; the count of bands is checked."""
    bands, rate, size = settings["bands"], settings["sampleRate"], settings["fftSize"]
    per_octave = bands["bandsPerOctave"]
    low = np.floor(np.log2(bands["fmin"] / 440.0) * per_octave)
    high = np.ceil(np.log2(bands["fmax"] / 440.0) * per_octave)
    centres = 440.0 * 2.0 ** (np.arange(low, high) / per_octave)
    centres = centres[(centres >= bands["fmin"]) & (centres <= bands["fmax"])]
    frequency = np.arange(size // 2) * rate / size
    right = np.clip(np.searchsorted(frequency, centres), 1, len(frequency) - 1)
    nearer_left = centres - frequency[right - 1] < frequency[right] - centres
    bins = np.unique(np.where(nearer_left, right - 1, right))
    rows = np.zeros((len(bins) - 2, size // 2))
    for row, (start, centre, stop) in zip(rows, zip(bins, bins[1:], bins[2:])):
        row[start:centre] = np.arange(centre - start) / (centre - start)
        row[centre:stop] = np.arange(stop - centre, 0, -1) / (stop - centre)
    if len(rows) != bands["count"]:
        raise ValueError(f"the filter bank comes to {len(rows)} bands, not {bands['count']}")
    return rows / rows.sum(axis=1, keepdims=True)


BAND_KINDS = {"log_frequency": log_frequency_bands, "log_filterbank": log_filterbank_bands}


def band_magnitudes(samples, settings):
    """Steps 3–6: [frames, bands]."""
    return magnitudes(samples, settings) @ BAND_KINDS[settings["bands"]["kind"]](settings).T


def level_reference(banded, settings):
    """The gated power reference R in dB of a whole recording's band magnitudes."""
    level = settings["level"]
    power = np.sum(np.square(banded), axis=1)
    with np.errstate(divide="ignore"):
        kept = power[10 * np.log10(power) >= level["absoluteGateDb"]]
    if len(kept) == 0:
        return float(level["absoluteGateDb"])
    kept = kept[kept >= kept.mean() * 10 ** (level["relativeGateDb"] / 10)]
    return float(10 * np.log10(kept.mean()))


def scale_decibels(relative_db, settings):
    """Step 7, `decibel_range`, from decibels already relative to R."""
    return np.maximum(0.0, (relative_db + settings["scaling"]["range"]) / 20.0)


def relative_decibels(banded, reference):
    """Band magnitudes in dB relative to R."""
    return 20 * np.log10(np.maximum(banded, MAGNITUDE_FLOOR)) - reference


def spectrogram(samples, settings):
    """Steps 3–7 on mono samples at the front end's rate, with the recording's own level: [frames, bands]."""
    if settings["level"]["kind"] == "peak":
        samples = samples / max(np.abs(samples).max(), 1e-12)
    banded = band_magnitudes(samples, settings)
    if settings["scaling"]["kind"] == "log1p":
        return np.log10(settings["scaling"]["multiplier"] * banded + 1)
    return scale_decibels(relative_decibels(banded, level_reference(banded, settings)), settings)
