"""The published networks, written from their description (docs/research-models.md): VGG-ish 2019 and CP-ResNet.

One deviation: time is convolved without padding, so that position i sees frames [8·i, 8·i + receptive field) only and a window is the
mean of a run of the recording's map; frequency is padded as published. Input [batch, frames, bands], output [batch, positions, units].
"""

import torch
from torch import nn
from torch.nn import functional


STRIDE = 8
# Kernels of the second stage's block, of the third's, and of the last convolution of the first stage.
CP_RESNETS = {"m1": (3, 3, 3), "m2": (3, 1, 3), "m3": (1, 1, 3), "m4": (1, 1, 1)}
RECEPTIVE_FIELDS = {"m1": 127, "m2": 95, "m3": 63, "m4": 47, "vgg": 95}


class FrequencyAware(nn.Conv2d):
    """A convolution over (frequency, time) that is also told how high it is: one more input channel, a ramp from −1 to 1."""

    def __init__(self, inputs, outputs, kernel, stride=1, padding=0):
        super().__init__(inputs + 1, outputs, kernel, stride, (padding, 0), bias=False)

    def forward(self, image):
        ramp = torch.linspace(-1, 1, image.shape[2], device=image.device)[None, None, :, None]
        return super().forward(torch.cat([image, ramp + torch.zeros_like(image[:, :1])], dim=1))


class Block(nn.Module):
    """A basic residual block; what the convolutions take from the time axis is cut from the shortcut, too."""

    def __init__(self, inputs, outputs, first, second):
        super().__init__()
        self.lost = (first + second - 2) // 2
        self.path = nn.Sequential(
            FrequencyAware(inputs, outputs, first, padding=first // 3), nn.BatchNorm2d(outputs), nn.ReLU(),
            FrequencyAware(outputs, outputs, second, padding=second // 3), nn.BatchNorm2d(outputs),
        )
        self.shortcut = nn.Identity()
        if inputs != outputs:
            self.shortcut = nn.Sequential(FrequencyAware(inputs, outputs, 1), nn.BatchNorm2d(outputs))

    def forward(self, image):
        inner = image[:, :, :, self.lost : image.shape[3] - self.lost]
        return functional.relu(self.path(image) + self.shortcut(inner))


class CpResnet(nn.Module):
    """CP-ResNet with a bounded receptive field, frequency-aware; `variant` m1 … m4, channels 128, 256, 512."""

    def __init__(self, variant="m2", channels=(128, 256, 512)):
        super().__init__()
        second_stage, third_stage, last_of_first = CP_RESNETS[variant]
        one, two, three = channels
        self.units = three
        self.layers = nn.Sequential(
            FrequencyAware(1, one, 5, stride=2, padding=1), nn.BatchNorm2d(one), nn.ReLU(),
            Block(one, one, 3, 1), nn.MaxPool2d(2),
            Block(one, one, 3, 3), nn.MaxPool2d(2),
            Block(one, one, 3, last_of_first),
            Block(one, two, second_stage, second_stage),
            Block(two, three, third_stage, third_stage),
        )
        self.apply(_kaiming)

    def forward(self, spectrogram):
        return _positions(self.layers(_image(spectrogram)))


class Vgg(nn.Module):
    """VGG-ish 2019: 5 × 5 convolutions with stride 2 and 3 × 3 ones, two poolings with dropout; the last layer is 1 × 1."""

    def __init__(self, width=64):
        super().__init__()
        w = width
        self.units = 4 * w
        self.layers = nn.Sequential(
            *_convolution(1, w, 5, 2), *_convolution(w, w, 3), nn.MaxPool2d(2), nn.Dropout(0.3),
            *_convolution(w, 2 * w, 3), *_convolution(2 * w, 2 * w, 3), nn.MaxPool2d(2), nn.Dropout(0.3),
            *_convolution(2 * w, 4 * w, 3), *_convolution(4 * w, 4 * w, 3), *_convolution(4 * w, 6 * w, 3),
            *_convolution(6 * w, 8 * w, 3), *_convolution(8 * w, 4 * w, 1),
        )
        self.apply(_kaiming)

    def forward(self, spectrogram):
        return _positions(self.layers(_image(spectrogram)))


class TwoLevel(nn.Module):
    """A trunk, a linear map of its units to features, a linear map of these to emotions; without biases as in SMC 2021."""

    def __init__(self, trunk, features, emotions, bias=False):
        super().__init__()
        self.trunk = trunk
        self.features = nn.Linear(trunk.units, features, bias=bias)
        self.emotions = nn.Linear(features, emotions, bias=bias)

    def forward(self, spectrogram):
        """Features [n, M], emotions [n, E], position map [n, positions, M], embedding [n, positions, units]."""
        embedding = self.trunk(spectrogram)
        position_map = self.features(embedding)
        mid_level = position_map.mean(dim=1)
        return mid_level, self.emotions(mid_level), position_map, embedding


def _image(spectrogram):
    return spectrogram.transpose(1, 2).unsqueeze(1)


def _positions(image):
    """Mean over frequency: [n, units, frequency, time] → [n, time, units]."""
    return image.mean(dim=2).transpose(1, 2)


def _convolution(inputs, outputs, kernel, stride=1):
    return (
        nn.Conv2d(inputs, outputs, kernel, stride, (kernel // 2, 0), bias=False), nn.BatchNorm2d(outputs), nn.ReLU(),
    )


def _kaiming(module):
    if isinstance(module, nn.Conv2d):
        nn.init.kaiming_normal_(module.weight, mode="fan_in", nonlinearity="relu")


def positions(frames, receptive_field):
    """How many positions a stretch has."""
    return (frames - receptive_field) // STRIDE + 1
