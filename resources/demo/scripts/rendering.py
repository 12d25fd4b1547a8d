"""MIDI in, audio out: FluidSynth renders a list of notes with one sound font, silently and offline."""

import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import mido
import numpy as np

SAMPLE_RATE = 44_100
SOUND_FONT = "/usr/share/sounds/sf2/FluidR3_GM.sf2"
TICKS_PER_SECOND = 960 * 2
TAIL_SECONDS = 2.0


@dataclass(frozen=True)
class Note:
    """Seconds, MIDI pitch and velocity."""

    start: float
    end: float
    pitch: int
    velocity: int


def render(notes, program, channel=0, pan=64, reverb=40):
    """Stereo samples [frames, 2], float64, of notes played by one General MIDI program."""
    with tempfile.TemporaryDirectory() as folder:
        midi, raw = Path(folder) / "notes.mid", Path(folder) / "audio.raw"
        _write_midi(midi, notes, program, channel, pan, reverb)
        subprocess.run(
            ["fluidsynth", "-ni", "-q", "-g", "0.5", "-C", "0", "-R", "1", "-r", str(SAMPLE_RATE),
             "-T", "raw", "-O", "float", "-F", str(raw), SOUND_FONT, str(midi)],
            check=True,
            capture_output=True,
        )
        return np.fromfile(raw, dtype="<f4").reshape(-1, 2).astype(np.float64)


def _write_midi(path, notes, program, channel, pan, reverb):
    events = []
    for note in notes:
        events.append((round(note.start * TICKS_PER_SECOND), 1, note.pitch, note.velocity))
        events.append((round(note.end * TICKS_PER_SECOND), 0, note.pitch, 0))
    events.sort()
    track = mido.MidiTrack()
    track.append(mido.MetaMessage("set_tempo", tempo=500_000, time=0))
    track.append(mido.Message("program_change", program=program, channel=channel, time=0))
    track.append(mido.Message("control_change", control=10, value=pan, channel=channel, time=0))
    track.append(mido.Message("control_change", control=91, value=reverb, channel=channel, time=0))
    now = 0
    for tick, on, pitch, velocity in events:
        kind = "note_on" if on else "note_off"
        track.append(mido.Message(kind, note=pitch, velocity=velocity, channel=channel, time=tick - now))
        now = tick
    track.append(mido.MetaMessage("end_of_track", time=round(TAIL_SECONDS * TICKS_PER_SECOND)))
    file = mido.MidiFile(ticks_per_beat=TICKS_PER_SECOND // 2)
    file.tracks.append(track)
    file.save(path)
