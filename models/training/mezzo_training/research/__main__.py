"""`python3 -m mezzo_training.research --recipe NAME --data FOLDER --out MODEL_FOLDER`: trains, judges and exports a research model."""

import argparse
import json
from pathlib import Path

from .data import load, window_frames
from .folder import write_folder
from .recipes import RECIPES
from .training import correlations, train


def run(recipe, data, out, seed=0, width=1.0, epochs=None, device="cpu"):
    """One recipe from its data to a model folder."""
    recipe = RECIPES[recipe]
    corpora = load(recipe, Path(data))
    network, history = train(recipe, corpora, seed, width, epochs, device)
    network = network.cpu()
    found = correlations(network, corpora, window_frames(recipe))
    clips = [f"{name}: {len(corpus.spectrograms)} clips" for name, corpus in corpora.items()]
    write_folder(Path(out), recipe, network, found, {"data": clips, "seed": seed, "epochs": len(history)})
    print(json.dumps({"recipe": recipe.name, "epochs": len(history), "r": max(history), **found}))


def main():
    parser = argparse.ArgumentParser(prog="mezzo_training.research", description=__doc__)
    parser.add_argument("--recipe", choices=tuple(RECIPES), required=True)
    parser.add_argument("--data", required=True, help="folder with a folder a set: midlevel, deam, pmemo, soundtracks, maestro")
    parser.add_argument("--out", required=True, help="the model folder to write, for `mezzo models add`")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--width", type=float, default=1.0, help="share of the published channels, for trials")
    parser.add_argument("--epochs", type=int, help="at most so many instead of the published number")
    parser.add_argument("--device", default="cpu")
    run(**vars(parser.parse_args()))


if __name__ == "__main__":
    main()
