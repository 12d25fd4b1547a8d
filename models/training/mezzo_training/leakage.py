"""Leakage: emotion that predicted features carry beyond what their names say."""

import numpy as np

from .bootstrap import r_squared, with_interval
from .head import fit_head
from .mid_level import NAMES

FOLDS = 8


def leakage(predicted, true, targets, groups):
    """R² of valence and arousal refitted from predicted and from true features, and the difference with its interval.

    The refit is cross-validated over groups of the same windows. More from the predicted features than from the
    true ones would mean that they carry the emotion in a way their definitions do not cover. `replaced` is how the R² changes
    when one predicted feature is replaced by its true values.
    """
    place = folds(groups)
    refits = {"predicted": _refit(predicted, targets, place), "true": _refit(true, targets, place)}
    result = {name: [r_squared(out[:, i], targets[:, i]) for i in range(2)] for name, out in refits.items()}
    result["difference"] = [
        with_interval(
            lambda r, i=i: r_squared(refits["predicted"][r, i], targets[r, i])
            - r_squared(refits["true"][r, i], targets[r, i]),
            groups,
        )
        for i in range(2)
    ]
    result["replaced"] = {}
    for column, name in enumerate(NAMES):
        swapped = predicted.copy()
        swapped[:, column] = true[:, column]
        out = _refit(swapped, targets, place)
        result["replaced"][name] = [
            r_squared(out[:, i], targets[:, i]) - result["predicted"][i] for i in range(2)
        ]
    return result


def folds(groups):
    """The fold of each row, [n]: whole groups, dealt out to FOLDS at random, always alike."""
    names, place = np.unique(groups, return_inverse=True)
    return (np.random.default_rng(0).permutation(len(names)) % FOLDS)[place]


def _refit(features, targets, place):
    """Emotions [n, 2], each fold's from a head fitted to the others."""
    out = np.empty_like(targets, dtype=float)
    for index in np.unique(place):
        inside = place != index
        out[~inside] = fit_head(features[inside], targets[inside])(features[~inside])
    return out
