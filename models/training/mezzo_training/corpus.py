"""The corpus: pieces, their splits and their human labels.

The folder is given on the command line (`--corpus`); its layout is described in README.md. Splits: VGMIDI by game and
EMOPIA by song as published, except that a song with clips on both sides is wholly validation; ASAP by score and
POP909 by song, drawn by a hash of the name. ASAP and POP909 carry no emotion labels.
"""

import csv
import hashlib
import json
import re
from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from .notes import tick_length

HELD_OUT_SHARE = 0.15
TRIMMED_SHARE = 0.2
QUADRANT_SIGNS = {"Q1": (1.0, 1.0), "Q2": (-1.0, 1.0), "Q3": (-1.0, -1.0), "Q4": (1.0, -1.0)}


@dataclass(frozen=True)
class Piece:
    """One MIDI file. `group` is what a split never cuts: a game, a song or a score."""

    source: str
    name: str
    path: str
    split: str
    group: str

    @property
    def key(self):
        """A file name for what is made of this piece."""
        return f"{self.source}-{hashlib.sha256(self.name.encode()).hexdigest()[:16]}"


def unit_hash(text):
    """A number in [0, 1) that depends on the text alone."""
    return int(hashlib.sha256(text.encode()).hexdigest()[:12], 16) / 16**12


def read_corpus(folder, sources=("vgmidi", "emopia", "asap", "pop909")):
    """All pieces of the named sets, in a fixed order."""
    readers = {"vgmidi": _vgmidi, "emopia": _emopia, "asap": _asap, "pop909": _pop909}
    return [piece for source in sources for piece in readers[source](folder / source)]


def vgmidi_game(name):
    """The game a piece is from: `<series>_<console>_<game>_<piece>.mid`; split by series, but "Other" is none."""
    series, console, game = name.split("_")[:3]
    return f"{series}_{console}_{game}" if series == "Other" else f"{series}_{console}"


def emopia_song(name):
    """The song a clip is cut from: `Q1_<song>_<clip>.mid`."""
    return re.fullmatch(r"Q\d_(.+)_\d+\.mid", name)[1]


def quadrant_signs(piece):
    """(valence, arousal) signs of an EMOPIA clip."""
    return QUADRANT_SIGNS[piece.name[:2]]


def read_ratings(folder):
    """VGMIDI: MIDI name → [raters, 2, measures] valence and arousal in [-1, 1] (NaN where a rater gave none)."""
    ratings = {}
    for name in ("ratings_1.json", "ratings_2.json"):
        content = json.loads((folder / "vgmidi" / name).read_text())
        for piece, description in content["pieces"].items():
            raters = [
                [rater["valence"], rater["arousal"]]
                for key, rater in content["annotations"].items()
                if key.rsplit("_", 1)[0] == piece
            ]
            longest = max(len(curve) for rater in raters for curve in rater)
            table = np.full((len(raters), 2, longest), np.nan)
            for row, rater in enumerate(raters):
                for column, curve in enumerate(rater):
                    table[row, column, : len(curve)] = curve
            ratings[description["midi"]] = table
    return ratings


def trimmed_mean(table, share=TRIMMED_SHARE):
    """Mean over raters [raters, …] without the lowest and highest `share` / 2 each; NaNs are left out."""
    ordered = np.sort(table, axis=0)
    counts = np.sum(~np.isnan(ordered), axis=0)
    cut = np.floor(counts * share / 2).astype(int)
    place = np.arange(len(table)).reshape(-1, *[1] * (table.ndim - 1))
    kept = (place >= cut) & (place < counts - cut)
    return np.where(kept, np.nan_to_num(ordered), 0).sum(axis=0) / np.maximum(1, kept.sum(axis=0))


def measure_seconds(path, measures):
    """Borders of the measures in seconds, [measures + 1]: spread evenly over the file's ticks."""
    ticks, seconds_at = tick_length(path)
    return np.array([seconds_at(ticks * i / measures) for i in range(measures + 1)])


def _split_table(folder):
    with open(folder / "split.csv", newline="") as file:
        return {row["midi"]: row["split"] for row in csv.DictReader(file)}


def _vgmidi(folder):
    return [
        Piece("vgmidi", name, str(folder / "midi" / name), split, vgmidi_game(name))
        for name, split in sorted(_split_table(folder).items())
        if (folder / "midi" / name).exists()
    ]


def _emopia(folder):
    table = _split_table(folder)
    held_out = {emopia_song(name) for name, split in table.items() if split == "validation"}
    return [
        Piece(
            "emopia",
            name,
            str(folder / "midi" / name),
            "validation" if emopia_song(name) in held_out else "train",
            emopia_song(name),
        )
        for name in sorted(table)
        if (folder / "midi" / name).exists()
    ]


def _asap(folder):
    by_score = defaultdict(list)
    with open(folder / "metadata.csv", newline="") as file:
        for row in csv.DictReader(file):
            by_score[row["folder"]].append(row["midi_performance"])
    pieces = []
    for score, performances in sorted(by_score.items()):
        name = min(performances, key=unit_hash)
        split = "validation" if unit_hash(score) < HELD_OUT_SHARE else "train"
        pieces.append(Piece("asap", name, str(folder / name), split, score))
    return pieces


def _pop909(folder):
    names = sorted(path.name for path in folder.iterdir() if re.fullmatch(r"\d{3}", path.name))
    return [
        Piece(
            "pop909",
            name,
            str(folder / name / f"{name}.mid"),
            "validation" if unit_hash(f"pop909 {name}") < HELD_OUT_SHARE else "train",
            name,
        )
        for name in names
    ]
