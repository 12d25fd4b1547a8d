"""How seven further emotions depend on valence and energy: mean ratings of film music (Eerola & Vuoskoski 2011).

Energy is itself one of the two and stands for arousal. Sadness depends on them least (R² 0.39): at equal energy its ratings
rise with valence, so that low energy alone makes music sad here.
"""

import csv
from dataclasses import dataclass

import numpy as np

FURTHER_EMOTIONS = ("energy", "tension", "anger", "fear", "happy", "sad", "tender")


@dataclass(frozen=True)
class Dependence:
    """(rating − mean rating) / 4 = weights [7, 2] · standardised (valence, energy); r2 [7] is cross-validated.

    0 is the average excerpt and ±1 four of the nine rating steps more or less, so that all emotions are centred alike.
    """

    weights: np.ndarray
    r2: np.ndarray


def read_means(folder):
    """Mean ratings [470, 9] on 1…9: valence, energy, then FURTHER_EMOTIONS; rows with gaps are left out."""
    rows = []
    for name in ("mean_ratings_set1.csv", "mean_ratings_set2.csv"):
        with open(folder / "soundtracks" / name, newline="", encoding="utf-8-sig") as file:
            for row in csv.DictReader(file):
                values = {key.lower(): value for key, value in row.items()}
                try:
                    rows.append([float(values[column]) for column in ("valence", "energy", *FURTHER_EMOTIONS)])
                except ValueError:
                    continue
    return np.array(rows)


def fit_dependence(ratings, folds=10, seed=0):
    """Least squares of the seven on standardised valence and energy, with the R² of ten-fold cross-validation."""
    inputs = (ratings[:, :2] - ratings[:, :2].mean(axis=0)) / ratings[:, :2].std(axis=0)
    outputs = (ratings[:, 2:] - ratings[:, 2:].mean(axis=0)) / 4
    design = np.column_stack([inputs, np.ones(len(inputs))])
    fold = np.random.default_rng(seed).permutation(len(inputs)) % folds
    predicted = np.empty_like(outputs)
    for index in range(folds):
        inside = fold != index
        predicted[~inside] = design[~inside] @ np.linalg.lstsq(design[inside], outputs[inside], rcond=None)[0]
    r2 = 1 - ((outputs - predicted) ** 2).sum(axis=0) / ((outputs - outputs.mean(axis=0)) ** 2).sum(axis=0)
    return Dependence(np.linalg.lstsq(inputs, outputs, rcond=None)[0].T, r2)
