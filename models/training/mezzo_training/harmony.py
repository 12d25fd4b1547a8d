"""Descriptors of what sounds together: clashes, key, chords. Notes are rows (start, end, pitch, velocity, part)."""

import numpy as np

from .key import key_correlations, pitch_class_weights
from .roughness import INTERVAL_CLASS_TABLE, ROUGHNESS_TABLE

ROLL_RATE = 8
SLICE_SECONDS = 0.5
QUARTERS = 4
DIATONIC = (0, 2, 4, 5, 7, 9, 11)
TRIADS = {"major": (0, 4, 7), "minor": (0, 3, 7), "diminished": (0, 3, 6), "augmented": (0, 4, 8)}
# A triad whose root is the lowest note wins over another with the same notes.
ROOT_BONUS = 0.05


def harmony(sounding, start, end):
    """Dissonance, key and chord descriptors of the notes heard in [start, end) seconds, by name."""
    return {
        **_dissonance(sounding, start, end),
        **_tonality(sounding, start, end),
        **_chords(sounding, start, end),
    }


def heard(notes, start, end):
    """Seconds of [start, end) during which each note sounds."""
    return np.maximum(np.minimum(notes[:, 1], end) - np.maximum(notes[:, 0], start), 0)


def _dissonance(sounding, start, end):
    times = np.arange(start, end, 1 / ROLL_RATE)
    roll = np.zeros((len(times), 128))
    for begin, finish, pitch, _, _ in sounding:
        first = max(0, int(np.ceil((begin - start) * ROLL_RATE)))
        roll[first : max(first + 1, int(np.ceil((finish - start) * ROLL_RATE))), int(pitch)] = 1
    count = roll.sum(axis=1)
    several = count > 1
    if not several.any():
        return {"interval_class": 0.0, "roughness": 0.0}
    roll, count = roll[several], count[several]
    clash = (roll @ INTERVAL_CLASS_TABLE * roll).sum(axis=1) / (count * (count - 1))
    rough = (roll @ ROUGHNESS_TABLE * roll).sum(axis=1) / 2 / count
    share = several.mean()
    return {"interval_class": clash.mean() * share, "roughness": rough.mean() * share}


def _tonality(sounding, start, end):
    correlations = _key(sounding, start, end)
    best = int(np.argmax(correlations))
    borders = np.linspace(start, end, QUARTERS + 1)
    quarters = np.array([_key(sounding, a, b) for a, b in zip(borders[:-1], borders[1:])])
    classes = pitch_class_weights(sounding[:, 2], heard(sounding, start, end))
    degrees = np.roll(classes / classes.sum(), -(best % 12))
    scales = [np.roll(degrees, -tonic)[list(DIATONIC)].sum() for tonic in range(12)]
    return {
        "best_key": correlations[best],
        "key_stays": quarters[:, best].mean(),
        "local_key": quarters.max(axis=1).mean(),
        "minor_minus_major": _minor_minus_major(correlations),
        "local_minor": np.mean([_minor_minus_major(quarter) for quarter in quarters]),
        "third_degree": degrees[4] - degrees[3],
        "sixth_degree": degrees[9] - degrees[8],
        "chromatic": 1 - max(scales),
        "pitch_class_entropy": entropy(degrees),
    }


def _minor_minus_major(correlations):
    return correlations[12:].max() - correlations[:12].max()


def _key(sounding, start, end):
    inside = sounding[(sounding[:, 0] < end) & (sounding[:, 1] > start)]
    weights = heard(inside, start, end) * np.sqrt(np.maximum(inside[:, 3], 1) / 64)
    return key_correlations(pitch_class_weights(inside[:, 2], weights))


def _chords(sounding, start, end):
    """Half seconds in which at least two notes sound: their triad, the third over their bass, entropy, change."""
    begins = np.arange(start, end - SLICE_SECONDS / 2, SLICE_SECONDS)[:, None]
    shared = np.minimum(sounding[:, 1], begins + SLICE_SECONDS) - np.maximum(sounding[:, 0], begins)
    shared = np.maximum(shared, 0)
    shared = shared[np.count_nonzero(shared, axis=1) > 1]
    if len(shared) == 0:
        return {"major_chords": 0.0, "bass_third": 0.0, "chord_entropy": 0.0, "harmonic_change": 0.0}
    pitch = sounding[:, 2].astype(int)
    classes = shared @ np.eye(12)[pitch % 12]
    classes /= classes.sum(axis=1, keepdims=True)
    bass = np.where(shared > 0, pitch, 128).min(axis=1) % 12
    rows = np.arange(len(classes))
    fits = classes @ _TRIAD_TABLE.T
    for kind in range(len(TRIADS)):
        fits[rows, 12 * kind + bass] += ROOT_BONUS
    changes = np.abs(np.diff(classes, axis=0)).sum(axis=1) / 2
    return {
        "major_chords": np.mean(fits.argmax(axis=1) // 12 == list(TRIADS).index("major")),
        "bass_third": np.mean(classes[rows, (bass + 4) % 12] - classes[rows, (bass + 3) % 12]),
        "chord_entropy": np.mean([entropy(row) for row in classes]),
        "harmonic_change": changes.mean() if len(changes) else 0.0,
    }


def entropy(share):
    """Bits of a distribution that sums to 1."""
    share = share[share > 0]
    return float(-(share * np.log2(share)).sum())


def _triad_table():
    table = np.zeros((12 * len(TRIADS), 12))
    for kind, classes in enumerate(TRIADS.values()):
        for root in range(12):
            table[12 * kind + root, (np.array(classes) + root) % 12] = 1
    return table


_TRIAD_TABLE = _triad_table()
