"""`export`: the trained network and its head → graph and self-test of a model folder; `card` adds card and manifest."""

import hashlib
import json
from pathlib import Path

import numpy as np
import torch

from . import front_end
from .evaluate import EMOTION_NAMES, EVALUATED, EVALUATION, HEAD
from .graph import INPUT, OUTPUTS, Served, write_graph
from .head import Head
from .mid_level import FEATURES
from .parity import write_cases
from .settings import (
    BANDS, FRONT_END, PROJECT, RECEPTIVE_FIELD, SEED, STRIDE, WINDOW_FRAMES, WINDOW_HOP_FRAMES,
)
from .tones import test_tones, tone_signal
from .train import load_network

FOLDER = PROJECT / "models" / "mezzo-provisional"
MODEL_ID, MODEL_NAME = "mezzo-provisional", "Mezzo provisional"
LICENCE = "CC BY-NC-SA 4.0"
DATA = [
    "VGMIDI (Ferreira & Whitehead 2019), research use",
    "EMOPIA (Hung et al. 2021), CC BY-NC-SA 4.0",
    "ASAP (Foscarin et al. 2020), CC BY-NC-SA 4.0, mid-level features only",
    "POP909 (Wang et al. 2020), MIT, mid-level features only",
    "Soundtracks mean ratings (Eerola & Vuoskoski 2011), research use, five emotions from valence and arousal",
]
SELF_TEST_SECONDS = 12
TOLERANCE = 1e-3


def run(folder=FOLDER):
    """Writes the graph and the self-test, and the cases of parity.ts; `card` then completes the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    served = load_served()
    write_graph(served, folder / "model.onnx")
    (folder / "selftest.json").write_text(json.dumps(self_test(served)) + "\n")
    write_cases(served)


def load_served():
    """The network with its head, as the graph holds them (float32)."""
    network, _ = load_network(path=EVALUATED)
    with np.load(HEAD) as file:
        head = Head(file["weights"], file["intercept"])
    return Served(network, head).eval()


def self_test(served):
    """The tones and what the model answers to them: the mean over the whole map."""
    signal = tone_signal(SELF_TEST_SECONDS, test_tones(), FRONT_END["sampleRate"])
    inputs = front_end.spectrogram(signal, FRONT_END).astype(np.float32)
    with torch.no_grad():
        mid_level, emotions, _ = served(torch.from_numpy(inputs)[None])
    return {
        "seconds": SELF_TEST_SECONDS,
        "tones": test_tones(),
        "midLevel": dict(zip([f.name for f in FEATURES], mid_level[0].tolist())),
        "emotions": dict(zip(EMOTION_NAMES, emotions[0].tolist())),
        "tolerance": TOLERANCE,
    }


def write_manifest(folder, version):
    """manifest.json with the checksum of every other file in the folder; refuses a folder without card.md."""
    report = json.loads(EVALUATION.read_text())
    head = load_served().emotions
    manifest = {
        "schema": 1,
        "id": MODEL_ID,
        "version": version,
        "name": MODEL_NAME,
        "licence": LICENCE,
        "frontEnd": FRONT_END,
        "window": {"frames": WINDOW_FRAMES, "hopFrames": WINDOW_HOP_FRAMES},
        "positions": {"receptiveField": RECEPTIVE_FIELD, "stride": STRIDE},
        "graph": {
            "file": "model.onnx",
            "input": INPUT,
            "midLevel": OUTPUTS[0],
            "emotions": OUTPUTS[1],
            "positionMap": OUTPUTS[2],
        },
        "midLevel": [
            {"name": f.name, "label": f.label, "companion": f.companion, "definition": f.definition} for f in FEATURES
        ],
        "emotions": [{"name": name, "label": name.capitalize(), "range": [-1, 1]} for name in EMOTION_NAMES],
        "head": {"weights": head.weight.tolist(), "intercept": head.bias.tolist()},
        "fillValue": 0,
        "files": {name: _checksum(folder / name) for name in ("card.md", "model.onnx", "selftest.json")},
        "selfTest": "selftest.json",
        "card": "card.md",
        "training": {
            "data": DATA,
            "definitions": "Computed from the notes of a 10-second window; see the card and mid_level.py.",
            "seed": SEED,
        },
        "metrics": flat_metrics(report),
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")


def flat_metrics(report):
    """The report's main figures as flat numbers."""
    metrics = {f"mid_level_r.{name}": value[0] for name, value in report["midLevel"]["all"].items()}
    for emotion in ("valence", "arousal"):
        metrics[f"vgmidi_window_r.{emotion}"] = report["vgmidi"][emotion]["windowR"][0]
        metrics[f"vgmidi_piece_r.{emotion}"] = report["vgmidi"][emotion]["pieceR"][0]
        metrics[f"emopia_accuracy.{emotion}"] = report["emopia"][emotion][0]
    metrics["emopia_accuracy.quadrant"] = report["emopia"]["quadrant"][0]
    for source, figures in report["leakage"].items():
        for emotion, difference in zip(("valence", "arousal"), figures["difference"]):
            metrics[f"leakage_r2.{source}.{emotion}"] = difference[0]
    for emotion, r2 in report["soundtracksR2"].items():
        metrics[f"soundtracks_r2.{emotion}"] = r2
    return {name: round(value, 4) for name, value in metrics.items()}


def _checksum(path):
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()
