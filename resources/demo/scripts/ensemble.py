"""Two weathers, a short piece of our own for drums, bass, chords and melody.

Eight tense bars in E minor, then six open ones in G major.
"""

import numpy as np

from prelude import pitch
from rendering import Note, render

BEAT = 60 / 116
LEAD_IN = 0.2

# One line a bar: bass note, chord, melody as name:beats (r rests).
SONG = """
E2 | E3 G3 B3 E4 | r:1 B4:.5 C5:.5 B4:1 F#4:1
E2 | E3 G3 B3 E4 | G4:.5 F#4:.5 E4:2 r:1
C2 | E3 G3 C4 E4 | r:1 C5:.5 D5:.5 C5:1 G4:1
B1 | D#3 A3 B3 F#4 | A4:.5 G4:.5 F#4:2 r:1
E2 | E3 G3 B3 E4 | r:.5 E5:.5 D#5:.5 E5:.5 B4:1 G4:1
A1 | E3 A3 C4 E4 | C5:.5 B4:.5 A4:2 r:1
F2 | F3 A3 C4 E4 | A4:.75 G4:.25 F4:1 E4:1 C5:1
B1 | D#3 F#3 A3 C4 | B4:1 A4:.5 F#4:.5 D#4:2
G2 | D3 G3 B3 D4 | D5:1.5 B4:.5 G4:1 A4:1
D2 | D3 F#3 A3 D4 | B4:1 A4:1 F#4:2
C2 | E3 G3 C4 E4 | E5:1.5 D5:.5 C5:1 B4:1
G2 | D3 G3 B3 D4 | D5:3 r:1
C2 | E3 G3 C4 E4 | C5:1 D5:1 E5:1 G5:1
G1 | D3 G3 B3 G4 | G5:4
"""
TENSE_BARS = 8
KICK, SNARE, CLOSED_HAT, OPEN_HAT, CRASH = 36, 38, 42, 46, 49


def stems():
    """Name → stereo samples of each part, in the order of the mix."""
    generator = np.random.default_rng(116)
    bars = [[part.strip() for part in line.split("|")] for line in SONG.strip().split("\n")]
    return {
        "drums": render(_drums(len(bars), generator), program=0, channel=9, reverb=20),
        "bass": render(_bass(bars, generator), program=33, pan=60, reverb=10),
        "chords": render(_chords(bars, generator), program=4, pan=44, reverb=45),
        "melody": render(_melody(bars, generator), program=73, pan=80, reverb=55),
    }


def _place(bar, beat):
    return LEAD_IN + (bar * 4 + beat) * BEAT


def _drums(bars, generator):
    notes = []

    def hit(bar, beat, drum, velocity):
        start = _place(bar, beat) + generator.normal(0, 0.003)
        notes.append(Note(start, start + 0.1, drum, int(np.clip(velocity + generator.normal(0, 4), 20, 120))))

    for bar in range(bars - 1):
        tense = bar < TENSE_BARS
        for beat in (0, 2.5) if tense else (0, 2):
            hit(bar, beat, KICK, 104)
        for beat in (1, 3):
            hit(bar, beat, SNARE, 92 if tense else 76)
        for step in range(16 if tense else 8):
            hit(bar, step / (4 if tense else 2), CLOSED_HAT, 70 if step % 2 == 0 else 50)
        if tense and bar % 2 == 1:
            hit(bar, 3.5, OPEN_HAT, 74)
    hit(TENSE_BARS, 0, CRASH, 84)
    hit(bars - 1, 0, CRASH, 70)
    hit(bars - 1, 0, KICK, 90)
    return notes


def _bass(bars, generator):
    notes = []
    for bar, (root, _, _) in enumerate(bars):
        last = bar == len(bars) - 1
        steps = [(0, 4)] if last else [(i / 2, 0.4) for i in range(8)] if bar < TENSE_BARS else [(0, 1.9), (2, 1.9)]
        for beat, length in steps:
            start = _place(bar, beat) + generator.normal(0, 0.004)
            shift = 12 if bar < TENSE_BARS and beat in (1.5, 3.5) else 0
            notes.append(Note(start, start + length * BEAT, pitch(root) + shift, int(86 + generator.normal(0, 4))))
    return notes


def _chords(bars, generator):
    notes = []
    for bar, (_, chord, _) in enumerate(bars):
        tense = bar < TENSE_BARS
        steps = [(0.5, 0.3), (1.5, 0.3), (2.5, 0.3), (3.5, 0.3)] if tense else [(0, 3.9)]
        for beat, length in steps:
            for name in chord.split():
                start = _place(bar, beat) + abs(generator.normal(0, 0.006))
                notes.append(Note(start, start + length * BEAT, pitch(name), int(72 + generator.normal(0, 4))))
    return notes


def _melody(bars, generator):
    notes = []
    for bar, (_, _, line) in enumerate(bars):
        beat = 0.0
        for item in line.split():
            name, length = item.split(":")
            if name != "r":
                start = _place(bar, beat) + generator.normal(0, 0.006)
                notes.append(
                    Note(start, start + float(length) * BEAT * 0.95, pitch(name), int(94 + generator.normal(0, 5)))
                )
            beat += float(length)
    return notes
