"""`golden`: a few front-end vectors, so that the serving code can be held to the training code.

Each case is a short signal made of tones (tones.py), given as a description, and its spectrogram as float32 [frames, bands],
little-endian. The second is stereo at 44.1 kHz, so that mixing and resampling are part of it; the third is silence.
"""

import json

import numpy as np

from . import front_end
from .settings import FRONT_END, PROJECT
from .tones import tone_signal

FOLDER = PROJECT / "test" / "golden" / "training-front-end"
CASES = {
    "phrase": (22050, [[[0.0, 1.4, 220.0, 0.3], [0.3, 1.2, 1318.5, 0.1], [0.8, 1.45, 65.4, 0.4]]]),
    "stereo": (44100, [[[0.1, 1.0, 440.0, 0.25]], [[0.4, 1.25, 3520.0, 0.05], [0.0, 1.3, 110.0, 0.2]]]),
    "silence": (22050, [[]]),
}
SECONDS = {"phrase": 1.5, "stereo": 1.3, "silence": 0.2}


def run(folder=FOLDER):
    """Writes cases.json and one .f32 file a case."""
    folder.mkdir(parents=True, exist_ok=True)
    description = {"frontEnd": FRONT_END, "cases": []}
    for name, (rate, channels) in CASES.items():
        values, reference = golden_case(name)
        values.astype("<f4").tofile(folder / f"{name}.f32")
        description["cases"].append(
            {
                "name": name,
                "sampleRate": rate,
                "seconds": SECONDS[name],
                "channels": channels,
                "frames": values.shape[0],
                "reference": reference,
            }
        )
    (folder / "cases.json").write_text(json.dumps(description, indent=1) + "\n")


def golden_case(name):
    """The spectrogram [frames, bands] and level reference in dB of one case."""
    rate, channels = CASES[name]
    signal = front_end.mono([tone_signal(SECONDS[name], tones, rate) for tones in channels])
    samples = front_end.resample(signal, rate, FRONT_END["sampleRate"])
    banded = front_end.band_magnitudes(samples, FRONT_END)
    reference = front_end.level_reference(banded, FRONT_END)
    return front_end.scale_decibels(front_end.relative_decibels(banded, reference), FRONT_END), reference
