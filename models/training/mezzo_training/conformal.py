"""Prediction intervals by split conformal prediction over pieces (Vovk et al. 2005; Dunn et al. 2022 for groups).

Windows of one piece are alike, so a piece and not a window is what is exchangeable: every piece weighs the same, whatever
its length, and the half width is the quantile of the absolute errors with one more piece of infinite error.
"""

import numpy as np

COVERAGE = 0.8
SPLITS = 100


def half_width(errors, pieces, coverage=COVERAGE):
    """The half width that covers `coverage` of a new piece's windows; errors [n] are absolute, pieces [n] names."""
    _, place = np.unique(pieces, return_inverse=True)
    count = np.bincount(place)
    order = np.argsort(errors)
    covered = np.cumsum(1 / count[place][order]) / (len(count) + 1)
    return float(errors[order][min(np.searchsorted(covered, coverage), len(errors) - 1)])


def measured_coverage(errors, pieces, seed=0):
    """Mean share of windows covered (each piece weighs the same) on the other half of the pieces, over random halves."""
    names, place = np.unique(pieces, return_inverse=True)
    generator = np.random.default_rng(seed)
    shares = []
    for _ in range(SPLITS):
        known = generator.permutation(len(names)) % 2 == 0
        inside = known[place]
        width = half_width(errors[inside], place[inside])
        shares.append(piece_coverage(errors[~inside], place[~inside], width))
    return float(np.mean(shares))


def piece_coverage(errors, pieces, width):
    """Share of windows with an error of at most `width`, the mean over pieces."""
    _, place = np.unique(pieces, return_inverse=True)
    return float(np.mean(np.bincount(place, weights=errors <= width) / np.bincount(place)))
