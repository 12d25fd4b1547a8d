"""Every step of the pipeline on the toy corpus, in a folder of its own: `python3 -m tests.toy_pipeline FOLDER`.

One small sound font stands for all of them, batches are small and epochs are few; everything else is what the commands do.
"""

import json
import multiprocessing
import os
import shutil
import sys
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

from mezzo_training import settings

FONT = "/usr/share/sounds/sf2/TimGM6mb.sf2"
KINDS = ("plain", "natural", "rooms", "free", "plain-gmbank", "plain-touch")


def main(folder):
    settings.WORK, texts = folder / "work", settings.TRAINING_FOLDER / "card"
    settings.PROJECT = folder
    shutil.copytree(texts, folder / "models" / "training" / "card")
    multiprocessing.set_start_method("fork")
    from mezzo_training import card, conformal, describe, evaluate, export, label, parity, render, train, transfer
    from tests.toy_corpus import write_toy_corpus

    render.SOUND_FONTS = {name: (FONT, share) for name, (_, share) in render.SOUND_FONTS.items()}
    render.HELD_OUT_PATH = FONT
    train.BATCH = transfer.BATCH = 16
    conformal.SPLITS = 5
    corpus = folder / "corpus"
    write_toy_corpus(corpus)
    render.run(corpus, KINDS)
    label.run(corpus)
    describe.run()
    train.run(epochs=2)
    train.run(epochs=1, name="joint", objective="joint", kinds=("plain",))
    transfer.run(epochs=1)
    evaluate.run(corpus, relatives=("joint",))
    export.run("mezzo-two-level", "two-step")
    # Stands for parity.ts, which needs the workstation's runtime.
    figures = {"largestDifference": 0.0, "millisecondsPerWindow": 0.0, "millisecondsOfTrack": 0.0, "threads": 0}
    parity.result_path("mezzo-two-level").write_text(json.dumps(figures))
    card.run("mezzo-two-level", "two-step", "0.0.0")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
