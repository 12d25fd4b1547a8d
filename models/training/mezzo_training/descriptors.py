"""What can be measured of the notes of a window; `mid_level.FEATURES` says what is made of it.

Notes are rows [n, 5]: start and end in seconds, MIDI pitch, velocity, part (−1 for drums).
"""

import numpy as np

from .harmony import entropy, harmony, heard
from .key import key_correlations, pitch_class_weights
from .mid_level import DESCRIPTORS

FEWEST_NOTES = 4
GROUP_SECONDS = 0.035
ONSET_RATE = 50


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
        **harmony(sounding, start, end),
        "log_note_rate": np.log2(len(begun) / (end - start)),
        "velocity": begun[:, 3].mean(),
        "pitch": np.average(sounding[:, 2], weights=heard(sounding, start, end)),
        "range": np.subtract(*np.percentile(sounding[:, 2], (95, 5))),
    }
    return np.array([values[name] for name in DESCRIPTORS])


def onset_groups(onsets):
    """Index of the first note of every onset group; notes less than 35 ms after the group's first belong to it."""
    firsts = [0]
    for index in range(1, len(onsets)):
        if onsets[index] - onsets[firsts[-1]] > GROUP_SECONDS:
            firsts.append(index)
    return np.array(firsts)


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
        "repeated": np.mean(steps == 0) if len(steps) else 0.0,
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
        "ioi_entropy": _value_entropy(np.round(ioi * 2)),
        "ratio_entropy": _value_entropy(np.round(np.diff(ioi) * 2)),
        "ioi_spread": ioi.std(),
        "log_rate": np.log2(len(onsets) / (end - start)),
        "pulse": _pulse(struck, start, end),
    }


def _value_entropy(values):
    counts = np.unique(values, return_counts=True)[1]
    return entropy(counts / counts.sum())


def _pulse(struck, start, end):
    """Highest normalised autocorrelation of the onset train (50 Hz, smoothed over ±40 ms) at lags of 0.25–1.6 s."""
    train = np.zeros(int(round((end - start) * ONSET_RATE)) + 1)
    np.add.at(train, ((struck[:, 0] - start) * ONSET_RATE).astype(int), np.sqrt(struck[:, 3]))
    train = np.convolve(train, [0.25, 0.75, 1.0, 0.75, 0.25], "same")
    train -= train.mean()
    spectrum = np.abs(np.fft.rfft(train, 2 * len(train))) ** 2
    correlation = np.fft.irfft(spectrum)[: int(1.6 * ONSET_RATE) + 1]
    return correlation[int(0.25 * ONSET_RATE) :].max() / max(correlation[0], 1e-9)
