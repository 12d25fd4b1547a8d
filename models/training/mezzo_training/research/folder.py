"""A trained research network as a model folder of the workstation: graph, self-test, card, manifest."""

import hashlib
import json

import numpy as np
import torch

from .. import front_end
from ..graph import INPUT, OUTPUTS, write_graph
from ..tones import test_tones, tone_signal
from .clip import BANDS, FRONT_END
from .data import window_frames
from .networks import RECEPTIVE_FIELDS, STRIDE
from .sets import SEVEN

HOP_SECONDS = 5.0
SELF_TEST_SECONDS = 20
LABELS = {"tenth": "a tenth of the mean rating", "min-max": "the mean rating, brought to [-1, 1]"}
LICENCE = "Weights follow the licences of their training data; code MIT"


def write_folder(folder, recipe, network, correlations, training):
    """Writes every file; `training` are facts for the card (seed, epochs, clips a set)."""
    folder.mkdir(parents=True, exist_ok=True)
    network = network.cpu().eval()
    write_graph(network, folder / "model.onnx", window_frames(recipe), BANDS)
    (folder / "selftest.json").write_text(json.dumps(_self_test(network, recipe)) + "\n")
    (folder / "card.md").write_text(_card(recipe, correlations, training))
    manifest = _manifest(folder, recipe, network, correlations, training)
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")


def _self_test(network, recipe):
    signal = tone_signal(SELF_TEST_SECONDS, test_tones(), FRONT_END["sampleRate"])
    inputs = torch.from_numpy(front_end.spectrogram(signal, FRONT_END).astype(np.float32))[None]
    with torch.no_grad():
        mid_level, emotions, _, _ = network(inputs)
    return {
        "seconds": SELF_TEST_SECONDS,
        "tones": test_tones(),
        "midLevel": dict(zip(SEVEN, mid_level[0].tolist())),
        "emotions": dict(zip(recipe.emotions, emotions[0].tolist())),
        "tolerance": 1e-3,
    }


def _manifest(folder, recipe, network, correlations, training):
    hop = round(HOP_SECONDS * FRONT_END["sampleRate"] / FRONT_END["hop"] / STRIDE) * STRIDE
    bias = network.emotions.bias
    metrics = {f"mid_level_r.{name}": r for name, r in zip(SEVEN, correlations["features"])}
    metrics.update({f"emotion_r.{name}": r for name, r in zip(recipe.emotions, correlations["emotions"])})
    definition = f"Listeners' ratings (Aljanaki & Soleymani 2018): {LABELS[recipe.convention]}."
    return {
        "schema": 1,
        "id": recipe.name,
        "version": "1.0.0",
        "name": recipe.title,
        "licence": LICENCE,
        "frontEnd": FRONT_END,
        "window": {"frames": window_frames(recipe), "hopFrames": hop},
        "positions": {"receptiveField": RECEPTIVE_FIELDS[recipe.trunk], "stride": STRIDE},
        "graph": {
            "file": "model.onnx", "input": INPUT, "midLevel": OUTPUTS[0], "emotions": OUTPUTS[1],
            "positionMap": OUTPUTS[2], "embedding": OUTPUTS[3],
        },
        "midLevel": [
            {"name": name, "label": name.replace("_", " ").capitalize(), "companion": False, "definition": definition}
            for name in SEVEN
        ],
        "emotions": [{"name": name, "label": name.capitalize(), "range": [-1, 1]} for name in recipe.emotions],
        "head": {
            "weights": network.emotions.weight.tolist(),
            "intercept": [0.0] * len(recipe.emotions) if bias is None else bias.tolist(),
        },
        "fillValue": 0,
        "files": {
            name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
            for name in ("card.md", "model.onnx", "selftest.json")
        },
        "selfTest": "selftest.json",
        "card": "card.md",
        "training": {"data": list(training["data"]), "definitions": definition, "seed": training["seed"]},
        "metrics": {name: round(value, 4) for name, value in metrics.items()},
    }


def _card(recipe, correlations, training):
    rows = [f"| {n} | {r:.2f} |" for n, r in zip((*SEVEN, *recipe.emotions), correlations["features"] + correlations["emotions"])]
    data = "\n".join(f"- {line}" for line in training["data"])
    return (
        f"# {recipe.title}\n\nTrained by the recipe of {recipe.source}, with time convolved without padding "
        f"(docs/research-models.md). Labels: {LABELS[recipe.convention]}; emotions brought to [-1, 1] by the range of their questionnaire.\n\n"
        f"## Data\n\n{data}\n\nSeed {training['seed']}, {training['epochs']} epochs.\n\n"
        "## Held-out clips\n\n| output | r |\n| --- | --- |\n" + "\n".join(rows) + "\n\n"
        "Not for judging people, nor for any claim about what a listener feels.\n"
    )
