"""What the model knows: how far a window's embedding lies from those it was trained on (Mahalanobis distance, Lee et al. 2018)."""

from dataclasses import dataclass

import numpy as np

QUANTILES = 101
SMALLEST_SHARE = 1e-4
# The workstation's words; a test holds them to src-preload/contract/familiarity.ts.
UNUSUAL_BELOW, OUTSIDE_BELOW = 0.1, 0.01


@dataclass(frozen=True)
class Domain:
    """z = whitening [K, D] · (embedding − center [D]); `distances` are quantiles 0 … 1 of |z| over held-out windows."""

    center: np.ndarray
    whitening: np.ndarray
    distances: np.ndarray

    def distance(self, embedding):
        """|z| of embeddings [n, D]."""
        return np.linalg.norm((embedding - self.center) @ self.whitening.T, axis=1)

    def familiarity(self, embedding):
        """Share of the held-out windows that lie at least as far, [n]: 1 is typical, 0 farther than all."""
        return 1 - np.interp(self.distance(embedding), self.distances, np.linspace(0, 1, len(self.distances)))


def fit_domain(training, held_out):
    """The domain of training embeddings, calibrated on held-out ones; directions that hardly vary are left out."""
    center = training.mean(axis=0)
    variances, directions = np.linalg.eigh(np.cov(training.T))
    kept = variances > SMALLEST_SHARE * variances.max()
    whitening = directions[:, kept].T / np.sqrt(variances[kept])[:, None]
    domain = Domain(center, whitening, np.zeros(2))
    distances = np.quantile(domain.distance(held_out), np.linspace(0, 1, QUANTILES))
    return Domain(center, whitening, distances)


def separation(familiar, other):
    """Area under the ROC curve: the chance that a familiar window looks more familiar than one of the others; ties are half."""
    values = np.concatenate([familiar, other])
    _, place, count = np.unique(values, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(count) - (count - 1) / 2)[place]
    wins = ranks[: len(familiar)].sum() - len(familiar) * (len(familiar) + 1) / 2
    return float(wins / (len(familiar) * len(other)))
