"""`label`: renderings → windows with mid-level features and, where people gave them, emotions.

Writes work/windows.npz: one row a window. `emotion` is valence and arousal at VGMIDI's scale, NaN where unknown.
"""

import json
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

import numpy as np

from .corpus import Piece, measure_seconds, quadrant_signs, read_corpus, read_ratings, trimmed_mean
from .descriptors import descriptors
from .mid_level import CLIP, DESCRIPTORS, FEATURES
from .render import RATED, RENDERINGS
from .settings import FRAMES_PER_SECOND, RATING_LAG_SECONDS, WINDOW_FRAMES, WINDOW_SECONDS, WORK

# General MIDI's programs 0 to 7 are pianos.
PIANO_PROGRAMS = 8
STEP_FRAMES = {"train": 64, "validation": 107}
WINDOWS = WORK / "windows.npz"
STATISTICS = WORK / "label_statistics.json"


def window_starts(frames, step):
    """First frames of the windows of a rendering; a short rendering has none."""
    return np.arange(0, frames - WINDOW_FRAMES + 1, step)


def window_emotion(rendering, start, ratings, corpus):
    """Valence and arousal of one window that starts at `start` seconds of the rendering; NaN where nobody rated."""
    if not str(rendering["kind"]).startswith("plain") or rendering["source"] not in RATED:
        return np.full(2, np.nan)
    name = str(rendering["name"])
    if rendering["source"] == "emopia":
        return np.array(quadrant_signs(Piece("emopia", name, "", "", "")))
    table = ratings.get(name)
    if table is None:
        return np.full(2, np.nan)
    curve = trimmed_mean(table)
    borders = measure_seconds(str(corpus / "vgmidi" / "midi" / name), curve.shape[1])
    tempo = float(rendering["tempo"])
    first = start * tempo + RATING_LAG_SECONDS
    last = (start + WINDOW_SECONDS) * tempo + RATING_LAG_SECONDS
    shared = np.minimum(borders[1:], last) - np.maximum(borders[:-1], first)
    # Past the last measure the last rating holds.
    shared = np.maximum(shared, 0)
    if last > borders[-1]:
        shared[-1] += last - max(borders[-1], first)
    return (curve * shared).sum(axis=1) / shared.sum()


def label_rendering(job):
    """Rows of one rendering: first frames, descriptors and emotions."""
    path, corpus = job
    corpus = Path(corpus)
    with np.load(path) as file:
        rendering = {name: file[name] for name in file.files}
    piece = _pieces(corpus)[str(rendering["source"]), str(rendering["name"])]
    ratings = _ratings(corpus)
    starts, rows, emotions = [], [], []
    for first in window_starts(len(rendering["levels"]), STEP_FRAMES[piece.split]):
        second = first / FRAMES_PER_SECOND
        row = descriptors(rendering["notes"].astype(np.float64), second, second + WINDOW_SECONDS)
        if row is None:
            continue
        starts.append(first)
        rows.append(row)
        emotions.append(window_emotion(rendering, second, ratings, corpus))
    about = {name: str(rendering[name]) for name in ("source", "name", "kind", "font", "codec")}
    about["piano"] = bool(np.all(rendering["programs"] < PIANO_PROGRAMS))
    return Path(path).name, starts, rows, emotions, {**about, "split": piece.split, "group": piece.group}


def feature_scales(values):
    """Statistics that turn descriptors into features: mean and deviation of each descriptor and of each weighted sum."""
    mean, deviation = values.mean(axis=0), values.std(axis=0)
    sums = _weighted_sums((values - mean) / deviation)
    return {
        "descriptors": list(DESCRIPTORS),
        "mean": mean.tolist(),
        "deviation": deviation.tolist(),
        "sumMean": sums.mean(axis=0).tolist(),
        "sumDeviation": sums.std(axis=0).tolist(),
    }


def features(values, scales):
    """Descriptors [n, d] → standardised mid-level features [n, M]."""
    standard = (values - np.array(scales["mean"])) / np.array(scales["deviation"])
    return (_weighted_sums(standard) - np.array(scales["sumMean"])) / np.array(scales["sumDeviation"])


def run(corpus, processes=2):
    """Labels every rendering; scales come from the training windows."""
    jobs = [(str(path), corpus) for path in sorted(RENDERINGS.glob("*-*.npz")) if not path.stem.endswith(".part")]
    with ProcessPoolExecutor(processes) as pool:
        results = [result for result in pool.map(label_rendering, jobs, chunksize=16) if result[1]]
    counts = [len(result[1]) for result in results]
    columns = {
        name: np.repeat([result[4][name] for result in results], counts)
        for name in ("source", "split", "group", "kind", "font", "name", "codec", "piano")
    }
    values = np.concatenate([np.array(result[2]) for result in results])
    scales = feature_scales(values[columns["split"] == "train"])
    np.savez(
        WINDOWS,
        rendering=np.repeat([result[0] for result in results], counts),
        first=np.concatenate([result[1] for result in results]),
        descriptors=values.astype(np.float32),
        mid_level=features(values, scales).astype(np.float32),
        emotion=np.concatenate([np.array(result[3]) for result in results]).astype(np.float32),
        **columns,
    )
    STATISTICS.write_text(json.dumps(scales, indent=1))
    print(json.dumps({"windows": len(values), "renderings": len(results)}))


def _weighted_sums(standard):
    clipped = np.clip(standard, -CLIP, CLIP)
    weights = np.array([[feature.weights.get(name, 0.0) for name in DESCRIPTORS] for feature in FEATURES])
    return clipped @ weights.T


@cache
def _ratings(corpus):
    return read_ratings(corpus)


@cache
def _pieces(corpus):
    return {(piece.source, piece.name): piece for piece in read_corpus(corpus)}
