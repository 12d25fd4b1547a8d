"""Clips in memory: spectrograms and scaled labels of the sets a recipe needs."""

from dataclasses import dataclass

import numpy as np
import torch

from .clip import FRAMES_PER_SECOND, cut, spectrogram
from .sets import RANGES, SEVEN, SETS, scaled


@dataclass(frozen=True)
class Corpus:
    """Spectrograms of one kind of label: `labels` [n, L] scaled (empty where there are none), `held_out` [n]."""

    spectrograms: list
    labels: np.ndarray
    held_out: np.ndarray

    def part(self, held_out):
        """The clips that judge, or those that train."""
        rows = np.flatnonzero(self.held_out == held_out)
        return Corpus([self.spectrograms[i] for i in rows], self.labels[rows], self.held_out[rows])

    def batches(self, size, frames, generator):
        """Endless batches of random cuts and labels."""
        while True:
            order = generator.permutation(len(self.spectrograms))
            for first in range(0, len(order), size):
                rows = order[first : first + size]
                cuts = np.stack([cut(self.spectrograms[i], frames, generator) for i in rows])
                yield torch.from_numpy(cuts), torch.from_numpy(self.labels[rows]).float()


def window_frames(recipe):
    """Frames of the recipe's window; floor, as in the published code."""
    return int(recipe.seconds * FRAMES_PER_SECOND)


def load(recipe, folder, read=spectrogram):
    """The corpora of a recipe below `folder`, which has a folder a set: "features", "emotions" and, where asked for, "target"."""
    features = SETS["midlevel"](folder / "midlevel")
    emotions, limits = [], []
    for name in recipe.emotion_sets:
        if (folder / name).is_dir():
            found = SETS[name](folder / name)
            emotions += found
            limits += [RANGES[name]] * len(found)
    if not emotions:
        raise OSError(f"{folder} holds none of {', '.join(recipe.emotion_sets)}, and {recipe.name} needs one of them")
    corpora = {
        "features": _corpus(features, SEVEN, lambda raw: scaled(raw, recipe.convention), read),
        # Emotions of several sets meet on one scale, the range of each questionnaire.
        "emotions": _corpus(emotions, recipe.emotions, lambda raw: scaled(raw, "min-max", np.array(limits).T[:, :, None]), read),
    }
    if recipe.target:
        target = SETS[recipe.target](folder / recipe.target)
        corpora["target"] = _corpus(target, (), lambda raw: raw, read)
    return corpora


def _corpus(clips, names, scale, read):
    raw = np.array([[clip.labels[name] for name in names] for clip in clips]).reshape(len(clips), len(names))
    return Corpus([read(clip.path) for clip in clips], scale(raw), np.array([clip.held_out for clip in clips]))
