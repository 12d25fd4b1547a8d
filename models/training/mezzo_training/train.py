"""`train`: the network learns mid-level features, and nothing about emotions.

No emotion label reaches the network: the emotion head is fitted afterwards on what the network predicts (head.py), so the
gradient of the emotion loss cannot bend a feature away from its definition.
"""

import json
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import torch

from .dataset import load_windows
from .distort import distort, scale
from .label import STATISTICS
from .mid_level import DESCRIPTORS, NAMES
from .network import MidLevelNetwork, pooled
from .settings import SEED, WORK

BATCH = 64
LEARNING_RATE = 4e-3
WEIGHT_DECAY = 0.01
CHECKPOINT = WORK / "network.pt"
HISTORY = WORK / "history.json"


def pitch_per_semitone():
    """How much the pitch height feature changes when everything is transposed by a semitone."""
    scales = json.loads(STATISTICS.read_text())
    deviation = scales["deviation"][DESCRIPTORS.index("pitch")]
    return 1 / deviation / scales["sumDeviation"][NAMES.index("pitch_height")]


def run(epochs, threads=1, device="cpu", go_on=False, seed=SEED):
    """Trains on every training window and writes work/network.pt after every epoch (and its validation figures)."""
    torch.manual_seed(seed)
    torch.set_num_threads(threads)
    windows = load_windows()
    training = windows.select(windows.table["split"] == "train")
    validation = windows.select(windows.table["split"] == "validation")
    network, before = MidLevelNetwork(len(NAMES)).to(device), 0
    if go_on:
        network, saved = load_network(device)
        before, seed = saved["epochs"], seed + saved["epochs"]
    optimiser = torch.optim.AdamW(network.parameters(), lr=LEARNING_RATE, weight_decay=WEIGHT_DECAY)
    steps = epochs * (len(training) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, LEARNING_RATE, total_steps=steps, pct_start=0.2)
    history, per_semitone = [], pitch_per_semitone()
    for epoch in range(epochs):
        began = time.time()
        loss = train_epoch(network, training, optimiser, schedule, np.random.default_rng([seed, epoch]), per_semitone, device)
        correlations = correlate(predict(network, validation, device), validation.table["mid_level"])
        history.append({"epoch": epoch, "loss": loss, "seconds": time.time() - began, "r": correlations})
        torch.save({"state": network.state_dict(), "seed": seed, "epochs": before + epoch + 1}, CHECKPOINT)
        HISTORY.write_text(json.dumps(history, indent=1))
        print(json.dumps(history[-1]), flush=True)


def train_epoch(network, training, optimiser, schedule, generator, per_semitone, device="cpu"):
    """One pass over the windows in random order; the mean loss. The next batch is prepared meanwhile."""
    network.train()
    order = generator.permutation(len(training))
    batches = [order[i : i + BATCH] for i in range(0, len(order) - BATCH + 1, BATCH)]
    seeds = generator.integers(0, 2**31, len(batches))
    total = 0.0
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(prepare, training, batches[0], seeds[0], per_semitone)
        for index in range(len(batches)):
            inputs, targets = coming.result()
            if index + 1 < len(batches):
                coming = pool.submit(prepare, training, batches[index + 1], seeds[index + 1], per_semitone)
            loss = torch.mean((pooled(network(inputs.to(device))) - targets.to(device)) ** 2)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            total += loss.item()
    return total / len(batches)


def prepare(windows, rows, seed, per_semitone):
    """Distorted inputs and their mid-level targets."""
    levels, semitones = distort(windows.batch(rows), np.random.default_rng(seed))
    targets = torch.from_numpy(windows.table["mid_level"][rows])
    targets[:, NAMES.index("pitch_height")] += semitones * per_semitone
    return scale(levels), targets


@torch.no_grad()
def predict(network, windows, device="cpu", change=None):
    """Mid-level features [n, M] of undistorted windows; `change` may alter the levels in dB first."""
    network.eval()
    rows = []
    for first in range(0, len(windows), 256):
        levels = windows.batch(np.arange(first, min(first + 256, len(windows))))
        inputs = scale(levels if change is None else change(levels))
        rows.append(pooled(network(inputs.to(device))).cpu().numpy())
    return np.concatenate(rows)


def correlate(predicted, true):
    """Pearson correlation a feature, by name."""
    return {name: float(np.corrcoef(predicted[:, i], true[:, i])[0, 1]) for i, name in enumerate(NAMES)}


def load_network(device="cpu", path=CHECKPOINT):
    """A trained network, ready to predict, and what is known of its training."""
    saved = torch.load(path, map_location=device)
    network = MidLevelNetwork(len(NAMES)).to(device)
    network.load_state_dict(saved.pop("state"))
    return network.eval(), saved
