"""Symbolic augmentation: how a piece is played before it is rendered. Labels are computed from the result.

A *plain* arrangement changes key, tempo and instrument a little, so that ratings given to the original still hold.
A *free* arrangement also changes note lengths, touch, register and instruments, deals a piano texture out to an ensemble, and
adds bass and drums; it serves the mid-level features only, and loosens what the corpus ties together (short notes and
high arousal, say).
"""

from dataclasses import dataclass, replace

import numpy as np

from .descriptors import GROUP_SECONDS
from .notes import Note

PIANOS = (0, 1, 2, 3, 4, 5)
PLUCKED = (6, 8, 11, 12, 24, 25, 26, 46, 105)
SUSTAINED = (16, 19, 21, 40, 42, 48, 50, 52, 56, 60, 65, 68, 71, 73, 80, 89)
BASSES = (32, 33, 35, 38, 42, 43)
KICK, SNARE, HAT = 36, 38, 42
DRUM_SECONDS = 0.1
LOWEST_KEY, HIGHEST_KEY = 21, 108
# Where a piano texture is cut into bass, middle and line.
BASS_BELOW, LINE_FROM = 55, 60
BASS_PART, MIDDLE_PART, LINE_PART = 0, 1, 2


@dataclass(frozen=True)
class Arrangement:
    """Notes as played, the General MIDI program of every part, and how many times faster than written."""

    notes: list
    programs: dict
    tempo: float


def arrange_plain(notes, generator):
    """Transposed −3…+3, tempo ±7 %, one of six pianos (the grand in six of ten)."""
    program = 0 if generator.random() < 0.6 else int(generator.choice(PIANOS[1:]))
    tempo = float(np.exp(generator.uniform(-0.07, 0.07)))
    shift = int(generator.integers(-3, 4))
    played = _move([replace(note, part=0) for note in notes], shift, tempo)
    return Arrangement(played, {0: program}, tempo)


def arrange_free(notes, generator, beats=None):
    """Key, tempo, note lengths, touch and instruments all drawn anew; drums only where beats (seconds) are given."""
    tempo = float(np.exp(generator.uniform(-0.3, 0.3)))
    played = _move(notes, int(generator.integers(-6, 7)), tempo)
    if not any(note.part >= 0 for note in played):
        return Arrangement([], {}, tempo)
    if generator.random() < 0.5:
        factor = float(np.exp(generator.uniform(-1.2, 0.5)))
        played = [replace(note, end=note.start + max(0.04, (note.end - note.start) * factor)) for note in played]
    if generator.random() < 0.5:
        played = _restrike(played, generator)
    played, programs = _instruments(played, generator)
    if beats is not None:
        if generator.random() < 0.5:
            part = max(programs) + 1
            played, programs[part] = played + _bass(played, part), int(generator.choice(BASSES))
        if generator.random() < 0.6:
            played = played + _drums([beat / tempo for beat in beats], generator)
    return Arrangement(sorted(played, key=lambda note: (note.start, note.pitch)), programs, tempo)


def orchestrate(notes):
    """A piano texture dealt out to three parts: low notes at the bottom of a chord, high ones on top, the rest between."""
    parts, group = [], []

    def deal():
        low, high = min(n.pitch for n in group), max(n.pitch for n in group)
        for note in group:
            part = MIDDLE_PART
            if note.pitch == low and low < BASS_BELOW:
                part = BASS_PART
            elif note.pitch == high and high >= LINE_FROM:
                part = LINE_PART
            parts.append(replace(note, part=part))

    for note in notes:
        if group and note.start - group[0].start > GROUP_SECONDS:
            deal()
            group = []
        group.append(note)
    if group:
        deal()
    return parts


def _instruments(notes, generator):
    """The notes with their parts, and a program for each part."""
    parts = sorted({note.part for note in notes if note.part >= 0})
    if len(parts) == 1 and generator.random() < 0.5:
        programs = {
            BASS_PART: int(generator.choice((*BASSES, 0, 16))),
            MIDDLE_PART: _draw_program(generator),
            LINE_PART: _draw_program(generator),
        }
        return orchestrate(notes), programs
    if len(parts) == 1 or generator.random() < 0.3:
        program = _draw_program(generator)
        return notes, {part: program for part in parts}
    return notes, {part: _draw_program(generator) for part in parts}


def _draw_program(generator):
    pool = (PIANOS, PLUCKED, SUSTAINED)[int(generator.choice(3, p=(0.4, 0.3, 0.3)))]
    return int(generator.choice(pool))


def _restrike(notes, generator):
    """Another mean velocity and another spread around it."""
    centre, spread = generator.uniform(40, 105), generator.uniform(0.4, 1.2)
    mean = np.mean([note.velocity for note in notes])
    return [
        replace(note, velocity=int(np.clip(centre + spread * (note.velocity - mean), 12, 127))) for note in notes
    ]


def _move(notes, shift, tempo):
    moved = [
        replace(note, start=note.start / tempo, end=note.end / tempo, pitch=note.pitch + shift) for note in notes
    ]
    return [note for note in moved if LOWEST_KEY <= note.pitch <= HIGHEST_KEY]


def _bass(notes, part):
    """The lowest note of every half second, an octave down when it lies above E3."""
    lowest = {}
    for note in notes:
        slot = int(note.start * 2)
        if note.part >= 0 and (slot not in lowest or note.pitch < lowest[slot].pitch):
            lowest[slot] = note
    return [
        replace(note, pitch=note.pitch - 12 if note.pitch > 52 else note.pitch, part=part)
        for note in lowest.values()
        if note.pitch >= 36
    ]


def _drums(beats, generator):
    loudness = generator.uniform(50, 110)
    hats = int(generator.integers(1, 5))
    notes = []
    for index, beat in enumerate(beats[:-1]):
        length = beats[index + 1] - beat
        hits = [(beat, KICK if index % 2 == 0 else SNARE, 1.0)]
        hits += [(beat + length * i / hats, HAT, 0.7) for i in range(hats)]
        for start, pitch, weight in hits:
            velocity = int(np.clip(loudness * weight + generator.normal(0, 6), 10, 127))
            notes.append(Note(start, start + DRUM_SECONDS, pitch, velocity, -1))
    return notes
