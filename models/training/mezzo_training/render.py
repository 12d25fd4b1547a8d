"""`render`: every piece → audio → band levels and the notes that made them, one .npz a rendering.

A rendering holds `levels` uint8 [frames, bands] (decibels relative to the piece's level reference, see quantise),
`notes` float32 [notes, 5] (start, end, pitch, velocity, part) and the names of what made it.
"""

import json
import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np

from . import front_end
from .arrange import arrange_free, arrange_plain
from .corpus import read_corpus, unit_hash
from .notes import read_notes
from .settings import FRONT_END, SEED, WORK
from .synth import Synth

SOUND_FONTS = {
    "fluid": ("/usr/share/sounds/sf2/FluidR3_GM.sf2", 0.4),
    "timgm": ("/usr/share/sounds/sf2/TimGM6mb.sf2", 0.3),
    "musescore": ("/usr/share/sounds/sf3/MuseScore_General_Lite.sf3", 0.3),
}
LOWEST_DB, STEP_DB = -95.0, 0.4
LONGEST_SECONDS = {"vgmidi": 600.0, "emopia": 120.0, "asap": 60.0, "pop909": 60.0}
UNRATED_SHARE = {"asap": 1.0, "pop909": 0.22}
RENDERINGS = WORK / "renderings"


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


def plan(pieces, kind):
    """(piece, kind, sound font) of everything to render: `plain` for rated pieces, `free` for all training pieces."""
    jobs = []
    for piece in pieces:
        rated = piece.source in ("vgmidi", "emopia")
        if kind == "plain" and not rated:
            continue
        if kind == "free":
            share = (0.35 if piece.split == "train" else 0.0) if rated else UNRATED_SHARE[piece.source]
            if unit_hash(f"free {piece.key}") >= share:
                continue
        jobs.append((piece, kind, draw_sound_font(piece.key + kind)))
    return jobs


def render_piece(piece, kind, synth):
    """Levels and notes of one rendering; the draw depends on the piece, the kind and SEED alone."""
    generator = np.random.default_rng([SEED, int(unit_hash(piece.key + kind) * 2**32)])
    notes = [note for note in read_notes(piece.path) if note.start < LONGEST_SECONDS[piece.source]]
    if kind == "plain":
        arrangement = arrange_plain(notes, generator)
    else:
        arrangement = arrange_free(notes, generator, _beats(piece))
    if len(arrangement.notes) < 8:
        return None
    samples = synth.render(arrangement.notes, arrangement.programs)
    banded = front_end.band_magnitudes(samples, FRONT_END)
    relative = front_end.relative_decibels(banded, front_end.level_reference(banded, FRONT_END))
    table = np.array([[n.start, n.end, n.pitch, n.velocity, n.part] for n in arrangement.notes], np.float32)
    return {
        "levels": quantise(relative),
        "notes": table,
        "tempo": np.float64(arrangement.tempo),
        "programs": np.array(sorted(arrangement.programs.values())),
    }


def run(corpus, kind, processes=2, limit=None):
    """Renders what is missing in work/renderings; skips what is already there."""
    RENDERINGS.mkdir(parents=True, exist_ok=True)
    jobs = plan(read_corpus(Path(corpus)), kind)[:limit]
    jobs = [job for job in jobs if not _target(job).exists()]
    batches = [
        [job for job in jobs if job[2] == font][start::processes]
        for font in SOUND_FONTS
        for start in range(processes)
    ]
    with ProcessPoolExecutor(processes) as pool:
        done = sum(pool.map(_render_batch, [batch for batch in batches if batch]))
    print(json.dumps({"rendered": done, "asked": len(jobs), "kind": kind}))


def _target(job):
    piece, kind, _ = job
    return RENDERINGS / f"{piece.key}-{kind}.npz"


def _render_batch(batch):
    os.environ["OMP_NUM_THREADS"] = "1"
    font = batch[0][2]
    done = 0
    with Synth(SOUND_FONTS[font][0], FRONT_END["sampleRate"], reverb=True) as synth:
        for job in batch:
            piece, kind, _ = job
            rendering = render_piece(piece, kind, synth)
            if rendering is None:
                continue
            target = _target(job)
            part = target.with_suffix(".part.npz")
            np.savez(part, source=piece.source, name=piece.name, kind=kind, font=font, **rendering)
            part.rename(target)
            done += 1
    return done


def _beats(piece):
    if piece.source != "pop909":
        return None
    rows = (Path(piece.path).parent / "beat_midi.txt").read_text().split("\n")
    return [float(row.split()[0]) for row in rows if row.strip()][: int(LONGEST_SECONDS["pop909"] * 2)]
