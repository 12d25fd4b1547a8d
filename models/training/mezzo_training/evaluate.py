"""`evaluate`: fits the emotion head and measures everything the card reports, into work/evaluation.json and work/head.npz.

Validation pieces share no game, song or score with training pieces. Emotions are judged on plain renderings only.
"""

import json
import shutil
from pathlib import Path

import numpy as np

from .bootstrap import pearson, r_squared, with_interval
from .ceiling import human_ceiling
from .corpus import read_ratings
from .dataset import load_windows
from .head import compose, emotion_targets, fit_head, source_weights, stack
from .leakage import leakage
from .mid_level import NAMES
from .robustness import changes
from .settings import WORK
from .soundtracks import EMOTIONS, fit_dependence, read_means
from .train import CHECKPOINT, load_network, predict

# Training may go on meanwhile; what is exported is what was judged.
EVALUATED = WORK / "evaluated.pt"
HEAD = WORK / "head.npz"
EVALUATION = WORK / "evaluation.json"
EMOTION_NAMES = ("valence", "arousal", *EMOTIONS)


def run(corpus, device="cpu"):
    """Predicts all windows, fits the head on training windows and judges the validation windows."""
    shutil.copy(CHECKPOINT, EVALUATED)
    network, _ = load_network(device, EVALUATED)
    windows = load_windows()
    trained_on = int(np.sum(windows.table["split"] == "train"))
    windows = windows.select((windows.table["split"] == "validation") | (windows.table["kind"] == "plain"))
    table = windows.table
    predicted = predict(network, windows, device)
    rated = (table["kind"] == "plain") & ~np.isnan(table["emotion"][:, 0])
    training, validation = table["split"] == "train", table["split"] == "validation"
    targets = emotion_targets(table)
    head, dependence = full_head(predicted, targets, table, rated & training, corpus)
    np.savez(HEAD, weights=head.weights, intercept=head.intercept)
    emotions = head(predicted)[:, :2]
    truth_head = fit_head(table["mid_level"][rated & training], targets[rated & training],
                          source_weights(table["source"][rated & training]))
    report = {
        "windows": {
            "train": trained_on,
            "validation": {
                name: int(np.sum(validation & (table["source"] == name))) for name in np.unique(table["source"])
            },
        },
        "midLevel": _mid_level(predicted, table, validation),
        "vgmidi": _vgmidi(emotions, table, rated & validation),
        "emopia": _emopia(emotions, targets, table, rated & validation),
        "fromTrueMidLevel": {
            "vgmidi": _vgmidi(truth_head(table["mid_level"]), table, rated & validation),
            "emopia": _emopia(truth_head(table["mid_level"]), targets, table, rated & validation),
        },
        "leakage": {
            name: leakage(
                predicted, table["mid_level"], targets, table["group"],
                rated & validation & (table["source"] == name),
            )
            for name in ("vgmidi", "emopia")
        },
        "ceiling": human_ceiling(
            read_ratings(Path(corpus)),
            np.unique(table["name"][rated & validation & (table["source"] == "vgmidi")]),
        ),
        "soundtracksR2": dict(zip(EMOTIONS, dependence.r2.tolist())),
        "robustness": _robustness(network, windows, head, targets, rated & validation, device),
    }
    EVALUATION.write_text(json.dumps(report, indent=1))
    print(json.dumps(report))


def full_head(predicted, targets, table, rows, corpus):
    """Valence and arousal by ridge on predicted features, and five emotions composed from them."""
    direct = fit_head(predicted[rows], targets[rows], source_weights(table["source"][rows]))
    dependence = fit_dependence(read_means(Path(corpus)))
    # Film music's standardised valence and energy are taken for the training music's: its targets' mean and deviation.
    mean, deviation = targets[rows].mean(axis=0), targets[rows].std(axis=0)
    weights = dependence.weights / deviation
    return stack(direct, compose(weights, -weights @ mean, direct)), dependence


def _mid_level(predicted, table, validation):
    report = {}
    for label, rows in {
        "all": validation,
        **{name: validation & (table["source"] == name) for name in np.unique(table["source"])},
    }.items():
        rows = np.flatnonzero(rows)
        report[label] = {
            name: with_interval(
                lambda r, i=i: pearson(predicted[rows[r], i], table["mid_level"][rows[r], i]), table["group"][rows]
            )
            for i, name in enumerate(NAMES)
        }
    return report


def _vgmidi(emotions, table, rows):
    rows = np.flatnonzero(rows & (table["source"] == "vgmidi"))
    true, mine = table["emotion"][rows], emotions[rows]
    names, place = np.unique(table["name"][rows], return_inverse=True)
    count = np.bincount(place)
    report = {"windows": len(rows), "pieces": len(names)}
    for i, name in enumerate(("valence", "arousal")):
        mean_mine, mean_true = (np.bincount(place, weights=values[:, i]) / count for values in (mine, true))
        report[name] = {
            "windowR": with_interval(lambda r, i=i: pearson(mine[r, i], true[r, i]), table["name"][rows]),
            "windowR2": r_squared(mine[:, i], true[:, i]),
            "pieceR": with_interval(lambda r, a=mean_mine, b=mean_true: pearson(a[r], b[r]), names),
        }
    return report


def _emopia(emotions, targets, table, rows):
    """Share of clips on the right side of the middle; a clip is the mean of its windows."""
    rows = np.flatnonzero(rows & (table["source"] == "emopia"))
    names, first, place = np.unique(table["name"][rows], return_index=True, return_inverse=True)
    count = np.bincount(place)
    middle = targets[table["source"] == "emopia"]
    middle = (middle.max(axis=0) + middle.min(axis=0)) / 2
    clip = np.stack([np.bincount(place, weights=emotions[rows, i]) / count for i in range(2)], axis=1)
    right = (clip > middle) == (table["emotion"][rows][first] > 0)
    groups = table["group"][rows][first]
    fonts = table["font"][rows][first]
    return {
        "clips": len(names),
        "valence": with_interval(lambda r: right[r, 0].mean(), groups),
        "arousal": with_interval(lambda r: right[r, 1].mean(), groups),
        "quadrant": with_interval(lambda r: right[r].all(axis=1).mean(), groups),
        "byFont": {font: right[fonts == font].mean(axis=0).tolist() for font in np.unique(fonts)},
    }


def _robustness(network, windows, head, targets, rows, device):
    """The main figures under each change of `robustness.py`."""
    chosen = windows.select(rows)
    table, vgmidi = chosen.table, chosen.table["source"] == "vgmidi"
    report = {}
    for name, change in changes().items():
        predicted = predict(network, chosen, device, change)
        emotions = head(predicted)[:, :2]
        emopia = _emopia(emotions, targets[rows], table, np.ones(len(chosen), bool))
        report[name] = {
            "midLevelR": {f: pearson(predicted[:, i], table["mid_level"][:, i]) for i, f in enumerate(NAMES)},
            "vgmidiWindowR": [pearson(emotions[vgmidi, i], table["emotion"][vgmidi, i]) for i in range(2)],
            "emopia": [emopia["valence"][0], emopia["arousal"][0], emopia["quadrant"][0]],
        }
    return report
