"""Two performances of bars 1–18 of the Prelude in C minor BWV 847 by J. S. Bach.

The notes are our own transcription of the public-domain score. Each bar repeats one half-bar figure, so a bar is
eight names. Right hand: top, main, neighbour, low → top main neighbour main low main neighbour main. Left hand:
bass, main, neighbour, inner → bass main neighbour main inner main neighbour main. Bars 1–24 are written out; the
recordings end with the C minor of bar 18, held as a chord of our own.
"""

import numpy as np

from rendering import Note, render

BARS = """
C5 Eb4 D4 C4 | C3 G3 F3 Eb3
Ab4 F4 E4 C4 | C3 Ab3 G3 F3
B4 F4 Eb4 D4 | C3 Ab3 G3 F3
C5 G4 F4 Eb4 | C3 Eb3 D3 G3
Eb5 Ab4 G4 Eb4 | C3 C4 Bb3 Ab3
D5 F#4 E4 D4 | C3 A3 G3 F#3
D5 G4 F#4 D4 | Bb2 Bb3 A3 G3
C5 E4 D4 C4 | Bb2 G3 F3 E3
C5 F4 E4 C4 | Ab2 Ab3 G3 F3
Bb4 F4 Eb4 D4 | Ab2 D3 C3 F3
Bb4 G4 F4 Eb4 | G2 Eb3 D3 G3
Ab4 G4 F4 Eb4 | C3 Eb3 D3 Ab3
Ab4 D4 C4 Bb3 | D3 F3 Eb3 Ab3
G4 Bb3 Ab3 Eb4 | Eb3 G3 F3 Ab3
F4 C4 Bb3 A3 | Eb3 A3 G3 F3
F4 D4 C4 B3 | D3 F3 Eb3 Ab3
F4 D4 C4 B3 | C3 F3 E3 Ab3
Eb4 C4 B3 G3 | C3 Eb3 D3 F3
F3 Eb4 D4 F4 | Ab2 C3 B2 D3
F#3 C4 B3 Eb4 | A2 Eb3 D3 C3
Eb4 C4 B3 G3 | G2 Eb3 D3 F3
F#4 C4 B3 A3 | G2 Eb3 D3 C3
G4 C4 B3 D4 | G2 Eb3 D3 F3
Ab4 C4 B3 D4 | G2 Eb3 D3 F3
"""
PERFORMED_BARS = 18
CLOSE = ("C2", "C3", "G3", "C4", "Eb4", "C5")
FIGURE = (0, 1, 2, 1, 3, 1, 2, 1)
STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
GRAND_PIANO = 0

# Loudness from 0 to 1 at the start of each bar: the sequence rises to bar 5, sinks to bar 14 and gathers again.
DYNAMICS = np.array(
    [.55, .6, .65, .6, .9, .8, .75, .65, .65, .55, .5, .45, .4, .35, .4, .5, .5, .55, .6, .7, .7, .8, .85, .95]
)


def detached_and_brisk():
    """Quarter = 126; notes last 42 % of their slot; strong beats stand out. About 37 s."""
    return _perform(quarter=126, sounding=0.42, softest=62, loudest=104, accent=13, breadth=0.02, spread=0.004, seed=847)


def legato_and_slow():
    """Quarter = 76; notes overlap and the bass is held; soft, with breathing phrases of two bars. About 60 s."""
    return _perform(quarter=76, sounding=1.5, softest=36, loudest=66, accent=4, breadth=0.10, spread=0.009, seed=848)


def audio(notes):
    """Stereo samples of a performance on the grand piano."""
    return render(notes, GRAND_PIANO)


def _perform(quarter, sounding, softest, loudest, accent, breadth, spread, seed):
    generator = np.random.default_rng(seed)
    lines = BARS.strip().split("\n")[:PERFORMED_BARS]
    bars = [[[pitch(name) for name in hand.split()] for hand in line.split("|")] for line in lines]
    slots = len(bars) * 16
    lengths = 60 / quarter / 4 * _tempo_curve(slots, breadth)
    starts = np.concatenate([[0.3], 0.3 + np.cumsum(lengths)])
    loudness = np.interp(np.arange(slots) / 16, np.arange(len(bars)), DYNAMICS[: len(bars)])
    notes = []
    for slot in range(slots):
        bar, place = divmod(slot, 16)
        figure = FIGURE[place % 8]
        for hand, pitches in enumerate(bars[bar]):
            held = 1.0 + 2.5 * (sounding > 1 and hand == 1 and figure == 0)
            velocity = softest + (loudest - softest) * loudness[slot] + generator.normal(0, 2.5) - 5 * hand
            velocity += accent * ((place % 8 == 0) + 0.4 * (place % 8 == 4))
            start = starts[slot] + generator.normal(0, spread)
            end = start + lengths[slot] * sounding * held
            notes.append(Note(max(0.0, start), end, pitches[figure], int(np.clip(velocity, 20, 120))))
    for index, name in enumerate(CLOSE):
        start = starts[-1] + 0.02 * index * (sounding > 1)
        notes.append(Note(start, starts[-1] + 2.4, pitch(name), int(loudest - 6)))
    return _separated(notes)


def _tempo_curve(slots, breadth):
    """Length of every semiquaver relative to the mean: slower at the ends of two-bar phrases and of the whole."""
    place = np.arange(slots)
    phrase = 1 + breadth * np.cos(2 * np.pi * place / 32)
    close = 1 + 6 * breadth * np.clip((place - (slots - 16)) / 16, 0, 1) ** 2
    return phrase * close


def _separated(notes):
    """A key that is still down is released before it is struck again."""
    out, last = [], {}
    for note in sorted(notes, key=lambda note: note.start):
        if note.pitch in last and out[last[note.pitch]].end > note.start - 0.01:
            before = out[last[note.pitch]]
            released = max(before.start + 0.02, note.start - 0.01)
            out[last[note.pitch]] = Note(before.start, released, before.pitch, before.velocity)
        last[note.pitch] = len(out)
        out.append(note)
    return out


def pitch(name):
    letter, accidental, octave = name[0], name[1:-1], int(name[-1])
    return 12 * (octave + 1) + STEPS[letter] + {"": 0, "#": 1, "b": -1}[accidental]
