"""The emotion head: emotions as a linear map of mid-level features, fitted after the network and never through it."""

from dataclasses import dataclass

import numpy as np

RIDGE = 10.0
# The mean of the upper half of a normal distribution lies 0.8 standard deviations above the mean of all of it.
HALF_NORMAL_MEAN = np.sqrt(2 / np.pi)


@dataclass(frozen=True)
class Head:
    """emotions = weights [E, M] · mid-level [M] + intercept [E]."""

    weights: np.ndarray
    intercept: np.ndarray

    def __call__(self, features):
        """Emotions [n, E] of features [n, M]."""
        return features @ self.weights.T + self.intercept


def emotion_targets(table):
    """Valence and arousal targets [n, 2] in VGMIDI's units.

    VGMIDI has ratings in [-1, 1]. EMOPIA has signs: a sign becomes 0.8 standard deviations of VGMIDI's training
    ratings above or below their mean, which is where the mean of a half of a normal distribution lies.
    """
    rated = (table["source"] == "vgmidi") & (table["split"] == "train") & ~np.isnan(table["emotion"][:, 0])
    mean, deviation = table["emotion"][rated].mean(axis=0), table["emotion"][rated].std(axis=0)
    signs = (table["source"] == "emopia")[:, None]
    return np.where(signs, mean + table["emotion"] * HALF_NORMAL_MEAN * deviation, table["emotion"])


def source_weights(source):
    """Weight of each row so that every set of recordings counts as much as the others; mean 1."""
    names, counts = np.unique(source, return_counts=True)
    share = dict(zip(names, len(source) / len(names) / counts))
    return np.array([share[name] for name in source])


def fit_head(features, targets, weights=None, ridge=RIDGE):
    """Weighted ridge regression with a free intercept; features [n, M], targets [n, E]."""
    weights = np.ones(len(features)) if weights is None else weights
    total = weights.sum()
    feature_mean = weights @ features / total
    target_mean = weights @ targets / total
    centred = features - feature_mean
    gram = centred.T @ (centred * weights[:, None]) + ridge * np.eye(features.shape[1])
    solution = np.linalg.solve(gram, centred.T @ ((targets - target_mean) * weights[:, None])).T
    return Head(solution, target_mean - solution @ feature_mean)


def compose(outer_weights, outer_intercept, head):
    """The head of quantities that are themselves linear in this head's emotions."""
    return Head(outer_weights @ head.weights, outer_weights @ head.intercept + outer_intercept)


def stack(*heads):
    """One head with the rows of several."""
    return Head(np.concatenate([h.weights for h in heads]), np.concatenate([h.intercept for h in heads]))
