"""Leakage: emotion that predicted features carry beyond what their names say."""

import numpy as np

from .bootstrap import r_squared, with_interval
from .head import fit_head

FOLDS = 8


def leakage(predicted, true, targets, groups, rows):
    """R² of valence and arousal refitted from predicted and from true features, and the difference with its interval.

    The refit is cross-validated over groups of the same windows. More from the predicted features than from the
    true ones would mean that they carry the emotion in a way their definitions do not cover.
    """
    names = np.unique(groups[rows])
    fold = dict(zip(names, np.random.default_rng(0).permutation(len(names)) % FOLDS))
    place = np.array([fold[name] for name in groups[rows]])
    refits = {
        "predicted": _refit(predicted[rows], targets[rows], place),
        "true": _refit(true[rows], targets[rows], place),
    }
    result = {name: [r_squared(out[:, i], targets[rows][:, i]) for i in range(2)] for name, out in refits.items()}
    result["difference"] = [
        with_interval(
            lambda r, i=i: r_squared(refits["predicted"][r, i], targets[rows][r, i])
            - r_squared(refits["true"][r, i], targets[rows][r, i]),
            groups[rows],
        )
        for i in range(2)
    ]
    return result


def _refit(features, targets, place):
    """Emotions [n, 2], each fold's from a head fitted to the others."""
    out = np.empty_like(targets, dtype=float)
    for index in np.unique(place):
        inside = place != index
        out[~inside] = fit_head(features[inside], targets[inside])(features[~inside])
    return out
