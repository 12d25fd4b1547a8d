"""The self-test signal: tones with soft edges, so that engine and training code can make the same samples."""

import numpy as np

RAMP_SECONDS = 0.01


def tone_signal(seconds, tones, rate):
    """Σ amplitude · sin(2π · Hz · t) for t in [start, end), 10 ms linear attack and release; float64, rounded to float32."""
    samples = np.zeros(int(np.floor(seconds * rate + 0.5)))
    for start, end, hertz, amplitude in tones:
        first, last = max(0, int(np.ceil(start * rate))), min(len(samples), int(np.ceil(end * rate)))
        time = np.arange(first, last) / rate
        envelope = np.clip(np.minimum((time - start) / RAMP_SECONDS, (end - time) / RAMP_SECONDS), 0, 1)
        samples[first:last] += amplitude * envelope * np.sin(2 * np.pi * hertz * time)
    return samples.astype(np.float32)


def test_tones():
    """Two phrases with chords, a bass and a melody; chosen to reach all branches of the network."""
    tones = []
    chords = ((220, 261.63, 329.63), (174.61, 220, 261.63), (196, 246.94, 293.66), (164.81, 207.65, 246.94))
    for bar, chord in enumerate(chords):
        start = 3.0 * bar
        tones += [[start, start + 2.9, hertz, 0.06] for hertz in chord]
        tones.append([start, start + 1.4, chord[0] / 2, 0.12])
        for step in range(6):
            hertz = chord[step % 3] * (4 if step > 3 else 2)
            tones.append([start + 0.5 * step, start + 0.5 * step + 0.3, hertz, 0.1 + 0.02 * step])
            tones.append([start + 0.5 * step, start + 0.5 * step + 0.2, hertz * 2, 0.04])
    return tones
