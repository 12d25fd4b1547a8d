"""`train`: a network learns mid-level features, and nothing about emotions.

No emotion label reaches the default network: the emotion head is fitted afterwards on what the network predicts (head.py), so
the gradient of the emotion loss cannot bend a feature away from its definition. The relatives that the table of variants
compares it with are trained here as well (`OBJECTIVES`).
"""

import json
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn

from .dataset import load_windows
from .distort import distort, scale
from .head import emotion_targets
from .label import STATISTICS
from .mid_level import DESCRIPTORS, NAMES
from .network import CHANNELS, EMBEDDING, MidLevelNetwork, pooled
from .render import TRAINING_KINDS
from .settings import SEED, WORK

BATCH = 128
LEARNING_RATE = 4e-3
WEIGHT_DECAY = 0.01
JUDGED_EVERY = 5
CHECKPOINTS = WORK / "networks"
# two-step: features only. joint: features and, through them, emotions. direct: emotions from the embedding, no features.
OBJECTIVES = ("two-step", "joint", "direct")


class Learner(nn.Module):
    """A network and the emotion outputs its objective trains with it; two-step has none."""

    def __init__(self, objective="two-step", channels=CHANNELS):
        super().__init__()
        self.objective, self.channels = objective, tuple(channels)
        self.network = MidLevelNetwork(len(NAMES), channels)
        if objective == "joint":
            self.emotions = nn.Linear(len(NAMES), 2)
        if objective == "direct":
            self.emotions = nn.Linear(EMBEDDING, 2)

    def forward(self, inputs):
        """Mid-level features [n, M], embedding [n, 64] and emotions [n, 2] (None for two-step) of spectrograms."""
        embedding = self.network.embed(inputs)
        whole, features = pooled(embedding), pooled(self.network.read(embedding))
        if self.objective == "two-step":
            return features, whole, None
        return features, whole, self.emotions(features if self.objective == "joint" else whole)

    def loss(self, inputs, features, emotions):
        """Mean square error of what the objective asks for; `emotions` is NaN where nobody rated."""
        mine, _, felt = self(inputs)
        total = 0.0 if self.objective == "direct" else torch.mean((mine - features) ** 2)
        if felt is not None:
            rated = ~torch.isnan(emotions[:, :1])
            square = torch.where(rated, felt - torch.nan_to_num(emotions), torch.zeros_like(felt)) ** 2
            total = total + square.sum() / (2 * rated.sum()).clamp(min=1)
        return total


def pitch_per_semitone():
    """How much the pitch height feature changes when everything is transposed by a semitone."""
    scales = json.loads(STATISTICS.read_text())
    deviation = scales["deviation"][DESCRIPTORS.index("pitch")]
    return 1 / deviation / scales["sumDeviation"][NAMES.index("pitch_height")]


def run(epochs, name="two-step", objective="two-step", kinds=TRAINING_KINDS, device="cpu", threads=1, seed=SEED,
        channels=CHANNELS, warm_start="", learning_rate=LEARNING_RATE):
    """Trains on the training windows of the named kinds of rendering and writes work/networks/NAME.pt with its history.

    `warm_start` names a network to go on from, with its channels and objective.
    """
    torch.set_num_threads(threads)
    windows = load_windows(device, kinds)
    training = windows.select(windows.table["split"] == "train")
    validation = windows.select(windows.table["split"] == "validation")
    learner = load_learner(warm_start, device)[0] if warm_start else Learner(objective, channels)
    fit(learner, training, validation, epochs, name, seed, learning_rate)


def fit(learner, training, validation, epochs, name, seed, learning_rate=LEARNING_RATE):
    """One-cycle AdamW over `epochs` epochs; saves at the end of each."""
    device = training.levels.device
    torch.manual_seed(seed)
    learner.to(device)
    optimiser = torch.optim.AdamW(learner.parameters(), lr=learning_rate, weight_decay=WEIGHT_DECAY)
    steps = epochs * (len(training) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, learning_rate, total_steps=steps, pct_start=0.2)
    generator = torch.Generator(device).manual_seed(seed)
    targets, history = Targets(training), []
    for epoch in range(epochs):
        began = time.time()
        loss = train_epoch(learner, training, targets, optimiser, schedule, generator)
        history.append({"epoch": epoch, "loss": loss, "seconds": time.time() - began})
        if epoch % JUDGED_EVERY == 0 or epoch == epochs - 1:
            history[-1]["r"] = correlate(predict(learner, validation)[0], validation.table["mid_level"])
        save(learner, name, {"seed": seed, "epochs": epoch + 1, "windows": len(training), "history": history})
        print(json.dumps({"name": name, **history[-1]}), flush=True)
    return learner.eval()


class Targets:
    """What a learner is told of its windows, on their device: features, and standardised emotions (NaN where unrated)."""

    def __init__(self, windows, per_semitone=None):
        device = windows.levels.device
        self.features = torch.from_numpy(windows.table["mid_level"]).to(device)
        emotions = emotion_targets(windows.table)
        self.emotions = torch.from_numpy(standardise(emotions).astype(np.float32)).to(device)
        self.per_semitone = pitch_per_semitone() if per_semitone is None else per_semitone

    def batch(self, rows, semitones):
        """Features [n, M] after a transposition and emotions [n, 2] of the given rows."""
        features = self.features[rows].clone()
        features[:, NAMES.index("pitch_height")] += semitones * self.per_semitone
        return features, self.emotions[rows]


def standardise(emotions):
    """Emotions with mean 0 and deviation 1 over the rated rows; NaN where there are none."""
    if np.isnan(emotions).all():
        return emotions
    return (emotions - np.nanmean(emotions, axis=0)) / np.nanstd(emotions, axis=0)


def train_epoch(learner, training, targets, optimiser, schedule, generator):
    """One pass over the windows in random order; the mean loss."""
    learner.train()
    device = training.levels.device
    order = torch.randperm(len(training), generator=generator, device=device)
    total, count = torch.zeros((), device=device), len(order) // BATCH
    for step in range(count):
        rows = order[step * BATCH : (step + 1) * BATCH]
        levels, semitones = distort(training.batch(rows), generator)
        loss = learner.loss(scale(levels), *targets.batch(rows, semitones))
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        total += loss.detach()
    return float(total) / count


@torch.no_grad()
def predict(learner, windows, change=None):
    """Features [n, M], embedding [n, 64] and emotions (or None) of undistorted windows; `change` may alter the levels in dB."""
    learner.eval()
    rows = []
    for first in range(0, len(windows), 256):
        levels = windows.batch(slice(first, first + 256))
        rows.append(learner(scale(levels if change is None else change(levels))))
    columns = [None if part[0] is None else torch.cat(part).cpu().numpy() for part in zip(*rows)]
    return tuple(columns)


def correlate(predicted, true):
    """Pearson correlation a feature, by name."""
    return {name: float(np.corrcoef(predicted[:, i], true[:, i])[0, 1]) for i, name in enumerate(NAMES)}


def save(learner, name, about):
    """Writes work/networks/NAME.pt."""
    CHECKPOINTS.mkdir(parents=True, exist_ok=True)
    content = {"state": learner.state_dict(), "objective": learner.objective, "channels": learner.channels, **about}
    torch.save(content, CHECKPOINTS / f"{name}.pt")


def load_learner(name="two-step", device="cpu", folder=CHECKPOINTS):
    """A trained learner, ready to predict, and what is known of its training."""
    saved = torch.load(Path(folder) / f"{name}.pt", map_location=device)
    learner = Learner(saved["objective"], saved["channels"])
    learner.load_state_dict(saved.pop("state"))
    return learner.to(device).eval(), saved
