"""The network: local in time, position by position.

Input [batch, frames, bands]. Every convolution in time is valid, so position i sees frames [8·i, 8·i + 89) and nothing
else, and there are floor((frames − 89) / 8) + 1 positions. Four branches look at those 89 frames:

- trunk: strided convolutions over frequency and time (timbre, register, texture);
- key: mean spectrum of 88 frames → chroma → circular convolution, maximum over the 24 rotations (no transposition);
- chord: the same over 24 frames at a time, mean of nine;
- rhythm: learned onset envelopes → long convolution, and their autocorrelation.

The branches join in 64 units, the position's embedding; a linear map turns it into the mid-level features of the position.
"""

import torch
from torch import nn
from torch.nn import functional

from .settings import BANDS, RECEPTIVE_FIELD, STRIDE

EMBEDDING = 64
CHANNELS = (8, 16, 32, 48)
OCTAVE = 24
CHROMA = 4
OCTAVES = BANDS // OCTAVE
CHORD_BLOCKS = 3
# An onset takes three frames, so 87 onset values fill a receptive field: 71 taps and two strides, or 52 values and 35 lags.
ONSETS = RECEPTIVE_FIELD - 2
RHYTHM_TAPS = ONSETS - 2 * STRIDE
LONGEST_LAG = 35
SHORTEST_PULSE = 5


class Trunk(nn.Module):
    """[batch, 1, bands, frames] → [batch, 64, positions]; `channels` of the five convolutions, the last 64."""

    def __init__(self, channels):
        super().__init__()
        first, second, third, fourth = channels
        self.layers = nn.Sequential(
            _layer(1, first, (5, 5), (2, 2), 2),
            _layer(first, second, (3, 3), (2, 2), 1),
            _layer(second, third, (3, 5), (2, 2), 1),
            _layer(third, fourth, (3, 3), (2, 1), 1),
            _layer(fourth, 64, (3, 3), (2, 1), 1),
        )
        self.collapse = nn.Conv2d(64, 64, (6, 1), groups=64, bias=False)
        self.context = nn.Sequential(
            nn.BatchNorm1d(64), nn.ReLU(), nn.Conv1d(64, 64, 5, groups=64, bias=False), nn.BatchNorm1d(64), nn.ReLU()
        )

    def forward(self, image):
        return self.context(self.collapse(self.layers(image)).squeeze(2))


class Chroma(nn.Module):
    """[batch, 1, bands, blocks] block spectra → [batch, 4, 24, blocks]: salience folded to one octave."""

    def __init__(self):
        super().__init__()
        self.salience = nn.Sequential(
            nn.Conv2d(1, 8, (9, 1), padding=(4, 0)), nn.ReLU(), nn.Conv2d(8, CHROMA, (1, 1)), nn.ReLU()
        )

    def forward(self, blocks):
        salience = self.salience(blocks)
        batch, channels, _, count = salience.shape
        return salience.reshape(batch, channels, OCTAVES, OCTAVE, count).mean(dim=2)


class Rotations(nn.Module):
    """Circular convolution of a chroma with filters as long as the octave: [batch, 4, 24, n] → [batch, filters, n].

    All 24 rotations of a filter are rows of one matrix, so that the convolution is one product; the best rotation counts.
    """

    def __init__(self, filters):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(filters, CHROMA, OCTAVE))
        self.bias = nn.Parameter(torch.zeros(filters))
        nn.init.kaiming_uniform_(self.weight, a=5**0.5)
        turn = (torch.arange(OCTAVE)[None, :] - torch.arange(OCTAVE)[:, None]) % OCTAVE
        self.register_buffer("turn", turn, persistent=False)

    def forward(self, chroma):
        level = chroma.sum(dim=(1, 2), keepdim=True) + 1e-3
        unit = (chroma / level * OCTAVE).flatten(1, 2)
        filters = self.bias.shape[0]
        # [filters, 4, 24 rotations, 24] → a row a rotation of a filter.
        rows = self.weight[:, :, self.turn].transpose(1, 2).reshape(filters * OCTAVE, CHROMA * OCTAVE, 1)
        match = functional.conv1d(unit, rows)
        return match.reshape(match.shape[0], filters, OCTAVE, -1).amax(dim=2) + self.bias[:, None]


class Rhythm(nn.Module):
    """[batch, bands, frames] → [batch, 49, positions]: long filters over onset envelopes and their autocorrelation."""

    def __init__(self):
        super().__init__()
        self.onsets = nn.Conv1d(BANDS, 4, 2)
        self.filters = nn.Conv1d(4, 32, RHYTHM_TAPS, stride=STRIDE)
        self.lags = nn.Conv1d(LONGEST_LAG, 16, 1)

    def forward(self, spectrogram):
        rises = functional.relu(spectrogram[:, :, 1:] - spectrogram[:, :, :-1])
        envelope = functional.softplus(self.onsets(rises))
        filtered = functional.avg_pool1d(functional.relu(self.filters(envelope)), 3, stride=1)
        correlation = _autocorrelation(envelope.mean(dim=1, keepdim=True))
        strongest = correlation[:, SHORTEST_PULSE - 1 :].amax(dim=1, keepdim=True)
        return torch.cat([filtered, functional.relu(self.lags(correlation)), strongest], dim=1)


class MidLevelNetwork(nn.Module):
    """[batch, frames, bands] spectrograms → [batch, positions, M] standardised mid-level features a position."""

    def __init__(self, features, channels=CHANNELS, dropout=0.2):
        super().__init__()
        self.trunk = Trunk(channels)
        self.chroma = Chroma()
        self.key = Rotations(24)
        self.chord = Rotations(16)
        self.rhythm = Rhythm()
        self.join = nn.Sequential(
            nn.Conv1d(64 + 24 + 16 + 49, EMBEDDING, 1, bias=False), nn.BatchNorm1d(EMBEDDING), nn.ReLU()
        )
        self.features = nn.Sequential(nn.Dropout(dropout), nn.Conv1d(EMBEDDING, features, 1))

    def forward(self, spectrogram):
        return self.read(self.embed(spectrogram))

    def embed(self, spectrogram):
        """What the network knows at each position, [batch, positions, 64]."""
        bands = spectrogram.transpose(1, 2)
        parts = [self.trunk(bands.unsqueeze(1)), *self._tonal(bands), self.rhythm(bands)]
        return self.join(torch.cat(parts, dim=1)).transpose(1, 2)

    def read(self, embedding):
        """Mid-level features a position, [batch, positions, M], of its embedding."""
        return self.features(embedding.transpose(1, 2)).transpose(1, 2)

    def _tonal(self, bands):
        # Blocks of 8 frames that end where the receptive field ends: frames 1 … 88 of a position.
        blocks = functional.avg_pool1d(bands[:, :, 1:], STRIDE)
        chroma = self.chroma(blocks.unsqueeze(1))
        whole = RECEPTIVE_FIELD // STRIDE
        key = self.key(_running_mean(chroma, whole))
        chords = self.chord(_running_mean(chroma, CHORD_BLOCKS))
        return key, functional.avg_pool1d(chords, whole - CHORD_BLOCKS + 1, stride=1)


def pooled(position_map):
    """The mid-level vector (or the embedding) of a stretch: the mean over its positions."""
    return position_map.mean(dim=1)


def _autocorrelation(envelope):
    """[batch, 1, onsets] → [batch, 35, positions]: correlation at lags of 1 to 35 frames, within each receptive field."""
    span = ONSETS - LONGEST_LAG
    frames = envelope.shape[2] - LONGEST_LAG
    now = envelope[:, :, :frames]
    products = [now * envelope[:, :, lag : lag + frames] for lag in range(1, LONGEST_LAG + 1)]
    together = functional.avg_pool1d(torch.cat(products, dim=1), span, stride=STRIDE)
    power = functional.avg_pool1d(now * now, span, stride=STRIDE)
    square = functional.avg_pool1d(envelope, ONSETS, stride=STRIDE) ** 2
    return (together - square) / (power + 1e-2)


def _running_mean(chroma, blocks):
    return functional.avg_pool2d(chroma, (1, blocks), stride=1)


def _layer(inputs, outputs, kernel, stride, padding):
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, kernel, stride, (padding, 0), bias=False), nn.BatchNorm2d(outputs), nn.ReLU()
    )
