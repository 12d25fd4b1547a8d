"""The human ceiling: how well people agree with people."""

import numpy as np

from .bootstrap import pearson
from .corpus import trimmed_mean

SPLITS = 10


def human_ceiling(ratings, names):
    """Valence and arousal agreement over the measures of the named VGMIDI pieces.

    `half` is the correlation between random halves of the raters (mean of ten splits), `panel` what Spearman–Brown expects
    between two whole panels.
    """
    generator = np.random.default_rng(0)
    half = np.mean([_split_half(ratings, names, generator) for _ in range(SPLITS)], axis=0)
    return {"half": half.tolist(), "panel": (2 * half / (1 + half)).tolist()}


def _split_half(ratings, names, generator):
    one, other = [], []
    for name in names:
        order = generator.permutation(len(ratings[name]))
        middle = len(order) // 2
        one.append(trimmed_mean(ratings[name][order[:middle]]))
        other.append(trimmed_mean(ratings[name][order[middle:]]))
    first, second = np.concatenate(one, axis=1), np.concatenate(other, axis=1)
    return [pearson(first[i], second[i]) for i in range(2)]
