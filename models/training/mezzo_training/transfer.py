"""`transfer`: from one world of timbres to solo piano, without labels of the second (after Chowdhury and Widmer 2021).

Source: ensembles and single instruments without a piano, from two sound fonts, labelled. Target: solo piano of a third font
in drawn rooms, whose labels are never shown. Four learners are compared on held-out pieces of both worlds: source only;
adapted by gradient reversal (+DA); a student (+DA+TS) of three adapted teachers, whose averaged answers to the target
are its labels there; and, as the ceiling, one that was shown the target's labels.
"""

import json

import numpy as np
import torch
from torch import nn

from .dataset import Windows, load_windows
from .distort import distort, scale
from .gradient_reversal import DomainDiscriminator, reverse, strength_at
from .network import EMBEDDING
from .settings import SEED, WORK
from .train import (
    BATCH, LEARNING_RATE, WEIGHT_DECAY, Learner, Targets, correlate, predict, save,
)

REPORT = WORK / "transfer.json"
SOURCE_FONTS = ("fluid", "timgm")
TEACHERS = 3


def run(epochs=16, device="cpu", seed=SEED):
    """Trains the four kinds of learner and writes work/transfer.json: r a feature on source and target."""
    windows = load_windows(device, ("free", "rooms"))
    table = windows.table
    training = table["split"] == "train"
    source = (table["kind"] == "free") & ~table["piano"] & np.isin(table["font"], SOURCE_FONTS)
    target = table["kind"] == "rooms"
    worlds = {"source": windows.select(source & training), "target": windows.select(target & training)}
    tests = {"source": windows.select(source & ~training), "target": windows.select(target & ~training)}
    report = {"windows": {f"{split} {name}": len(world) for split, both in (("train", worlds), ("test", tests))
                          for name, world in both.items()}}

    def judge(name, learner):
        report[name] = {
            world: correlate(predict(learner, test)[0], test.table["mid_level"]) for world, test in tests.items()
        }
        print(json.dumps({name: report[name]}), flush=True)
        REPORT.write_text(json.dumps(report, indent=1))

    judge("source only", adapt(worlds["source"], worlds["target"], epochs, seed, "transfer-source", adversary=False))
    teachers = [
        adapt(worlds["source"], worlds["target"], epochs, seed + 1 + i, f"transfer-teacher-{i}") for i in range(TEACHERS)
    ]
    judge("+DA", teachers[0])
    guesses = np.mean([predict(teacher, worlds["target"])[0] for teacher in teachers], axis=0)
    pseudo = {**worlds["target"].table, "mid_level": guesses.astype(np.float32)}
    judge("+DA+TS", teach(worlds["source"], Windows(windows.levels, pseudo), epochs, seed, "transfer-student"))
    judge("target labels shown", teach(worlds["source"], worlds["target"], epochs, seed, "transfer-ceiling"))


def adapt(source, target, epochs, seed, name, adversary=True):
    """A learner of the source's features whose embedding a discriminator cannot tell from the target's."""
    device = source.levels.device
    discriminator = DomainDiscriminator(EMBEDDING).to(device)
    labels = torch.cat([torch.ones(BATCH // 2), torch.zeros(BATCH // 2)])[:, None].to(device)

    def loss(learner, known, features, unknown, _, epoch):
        mine, whole, _ = learner(torch.cat([known, unknown]))
        error = torch.mean((mine[: len(known)] - features) ** 2)
        if not adversary:
            return error
        told = discriminator(reverse(whole, strength_at(epoch + 1)))
        return error + nn.functional.binary_cross_entropy_with_logits(told, labels)

    return _train(source, target, epochs, seed, name, loss, discriminator)


def teach(source, target, epochs, seed, name):
    """A learner of the source's features and of the target's, whatever they were taken from."""

    def loss(learner, known, features, unknown, answers, _):
        mine, _, _ = learner(torch.cat([known, unknown]))
        return torch.mean((mine - torch.cat([features, answers])) ** 2)

    return _train(source, target, epochs, seed, name, loss)


def _train(source, target, epochs, seed, name, loss, discriminator=None):
    """Half of each batch is source, half target; an epoch is one pass over the shorter of the two."""
    device, half = source.levels.device, BATCH // 2
    torch.manual_seed(seed)
    learner = Learner().to(device)
    generator = torch.Generator(device).manual_seed(seed)
    parameters = [*learner.parameters(), *([] if discriminator is None else discriminator.parameters())]
    optimiser = torch.optim.AdamW(parameters, lr=LEARNING_RATE, weight_decay=WEIGHT_DECAY)
    steps = min(len(source), len(target)) // half
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, LEARNING_RATE, total_steps=epochs * steps, pct_start=0.2)
    known_targets, unknown_targets = Targets(source), Targets(target)
    for epoch in range(epochs):
        learner.train()
        orders = [torch.randperm(len(world), generator=generator, device=device) for world in (source, target)]
        for step in range(steps):
            place = slice(step * half, (step + 1) * half)
            known, features = _batch(source, known_targets, orders[0][place], generator)
            unknown, answers = _batch(target, unknown_targets, orders[1][place], generator)
            error = loss(learner, known, features, unknown, answers, epoch)
            optimiser.zero_grad()
            error.backward()
            optimiser.step()
            schedule.step()
    save(learner, name, {"seed": seed, "epochs": epochs})
    return learner.eval()


def _batch(world, targets, rows, generator):
    levels, semitones = distort(world.batch(rows), generator)
    return scale(levels), targets.batch(rows, semitones)[0]
