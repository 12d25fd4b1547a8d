"""Every number the steps share, in one place; the front end's go into the manifest."""

from pathlib import Path

SEED = 20261121

TRAINING_FOLDER = Path(__file__).resolve().parents[1]
PROJECT = TRAINING_FOLDER.parents[1]
WORK = TRAINING_FOLDER / "work"

FRONT_END = {
    "sampleRate": 22050,
    "fftSize": 4096,
    "hop": 1024,
    "origin": "centre",
    "window": "hann",
    "normalise": True,
    "bands": {"kind": "log_frequency", "bandsPerOctave": 24, "fmin": 55, "count": 168},
    "scaling": {"kind": "decibel_range", "range": 70},
    "level": {"kind": "gated_power", "absoluteGateDb": -80, "relativeGateDb": -10},
}
BANDS = FRONT_END["bands"]["count"]
FRAMES_PER_SECOND = FRONT_END["sampleRate"] / FRONT_END["hop"]

# A position sees 89 frames (4.13 s) and positions are 8 frames apart; 17 of them make a window of 10.08 s.
RECEPTIVE_FIELD = 89
STRIDE = 8
WINDOW_FRAMES = 217
WINDOW_HOP_FRAMES = 24
WINDOW_SECONDS = WINDOW_FRAMES / FRAMES_PER_SECOND

# Raters follow the music by some seconds; a lag of 4 to 6 s agrees best with the notes.
RATING_LAG_SECONDS = 5.0

# The models that ship: folder, and the name users read.
SHIPPED = {"mezzo-two-level": "Mezzo two-level", "mezzo-two-level-piano": "Mezzo two-level, piano"}
