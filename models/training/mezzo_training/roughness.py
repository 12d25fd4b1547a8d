"""How two sounding pitches clash: by interval class, and by Sethares' roughness of their partials."""

import numpy as np

PITCHES = 128
# Minor second, major second, thirds, fourth, tritone; unison and octave clash with nothing.
INTERVAL_CLASS = np.array([0.0, 1.0, 0.6, 0.15, 0.1, 0.1, 0.7])
PARTIALS = 6
PARTIAL_DECAY = 0.88


def interval_class_table():
    """[128, 128] dissonance of every pair of MIDI pitches by interval class."""
    distance = np.abs(np.subtract.outer(np.arange(PITCHES), np.arange(PITCHES))) % 12
    return INTERVAL_CLASS[np.minimum(distance, 12 - distance)]


def roughness_table():
    """[128, 128] roughness of every pair of tones of six partials (Sethares 1993, equation 2); 0 on the diagonal."""
    fundamental = 440.0 * 2.0 ** ((np.arange(PITCHES) - 69) / 12)
    frequency = fundamental[:, None] * np.arange(1, PARTIALS + 1)
    amplitude = PARTIAL_DECAY ** np.arange(PARTIALS)
    table = np.zeros((PITCHES, PITCHES))
    for first in range(PARTIALS):
        for second in range(PARTIALS):
            one, other = frequency[:, None, first], frequency[None, :, second]
            scale = 0.24 / (0.021 * np.minimum(one, other) + 19)
            distance = scale * np.abs(one - other)
            clash = np.exp(-3.5 * distance) - np.exp(-5.75 * distance)
            table += min(amplitude[first], amplitude[second]) * clash
    np.fill_diagonal(table, 0)
    return table


INTERVAL_CLASS_TABLE = interval_class_table()
ROUGHNESS_TABLE = roughness_table()
