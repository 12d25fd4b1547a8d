"""How well emotions are predicted: VGMIDI by correlation, EMOPIA by the share of clips on the right side of 0."""

import numpy as np

from .bootstrap import pearson, r_squared, with_interval

EMOTIONS = ("valence", "arousal")


def emotion_figures(emotions, targets, table, rows):
    """Both sets' figures for standard scores [n, 2] of the windows at a mask or at row numbers."""
    rows = np.arange(len(targets))[rows]
    return {
        "vgmidi": _vgmidi(emotions, targets, table, rows[table["source"][rows] == "vgmidi"]),
        "emopia": _emopia(emotions, targets, table, rows[table["source"][rows] == "emopia"]),
    }


def main_figures(figures):
    """The seven numbers of a table row: window and piece r of valence and arousal, and three accuracies."""
    vgmidi, emopia = figures["vgmidi"], figures["emopia"]
    return {
        **{f"vgmidi {name} window r": vgmidi[name]["windowR"][0] for name in EMOTIONS},
        **{f"vgmidi {name} piece r": vgmidi[name]["pieceR"][0] for name in EMOTIONS},
        **{f"emopia {name}": emopia[name][0] for name in (*EMOTIONS, "quadrant")},
    }


def _vgmidi(emotions, targets, table, rows):
    mine, true = emotions[rows], targets[rows]
    names, place = np.unique(table["name"][rows], return_inverse=True)
    count = np.bincount(place)
    report = {"windows": len(rows), "pieces": len(names)}
    for i, name in enumerate(EMOTIONS):
        mean_mine, mean_true = (np.bincount(place, weights=values[:, i]) / count for values in (mine, true))
        report[name] = {
            "windowR": with_interval(lambda r, i=i: pearson(mine[r, i], true[r, i]), table["name"][rows]),
            "windowR2": r_squared(mine[:, i], true[:, i]),
            "pieceR": with_interval(lambda r, a=mean_mine, b=mean_true: pearson(a[r], b[r]), names),
        }
    return report


def _emopia(emotions, targets, table, rows):
    """A clip is the mean of its windows."""
    names, first, place = np.unique(table["name"][rows], return_index=True, return_inverse=True)
    count = np.bincount(place)
    clip = np.stack([np.bincount(place, weights=emotions[rows, i]) / count for i in range(2)], axis=1)
    right = (clip > 0) == (targets[rows][first] > 0)
    groups = table["group"][rows][first]
    return {
        "clips": len(names),
        "valence": with_interval(lambda r: right[r, 0].mean(), groups),
        "arousal": with_interval(lambda r: right[r, 1].mean(), groups),
        "quadrant": with_interval(lambda r: right[r].all(axis=1).mean(), groups),
    }
