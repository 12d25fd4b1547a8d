"""Golden vectors of the resampler: band-limited noise whose value is known at every moment.

The noise is a sum of complex exponentials (an inverse DFT), so it can be evaluated exactly at the sample times of any
rate; no filter is involved. scipy's resample_poly must agree with it as well, or the script stops.
Writes <in>-<out>.f32: little-endian Float32, all input samples and then all output samples.
"""
import numpy as np
from scipy import signal

SECONDS = 0.15
PAIRS = [(44100, 22050), (48000, 22050), (96000, 22050), (8000, 22050), (22050, 44100)]
PASS_EDGE = 0.9

rng = np.random.default_rng(4)


def evaluate(amplitudes, phases, hertz, rate, count):
    t = np.arange(count) / rate
    return (amplitudes * np.cos(2 * np.pi * np.outer(t, hertz) + phases)).sum(axis=1)


for in_rate, out_rate in PAIRS:
    nyquist = min(in_rate, out_rate) / 2
    hertz = rng.uniform(20, PASS_EDGE * nyquist, 200)
    phases = rng.uniform(0, 2 * np.pi, 200)
    amplitudes = rng.uniform(0.2, 1, 200) / 60
    n_in = int(SECONDS * in_rate)
    n_out = -(-n_in * out_rate // in_rate)
    x = evaluate(amplitudes, phases, hertz, in_rate, n_in)
    y = evaluate(amplitudes, phases, hertz, out_rate, n_out)
    g = np.gcd(in_rate, out_rate)
    up, down = out_rate // g, in_rate // g
    taps = signal.firwin(2 * 80 * max(up, down) + 1, 0.95 / max(up, down), window=("kaiser", 10.0))
    z = signal.resample_poly(x, up, down, window=taps)[:n_out]
    middle = slice(n_out // 4, 3 * n_out // 4)
    error = 10 * np.log10(np.sum(y[middle] ** 2) / np.sum((y[middle] - z[middle]) ** 2))
    assert len(z) == n_out and error > 80, (in_rate, out_rate, error)
    np.concatenate([x, y]).astype("<f4").tofile(f"{in_rate}-{out_rate}.f32")
    print(in_rate, out_rate, n_in, n_out, "scipy agrees within", round(error, 1), "dB")
