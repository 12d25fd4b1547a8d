"""`describe`: how the features are distributed and what they go with, as the table of docs/mid-level.md."""

import numpy as np

from .bootstrap import pearson
from .label import WINDOWS
from .mid_level import NAMES
from .render import RATED, TRAINING_KINDS


def run():
    """Prints one row a feature: percentiles and skewness over training windows, r with ratings, and its nearest relative."""
    with np.load(WINDOWS) as file:
        table = {name: file[name] for name in file.files}
    training = (table["split"] == "train") & np.isin(table["kind"], TRAINING_KINDS)
    values = table["mid_level"][training].astype(float)
    between = np.corrcoef(values.T) - np.eye(len(NAMES))
    print("| feature | 5 % | median | 95 % | skewness | VGMIDI V, A | EMOPIA V, A | goes most with |")
    print("|" + " --- |" * 8)
    for i, name in enumerate(NAMES):
        low, middle, high = np.percentile(values[:, i], (5, 50, 95))
        skewness = np.mean((values[:, i] - values[:, i].mean()) ** 3) / values[:, i].std() ** 3
        felt = []
        for source in RATED:
            rows = (table["kind"] == "plain") & (table["source"] == source) & ~np.isnan(table["emotion"][:, 0])
            felt.append(", ".join(f"{pearson(table['mid_level'][rows, i], table['emotion'][rows, e]):+.2f}" for e in range(2)))
        other = int(np.argmax(np.abs(between[i])))
        print(
            f"| {name} | {low:+.1f} | {middle:+.1f} | {high:+.1f} | {skewness:+.1f} | {felt[0]} | {felt[1]} | "
            f"{NAMES[other]} {between[i, other]:+.2f} |"
        )
