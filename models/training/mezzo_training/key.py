"""Key finding with the probe-tone profiles of Krumhansl & Kessler (1982)."""

import numpy as np

MAJOR = np.array([6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88])
MINOR = np.array([6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17])


def _standardised(profile):
    return (profile - profile.mean()) / profile.std()


# Rows 0–11 are C to B major, rows 12–23 C to B minor.
PROFILES = np.stack(
    [np.roll(_standardised(MAJOR), tonic) for tonic in range(12)]
    + [np.roll(_standardised(MINOR), tonic) for tonic in range(12)]
)


def key_correlations(weights):
    """Correlation of a pitch-class weight vector [12] with the 24 keys [24]; zeros for a flat vector."""
    spread = weights.std()
    if spread < 1e-12:
        return np.zeros(24)
    return PROFILES @ ((weights - weights.mean()) / spread) / 12


def pitch_class_weights(pitches, weights):
    """Sum of weights a pitch class, [12]."""
    return np.bincount(pitches.astype(int) % 12, weights=weights, minlength=12)
