"""Labelled windows of the renderings, held in memory as uint8 levels on the device that trains."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import torch

from .label import WINDOWS
from .render import LOWEST_DB, RENDERINGS, STEP_DB
from .settings import WINDOW_FRAMES


@dataclass(frozen=True)
class Windows:
    """Rows of work/windows.npz, and the levels [frames, bands] of all renderings one after another.

    Column `place` is a window's first row in `levels`; `select` keeps some windows.
    """

    levels: torch.Tensor
    table: dict

    def __len__(self):
        return len(self.table["place"])

    def select(self, rows):
        """The windows at the given rows or mask."""
        return Windows(self.levels, {name: column[rows] for name, column in self.table.items()})

    @cached_property
    def places(self):
        """Column `place` on the device of the levels."""
        return torch.from_numpy(self.table["place"]).to(self.levels.device)

    def batch(self, rows):
        """[rows, frames, bands] float32 dB relative to each recording's level; rows are a tensor or a slice."""
        frames = self.places[rows][:, None] + torch.arange(WINDOW_FRAMES, device=self.levels.device)
        return self.levels[frames].float() * STEP_DB + LOWEST_DB


def load_windows(device="cpu", kinds=None):
    """The labelled windows of the named kinds of rendering (all by default)."""
    with np.load(WINDOWS) as file:
        table = {name: file[name] for name in file.files}
    if kinds is not None:
        table = {name: column[np.isin(table["kind"], kinds)] for name, column in table.items()}
    names, place = np.unique(table["rendering"], return_inverse=True)
    parts, starts, total = [], [], 0
    for name in names:
        with np.load(RENDERINGS / name) as rendering:
            parts.append(torch.from_numpy(rendering["levels"]))
        starts.append(total)
        total += len(parts[-1])
    return Windows(torch.cat(parts).to(device), {**table, "place": np.array(starts)[place] + table["first"]})
