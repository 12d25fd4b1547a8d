"""A corpus of a few seconds a piece, with the layout of the real one: what the pipeline is tried on."""

import csv
import json

import mido
import numpy as np

PIECE_SECONDS = 17.0
MEASURES = 8
RATERS = 6
EMOTIONS = ("valence", "energy", "tension", "anger", "fear", "happy", "sad", "tender")


def write_toy_corpus(folder, seed=0):
    """Five sets below `folder`, each with pieces on both sides of its split."""
    generator = np.random.default_rng(seed)
    _vgmidi(folder / "vgmidi", generator)
    _emopia(folder / "emopia", generator)
    _asap(folder / "asap", generator)
    _pop909(folder / "pop909", generator)
    _soundtracks(folder / "soundtracks", generator)


def write_midi(path, generator, parts=1):
    """Random chords and lines, two to six notes a second."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file = mido.MidiFile(ticks_per_beat=480)
    step = int(generator.integers(160, 480))
    scale = (0, 2, 3, 5, 7, 8, 10) if generator.random() < 0.5 else (0, 2, 4, 5, 7, 9, 11)
    for part in range(parts):
        track, length = mido.MidiTrack(), int(step * generator.uniform(0.3, 1.0))
        for _ in range(int(PIECE_SECONDS * 960 / step)):
            pitches = 48 + 12 * part + 12 * generator.integers(0, 3, 3) + generator.choice(scale, 3)
            velocity = int(generator.integers(40, 110))
            for pitch in set(pitches.tolist()):
                track.append(mido.Message("note_on", note=pitch, velocity=velocity))
            for i, pitch in enumerate(set(pitches.tolist())):
                track.append(mido.Message("note_off", note=pitch, time=length if i == 0 else 0))
            track.append(mido.Message("control_change", control=1, value=0, time=step - length))
        file.tracks.append(track)
    file.save(path)


def _vgmidi(folder, generator):
    names = [f"Series{i}_NES_Game{i}_Theme{i}.mid" for i in range(10)]
    _write_csv(folder / "split.csv", ("midi", "split"), [(n, "train" if i < 6 else "validation") for i, n in enumerate(names)])
    pieces, annotations = {}, {}
    for i, name in enumerate(names):
        write_midi(folder / "midi" / name, generator)
        pieces[f"piece{i}"] = {"midi": name}
        curve = generator.uniform(-0.6, 0.6, 2)[:, None] + np.zeros(MEASURES)
        for rater in range(RATERS):
            valence, arousal = np.clip(curve + 0.1 * generator.normal(size=curve.shape), -1, 1).tolist()
            annotations[f"piece{i}_{rater}"] = {"valence": valence, "arousal": arousal}
    for name, keys in (("ratings_1.json", list(pieces)[:5]), ("ratings_2.json", list(pieces)[5:])):
        chosen = {key: value for key, value in annotations.items() if key.rsplit("_", 1)[0] in keys}
        (folder / name).write_text(json.dumps({"pieces": {key: pieces[key] for key in keys}, "annotations": chosen}))


def _emopia(folder, generator):
    names = [f"Q{1 + i % 4}_song{i // 2}_{i % 2}.mid" for i in range(24)]
    for name in names:
        write_midi(folder / "midi" / name, generator)
    _write_csv(folder / "split.csv", ("midi", "split"), [(n, "train" if i < 16 else "validation") for i, n in enumerate(names)])


def _asap(folder, generator):
    rows = [(f"Composer/Piece{i}", f"Composer/Piece{i}/Player.mid") for i in range(12)]
    for _, performance in rows:
        write_midi(folder / performance, generator)
    _write_csv(folder / "metadata.csv", ("folder", "midi_performance"), rows)


def _pop909(folder, generator):
    for i in range(1, 13):
        write_midi(folder / f"{i:03d}" / f"{i:03d}.mid", generator, parts=3)
        beats = "\n".join(f"{0.5 * beat} 1.0 0.0" for beat in range(int(PIECE_SECONDS * 2)))
        (folder / f"{i:03d}" / "beat_midi.txt").write_text(beats + "\n")


def _soundtracks(folder, generator):
    for name in ("mean_ratings_set1.csv", "mean_ratings_set2.csv"):
        _write_csv(folder / name, ("number", *EMOTIONS), [(i, *generator.uniform(1, 9, 8).round(2)) for i in range(40)])


def _write_csv(path, head, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", newline="") as file:
        csv.writer(file).writerows([head, *rows])
