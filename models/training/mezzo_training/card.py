"""`card`: card.md of the model folder, written from the figures measured, and the manifest anew with its checksum."""

import json

from .evaluate import EMOTION_NAMES, EVALUATED, EVALUATION
from .export import DATA, FOLDER, LICENCE, MODEL_NAME, load_served, write_manifest
from .mid_level import FEATURES, NAMES
from .parity import RESULT
from .settings import (
    FRAMES_PER_SECOND, PROJECT, RECEPTIVE_FIELD, SEED, STRIDE, WINDOW_FRAMES, WINDOW_HOP_FRAMES,
)
from .train import load_network

TEXT = PROJECT / "models" / "training" / "card"


def run(version, folder=FOLDER):
    """Writes card.md, then manifest.json."""
    network, training = load_network(path=EVALUATED)
    report = json.loads(EVALUATION.read_text())
    sections = [
        f"# {MODEL_NAME} {version}",
        (TEXT / "purpose.md").read_text().strip(),
        _model(network, training),
        "## Data\n\n" + "\n".join(f"- {line}" for line in DATA) + f"\n\nLicence of the weights: {LICENCE}.\n\n"
        + (TEXT / "data.md").read_text().strip(),
        _definitions(),
        _mid_level_figures(report),
        _emotion_figures(report),
        _head(),
        _leakage(report),
        _robustness(report),
        _parity(),
        (TEXT / "limits.md").read_text().strip(),
    ]
    (folder / "card.md").write_text("\n\n".join(sections) + "\n")
    write_manifest(folder, version)


def _model(network, training):
    parameters = sum(p.numel() for p in network.parameters())

    def seconds(frames):
        return f"{frames / FRAMES_PER_SECOND:.2f} s"

    return (
        "## Model\n\n"
        f"{parameters:,} parameters. A position sees {RECEPTIVE_FIELD} frames ({seconds(RECEPTIVE_FIELD)}); positions "
        f"are {STRIDE} frames apart. A window is {WINDOW_FRAMES} frames ({seconds(WINDOW_FRAMES)}), a new one starts "
        f"every {WINDOW_HOP_FRAMES} frames ({seconds(WINDOW_HOP_FRAMES)}). Mid-level features are the mean over "
        f"positions, emotions a linear map of them. Trained for {training['epochs']} epochs, seed {SEED}."
    )


def _definitions():
    rows = ["## What the mid-level features mean here", "", "| feature | definition |", "| --- | --- |"]
    rows += [f"| {f.name}{' (companion)' if f.companion else ''} | {f.definition} |" for f in FEATURES]
    rows += [
        "",
        "They are computed from the notes of a window, not asked of listeners: the names follow Aljanaki & Soleymani",
        "(2018), the values do not come from their ratings. 0 is the mean of the training windows' labels and 1 their",
        "standard deviation.",
    ]
    return "\n".join(rows)


def _mid_level_figures(report):
    sources = [name for name in report["midLevel"] if name != "all"]
    rows = [
        "## Validation: mid-level features",
        "",
        "Pearson r between predicted and computed features over windows, 95 % bootstrap intervals over games, songs or scores.",
        "",
        "| feature | all | " + " | ".join(sources) + " |",
        "| --- | --- |" + " --- |" * len(sources),
    ]
    for name in NAMES:
        cells = [_interval(report["midLevel"]["all"][name])]
        cells += [f"{report['midLevel'][source][name][0]:.2f}" for source in sources]
        rows.append(f"| {name} | " + " | ".join(cells) + " |")
    counts = ", ".join(f"{name} {count}" for name, count in report["windows"]["validation"].items())
    mean = sum(report["midLevel"]["all"][name][0] for name in NAMES[:7]) / 7
    rows += ["", f"Windows: {counts} (trained on {report['windows']['train']:,}). Mean r of the seven: {mean:.2f}."]
    return "\n".join(rows)


def _emotion_figures(report):
    ceiling, true = report["ceiling"], report["fromTrueMidLevel"]
    rows = [
        "## Validation: emotions",
        "",
        f"VGMIDI, games not trained on: {report['vgmidi']['pieces']} pieces, {report['vgmidi']['windows']} windows",
        f"(intervals over pieces). EMOPIA, songs not trained on: {report['emopia']['clips']} clips (intervals over songs).",
        "",
        "| figure | model | the same head on true mid-level features | people |",
        "| --- | --- | --- | --- |",
    ]
    for i, name in enumerate(("valence", "arousal")):
        mine, theirs = report["vgmidi"][name], true["vgmidi"][name]
        rows.append(
            f"| VGMIDI {name}, r over windows | {_interval(mine['windowR'])} (R² {mine['windowR2']:.2f}) | "
            f"{theirs['windowR'][0]:.2f} (R² {theirs['windowR2']:.2f}) | half a panel with the other "
            f"{ceiling['half'][i]:.2f}, a panel with another {ceiling['panel'][i]:.2f} |"
        )
        rows.append(f"| VGMIDI {name}, r over pieces | {_interval(mine['pieceR'])} | {theirs['pieceR'][0]:.2f} | |")
    for name in ("valence", "arousal", "quadrant"):
        rows.append(
            f"| EMOPIA {name}, share right | {_interval(report['emopia'][name])} | {true['emopia'][name][0]:.2f} | |"
        )
    fonts = "; ".join(f"{font} {v:.2f} / {a:.2f}" for font, (v, a) in report["emopia"]["byFont"].items())
    six = ", ".join(f"{name} {r2:.2f}" for name, r2 in report["soundtracksR2"].items())
    rows += [
        "",
        f"EMOPIA valence / arousal by sound font: {fonts}.",
        "",
        "Tension, anger, fear, happy and tender are linear maps of the model's valence and arousal, taken from mean",
        f"ratings of 470 film music excerpts (cross-validated R² of that map: {six}). They add no evidence of their own.",
    ]
    return "\n".join(rows)


def _head():
    head = load_served().emotions
    rows = [
        "## What moves the emotions",
        "",
        "Change of an emotion when a feature rises by one standard deviation (the head's weights).",
        "",
        "| | " + " | ".join(NAMES) + " |",
        "| --- |" + " --- |" * len(NAMES),
    ]
    for name, weights in zip(EMOTION_NAMES, head.weight.tolist()):
        rows.append(f"| {name} | " + " | ".join(f"{weight:+.3f}" for weight in weights) + " |")
    return "\n".join(rows)


def _leakage(report):
    rows = [
        "## Leakage",
        "",
        "No emotion label reaches the network; only the linear head is fitted to emotions. R² of emotions refitted (8",
        "folds over validation games or songs) from predicted and from true features; a positive difference is emotion",
        "that the predicted features carry beyond their definitions (intervals over games or songs; VGMIDI's validation has",
        "six games).",
        "",
        "| | predicted | true | difference |",
        "| --- | --- | --- | --- |",
    ]
    for source, figures in report["leakage"].items():
        for i, name in enumerate(("valence", "arousal")):
            cells = [f"{figures['predicted'][i]:.2f}", f"{figures['true'][i]:.2f}", _interval(figures["difference"][i])]
            rows.append(f"| {source} {name} | " + " | ".join(cells) + " |")
    return "\n".join(rows)


def _robustness(report):
    rows = [
        "## Robustness",
        "",
        "Validation windows of plain renderings, changed: white noise 50 dB below the level (`noise`), nothing above 3.5",
        "kHz (`dull`), two silent rectangles of 2.8 s × 14 semitones (`punched`).",
        "",
        "| change | mean r of the seven | VGMIDI r valence, arousal | EMOPIA valence, arousal, quadrant |",
        "| --- | --- | --- | --- |",
    ]
    for name, figures in report["robustness"].items():
        seven = sum(figures["midLevelR"][feature] for feature in NAMES[:7]) / 7
        vgmidi = ", ".join(f"{value:.2f}" for value in figures["vgmidiWindowR"])
        emopia = ", ".join(f"{value:.2f}" for value in figures["emopia"])
        rows.append(f"| {name} | {seven:.2f} | {vgmidi} | {emopia} |")
    return "\n".join(rows)


def _parity():
    result = json.loads(RESULT.read_text())
    return (
        "## Parity and cost\n\n"
        "Largest difference between the ONNX graph in ONNX Runtime (cpu) and PyTorch over a batch, one position and a "
        f"long recording: {result['largestDifference']:.1e}. {result['millisecondsPerWindow']:.2f} ms a window in batches of 16 with "
        f"{result['threads']} threads, on a shared two-core machine."
    )


def _interval(figure):
    value, lower, upper = figure
    return f"{value:.2f} [{lower:.2f}, {upper:.2f}]"
