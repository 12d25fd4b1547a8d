"""Notes: what a MIDI file plays, in seconds."""

from dataclasses import dataclass, replace

import mido

DRUM_CHANNEL = 9
LONGEST_PEDALLED_SECONDS = 3.0


@dataclass(frozen=True)
class Note:
    """One key pressed: seconds, MIDI pitch and velocity (1–127), index of its part; drums have part −1."""

    start: float
    end: float
    pitch: int
    velocity: int
    part: int = 0


def read_notes(path):
    """The notes of a MIDI file ordered by start, sustain pedal applied; parts are its tracks, drums part −1."""
    midi = mido.MidiFile(path, clip=True)
    seconds_at = _tempo_map(midi)
    notes = []
    for part, track in enumerate(midi.tracks):
        notes.extend(_track_notes(track, part, seconds_at))
    return sorted(notes, key=lambda note: (note.start, note.pitch))


def end_of(notes):
    """Second at which the last note ends; 0 without notes."""
    return max((note.end for note in notes), default=0.0)


def tick_length(path):
    """The file's length in ticks and the function from tick to second."""
    midi = mido.MidiFile(path, clip=True)
    return max(sum(message.time for message in track) for track in midi.tracks), _tempo_map(midi)


def beat_seconds(path):
    """Seconds of every quarter note of a file that keeps a tempo map."""
    midi = mido.MidiFile(path, clip=True)
    length, seconds_at = tick_length(path)
    return [seconds_at(tick) for tick in range(0, length, midi.ticks_per_beat)]


def _tempo_map(midi):
    changes = []
    for track in midi.tracks:
        tick = 0
        for message in track:
            tick += message.time
            if message.type == "set_tempo":
                changes.append((tick, message.tempo))
    changes.sort()
    anchors = [(0, 0.0, 500_000)]
    for tick, tempo in changes:
        last_tick, last_second, last_tempo = anchors[-1]
        second = last_second + (tick - last_tick) * last_tempo / midi.ticks_per_beat / 1e6
        anchors.append((tick, second, tempo))

    def seconds_at(tick):
        low, high = 0, len(anchors)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if anchors[middle][0] <= tick else (low, middle)
        from_tick, second, tempo = anchors[low]
        return second + (tick - from_tick) * tempo / midi.ticks_per_beat / 1e6

    return seconds_at


def _track_notes(track, part, seconds_at):
    tick, pedal = 0, {}
    sounding, held, done = {}, {}, []

    def finish(key, second, keep=True):
        note = (sounding if keep else held).pop(key)
        if second > note.start:
            done.append(replace(note, end=min(second, max(note.end, note.start + LONGEST_PEDALLED_SECONDS))))

    for message in track:
        tick += message.time
        if message.is_meta or not hasattr(message, "channel"):
            continue
        second, channel = seconds_at(tick), message.channel
        if message.type == "note_on" and message.velocity > 0:
            key = (channel, message.note)
            if key in sounding:
                sounding[key] = replace(sounding[key], end=second)
                finish(key, second)
            if key in held:
                finish(key, second, keep=False)
            part_index = -1 if channel == DRUM_CHANNEL else part
            sounding[key] = Note(second, second, message.note, message.velocity, part_index)
        elif message.type in ("note_off", "note_on"):
            key = (channel, message.note)
            if key not in sounding:
                continue
            released = replace(sounding.pop(key), end=second)
            if pedal.get(channel, False) and channel != DRUM_CHANNEL:
                held[key] = released
            else:
                done.append(released)
        elif message.type == "control_change" and message.control == 64:
            pedal[channel] = message.value >= 64
            if not pedal[channel]:
                for key in [key for key in held if key[0] == channel]:
                    finish(key, second, keep=False)
    last = seconds_at(tick)
    for key in list(held):
        finish(key, last, keep=False)
    return [note for note in done if note.end > note.start]
