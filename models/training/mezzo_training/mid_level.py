"""What the mid-level features mean here: operational definitions over the notes of a window.

`descriptors` measures the notes; `FEATURES` says how descriptors add up to a feature. Descriptors are standardised over the
training windows, clipped at ±3.5, summed with the weights below, and the sum is standardised again.
The seven names are Aljanaki & Soleymani's (2018); the companions are Friberg et al.'s (2014).
"""

from dataclasses import dataclass

import numpy as np

from .key import key_correlations, pitch_class_weights
from .roughness import INTERVAL_CLASS_TABLE, ROUGHNESS_TABLE

FEWEST_NOTES = 4
GROUP_SECONDS = 0.035
CLIP = 3.5
ONSET_RATE = 50
ROLL_RATE = 8


@dataclass(frozen=True)
class Feature:
    """A mid-level feature: its printable label, its definition in a sentence, and descriptor → weight."""

    name: str
    label: str
    definition: str
    weights: dict
    companion: bool = False


FEATURES = (
    Feature(
        "melodiousness",
        "Melodiousness",
        "The upper line can be sung: it moves by step and seldom leaps, keeps to a key, is tied rather than cut up, "
        "and goes at a singable pace.",
        {
            "steps": 1.0, "leaps": -1.0, "interval": -0.5, "line_pace": -1.25,
            "line_in_key": 0.5, "best_key": 0.5, "log_duty": 0.5,
        },
    ),
    Feature(
        "articulation",
        "Articulation",
        "Notes are short and detached: their length, and their length relative to the time until the next onset "
        "(high is staccato).",
        {"log_duty": -1.0, "log_duration": -1.0},
    ),
    Feature(
        "rhythmic_complexity",
        "Rhythmic complexity",
        "Many different note values follow each other: entropy of the times between onsets and of their ratios, and "
        "onsets a second.",
        {"ioi_entropy": 1.0, "ratio_entropy": 1.0, "ioi_spread": 0.5, "log_rate": 0.5},
    ),
    Feature(
        "rhythmic_stability",
        "Rhythmic stability",
        "A steady pulse: the highest autocorrelation of the onsets at lags of 0.25 to 1.6 seconds.",
        {"pulse": 1.0},
    ),
    Feature(
        "dissonance",
        "Dissonance",
        "Sounding pitches clash: dissonance of their interval classes and Sethares roughness of their partials.",
        {"interval_class": 1.0, "roughness": 0.5},
    ),
    Feature(
        "tonal_stability",
        "Tonal stability",
        "One key is clear and stays: correlation with the best Krumhansl key, and how well quarters of the window fit "
        "that key.",
        {"best_key": 1.0, "key_stays": 1.0},
    ),
    Feature(
        "minorness",
        "Minorness",
        "The best minor key fits better than the best major key (Krumhansl profiles).",
        {"minor_minus_major": 1.0},
    ),
    Feature(
        "speed",
        "Speed",
        "Onsets a second (logarithm), chords counted once.",
        {"log_rate": 1.0},
        companion=True,
    ),
    Feature(
        "dynamics",
        "Dynamics",
        "How hard the notes are struck (mean MIDI velocity); heard in the tone, since the recording's own level is removed.",
        {"velocity": 1.0},
        companion=True,
    ),
    Feature(
        "pitch_height",
        "Pitch height",
        "Mean pitch of the sounding notes, weighted by length.",
        {"pitch": 1.0},
        companion=True,
    ),
)
NAMES = tuple(feature.name for feature in FEATURES)
DESCRIPTORS = tuple(sorted({name for feature in FEATURES for name in feature.weights}))


def descriptors(notes, start, end):
    """Descriptor values [len(DESCRIPTORS)] of notes [n, 5] heard in [start, end) seconds; None with too few notes."""
    pitched = notes[notes[:, 4] >= 0]
    sounding = pitched[(pitched[:, 0] < end) & (pitched[:, 1] > start)]
    begun = pitched[(pitched[:, 0] >= start) & (pitched[:, 0] < end)]
    struck = notes[(notes[:, 0] >= start) & (notes[:, 0] < end)]
    if len(begun) < FEWEST_NOTES:
        return None
    groups = onset_groups(begun[:, 0])
    if len(groups) < 3:
        return None
    values = {
        **_line(begun, groups),
        **_articulation(begun, pitched, end),
        **_rhythm(struck, start, end),
        **_dissonance(sounding, start, end),
        **_tonality(sounding, start, end),
        "velocity": begun[:, 3].mean(),
        "pitch": np.average(sounding[:, 2], weights=_heard(sounding, start, end)),
    }
    return np.array([values[name] for name in DESCRIPTORS])


def onset_groups(onsets):
    """Index of the first note of every onset group; notes less than 35 ms after the group's first belong to it."""
    firsts = [0]
    for index in range(1, len(onsets)):
        if onsets[index] - onsets[firsts[-1]] > GROUP_SECONDS:
            firsts.append(index)
    return np.array(firsts)


def _heard(notes, start, end):
    return np.minimum(notes[:, 1], end) - np.maximum(notes[:, 0], start)


def skyline(notes, groups):
    """The line on top, as rows of notes: the highest of every group, unless a clearly higher note still sounds."""
    line = []
    for first, last in zip(groups, [*groups[1:], len(notes)]):
        top = notes[first + np.argmax(notes[first:last, 2])]
        higher = [n for n in line[-6:] if n[2] > top[2] + 3 and n[1] > top[0] + 0.05 and n[0] > top[0] - 1.5]
        if not higher:
            line.append(top)
    return np.array(line)


def _line(begun, groups):
    line = skyline(begun, groups)
    steps = np.abs(np.diff(line[:, 2]))
    moves = steps[steps > 0]
    if len(moves) == 0:
        moves = np.array([0.0])
    seconds = max(1.0, line[-1, 0] - line[0, 0])
    weights = pitch_class_weights(line[:, 2], np.ones(len(line)))
    return {
        "steps": np.mean((steps >= 1) & (steps <= 4)) if len(steps) else 0.0,
        "leaps": np.mean(moves > 7),
        "interval": np.minimum(moves, 24).mean(),
        "line_pace": max(0.0, np.log2(len(line) / seconds / 2.5)),
        "line_in_key": key_correlations(weights).max(),
    }


def _articulation(begun, pitched, end):
    onsets = np.unique(pitched[:, 0])
    place = np.searchsorted(onsets, begun[:, 0] + GROUP_SECONDS)
    following = np.where(place < len(onsets), onsets[np.minimum(place, len(onsets) - 1)], begun[:, 0] + 2.0)
    gap = np.clip(following - begun[:, 0], GROUP_SECONDS, 2.0)
    duration = np.clip(begun[:, 1] - begun[:, 0], 0.03, 4.0)
    return {"log_duty": np.log2(duration / gap).mean(), "log_duration": np.log2(duration).mean()}


def _rhythm(struck, start, end):
    onsets = struck[onset_groups(struck[:, 0]), 0]
    ioi = np.log2(np.clip(np.diff(onsets), 0.03, 4.0))
    if len(ioi) < 2:
        ioi = np.array([0.0, 0.0])
    return {
        "ioi_entropy": _entropy(np.round(ioi * 2)),
        "ratio_entropy": _entropy(np.round(np.diff(ioi) * 2)),
        "ioi_spread": ioi.std(),
        "log_rate": np.log2(len(onsets) / (end - start)),
        "pulse": _pulse(struck, start, end),
    }


def _entropy(values):
    counts = np.unique(values, return_counts=True)[1]
    share = counts / counts.sum()
    return float(-(share * np.log2(share)).sum())


def _pulse(struck, start, end):
    """Highest normalised autocorrelation of the onset train (50 Hz, smoothed over ±40 ms) at lags of 0.25–1.6 s."""
    train = np.zeros(int(round((end - start) * ONSET_RATE)) + 1)
    np.add.at(train, ((struck[:, 0] - start) * ONSET_RATE).astype(int), np.sqrt(struck[:, 3]))
    train = np.convolve(train, [0.25, 0.75, 1.0, 0.75, 0.25], "same")
    train -= train.mean()
    spectrum = np.abs(np.fft.rfft(train, 2 * len(train))) ** 2
    correlation = np.fft.irfft(spectrum)[: int(1.6 * ONSET_RATE) + 1]
    return correlation[int(0.25 * ONSET_RATE) :].max() / max(correlation[0], 1e-9)


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
    correlations = _window_key(sounding, start, end)
    best = int(np.argmax(correlations))
    borders = np.linspace(start, end, 5)
    fits = [_window_key(sounding, a, b)[best] for a, b in zip(borders[:-1], borders[1:])]
    return {
        "best_key": correlations[best],
        "key_stays": float(np.mean(fits)),
        "minor_minus_major": correlations[12:].max() - correlations[:12].max(),
    }


def _window_key(sounding, start, end):
    heard = sounding[(sounding[:, 0] < end) & (sounding[:, 1] > start)]
    weights = _heard(heard, start, end) * np.sqrt(np.maximum(heard[:, 3], 1) / 64)
    return key_correlations(pitch_class_weights(heard[:, 2], weights))
