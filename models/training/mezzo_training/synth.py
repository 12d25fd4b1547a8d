"""FluidSynth in process, so that a sound font is loaded once for many pieces."""

import ctypes
import ctypes.util

import numpy as np

GAIN = 0.6
RELEASE_SECONDS = 1.5
# FluidSynth's constants: modulator source "velocity", linear, one-sided, falling; destination "filter cutoff"; overwrite.
VELOCITY, FALLING, CUTOFF, OVERWRITE = 2, 1, 8, 0


class Synth:
    """Renders notes to mono samples at `rate` Hz; close it (or use `with`) to free the sound font."""

    def __init__(self, sound_font, rate, reverb):
        self._library = _library()
        self._settings = self._library.new_fluid_settings()
        self._set_number("synth.sample-rate", rate)
        self._set_number("synth.gain", GAIN)
        self._set_integer("synth.reverb.active", int(reverb))
        self._set_integer("synth.chorus.active", 0)
        self._set_integer("synth.polyphony", 192)
        self._synth = self._library.new_fluid_synth(self._settings)
        self._rate = rate
        if self._library.fluid_synth_sfload(self._synth, str(sound_font).encode(), 1) < 0:
            self.close()
            raise OSError(f"{sound_font} is not a sound font FluidSynth can load")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        """Frees the synthesiser and its sound font."""
        self._library.delete_fluid_synth(self._synth)
        self._library.delete_fluid_settings(self._settings)

    def render(self, notes, programs, touch=0.0):
        """Samples [n] float32. `programs` maps a part to its General MIDI program; drums go to channel 10.

        `touch` is how many cents lower the filter of the softest note opens than that of the hardest. SoundFont 2.01 (8.4.2)
        has such a modulator by default, as struck and blown instruments have such a tone; FluidSynth leaves it out (0).
        """
        self._library.fluid_synth_system_reset(self._synth)
        self._set_touch(touch)
        channels = {}
        for part, program in programs.items():
            channels[part] = len(channels) if len(channels) < 9 else len(channels) + 1
            self._library.fluid_synth_program_change(self._synth, channels[part], program)
        channels[-1] = 9
        events = [(round(n.start * self._rate), 1, channels[n.part], n.pitch, n.velocity) for n in notes]
        events += [(round(n.end * self._rate), 0, channels[n.part], n.pitch, 0) for n in notes]
        pieces, now = [], 0
        for place, on, channel, pitch, velocity in sorted(events):
            if place > now:
                pieces.append(self._write(place - now))
                now = place
            if on:
                self._library.fluid_synth_noteon(self._synth, channel, pitch, velocity)
            else:
                self._library.fluid_synth_noteoff(self._synth, channel, pitch)
        pieces.append(self._write(round(RELEASE_SECONDS * self._rate)))
        return np.concatenate(pieces)

    def _set_touch(self, cents):
        modulator = self._library.new_fluid_mod()
        self._library.fluid_mod_set_source1(modulator, VELOCITY, FALLING)
        self._library.fluid_mod_set_source2(modulator, 0, 0)
        self._library.fluid_mod_set_dest(modulator, CUTOFF)
        self._library.fluid_mod_set_amount(modulator, -float(cents))
        self._library.fluid_synth_add_default_mod(self._synth, modulator, OVERWRITE)
        self._library.delete_fluid_mod(modulator)

    def _write(self, count):
        left, right = np.empty(count, np.float32), np.empty(count, np.float32)
        self._library.fluid_synth_write_float(
            self._synth, count, left.ctypes.data, 0, 1, right.ctypes.data, 0, 1
        )
        return (left + right) / 2

    def _set_number(self, name, value):
        self._library.fluid_settings_setnum(self._settings, name.encode(), float(value))

    def _set_integer(self, name, value):
        self._library.fluid_settings_setint(self._settings, name.encode(), value)


def _library():
    name = ctypes.util.find_library("fluidsynth")
    if name is None:
        raise OSError("FluidSynth's library was not found; install FluidSynth 2 or later")
    library = ctypes.CDLL(name)
    pointer, integer = ctypes.c_void_p, ctypes.c_int
    signatures = {
        "new_fluid_settings": (pointer, []),
        "delete_fluid_settings": (None, [pointer]),
        "fluid_settings_setnum": (integer, [pointer, ctypes.c_char_p, ctypes.c_double]),
        "fluid_settings_setint": (integer, [pointer, ctypes.c_char_p, integer]),
        "new_fluid_synth": (pointer, [pointer]),
        "delete_fluid_synth": (None, [pointer]),
        "fluid_synth_sfload": (integer, [pointer, ctypes.c_char_p, integer]),
        "fluid_synth_system_reset": (integer, [pointer]),
        "fluid_synth_program_change": (integer, [pointer, integer, integer]),
        "fluid_synth_noteon": (integer, [pointer, integer, integer, integer]),
        "fluid_synth_noteoff": (integer, [pointer, integer, integer]),
        "new_fluid_mod": (pointer, []),
        "delete_fluid_mod": (None, [pointer]),
        "fluid_mod_set_source1": (None, [pointer, integer, integer]),
        "fluid_mod_set_source2": (None, [pointer, integer, integer]),
        "fluid_mod_set_dest": (None, [pointer, integer]),
        "fluid_mod_set_amount": (None, [pointer, ctypes.c_double]),
        "fluid_synth_add_default_mod": (integer, [pointer, pointer, integer]),
        "fluid_synth_write_float": (
            integer,
            [pointer, integer, pointer, integer, integer, pointer, integer, integer],
        ),
    }
    for function, (result, arguments) in signatures.items():
        getattr(library, function).restype = result
        getattr(library, function).argtypes = arguments
    return library
