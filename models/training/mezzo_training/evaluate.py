"""`evaluate`: fits what follows the network and measures everything the card reports.

Writes work/evaluation-NAME.json and work/served-NAME.npz (emotion head, domain, intervals). Validation pieces share no game, song
or score with training pieces. Emotions are judged on plain renderings only.
"""

import json
from pathlib import Path

import numpy as np
import torch

from . import front_end
from .bootstrap import pearson, with_interval
from .ceiling import human_ceiling
from .conformal import COVERAGE, half_width, measured_coverage, piece_coverage
from .corpus import read_ratings
from .dataset import load_windows
from .domain import OUTSIDE_BELOW, UNUSUAL_BELOW, fit_domain, separation
from .emotion_figures import EMOTIONS, emotion_figures, main_figures
from .head import compose, emotion_targets, fit_head, rating_scale, stack
from .leakage import folds, leakage
from .mid_level import NAMES
from .network import pooled
from .outsiders import outsiders
from .render import KINDS, RATED, TRAINING_KINDS
from .robustness import changes
from .settings import FRONT_END, WINDOW_FRAMES, WORK
from .soundtracks import FURTHER_EMOTIONS, fit_dependence, read_means
from .train import load_learner, predict

EMOTION_NAMES = (*EMOTIONS, *FURTHER_EMOTIONS)
MUSIC_KINDS = ("plain", "natural", "rooms", "free")


def report_path(name):
    """Where the figures of a network are."""
    return WORK / f"evaluation-{name}.json"


def served_path(name):
    """Where the head, domain and intervals of a network are."""
    return WORK / f"served-{name}.npz"


def run(corpus, name="two-step", relatives=(), kinds=TRAINING_KINDS, device="cpu"):
    """Judges one network in full, and the emotion figures of its relatives beside it; `kinds` are what it was trained on."""
    learner, training = load_learner(name, device)
    windows = load_windows(device)
    table = windows.table
    trained_on = int(np.sum((table["split"] == "train") & np.isin(table["kind"], kinds)))
    features, embedding, _ = predict(learner, windows)
    targets, scale = emotion_targets(table), rating_scale(table)
    rated = ~np.isnan(targets[:, 0])
    validation, plain = table["split"] == "validation", table["kind"] == "plain"
    fitted = rated & plain & ~validation
    head = fit_head(features[fitted], targets[fitted], table["source"][fitted])
    truth_head = fit_head(table["mid_level"][fitted], targets[fitted], table["source"][fitted])
    felt, truly = head(features), truth_head(table["mid_level"])
    held_out = validation & np.isin(table["kind"], [kind for kind in MUSIC_KINDS if kind in kinds])
    domain = fit_domain(embedding[~validation & np.isin(table["kind"], kinds)], embedding[held_out])
    served = full_head(head, scale, corpus)
    widths, coverage = _intervals(features, targets, table, rated & plain, held_out, scale)
    judged = {kind: rated & validation & (table["kind"] == kind) for kind in KINDS}
    report = {
        "training": {key: training[key] for key in ("seed", "epochs")},
        "windows": {"train": trained_on, "validation": int(held_out.sum())},
        "midLevel": _mid_level(features, table, held_out),
        "emotions": {
            "plain": emotion_figures(felt, targets, table, judged["plain"]),
            "true": emotion_figures(truly, targets, table, judged["plain"]),
        },
        "conditions": {
            kind: {
                "midLevelR": _correlations(features, table, judged[kind]),
                **main_figures(emotion_figures(felt, targets, table, judged[kind])),
            }
            for kind in KINDS
            if kind.startswith("plain") and judged[kind].any()
        },
        "leakage": {
            source: {
                which: leakage(features[rows], table["mid_level"][rows], targets[rows], table["group"][rows])
                for which, rows in (
                    ("all pieces", rated & plain & (table["source"] == source)),
                    ("validation", judged["plain"] & (table["source"] == source)),
                )
            }
            for source in RATED
        },
        "ceiling": human_ceiling(
            read_ratings(Path(corpus)), np.unique(table["name"][judged["plain"] & (table["source"] == "vgmidi")])
        ),
        "soundtracksR2": dict(zip(FURTHER_EMOTIONS, fit_dependence(read_means(Path(corpus))).r2.tolist())),
        "robustness": _robustness(learner, windows, head, targets, judged["plain"]),
        "relatives": {other: _relative(other, windows, targets, fitted, judged["plain"]) for other in relatives},
        "intervals": {"coverage": COVERAGE, "measured": coverage},
        "domain": _familiarity(learner, domain, embedding, table, held_out, device),
    }
    np.savez(
        served_path(name), weights=served.weights, intercept=served.intercept, center=domain.center,
        whitening=domain.whitening, distances=domain.distances,
        **{f"width.{output}": value for output, value in widths.items()},
    )
    report_path(name).write_text(json.dumps(report, indent=1))
    print(json.dumps({"name": name, "widths": widths, **main_figures(report["emotions"]["plain"])}))


def full_head(head, scale, corpus):
    """Valence and arousal in VGMIDI's units around EMOPIA's 0, and the further emotions composed from their standard scores."""
    dependence = fit_dependence(read_means(Path(corpus)))
    direct = compose(np.diag(scale.deviation), np.zeros(2), head)
    return stack(direct, compose(dependence.weights, np.zeros(len(FURTHER_EMOTIONS)), head))


def _intervals(features, targets, table, rated, held_out, scale):
    """Half widths of every output that has labels, and the coverage measured on pieces not calibrated on."""
    pieces = np.char.add(table["source"], table["name"])
    widths, coverage = {}, {}
    for i, name in enumerate(NAMES):
        errors = np.abs(features[held_out, i] - table["mid_level"][held_out, i])
        widths[name] = half_width(errors, pieces[held_out])
        coverage[name] = measured_coverage(errors, pieces[held_out])
    # Ratings, in their own units and around their own middle, from heads that have not seen the game.
    rows = np.flatnonzero(rated & (table["source"] == "vgmidi"))
    fold = folds(table["group"][rows])
    all_rated = np.flatnonzero(rated)
    felt = np.empty((len(rows), 2))
    for index in np.unique(fold):
        out = rows[fold == index]
        inside = np.setdiff1d(all_rated, out)
        felt[fold == index] = fit_head(features[inside], targets[inside], table["source"][inside])(features[out])
    errors = np.abs(felt * scale.deviation - table["emotion"][rows])
    unseen = table["split"][rows] == "validation"
    for i, name in enumerate(EMOTIONS):
        widths[name] = half_width(errors[:, i], pieces[rows])
        known = half_width(errors[~unseen, i], pieces[rows][~unseen])
        coverage[name] = piece_coverage(errors[unseen, i], pieces[rows][unseen], known)
        coverage[f"{name}, all games"] = measured_coverage(errors[:, i], pieces[rows])
    return widths, coverage


def _correlations(features, table, rows):
    return {name: pearson(features[rows, i], table["mid_level"][rows, i]) for i, name in enumerate(NAMES)}


def _mid_level(features, table, held_out):
    """r and its interval over groups: of all held-out windows, by set and by kind of rendering."""
    chosen = {"all": held_out}
    chosen.update({name: held_out & (table["source"] == name) for name in np.unique(table["source"])})
    chosen.update({kind: held_out & (table["kind"] == kind) for kind in np.unique(table["kind"][held_out])})
    report = {}
    for label, mask in chosen.items():
        rows = np.flatnonzero(mask)
        report[label] = {
            name: with_interval(
                lambda r, i=i: pearson(features[rows[r], i], table["mid_level"][rows[r], i]), table["group"][rows]
            )
            for i, name in enumerate(NAMES)
        }
        report[label]["windows"] = len(rows)
    return report


def _robustness(learner, windows, head, targets, rows):
    """The main figures under each change of `robustness.py`."""
    chosen = windows.select(rows)
    report = {}
    for name, change in changes().items():
        features, _, _ = predict(learner, chosen, change)
        everything = np.ones(len(chosen), bool)
        report[name] = {
            "midLevelR": _correlations(features, chosen.table, everything),
            **main_figures(emotion_figures(head(features), targets[rows], chosen.table, everything)),
        }
    return report


def _relative(name, windows, targets, fitted, judged):
    """Emotion figures of another network's own emotion outputs, brought to the scale of the targets by a line each."""
    learner, _ = load_learner(name, windows.levels.device)
    rows = np.flatnonzero(fitted | judged)
    chosen = windows.select(rows)
    features, _, felt = predict(learner, chosen)
    answers = features if felt is None else felt
    line = fit_head(answers[fitted[rows]], targets[fitted], chosen.table["source"][fitted[rows]])
    report = main_figures(emotion_figures(line(answers), targets[rows], chosen.table, judged[rows]))
    report["midLevelR"] = _correlations(features, chosen.table, judged[rows])
    for source in RATED:
        inside = judged[rows] & (chosen.table["source"] == source)
        found = leakage(features[inside], chosen.table["mid_level"][inside], targets[rows][inside], chosen.table["group"][inside])
        report[f"leakage {source}"] = [difference[0] for difference in found["difference"]]
    return report


@torch.no_grad()
def _familiarity(learner, domain, embedding, table, held_out, device):
    """Share of windows below each threshold (so the outside ones are unusual, too), and how well they are told from held-out music."""
    known = domain.familiarity(embedding[held_out])
    validation = table["split"] == "validation"
    groups = {kind: embedding[validation & (table["kind"] == kind)] for kind in np.unique(table["kind"][validation])}
    for name, samples in outsiders(FRONT_END["sampleRate"]).items():
        inputs = torch.from_numpy(front_end.spectrogram(samples, FRONT_END).astype(np.float32)).to(device)
        windows = inputs.unfold(0, WINDOW_FRAMES, WINDOW_FRAMES // 2).transpose(1, 2)
        groups[name] = pooled(learner.network.embed(windows)).cpu().numpy()
    report = {}
    for name, rows in groups.items():
        score = domain.familiarity(rows)
        report[name] = {
            "windows": len(rows), "unusual": float(np.mean(score < UNUSUAL_BELOW)), "outside": float(np.mean(score < OUTSIDE_BELOW)),
            "separation": separation(known, score),
        }
    return report
