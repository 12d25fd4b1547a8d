"""Inputs and the network's own answers, for parity.ts to compare with the exported graph in the workstation's runtime."""

import json

import numpy as np
import torch

from .graph import INPUT, OUTPUTS
from .settings import BANDS, RECEPTIVE_FIELD, SEED, WINDOW_FRAMES, WORK

SHAPES = ((16, WINDOW_FRAMES, BANDS), (1, RECEPTIVE_FIELD, BANDS), (2, 1003, BANDS))


def result_path(model):
    """Where parity.ts leaves its figures."""
    return WORK / "parity" / f"{model}.json"


def write_cases(served, model):
    """work/parity/MODEL: cases.json and little-endian float32 files of inputs and outputs."""
    folder = WORK / "parity" / model
    folder.mkdir(parents=True, exist_ok=True)
    generator = np.random.default_rng(SEED)
    cases = []
    for index, shape in enumerate(SHAPES):
        # Like a spectrogram: smooth along time, silent in places, 0 to 3.5.
        inputs = np.clip(np.cumsum(generator.normal(0, 0.3, shape), axis=1) % 5 - 1, 0, 3.5).astype("<f4")
        inputs.tofile(folder / f"{index}-{INPUT}.f32")
        with torch.no_grad():
            answers = dict(zip(OUTPUTS, served(torch.from_numpy(inputs))))
        for name, answer in answers.items():
            answer.numpy().astype("<f4").tofile(folder / f"{index}-{name}.f32")
        cases.append({"shape": shape, "outputs": {name: answer.numel() for name, answer in answers.items()}})
    (folder / "cases.json").write_text(json.dumps(cases))
