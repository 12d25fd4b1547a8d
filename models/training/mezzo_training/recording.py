"""What happens to sound on its way to a listener: a room, equalisation, compression, noise, lossy coding.

`record` draws a chain; every step is also a function of its own. Samples are mono float at `rate` Hz; the length is kept,
and the level too, except that noise adds its own.
"""

import shutil
import subprocess

import numpy as np
from scipy.signal import butter, fftconvolve, lfilter, sosfilt

CODECS = {"mp3": ("libmp3lame", "mp3"), "aac": ("aac", "adts")}
BIT_RATES = (32, 48, 64, 96)


def record(samples, rate, generator):
    """A drawn chain; each step happens in about half of all recordings."""
    power = _power(samples)
    if generator.random() < 0.6:
        samples = room(samples, rate, generator.uniform(0.15, 1.4), generator.uniform(-16, -2), generator)
    if generator.random() < 0.6:
        for _ in range(int(generator.integers(1, 4))):
            centre = float(np.exp(generator.uniform(np.log(80), np.log(6000))))
            samples = equalise(samples, rate, centre, generator.uniform(0.5, 1.5), generator.uniform(-6, 6))
    if generator.random() < 0.4:
        samples = compress(samples, rate, generator.uniform(-26, -10), generator.uniform(1.5, 5))
    if generator.random() < 0.2:
        samples = band_limit(samples, rate, generator.uniform(30, 150), generator.uniform(3000, 9000))
    samples = samples * np.sqrt(power / max(_power(samples), 1e-20))
    if generator.random() < 0.6:
        samples = add_noise(samples, generator.uniform(-65, -32), generator.uniform(0, 2), generator)
    return samples


def room(samples, rate, seconds, wet_db, generator):
    """Convolution with exponentially decaying noise (60 dB in `seconds`), `wet_db` relative to the direct sound."""
    time = np.arange(int(seconds * rate)) / rate
    tail = generator.standard_normal(len(time)) * 10 ** (-3 * time / seconds)
    tail = lfilter([1], [1, -0.4], tail)
    tail *= 10 ** (wet_db / 20) / np.sqrt(np.sum(tail**2))
    early = int(generator.uniform(0.003, 0.02) * rate)
    response = np.concatenate([[1.0], np.zeros(early), tail])
    return fftconvolve(samples, response)[: len(samples)]


def equalise(samples, rate, hertz, octaves, gain_db):
    """A peaking filter (Bristow-Johnson's cookbook)."""
    omega = 2 * np.pi * min(hertz, 0.45 * rate) / rate
    amplitude = 10 ** (gain_db / 40)
    alpha = np.sin(omega) * np.sinh(np.log(2) / 2 * octaves * omega / np.sin(omega))
    above = np.array([1 + alpha * amplitude, -2 * np.cos(omega), 1 - alpha * amplitude])
    below = np.array([1 + alpha / amplitude, -2 * np.cos(omega), 1 - alpha / amplitude])
    return lfilter(above / below[0], below / below[0], samples)


def compress(samples, rate, threshold_db, ratio):
    """Gain reduction above a threshold relative to the loudest 50 ms, from a smoothed power envelope."""
    length = int(0.05 * rate)
    envelope = np.sqrt(np.maximum(fftconvolve(samples**2, np.ones(length) / length, "same"), 1e-12))
    level = 20 * np.log10(envelope / envelope.max())
    return samples * 10 ** (-np.maximum(0, level - threshold_db) * (1 - 1 / ratio) / 20)


def band_limit(samples, rate, lowest, highest):
    """Second-order Butterworth band pass from `lowest` to `highest` Hz."""
    return sosfilt(butter(2, [lowest, min(highest, 0.45 * rate)], "bandpass", fs=rate, output="sos"), samples)


def add_noise(samples, level_db, slope, generator):
    """Noise whose power falls as 1 / f^slope, `level_db` relative to the samples."""
    spectrum = np.fft.rfft(generator.standard_normal(len(samples)))
    spectrum /= np.maximum(np.arange(len(spectrum)), 1.0) ** (slope / 2)
    noise = np.fft.irfft(spectrum, len(samples))
    return samples + noise * np.sqrt(_power(samples) / max(_power(noise), 1e-20)) * 10 ** (level_db / 20)


def has_codecs():
    """Whether the `ffmpeg` command is there."""
    return shutil.which("ffmpeg") is not None


def code(samples, rate, codec, kilobits):
    """The samples after lossy coding and back; raises OSError where the `ffmpeg` command is missing or fails."""
    encoder, container = CODECS[codec]
    raw = ["-f", "f32le", "-ar", str(rate), "-ac", "1"]
    coded = _ffmpeg([*raw, "-i", "-", "-c:a", encoder, "-b:a", f"{kilobits}k", "-f", container, "-"],
                    samples.astype("<f4").tobytes())
    decoded = np.frombuffer(_ffmpeg(["-f", container.replace("adts", "aac"), "-i", "-", *raw, "-"], coded), "<f4")
    kept = np.zeros(len(samples), np.float32)
    kept[: len(decoded)] = decoded[: len(samples)]
    return kept


def _ffmpeg(arguments, content):
    if not has_codecs():
        raise OSError("the ffmpeg command was not found; install it to render coded recordings")
    done = subprocess.run(["ffmpeg", "-v", "error", *arguments], input=content, capture_output=True)
    if done.returncode != 0:
        raise OSError(f"ffmpeg failed: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout


def _power(samples):
    return float(np.mean(np.square(samples, dtype=np.float64)))
