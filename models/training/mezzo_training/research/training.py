"""How the recipes train: joint on two sets, adapted to a third by gradient reversal, or as the student of adapted teachers."""

import copy
from dataclasses import replace

import numpy as np
import torch
from torch.nn.functional import binary_cross_entropy_with_logits, mse_loss

from ..bootstrap import pearson
from ..gradient_reversal import DomainDiscriminator, reverse, strength_at
from .clip import cut
from .data import window_frames


def train(recipe, corpora, seed=0, width=1.0, epochs=None, device="cpu"):
    """The best network of a recipe by mean r of the seven on held-out clips, and that r by epoch."""
    if recipe.teachers:
        teacher = replace(recipe, teachers=0)
        taught = [train(teacher, corpora, seed + 1 + i, width, epochs, device)[0] for i in range(recipe.teachers)]
        frames = window_frames(recipe)
        guesses = np.mean([predict(network, corpora["target"].spectrograms, frames)[0] for network in taught], axis=0)
        corpora = {**corpora, "target": replace(corpora["target"], labels=guesses)}
    torch.manual_seed(seed)
    generator = np.random.default_rng(seed)
    network = recipe.network(width).to(device)
    discriminator = DomainDiscriminator(network.trunk.units).to(device) if recipe.target and not recipe.teachers else None
    optimiser = recipe.optimiser([*network.parameters(), *([] if discriminator is None else discriminator.parameters())])
    schedule = torch.optim.lr_scheduler.MultiStepLR(optimiser, list(recipe.milestones), 0.5)
    frames = window_frames(recipe)
    streams = {
        name: corpus.part(False).batches(recipe.batch, frames, generator) for name, corpus in corpora.items()
    }
    steps = max(1, min(len(c.part(False).labels) for c in corpora.values()) // recipe.batch)
    best, history = None, []
    for epoch in range(1, (epochs or recipe.epochs) + 1):
        network.train()
        for _ in range(steps):
            loss = _loss(recipe, network, discriminator, {name: next(stream) for name, stream in streams.items()}, epoch, device)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
        schedule.step()
        history.append(judge(network, corpora["features"].part(True), frames))
        if best is None or history[-1] >= max(history[:-1], default=-1.0):
            best = copy.deepcopy(network.state_dict())
        if epoch - 1 - int(np.argmax(history)) >= recipe.patience:
            break
    network.load_state_dict(best)
    return network.eval(), history


def _loss(recipe, network, discriminator, batches, epoch, device):
    """Squared errors of features and emotions; with a target, what the discriminator says or what the teachers said."""
    outputs = {name: network(inputs.to(device)) for name, (inputs, _) in batches.items()}
    error = lambda name, index: mse_loss(outputs[name][index], batches[name][1].to(device))
    total = error("features", 0) + error("emotions", 1)
    if not recipe.target:
        return total
    if recipe.teachers:
        return total + error("target", 0)
    source, target = (outputs[name][3].mean(dim=1) for name in ("features", "target"))
    told = discriminator(reverse(torch.cat([source, target]), strength_at(epoch)))
    truth = torch.cat([torch.ones(len(source), 1), torch.zeros(len(target), 1)]).to(device)
    return total + binary_cross_entropy_with_logits(told, truth)


@torch.no_grad()
def predict(network, spectrograms, frames):
    """Features [n, 7] and emotions [n, E] of the first window of each spectrogram."""
    network.eval()
    device = next(network.parameters()).device
    rows = [network(torch.from_numpy(cut(s, frames))[None].to(device)) for s in spectrograms]
    return tuple(np.concatenate([row[i].cpu().numpy() for row in rows]) for i in range(2))


def judge(network, held_out, frames):
    """Mean Pearson r of the features over held-out clips; 0 for a feature that does not vary."""
    predicted, _ = predict(network, held_out.spectrograms, frames)
    return float(np.mean(np.nan_to_num([pearson(p, t) for p, t in zip(predicted.T, held_out.labels.T)])))


def correlations(network, corpora, frames):
    """r of every output on held-out clips: {"features": […], "emotions": […]}."""
    report = {}
    for index, name in enumerate(("features", "emotions")):
        part = corpora[name].part(True)
        outputs = predict(network, part.spectrograms, frames)[index]
        report[name] = [float(np.nan_to_num(pearson(p, t))) for p, t in zip(outputs.T, part.labels.T)]
    return report

