"""The research sets as they are published: a folder in, clips out. Labels are raw; `scaled` brings them to a convention.

Layouts (names below the folder given for the set):
- midlevel: metadata_annotations/annotations.csv and metadata.csv, audio/ID.mp3 (Aljanaki & Soleymani 2018);
- soundtracks: mean_ratings_set1.csv, Set1/NNN.mp3 (Eerola & Vuoskoski 2011);
- pmemo: annotations/static_annotations.csv, chorus/ID.mp3 (Zhang et al. 2018);
- deam: "annotations/annotations averaged per song/song_level/static_annotations_averaged_songs_*.csv", MEMD_audio/ID.mp3
  (Aljanaki, Yang & Soleymani 2017);
- maestro: maestro-v*.csv, the files it names; no labels (Hawthorne et al. 2019).
"""

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np

from ..corpus import unit_hash
from .clip import Clip

SEVEN = (
    "melodiousness", "articulation", "rhythmic_complexity", "rhythmic_stability", "dissonance", "tonal_stability", "minorness",
)
# What the published tables call them.
_COLUMNS = {"rhythm_complexity": "rhythmic_complexity", "rhythm_stability": "rhythmic_stability", "modality": "minorness"}
EIGHT = ("valence", "energy", "tension", "anger", "fear", "happy", "sad", "tender")
TWO = ("valence", "arousal")
HELD_OUT_SHARE = 0.1
AUDIO = (".mp3", ".wav", ".flac", ".ogg")


def midlevel(folder):
    """Clips with the seven ratings (1–10). Held out: a tenth, by songs of artists that have exactly one ("Aljanaki split")."""
    annotations = Path(folder) / "metadata_annotations"
    artists = {row["song_id"]: row.get("artist", row["song_id"]) for row in _rows(annotations / "metadata.csv")}
    counts = {}
    for artist in artists.values():
        counts[artist] = counts.get(artist, 0) + 1
    clips = []
    for row in _rows(annotations / "annotations.csv"):
        labels = {_COLUMNS.get(name, name): float(value) for name, value in row.items() if _COLUMNS.get(name, name) in SEVEN}
        artist = artists.get(row["song_id"], row["song_id"])
        clips.append(Clip(_audio(Path(folder) / "audio", row["song_id"]), labels, artist))
    single = sorted((c for c in clips if counts.get(c.group, 1) == 1), key=lambda c: unit_hash(c.group))
    chosen = {c.path for c in single[: round(HELD_OUT_SHARE * len(clips))]}
    return [replace(clip, held_out=clip.path in chosen) for clip in clips]


def soundtracks(folder):
    """The 360 excerpts with mean ratings of eight emotions (1–9); held out: every tenth by a hash of its number."""
    return [
        _drawn(Clip(_audio(Path(folder) / "Set1", f"{int(row['number']):03d}"), {n: float(row[n]) for n in EIGHT}, row["number"]))
        for row in _rows(Path(folder) / "mean_ratings_set1.csv")
    ]


def pmemo(folder):
    """Choruses with mean valence and arousal (0–1)."""
    return [
        _drawn(Clip(_audio(Path(folder) / "chorus", row["musicid"]),
                    {"valence": float(row["valence(mean)"]), "arousal": float(row["arousal(mean)"])}, row["musicid"]))
        for row in _rows(Path(folder) / "annotations" / "static_annotations.csv")
    ]


def deam(folder):
    """Songs with mean valence and arousal (1–9)."""
    level = Path(folder) / "annotations" / "annotations averaged per song" / "song_level"
    tables = sorted(level.glob("static_annotations_averaged_songs_*.csv"))
    if not tables:
        raise OSError(f"{level} holds no static_annotations_averaged_songs_*.csv; unpack DEAM's annotations there")
    return [
        _drawn(Clip(_audio(Path(folder) / "MEMD_audio", row["song_id"]),
                    {"valence": float(row["valence_mean"]), "arousal": float(row["arousal_mean"])}, row["song_id"]))
        for table in tables
        for row in _rows(table)
    ]


def maestro(folder):
    """Piano recordings without labels; held out: those not in the set's own train split."""
    tables = sorted(Path(folder).glob("maestro-v*.csv"))
    if not tables:
        raise OSError(f"{folder} holds no maestro-v*.csv; name the folder that MAESTRO was unpacked to")
    return [
        Clip(str(Path(folder) / row["audio_filename"]), {}, row["canonical_title"], row["split"] != "train")
        for row in _rows(tables[0])
    ]


SETS = {"midlevel": midlevel, "soundtracks": soundtracks, "pmemo": pmemo, "deam": deam, "maestro": maestro}
RANGES = {"soundtracks": (1.0, 9.0), "pmemo": (0.0, 1.0), "deam": (1.0, 9.0)}


def scaled(values, convention, limits=None):
    """Raw labels [n, m] to a convention: `tenth` divides by 10, `min-max` maps limits (or each column's own) to [-1, 1]."""
    if convention == "tenth":
        return values / 10
    if convention != "min-max":
        raise ValueError(f"{convention} is no convention; use tenth or min-max")
    low, high = (values.min(axis=0), values.max(axis=0)) if limits is None else limits
    return 2 * (values - low) / np.maximum(np.subtract(high, low), 1e-9) - 1


def _drawn(clip):
    return replace(clip, held_out=unit_hash(f"held out {clip.group}") < HELD_OUT_SHARE)


def _audio(folder, name):
    for ending in AUDIO:
        path = folder / f"{name}{ending}"
        if path.exists():
            return str(path)
    raise OSError(f"{folder} holds no recording {name} ({', '.join(AUDIO)}); check that the audio was unpacked there")


def _rows(path):
    """Rows of a table with commas or semicolons; names in small letters, with underscores and no blanks around them."""
    if not path.exists():
        raise OSError(f"{path} is missing; the set's layout is described in docs/research-models.md")
    with open(path, newline="", encoding="utf-8-sig") as file:
        first = file.readline()
        file.seek(0)
        for row in csv.DictReader(file, delimiter=";" if first.count(";") > first.count(",") else ","):
            yield {name.strip().lower().replace(" ", "_"): (value or "").strip() for name, value in row.items() if name}
