"""The emotion head: emotions as a linear map of mid-level features, fitted after the network and never through it.

VGMIDI has ratings in [-1, 1], EMOPIA has signs. Both become standard scores: ratings by the mean and deviation of the
training ratings, a sign ±0.8, where the mean of a half of a normal distribution lies. The two sets of listeners and of
recordings differ in more than the features say, so each has an intercept of its own while the slopes are shared. The head
that is served has EMOPIA's: 0 is where listeners divide music into positive and negative, excited and calm.
"""

from dataclasses import dataclass

import numpy as np

RIDGE = 30.0
HALF_NORMAL_MEAN = np.sqrt(2 / np.pi)
SERVED_SET = "emopia"


@dataclass(frozen=True)
class Head:
    """emotions = weights [E, M] · mid-level [M] + intercept [E]."""

    weights: np.ndarray
    intercept: np.ndarray

    def __call__(self, features):
        """Emotions [n, E] of features [n, M]."""
        return features @ self.weights.T + self.intercept


@dataclass(frozen=True)
class RatingScale:
    """Mean [2] and deviation [2] of VGMIDI's training ratings of valence and arousal."""

    mean: np.ndarray
    deviation: np.ndarray


def rating_scale(table):
    """The scale of a table of windows; None where it holds no rated training window of VGMIDI."""
    rated = (table["source"] == "vgmidi") & (table["split"] == "train") & ~np.isnan(table["emotion"][:, 0])
    if not rated.any():
        return None
    return RatingScale(table["emotion"][rated].mean(axis=0), table["emotion"][rated].std(axis=0))


def emotion_targets(table):
    """Standard scores of valence and arousal, [n, 2]; NaN where nobody rated."""
    scale = rating_scale(table)
    if scale is None:
        return np.full(table["emotion"].shape, np.nan)
    signs = (table["source"] == "emopia")[:, None]
    return np.where(signs, table["emotion"] * HALF_NORMAL_MEAN, (table["emotion"] - scale.mean) / scale.deviation)


def fit_head(features, targets, sets=None, ridge=RIDGE):
    """Ridge regression of targets [n, E] on features [n, M] with shared slopes and a free intercept a set.

    Every set counts as much as the others. The head has the intercept of SERVED_SET, or of the only set there is.
    """
    sets = np.full(len(features), SERVED_SET) if sets is None else sets
    names, place = np.unique(sets, return_inverse=True)
    member = np.eye(len(names))[place]
    weight = (len(sets) / len(names) / member.sum(axis=0))[place][:, None]
    share = member * weight / (member * weight).sum(axis=0)
    feature_mean, target_mean = share.T @ features, share.T @ targets
    centred = features - member @ feature_mean
    gram = centred.T @ (centred * weight) + ridge * np.eye(features.shape[1])
    slopes = np.linalg.solve(gram, centred.T @ ((targets - member @ target_mean) * weight)).T
    served = list(names).index(SERVED_SET) if SERVED_SET in names else 0
    return Head(slopes, target_mean[served] - slopes @ feature_mean[served])


def compose(outer_weights, outer_intercept, head):
    """The head of quantities that are themselves linear in this head's emotions."""
    return Head(outer_weights @ head.weights, outer_weights @ head.intercept + outer_intercept)


def stack(*heads):
    """One head with the rows of several."""
    return Head(np.concatenate([h.weights for h in heads]), np.concatenate([h.intercept for h in heads]))
