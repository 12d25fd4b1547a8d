"""One command a step: `python3 -m mezzo_training render|label|train|evaluate|export|card|golden`."""

import argparse
import importlib
import os

# One process a core is faster than threads that fight for it; read when NumPy loads its BLAS.
os.environ.setdefault("OMP_NUM_THREADS", "1")

from .network import CHANNELS
from .render import KINDS, TRAINING_KINDS
from .settings import SEED, SHIPPED
from .train import LEARNING_RATE, OBJECTIVES


def main():
    parser = argparse.ArgumentParser(prog="mezzo_training", description=__doc__)
    steps = parser.add_subparsers(dest="step", required=True)
    corpus = {"required": True, "help": "folder with vgmidi, emopia, asap, pop909 and soundtracks"}
    step = steps.add_parser("render", help="pieces → audio → band levels in work/renderings")
    step.add_argument("--corpus", **corpus)
    step.add_argument("--kinds", nargs="+", choices=tuple(KINDS), default=TRAINING_KINDS)
    step.add_argument("--processes", type=int, default=2)
    step.add_argument("--limit", type=int, help="render only the first so many pieces")
    step = steps.add_parser("label", help="renderings → windows with features and ratings")
    step.add_argument("--corpus", **corpus)
    step.add_argument("--processes", type=int, default=2)
    step = steps.add_parser("train", help="a network; by default on mid-level features only")
    step.add_argument("--epochs", type=int, default=40)
    step.add_argument("--objective", choices=OBJECTIVES, default="two-step")
    step.add_argument("--name", default="two-step", help="the file in work/networks")
    step.add_argument("--kinds", nargs="+", choices=tuple(KINDS), default=TRAINING_KINDS, help="renderings to learn from")
    step.add_argument("--channels", nargs=4, type=int, default=CHANNELS, help="of the trunk's first four layers")
    step.add_argument("--warm-start", default="", help="a network of work/networks to go on from")
    step.add_argument("--learning-rate", type=float, default=LEARNING_RATE)
    step.add_argument("--threads", type=int, default=1)
    step.add_argument("--device", default="cpu")
    step.add_argument("--seed", type=int, default=SEED)
    step = steps.add_parser("transfer", help="from ensembles to solo piano without labels, into work/transfer.json")
    step.add_argument("--epochs", type=int, default=16)
    step.add_argument("--device", default="cpu")
    step = steps.add_parser("evaluate", help="emotion head, domain, intervals and all figures of a network")
    step.add_argument("--corpus", **corpus)
    step.add_argument("--name", default="two-step", help="the network in work/networks")
    step.add_argument("--relatives", nargs="*", default=(), help="networks whose emotion figures stand beside it")
    step.add_argument("--kinds", nargs="+", choices=tuple(KINDS), default=TRAINING_KINDS, help="what it was trained on")
    step.add_argument("--device", default="cpu")
    for name, text in (("export", "graph and self-test of a model folder, and cases for parity.ts"), ("card", "its card and manifest")):
        step = steps.add_parser(name, help=text)
        step.add_argument("--model", choices=tuple(SHIPPED), default="mezzo-two-level")
        step.add_argument("--name", default="two-step", help="the network in work/networks")
        if name == "card":
            step.add_argument("--version", required=True)
    steps.add_parser("describe", help="how the features are distributed, as a table")
    steps.add_parser("golden", help="front-end vectors in test/golden/training-front-end")
    arguments = vars(parser.parse_args())
    importlib.import_module(f".{arguments.pop('step')}", __package__).run(**arguments)


if __name__ == "__main__":
    main()
