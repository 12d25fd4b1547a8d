"""What the mid-level features mean here: operational definitions over the notes of a window.

`descriptors.py` measures the notes; `FEATURES` says how descriptors add up to a feature. Descriptors are standardised over the
training windows, clipped at ±3.5, summed with the weights below, and the sum is standardised again. docs/mid-level.md argues
each definition. The seven names are Aljanaki & Soleymani's (2018); the companions are after Friberg et al. (2014).
"""

from dataclasses import dataclass

CLIP = 3.5


@dataclass(frozen=True)
class Feature:
    """A mid-level feature: its printable label, its definition in a sentence, and descriptor → weight."""

    name: str
    label: str
    definition: str
    weights: dict
    companion: bool = False


FEATURES = (
    Feature(
        "melodiousness",
        "Melodiousness",
        "The upper line can be sung: it moves by step, seldom leaps or repeats a note, keeps to a key, is tied rather than "
        "cut up, and goes at a singable pace.",
        {
            "steps": 1.0, "leaps": -1.0, "interval": -0.5, "repeated": -0.5, "line_pace": -1.0,
            "line_in_key": 0.75, "local_key": 1.0, "log_duty": 0.5,
        },
    ),
    Feature(
        "articulation",
        "Articulation",
        "Notes are short and detached: their length, and their length relative to the time until the next onset "
        "(high is staccato).",
        {"log_duty": -1.0, "log_duration": -1.0},
    ),
    Feature(
        "rhythmic_complexity",
        "Rhythmic complexity",
        "Many different note values follow each other: entropy of the times between onsets and of their ratios, and "
        "onsets a second.",
        {"ioi_entropy": 1.0, "ratio_entropy": 1.0, "ioi_spread": 0.5, "log_rate": 0.5},
    ),
    Feature(
        "rhythmic_stability",
        "Rhythmic stability",
        "A steady pulse: the highest autocorrelation of the onsets at lags of 0.25 to 1.6 seconds.",
        {"pulse": 1.0},
    ),
    Feature(
        "dissonance",
        "Dissonance",
        "Sounding pitches clash: dissonance of their interval classes, Sethares roughness of their partials, and notes outside "
        "one diatonic scale.",
        {"interval_class": 1.0, "roughness": 0.5, "chromatic": 0.5},
    ),
    Feature(
        "tonal_stability",
        "Tonal stability",
        "One key is clear and stays: correlation with the best Krumhansl key, in the window and in its quarters, and few notes "
        "outside one diatonic scale.",
        {"best_key": 1.0, "key_stays": 1.0, "local_key": 1.0, "chromatic": -1.0},
    ),
    Feature(
        "minorness",
        "Minorness",
        "Minor rather than major: the better key of each mode (Krumhansl profiles) in the window and its quarters, minor or "
        "major thirds over the bass and the tonic, and how seldom the chords are major.",
        {
            "minor_minus_major": 1.0, "local_minor": 1.0, "bass_third": -1.0, "third_degree": -0.5,
            "sixth_degree": -0.5, "major_chords": -0.5,
        },
    ),
    Feature(
        "speed",
        "Speed",
        "Events a second (logarithm): onsets with chords counted once, and notes.",
        {"log_rate": 1.0, "log_note_rate": 1.0},
        companion=True,
    ),
    Feature(
        "dynamics",
        "Dynamics",
        "How hard the notes are struck (mean MIDI velocity); heard in the tone, since the recording's own level is removed.",
        {"velocity": 1.0},
        companion=True,
    ),
    Feature(
        "pitch_height",
        "Pitch height",
        "Mean pitch of the sounding notes, weighted by length.",
        {"pitch": 1.0},
        companion=True,
    ),
    Feature(
        "pitch_range",
        "Pitch range",
        "How far apart low and high lie: from the 5th to the 95th percentile of the sounding pitches.",
        {"range": 1.0},
        companion=True,
    ),
    Feature(
        "harmonic_complexity",
        "Harmonic complexity",
        "Many pitch classes in varied, changing chords: entropy of the pitch classes of the window and of half seconds, and how "
        "much these change.",
        {"pitch_class_entropy": 1.0, "harmonic_change": 1.0, "chord_entropy": 0.5},
        companion=True,
    ),
)
NAMES = tuple(feature.name for feature in FEATURES)
SEVEN = tuple(feature.name for feature in FEATURES if not feature.companion)
DESCRIPTORS = tuple(sorted({name for feature in FEATURES for name in feature.weights}))
