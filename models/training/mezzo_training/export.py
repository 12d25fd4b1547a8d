"""`export`: a trained network and what was fitted to it → graph and self-test of a model folder; `card` adds card and manifest."""

import hashlib
import json
from pathlib import Path

import numpy as np
import torch

from . import front_end
from .conformal import COVERAGE
from .domain import Domain
from .evaluate import EMOTION_NAMES, report_path, served_path
from .graph import INPUT, OUTPUTS, Served, write_graph
from .head import Head
from .mid_level import FEATURES, NAMES
from .parity import write_cases
from .settings import (
    FRONT_END, PROJECT, RECEPTIVE_FIELD, SEED, SHIPPED, STRIDE, WINDOW_FRAMES, WINDOW_HOP_FRAMES,
)
from .tones import test_tones, tone_signal
from .train import load_learner

LICENCE = "CC BY-NC-SA 4.0"
DATA = [
    "VGMIDI (Ferreira & Whitehead 2019), research use",
    "EMOPIA (Hung et al. 2021), CC BY-NC-SA 4.0",
    "ASAP (Foscarin et al. 2020), CC BY-NC-SA 4.0, mid-level features only",
    "POP909 (Wang et al. 2020), MIT, mid-level features only",
    "Soundtracks mean ratings (Eerola & Vuoskoski 2011), research use, seven emotions from valence and arousal",
]
DOMAIN_MATERIAL = "music of pieces held out from training, rendered with sound fonts in rooms and without"
INTERVAL_MATERIAL = "pieces held out from training: emotions as listeners rated them, mid-level features as their definitions give them"
SELF_TEST_SECONDS = 12
TOLERANCE = 1e-3
SIGNIFICANT_DIGITS = 7


def model_folder(model):
    """Where a shipped model lies."""
    return PROJECT / "models" / model


def run(model, name):
    """Writes the graph and the self-test, and the cases of parity.ts; `card` then completes the folder."""
    folder = model_folder(model)
    folder.mkdir(parents=True, exist_ok=True)
    served = load_served(name)
    write_graph(served, folder / "model.onnx")
    (folder / "selftest.json").write_text(json.dumps(self_test(served, load_domain(name))) + "\n")
    write_cases(served, model)


def load_served(name):
    """The network with its head, as the graph holds them (float32)."""
    learner, _ = load_learner(name)
    with np.load(served_path(name)) as file:
        head = Head(file["weights"], file["intercept"])
    return Served(learner.network, head).eval()


def load_domain(name):
    """What the trained network knows, as `evaluate` fitted it."""
    with np.load(served_path(name)) as file:
        return Domain(file["center"], file["whitening"], file["distances"])


def self_test(served, domain):
    """The tones and what the model answers to them: the mean over the whole map."""
    signal = tone_signal(SELF_TEST_SECONDS, test_tones(), FRONT_END["sampleRate"])
    inputs = front_end.spectrogram(signal, FRONT_END).astype(np.float32)
    with torch.no_grad():
        mid_level, emotions, _, embedding = served(torch.from_numpy(inputs)[None])
    return {
        "seconds": SELF_TEST_SECONDS,
        "tones": test_tones(),
        "midLevel": dict(zip(NAMES, mid_level[0].tolist())),
        "emotions": dict(zip(EMOTION_NAMES, emotions[0].tolist())),
        "distance": float(domain.distance(embedding[0].numpy().mean(0, dtype=np.float64)[None])[0]),
        "tolerance": TOLERANCE,
    }


def write_manifest(model, name, version):
    """manifest.json with the checksum of every other file in the folder; refuses a folder without card.md."""
    folder, report = model_folder(model), json.loads(report_path(name).read_text())
    head = load_served(name).emotions
    with np.load(served_path(name)) as file:
        fitted = {key: file[key] for key in file.files}
    manifest = {
        "schema": 1,
        "id": model,
        "version": version,
        "name": SHIPPED[model],
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
            "embedding": OUTPUTS[3],
        },
        "midLevel": [
            {"name": f.name, "label": f.label, "companion": f.companion, "definition": f.definition} for f in FEATURES
        ],
        "emotions": [{"name": emotion, "label": emotion.capitalize(), "range": [-1, 1]} for emotion in EMOTION_NAMES],
        "head": {"weights": head.weight.tolist(), "intercept": head.bias.tolist()},
        "domain": {"material": DOMAIN_MATERIAL} | {key: _rounded(fitted[key]) for key in ("center", "whitening", "distances")},
        "intervals": {
            "coverage": COVERAGE,
            "material": INTERVAL_MATERIAL,
            "midLevel": {feature: _rounded(fitted[f"width.{feature}"]) for feature in NAMES},
            "emotions": {
                emotion: _rounded(fitted[f"width.{emotion}"]) for emotion in EMOTION_NAMES if f"width.{emotion}" in fitted
            },
        },
        "fillValue": 0,
        "files": {file: _checksum(folder / file) for file in ("card.md", "model.onnx", "selftest.json")},
        "selfTest": "selftest.json",
        "card": "card.md",
        "training": {
            "data": DATA,
            "definitions": "Computed from the notes of a 10-second window; see the card and docs/mid-level.md.",
            "seed": SEED,
        },
        "metrics": flat_metrics(report),
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")


def flat_metrics(report):
    """The report's main figures as flat numbers."""
    plain = report["emotions"]["plain"]
    metrics = {f"mid_level_r.{feature}": report["midLevel"]["all"][feature][0] for feature in NAMES}
    for emotion in ("valence", "arousal"):
        metrics[f"vgmidi_window_r.{emotion}"] = plain["vgmidi"][emotion]["windowR"][0]
        metrics[f"vgmidi_piece_r.{emotion}"] = plain["vgmidi"][emotion]["pieceR"][0]
        metrics[f"emopia_accuracy.{emotion}"] = plain["emopia"][emotion][0]
    metrics["emopia_accuracy.quadrant"] = plain["emopia"]["quadrant"][0]
    for source, figures in report["leakage"].items():
        for emotion, difference in zip(("valence", "arousal"), figures["all pieces"]["difference"]):
            metrics[f"leakage_r2.{source}.{emotion}"] = difference[0]
    for emotion, r2 in report["soundtracksR2"].items():
        metrics[f"soundtracks_r2.{emotion}"] = r2
    return {key: round(value, 4) for key, value in metrics.items()}


def _rounded(values):
    """Plain lists or numbers with as many digits as single precision has."""
    if np.ndim(values) == 0:
        return float(f"{float(values):.{SIGNIFICANT_DIGITS}g}")
    return [_rounded(value) for value in values]


def _checksum(path):
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()
