"""Writes the recordings of this folder: `PYTHONPATH=models/training python3 test/golden/sanity/make.py`.

Two short pieces of ours, each as written and changed in one way at a time. FluidSynth and FluidR3 GM render them, with the
touch that the sound font leaves out (soft notes are dull).
"""

import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import soundfile

from mezzo_training.notes import Note
from mezzo_training.synth import Synth

RATE = 44_100
FONT = "/usr/share/sounds/sf2/FluidR3_GM.sf2"
TOUCH_CENTS = 4000
SECONDS = 16
GRAND = 0
LOWERED = {4: 3, 9: 8, 11: 10}
TARGET = Path(__file__).resolve().parent


def ballad():
    """C major, 100 beats a minute: held chords, a bass and a stepwise tune; longer than SECONDS even when played faster."""
    chords = ((48, 55, 60, 64), (45, 52, 57, 60), (41, 53, 57, 60), (43, 55, 59, 62))
    tune = (76, 74, 72, 74, 76, 79, 77, 76, 72, 74, 76, 77, 79, 77, 76, 74)
    beat, notes = 0.6, []
    for bar in range(9):
        start = bar * 4 * beat
        notes += [Note(start, start + 3.8 * beat, pitch, 58) for pitch in chords[bar % 4]]
        notes += [
            Note(start + i * beat, start + (i + 0.95) * beat, tune[(4 * bar + i) % 16], 78) for i in range(4)
        ]
    return notes


def study():
    """C major, 120 beats a minute: broken chords in quavers under a tune in minims."""
    chords = ((48, 55, 64), (41, 53, 57), (43, 55, 59), (48, 52, 60))
    tune = (72, 76, 77, 81, 79, 74, 76, 72)
    beat, notes = 0.5, []
    for bar in range(12):
        low, middle, high = chords[bar % 4]
        for i, pitch in enumerate((low, middle, high, middle) * 2):
            notes.append(Note((bar * 4 + i / 2) * beat, (bar * 4 + i / 2 + 0.48) * beat, pitch, 62))
        for half in range(2):
            start = (bar * 4 + half * 2) * beat
            notes.append(Note(start, start + 1.9 * beat, tune[(2 * bar + half) % 8], 82))
    return notes


def minor(notes):
    """The third, sixth and seventh degree lowered."""
    return [replace(n, pitch=n.pitch - n.pitch % 12 + LOWERED.get(n.pitch % 12, n.pitch % 12)) for n in notes]


def staccato(notes):
    return [replace(n, end=n.start + 0.2 * (n.end - n.start)) for n in notes]


def clusters(notes, generator):
    """Every note with two drawn neighbours within three semitones."""
    near = (-3, -2, -1, 1, 2, 3)
    return [
        replace(n, pitch=n.pitch + int(by)) for n in notes for by in (0, *generator.choice(near, 2, replace=False))
    ]


def rubato(notes, generator):
    """The beat wanders: every third of a second or so lasts between half and one and a half times as long."""
    places = np.arange(0, 2 * SECONDS, 0.3)
    seconds = np.concatenate([[0], np.cumsum(0.3 * generator.uniform(0.5, 1.5, len(places) - 1))])
    at = lambda time: float(np.interp(time, places, seconds))
    return [replace(n, start=at(n.start), end=at(n.end)) for n in notes]


def forceful(notes):
    """A third faster, and struck with velocity 45 more."""
    return [replace(n, start=n.start * 0.75, end=n.end * 0.75, velocity=min(127, n.velocity + 45)) for n in notes]


def detuned(samples):
    """Mixed with itself 40 cents sharp."""
    places = np.arange(len(samples)) * 2 ** (40 / 1200)
    return (samples + np.interp(places, np.arange(len(samples)), samples, right=0)) / 2


def main():
    with Synth(FONT, RATE, reverb=True) as synth:
        for name, piece in (("ballad", ballad()), ("study", study())):
            generator = np.random.default_rng(len(name))
            play = lambda notes: synth.render(sorted(notes, key=lambda n: n.start), {0: GRAND}, TOUCH_CENTS)
            write(f"{name}-as-written", play(piece))
            write(f"{name}-minor", play(minor(piece)))
            write(f"{name}-staccato", play(staccato(piece)))
            write(f"{name}-clusters", detuned(play(clusters(piece, generator))))
            write(f"{name}-rubato", play(rubato(piece, generator)))
            write(f"{name}-forceful", play(forceful(piece)))


def write(name, samples):
    """FLAC, 16 bits, mono, cut to SECONDS, peak −6 dB."""
    samples = samples[: SECONDS * RATE]
    integers = np.round(samples / np.abs(samples).max() * 0.5 * 32767).astype(np.int16)
    with tempfile.TemporaryDirectory() as folder:
        wave = Path(folder) / "audio.wav"
        soundfile.write(wave, integers, RATE, subtype="PCM_16")
        path = TARGET / f"{name}.flac"
        subprocess.run(["flac", "--silent", "--force", "-8", "--output-name", str(path), str(wave)], check=True)


if __name__ == "__main__":
    main()
