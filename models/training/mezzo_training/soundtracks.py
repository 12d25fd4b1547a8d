"""How six further emotions depend on valence and energy: mean ratings of film music (Eerola & Vuoskoski 2011)."""

import csv
from dataclasses import dataclass

import numpy as np

EMOTIONS = ("tension", "anger", "fear", "happy", "sad", "tender")


@dataclass(frozen=True)
class Dependence:
    """rating in [-1, 1] = weights [6, 2] · standardised (valence, energy) + intercept [6]; r2 is cross-validated."""

    weights: np.ndarray
    intercept: np.ndarray
    r2: np.ndarray


def read_means(folder):
    """Mean ratings [470, 8] (valence, energy, then EMOTIONS), moved from 1…9 to [-1, 1]; rows with gaps are left out."""
    rows = []
    for name in ("mean_ratings_set1.csv", "mean_ratings_set2.csv"):
        with open(folder / "soundtracks" / name, newline="", encoding="utf-8-sig") as file:
            for row in csv.DictReader(file):
                values = {key.lower(): value for key, value in row.items()}
                try:
                    rows.append([float(values[column]) for column in ("valence", "energy", *EMOTIONS)])
                except ValueError:
                    continue
    return (np.array(rows) - 5) / 4


def fit_dependence(ratings, folds=10, seed=0):
    """Least squares of the six on standardised valence and energy, with the R² of ten-fold cross-validation."""
    inputs, outputs = ratings[:, :2], ratings[:, 2:]
    inputs = (inputs - inputs.mean(axis=0)) / inputs.std(axis=0)
    design = np.column_stack([inputs, np.ones(len(inputs))])
    fold = np.random.default_rng(seed).permutation(len(inputs)) % folds
    predicted = np.empty_like(outputs)
    for index in range(folds):
        inside = fold != index
        predicted[~inside] = design[~inside] @ np.linalg.lstsq(design[inside], outputs[inside], rcond=None)[0]
    r2 = 1 - ((outputs - predicted) ** 2).sum(axis=0) / ((outputs - outputs.mean(axis=0)) ** 2).sum(axis=0)
    solution = np.linalg.lstsq(design, outputs, rcond=None)[0]
    return Dependence(solution[:2].T, solution[2], r2)
