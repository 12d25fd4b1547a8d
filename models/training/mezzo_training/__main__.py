"""One command a step: `python3 -m mezzo_training render|label|train|evaluate|export|card|golden`."""

import argparse
import importlib


def main():
    parser = argparse.ArgumentParser(prog="mezzo_training", description=__doc__)
    steps = parser.add_subparsers(dest="step", required=True)
    corpus = {"required": True, "help": "folder with vgmidi, emopia, asap, pop909 and soundtracks"}
    step = steps.add_parser("render", help="pieces → audio → band levels in work/renderings")
    step.add_argument("--corpus", **corpus)
    step.add_argument("--kind", choices=("plain", "free"), required=True)
    step.add_argument("--processes", type=int, default=2)
    step.add_argument("--limit", type=int, help="render only the first so many pieces")
    step = steps.add_parser("label", help="renderings → windows with features and ratings")
    step.add_argument("--corpus", **corpus)
    step.add_argument("--processes", type=int, default=2)
    step = steps.add_parser("train", help="the network, on mid-level features only")
    step.add_argument("--epochs", type=int, default=16)
    step.add_argument("--threads", type=int, default=1)
    step.add_argument("--device", default="cpu")
    step.add_argument("--go-on", action="store_true", help="start from work/network.pt instead of a random network")
    step = steps.add_parser("evaluate", help="emotion head and validation figures")
    step.add_argument("--corpus", **corpus)
    step.add_argument("--device", default="cpu")
    step = steps.add_parser("export", help="graph and self-test of models/mezzo-provisional, and cases for parity.ts")
    step = steps.add_parser("card", help="card and manifest of models/mezzo-provisional")
    step.add_argument("--version", required=True)
    steps.add_parser("golden", help="front-end vectors in test/golden/training-front-end")
    arguments = vars(parser.parse_args())
    importlib.import_module(f".{arguments.pop('step')}", __package__).run(**arguments)


if __name__ == "__main__":
    main()
