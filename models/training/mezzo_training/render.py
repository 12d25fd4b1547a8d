"""`render`: every piece → audio → band levels and the notes that made them, one .npz a rendering.

A rendering holds `levels` uint8 [frames, bands] (decibels relative to the piece's level reference, see quantise),
`notes` float32 [notes, 5] (start, end, pitch, velocity, part) and the names of what made it. `KINDS` says which renderings
there are; every draw depends on the piece, the kind and SEED alone.
"""

import json
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from . import front_end, recording
from .arrange import arrange_free, arrange_plain
from .corpus import read_corpus, unit_hash
from .notes import beat_seconds, read_notes
from .settings import FRONT_END, SEED, WORK
from .synth import Synth

SOUND_FONTS = {
    "fluid": ("/usr/share/sounds/sf2/FluidR3_GM.sf2", 0.4),
    "timgm": ("/usr/share/sounds/sf2/TimGM6mb.sf2", 0.3),
    "musescore": ("/usr/share/sounds/sf3/MuseScore_General_Lite.sf3", 0.3),
}
# Never used in training: how a model fares on a font it has not heard.
HELD_OUT_FONT = "gmbank"
HELD_OUT_PATH = "/usr/share/sounds/sf2/sf_GMbank.sf2"
RATED = ("vgmidi", "emopia")
LOWEST_DB, STEP_DB = -95.0, 0.4
RENDERINGS = WORK / "renderings"


@dataclass(frozen=True)
class Kind:
    """Which pieces are rendered, and how.

    `sources` maps a set to (share of its pieces, longest seconds). `touch` is the share of renderings in which a soft note is
    also a dull one; `recorded` the share that goes through a recording chain; `coded` whether all are coded.
    """

    sources: dict
    splits: tuple
    free: bool
    touch: float
    recorded: float = 0.0
    coded: bool = False
    font: str = ""


_VALIDATION = {"vgmidi": (1.0, 600.0), "emopia": (1.0, 120.0)}
KINDS = {
    "plain": Kind(_VALIDATION, ("train", "validation"), free=False, touch=0.6),
    "natural": Kind({"asap": (1.0, 75.0), "pop909": (0.2, 40.0)}, ("train", "validation"), free=False, touch=0.6),
    # Solo piano of one font in drawn rooms: recordings as far as renderings can be; the target of transfer.py.
    "rooms": Kind(
        {"asap": (1.0, 60.0), "emopia": (0.3, 60.0)}, ("train", "validation"), free=False, touch=0.0, recorded=1.0,
        font="musescore",
    ),
    "free": Kind(
        {"vgmidi": (1.0, 100.0), "emopia": (0.5, 60.0), "asap": (1.0, 60.0), "pop909": (0.6, 40.0)},
        ("train", "validation"), free=True, touch=0.7, recorded=0.5,
    ),
    "coded": Kind({"vgmidi": (1.0, 30.0), "emopia": (0.2, 30.0)}, ("train",), free=True, touch=0.7, recorded=0.3, coded=True),
    # The same plain arrangements once more: in every font, with and without touch, and as recordings.
    **{
        f"plain-{font}": Kind(_VALIDATION, ("validation",), free=False, touch=0.0, font=font)
        for font in (*SOUND_FONTS, HELD_OUT_FONT)
    },
    "plain-touch": Kind(_VALIDATION, ("validation",), free=False, touch=1.0),
    "plain-recorded": Kind(_VALIDATION, ("validation",), free=False, touch=0.6, recorded=1.0),
    "plain-coded": Kind(_VALIDATION, ("validation",), free=False, touch=0.6, coded=True),
}
TRAINING_KINDS = ("plain", "natural", "rooms", "free", "coded")


def quantise(relative_db):
    """Decibels relative to the level reference → uint8 steps of 0.4 dB from −95 dB."""
    return np.clip(np.round((relative_db - LOWEST_DB) / STEP_DB), 0, 255).astype(np.uint8)


def unquantise(levels):
    """The inverse of quantise, float32."""
    return levels.astype(np.float32) * STEP_DB + LOWEST_DB


def draw_sound_font(text):
    """A sound font's name, by a hash of the text, with the shares of SOUND_FONTS."""
    place = unit_hash("sound font " + text)
    for name, (_, share) in SOUND_FONTS.items():
        if place < share:
            return name
        place -= share
    return name


def plan(pieces, name):
    """(piece, kind name, sound font, longest seconds) of everything a kind renders."""
    kind, jobs = KINDS[name], []
    for piece in pieces:
        share, seconds = kind.sources.get(piece.source, (0.0, 0.0))
        if piece.split in kind.splits and unit_hash(f"{name} {piece.key}") < share:
            family = name if kind.free else "plain"
            jobs.append((piece, name, kind.font or draw_sound_font(piece.key + family), seconds))
    return jobs


def render_piece(piece, name, seconds, synth):
    """Levels and notes of one rendering; None when hardly a note is left. All plain kinds of a piece are arranged alike."""
    kind = KINDS[name]
    arranging = _generator(piece, name if kind.free else "plain")
    notes = [note for note in read_notes(piece.path) if note.start < seconds]
    if kind.free:
        arrangement = arrange_free(notes, arranging, _beats(piece, seconds))
    else:
        arrangement = arrange_plain(notes, arranging)
    if len(arrangement.notes) < 8:
        return None
    drawing = _generator(piece, f"{name} sound")
    touch = drawing.uniform(2400, 6000) if drawing.random() < kind.touch else 0.0
    rate = FRONT_END["sampleRate"]
    samples = synth.render(arrangement.notes, arrangement.programs, touch)
    recorded = drawing.random() < kind.recorded
    if recorded:
        samples = recording.record(samples, rate, drawing)
    codec = ""
    if kind.coded:
        codec = str(drawing.choice(list(recording.CODECS)))
        samples = recording.code(samples, rate, codec, int(drawing.choice(recording.BIT_RATES)))
    banded = front_end.band_magnitudes(samples, FRONT_END)
    relative = front_end.relative_decibels(banded, front_end.level_reference(banded, FRONT_END))
    table = np.array([[n.start, n.end, n.pitch, n.velocity, n.part] for n in arrangement.notes], np.float32)
    return {
        "levels": quantise(relative),
        "notes": table,
        "tempo": np.float64(arrangement.tempo),
        "programs": np.array(sorted(arrangement.programs.values())),
        "touch": np.float64(touch),
        "recorded": np.bool_(recorded),
        "codec": codec,
    }


def run(corpus, kinds=TRAINING_KINDS, processes=2, limit=None):
    """Renders what is missing in work/renderings; skips what is already there."""
    RENDERINGS.mkdir(parents=True, exist_ok=True)
    pieces = read_corpus(Path(corpus))
    for name in kinds:
        jobs = [job for job in plan(pieces, name)[:limit] if not _target(job).exists()]
        fonts = sorted({job[2] for job in jobs})
        # A batch loads its sound font once; several a process keep all processes busy to the end.
        batches = [[job for job in jobs if job[2] == font][i :: 3 * processes] for i in range(3 * processes) for font in fonts]
        with ProcessPoolExecutor(processes) as pool:
            done = sum(pool.map(_render_batch, [batch for batch in batches if batch]))
        print(json.dumps({"kind": name, "rendered": done, "asked": len(jobs)}), flush=True)


def _generator(piece, text):
    return np.random.default_rng([SEED, int(unit_hash(piece.key + text) * 2**32)])


def _target(job):
    piece, name, _, _ = job
    return RENDERINGS / f"{piece.key}-{name}.npz"


def _render_batch(batch):
    font = batch[0][2]
    path = HELD_OUT_PATH if font == HELD_OUT_FONT else SOUND_FONTS[font][0]
    done = 0
    with Synth(path, FRONT_END["sampleRate"], reverb=True) as synth:
        for job in batch:
            piece, name, _, seconds = job
            rendering = render_piece(piece, name, seconds, synth)
            if rendering is None:
                continue
            target = _target(job)
            part = target.with_suffix(".part.npz")
            np.savez(part, source=piece.source, name=piece.name, kind=name, font=font, **rendering)
            part.rename(target)
            done += 1
    return done


def _beats(piece, seconds):
    """Beats in seconds where the set has them: POP909's annotations, VGMIDI's own bars; None elsewhere."""
    if piece.source == "pop909":
        rows = (Path(piece.path).parent / "beat_midi.txt").read_text().split("\n")
        return [beat for beat in (float(row.split()[0]) for row in rows if row.strip()) if beat < seconds]
    if piece.source == "vgmidi":
        return [beat for beat in beat_seconds(piece.path) if beat < seconds]
    return None
