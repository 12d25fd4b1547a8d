"""`card`: card.md of a model folder, written from the figures measured, and the manifest anew with its checksum."""

import json

from .evaluate import EMOTION_NAMES, report_path
from .export import DATA, LICENCE, load_served, model_folder, write_manifest
from .mid_level import FEATURES, NAMES, SEVEN
from .parity import result_path
from .render import KINDS
from .settings import (
    FRAMES_PER_SECOND, PROJECT, RECEPTIVE_FIELD, SHIPPED, STRIDE, WINDOW_FRAMES, WINDOW_HOP_FRAMES, WORK,
)

TEXT = PROJECT / "models" / "training" / "card"
CONDITIONS = {
    "plain": "as they are: a font drawn for each piece, touch in six of ten",
    "plain-touch": "soft notes duller than hard ones, always",
    "plain-fluid": "FluidR3, no touch",
    "plain-timgm": "TimGM6mb, no touch",
    "plain-musescore": "MuseScore General Lite, no touch",
    "plain-gmbank": "the font never used in training, no touch",
    "plain-recorded": "through room, equaliser, compressor and noise",
    "plain-coded": "MP3 or AAC at 32 to 96 kbit/s",
}


def run(model, name, version):
    """Writes card.md, then manifest.json."""
    folder, report = model_folder(model), json.loads(report_path(name).read_text())
    served = load_served(name)
    sections = [
        f"# {SHIPPED[model]} {version}",
        (TEXT / f"{model}.md").read_text().strip(),
        _network(served.network, report),
        "## Data\n\n" + "\n".join(f"- {line}" for line in DATA) + f"\n\nLicence of the weights: {LICENCE}.\n\n"
        + (TEXT / "data.md").read_text().strip(),
        _definitions(),
        _mid_level_figures(report),
        _emotion_figures(report),
        _conditions(report),
        _head(served.emotions),
        _leakage(report),
        _intervals(report),
        _domain(report),
        _parity(model),
        (TEXT / "limits.md").read_text().strip(),
    ]
    (folder / "card.md").write_text("\n\n".join(sections) + "\n")
    write_manifest(model, name, version)
    if model == "mezzo-two-level":
        (WORK / "variants.md").write_text(variants(report) + "\n\n" + transfer() + "\n")


def variants(report):
    """The table of relatives in docs/models.md."""
    relatives = {"two-step (shipped)": {**_plain(report), "midLevelR": report["conditions"]["plain"]["midLevelR"]}}
    for source, figures in report["leakage"].items():
        relatives["two-step (shipped)"][f"leakage {source}"] = [d[0] for d in figures["validation"]["difference"]]
    relatives.update(report["relatives"])
    columns = [key for key in relatives["two-step (shipped)"] if key not in ("midLevelR",)]
    rows = []
    for name, figures in relatives.items():
        seven = sum(figures["midLevelR"][feature] for feature in SEVEN) / len(SEVEN)
        cells = ["–" if name.startswith("direct") else f"{seven:.2f}"]
        for column in columns:
            value = figures[column]
            cells.append(", ".join(f"{v:+.2f}" for v in value) if isinstance(value, list) else f"{value:.3f}")
        rows.append([name, *cells])
    return _table(["network", "r of the seven", *columns], rows)


def transfer():
    """The table of the transfer experiment: mean r of the seven and of all features on source and target."""
    report = json.loads((WORK / "transfer.json").read_text())
    rows = []
    for name, worlds in report.items():
        if name != "windows":
            cells = [
                f"{sum(worlds[world][feature] for feature in features) / len(features):.3f}"
                for world in ("source", "target")
                for features in (SEVEN, NAMES)
            ]
            rows.append([name, *cells])
    return _table(["learner", "source, seven", "source, all", "target, seven", "target, all"], rows)


def _plain(report):
    return {key: value for key, value in report["conditions"]["plain"].items() if key != "midLevelR"}


def _network(network, report):
    parameters = sum(p.numel() for p in network.parameters())

    def seconds(frames):
        return f"{frames / FRAMES_PER_SECOND:.2f} s"

    training = report["training"]
    return (
        "## Model\n\n"
        f"{parameters:,} parameters. A position sees {RECEPTIVE_FIELD} frames ({seconds(RECEPTIVE_FIELD)}); positions "
        f"are {STRIDE} frames apart. A window is {WINDOW_FRAMES} frames ({seconds(WINDOW_FRAMES)}), a new one starts "
        f"every {WINDOW_HOP_FRAMES} frames ({seconds(WINDOW_HOP_FRAMES)}). Mid-level features are the mean over "
        f"positions, emotions a linear map of them. Last training: {training['epochs']} epochs, seed {training['seed']}."
    )


def _definitions():
    rows = [[f"{f.name}{' (companion)' if f.companion else ''}", f.definition] for f in FEATURES]
    return (
        "## What the mid-level features mean here\n\n" + _table(["feature", "definition"], rows) + "\n\n"
        "They are computed from the notes of a window, not asked of listeners: the names follow Aljanaki & Soleymani\n"
        "(2018) and, for companions, Friberg et al. (2014); the values do not come from their ratings. 0 is the mean of the\n"
        "training windows' labels and 1 their standard deviation."
    )


def _mid_level_figures(report):
    groups = [name for name in report["midLevel"] if name != "all"]
    rows = [
        [name, _interval(report["midLevel"]["all"][name]), *(f"{report['midLevel'][g][name][0]:.2f}" for g in groups)]
        for name in NAMES
    ]
    mean = sum(report["midLevel"]["all"][name][0] for name in SEVEN) / len(SEVEN)
    counts = ", ".join(f"{name} {report['midLevel'][name]['windows']:,}" for name in groups)
    return (
        "## Validation: mid-level features\n\n"
        "Pearson r between predicted and computed features over windows, 95 % bootstrap intervals over games, songs or scores; by\n"
        "set, and by kind of rendering.\n\n" + _table(["feature", "all", *groups], rows) + "\n\n"
        f"Windows: {counts} (trained on {report['windows']['train']:,}). Mean r of the seven: {mean:.2f}."
    )


def _emotion_figures(report):
    plain, true, ceiling = report["emotions"]["plain"], report["emotions"]["true"], report["ceiling"]
    rows = []
    for i, name in enumerate(("valence", "arousal")):
        mine, theirs = plain["vgmidi"][name], true["vgmidi"][name]
        people = f"half a panel with the other {ceiling['half'][i]:.2f}, a panel with another {ceiling['panel'][i]:.2f}"
        rows.append([
            f"VGMIDI {name}, r over windows", f"{_interval(mine['windowR'])} (R² {mine['windowR2']:.2f})",
            f"{theirs['windowR'][0]:.2f}", people,
        ])
        rows.append([f"VGMIDI {name}, r over pieces", _interval(mine["pieceR"]), f"{theirs['pieceR'][0]:.2f}", ""])
    for name in ("valence", "arousal", "quadrant"):
        rows.append([f"EMOPIA {name}, share right", _interval(plain["emopia"][name]), f"{true['emopia'][name][0]:.2f}", ""])
    further = ", ".join(f"{name} {r2:.2f}" for name, r2 in report["soundtracksR2"].items())
    return (
        "## Validation: emotions\n\n"
        f"VGMIDI, games not trained on: {plain['vgmidi']['pieces']} pieces, {plain['vgmidi']['windows']} windows (intervals over\n"
        f"pieces). EMOPIA, songs not trained on: {plain['emopia']['clips']} clips (intervals over songs), right when on the right side of 0.\n\n"
        + _table(["figure", "model", "the same head on true mid-level features", "people"], rows) + "\n\n"
        "Valence and arousal are in VGMIDI's rating units around EMOPIA's divide: 0 is where its listeners divide positive from negative\n"
        "and excited from calm. The further emotions are linear maps of the two, from mean ratings of 470 film music excerpts;\n"
        f"cross-validated R² of that map: {further}. They add no evidence of their own, and energy is film music's word for arousal."
    )


def _conditions(report):
    rows = []
    for kind in KINDS:
        if kind not in report["conditions"]:
            continue
        figures = report["conditions"][kind]
        rows.append([CONDITIONS[kind], *_condition_cells(figures)])
    changed = [[name, *_condition_cells(figures)] for name, figures in report["robustness"].items()]
    head = ["change", "mean r of the seven", "dynamics r", "VGMIDI window r: valence, arousal", "EMOPIA: valence, arousal, quadrant"]
    return (
        "## The same pieces under other conditions\n\n"
        "Plain arrangements of the validation pieces, rendered again, and (below) with their spectrograms changed: white noise 50 dB\n"
        "below the level (`noise`), nothing above 3.5 kHz (`dull`), two silent rectangles of 2.8 s × 14 semitones (`punched`).\n\n"
        + _table(head, rows + changed)
    )


def _condition_cells(figures):
    seven = sum(figures["midLevelR"][feature] for feature in SEVEN) / len(SEVEN)
    return [
        f"{seven:.3f}",
        f"{figures['midLevelR']['dynamics']:.2f}",
        ", ".join(f"{figures[f'vgmidi {name} window r']:.2f}" for name in ("valence", "arousal")),
        ", ".join(f"{figures[f'emopia {name}']:.2f}" for name in ("valence", "arousal", "quadrant")),
    ]


def _head(head):
    rows = [[name, *(f"{w:+.3f}" for w in weights)] for name, weights in zip(EMOTION_NAMES, head.weight.tolist())]
    return (
        "## What moves the emotions\n\n"
        "Change of an emotion when a feature rises by one standard deviation (the head's weights).\n\n" + _table(["", *NAMES], rows)
    )


def _leakage(report):
    rows = []
    for source, groups in report["leakage"].items():
        for which, figures in groups.items():
            for i, name in enumerate(("valence", "arousal")):
                rows.append([
                    f"{source} {name}, {which}", f"{figures['predicted'][i]:.2f}", f"{figures['true'][i]:.2f}",
                    _interval(figures["difference"][i], sign=True),
                ])
    replaced = [
        [name, *(
            f"{report['leakage'][source]['all pieces']['replaced'][name][i]:+.3f}"
            for source in report["leakage"] for i in range(2)
        )]
        for name in NAMES
    ]
    columns = [f"{source} {name}" for source in report["leakage"] for name in ("valence", "arousal")]
    return (
        "## Leakage\n\n"
        "No emotion label reaches the network; only the linear head is fitted to emotions. R² of emotions refitted (8 folds over games\n"
        "or songs) from predicted and from true features; a positive difference is emotion that the predicted features carry beyond\n"
        "their definitions. All pieces count here, since none of their ratings was learnt from; VGMIDI's validation alone has six games.\n\n"
        + _table(["", "predicted", "true", "difference"], rows) + "\n\n"
        "Change of that R² when one predicted feature is replaced by its true values (all pieces):\n\n"
        + _table(["feature", *columns], replaced)
    )


def _intervals(report):
    measured = report["intervals"]["measured"]
    rows = [[name, f"{100 * share:.0f} %"] for name, share in measured.items()]
    return (
        "## Prediction intervals\n\n"
        f"Half widths (in the manifest) are meant to hold {100 * report['intervals']['coverage']:.0f} % of a new piece's windows: split conformal\n"
        "prediction with a piece as the unit. Coverage on pieces not calibrated on: features over random halves of the validation pieces; valence\n"
        "and arousal on the validation games with widths from the training games (heads that had not heard the game), and over random\n"
        "halves of all pieces. They hold for music like this data, in VGMIDI listeners' own ratings; for other sound they are a guess.\n\n"
        + _table(["output", "covered"], rows)
    )


def _domain(report):
    rows = [
        [name, figures["windows"], f"{100 * figures['unusual']:.0f} %", f"{100 * figures['outside']:.0f} %", f"{figures['separation']:.2f}"]
        for name, figures in report["domain"].items()
    ]
    return (
        "## What it knows\n\n"
        "Familiarity is the share of held-out renderings whose embedding lies at least as far from the training renderings' (Mahalanobis\n"
        "distance). Unusual is below 0.1, outside below 0.01. `separation` is the chance that held-out music is more familiar than the other.\n\n"
        + _table(["sound", "windows", "unusual", "outside", "separation"], rows)
    )


def _parity(model):
    result = json.loads(result_path(model).read_text())
    return (
        "## Parity and cost\n\n"
        "Largest difference between the ONNX graph in ONNX Runtime (cpu) and PyTorch over a batch, one position and a long recording: "
        f"{result['largestDifference']:.1e}. {result['millisecondsPerWindow']:.2f} ms a window in batches of 16 with {result['threads']} threads, and "
        f"{result['millisecondsOfTrack'] / 1000:.2f} s for a 4-minute recording in one call, on a shared two-core machine."
    )


def _table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows])


def _interval(figure, sign=False):
    value, lower, upper = figure
    form = "+.2f" if sign else ".2f"
    return f"{value:{form}} [{lower:{form}}, {upper:{form}}]"
