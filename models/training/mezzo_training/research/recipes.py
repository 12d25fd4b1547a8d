"""The published recipes: which network on which sets, with which labels, loss, optimiser and schedule (docs/research-models.md)."""

from dataclasses import dataclass

import torch

from .networks import CpResnet, TwoLevel, Vgg
from .sets import EIGHT, SEVEN, TWO


@dataclass(frozen=True)
class Recipe:
    """One way to train. `emotion_sets` are looked for in this order, those that are there are used together.

    `target` names the unlabelled set to adapt to; `teachers` how many adapted networks label it for a student (0: none).
    """

    name: str
    title: str
    source: str
    trunk: str
    seconds: float
    convention: str
    emotion_sets: tuple
    emotions: tuple
    bias: bool
    learning_rate: float
    weight_decay: float
    betas: tuple
    milestones: tuple
    batch: int
    epochs: int
    patience: int
    target: str = ""
    teachers: int = 0

    def network(self, width=1.0):
        """A fresh two-level network; `width` below 1 is for trials."""
        scale = lambda count: max(4, int(count * width))
        trunk = Vgg(scale(64)) if self.trunk == "vgg" else CpResnet(self.trunk, tuple(scale(c) for c in (128, 256, 512)))
        return TwoLevel(trunk, len(SEVEN), len(self.emotions), self.bias)

    def optimiser(self, parameters):
        """Adam as published."""
        return torch.optim.Adam(parameters, self.learning_rate, betas=self.betas, weight_decay=self.weight_decay)


_ADAPTED = {
    "source": "Chowdhury and Widmer, ICASSP 2021", "trunk": "m2", "seconds": 15.0, "convention": "tenth",
    "emotion_sets": ("deam", "pmemo"), "emotions": TWO, "bias": False, "learning_rate": 1e-3, "weight_decay": 1e-5,
    "betas": (0.9, 0.999), "milestones": (2, 5, 10, 15, 20), "batch": 8, "epochs": 99, "patience": 14,
}
RECIPES = {
    recipe.name: recipe
    for recipe in (
        Recipe(
            "vgg-2019", "VGG-ish, joint", "Chowdhury, Vall, Haunschmid and Widmer, ISMIR 2019", "vgg", 10.0, "tenth",
            ("soundtracks",), EIGHT, True, 5e-4, 0.0, (0.9, 0.999), (), 8, 199, 50,
        ),
        Recipe(
            "cp-resnet-2021", "CP-ResNet, joint", "Chowdhury, Praher and Widmer, SMC 2021", "m2", 15.0, "min-max",
            ("deam", "pmemo"), TWO, False, 1e-3, 1e-5, (0.75, 0.9), (), 8, 199, 13,
        ),
        Recipe("cp-resnet-da", "CP-ResNet, adapted to piano", target="maestro", **_ADAPTED),
        Recipe("cp-resnet-da-ts", "CP-ResNet, adapted to piano, student", target="maestro", teachers=3, **_ADAPTED),
    )
}
