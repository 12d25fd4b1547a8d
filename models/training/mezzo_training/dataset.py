"""Labelled windows of the renderings, held in memory as uint8 levels."""

from dataclasses import dataclass

import numpy as np
import torch

from .label import WINDOWS
from .render import RENDERINGS, unquantise
from .settings import WINDOW_FRAMES


@dataclass(frozen=True)
class Windows:
    """Rows of work/windows.npz with the levels they point into; `select` keeps some rows."""

    levels: dict
    table: dict

    def __len__(self):
        return len(self.table["first"])

    def select(self, rows):
        """The windows at the given rows or mask."""
        return Windows(self.levels, {name: column[rows] for name, column in self.table.items()})

    def batch(self, rows):
        """[rows, frames, bands] float32 dB relative to each recording's level."""
        files, firsts = self.table["rendering"][rows], self.table["first"][rows]
        stacked = np.stack(
            [self.levels[file][first : first + WINDOW_FRAMES] for file, first in zip(files, firsts)]
        )
        return torch.from_numpy(unquantise(stacked))


def load_windows():
    """All labelled windows."""
    with np.load(WINDOWS) as file:
        table = {name: file[name] for name in file.files}
    levels = {}
    for name in np.unique(table["rendering"]):
        with np.load(RENDERINGS / name) as rendering:
            levels[name] = rendering["levels"]
    return Windows(levels, table)
