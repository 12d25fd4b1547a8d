"""Figures with intervals: whole groups (games, songs, scores) are drawn again, since windows of one piece are alike."""

import numpy as np


def with_interval(figure, groups, draws=1000, seed=0):
    """(value, lower, upper): `figure(rows)` on all rows, and the 2.5th and 97.5th percentile over resampled groups."""
    generator = np.random.default_rng(seed)
    _, place = np.unique(groups, return_inverse=True)
    order = np.argsort(place, kind="stable")
    members = np.split(order, np.cumsum(np.bincount(place))[:-1])
    drawn = []
    for _ in range(draws):
        chosen = generator.integers(0, len(members), len(members))
        drawn.append(figure(np.concatenate([members[i] for i in chosen])))
    lower, upper = np.nanpercentile(drawn, [2.5, 97.5])
    return float(figure(np.arange(len(groups)))), float(lower), float(upper)


def pearson(one, other):
    """Pearson correlation; NaN when either does not vary."""
    one, other = one - one.mean(), other - other.mean()
    scale = np.sqrt((one @ one) * (other @ other))
    return float(one @ other / scale) if scale > 1e-12 else float("nan")


def r_squared(predicted, true):
    """Share of the variance explained; negative when worse than the mean."""
    return float(1 - np.sum((true - predicted) ** 2) / np.sum((true - true.mean()) ** 2))
