"""Domain adaptation by gradient reversal (Ganin and Lempitsky 2015), with the settings of Chowdhury and Widmer (ICASSP 2021)."""

from math import exp

import torch
from torch import nn

RAMP_EPOCHS = 20


class _Reversal(torch.autograd.Function):
    @staticmethod
    def forward(context, inputs, strength):
        context.strength = strength
        return inputs.view_as(inputs)

    @staticmethod
    def backward(context, gradient):
        return -context.strength * gradient, None


def reverse(inputs, strength):
    """The inputs as they are; on the way back their gradient is multiplied by −strength."""
    return _Reversal.apply(inputs, strength)


def strength_at(epoch):
    """2 / (1 + exp(−10 · epoch / 20)) − 1; epochs count from 1, and from 20 on it is 1 to four digits."""
    return 2 / (1 + exp(-10 * epoch / RAMP_EPOCHS)) - 1


class DomainDiscriminator(nn.Module):
    """[n, width] embeddings → [n, 1] logits, positive for the source: width → 50 → 20 → 1 with ReLU."""

    def __init__(self, width):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(width, 50), nn.ReLU(), nn.Linear(50, 20), nn.ReLU(), nn.Linear(20, 1))

    def forward(self, embedding):
        return self.layers(embedding)
