"""A tiny model folder for tests, with random but fixed weights, and graphs that must be refused.

    python3 test/golden/model/make.py

tiny/ has the interface of a real model (docs/models.md): valid convolutions in time, receptive field 11 frames, stride 2.
padded/ looks further than it says; loudest/ takes the maximum of its map where the mean belongs. The expectations of their
self-tests come from the Python front end beside this folder and from PyTorch, so they are independent of the code under test.
domain/ is tiny/ with an embedding, a domain of random chords and intervals; domain.json says how familiar a tune is to it.
external.onnx keeps its weights in a file outside, double.onnx takes the wrong type.
"""

import hashlib
import importlib.util
import json
import pathlib

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import TensorProto, helper, numpy_helper

HERE = pathlib.Path(__file__).parent
spec = importlib.util.spec_from_file_location("front_end", HERE.parent / "front-end" / "make.py")
front_end = importlib.util.module_from_spec(spec)
spec.loader.exec_module(front_end)

BANDS, FEATURES, EMOTIONS = 48, ["melodiousness", "articulation", "dissonance"], ["valence", "arousal"]
FRONT_END = dict(
    sampleRate=8000, fftSize=512, hop=256, origin="centre", window="hann", normalise=True,
    bands=dict(kind="log_frequency", bandsPerOctave=12, fmin=110, count=BANDS),
    scaling=dict(kind="decibel_range", range=80), level=dict(kind="gated_power", absoluteGateDb=-70, relativeGateDb=-10),
)

random = np.random.RandomState(7)
W1 = random.normal(0, 0.15, (4, 1, 5, 7)).astype(np.float32)
B1 = random.normal(0, 0.1, 4).astype(np.float32)
W2 = random.normal(0, 0.2, (3, 4, 4, 14)).astype(np.float32)
B2 = random.normal(0, 0.1, 3).astype(np.float32)
HEAD = random.normal(0, 0.4, (2, 3)).round(4).astype(np.float32)
INTERCEPT = np.array([0.05, -0.1], np.float32)
EMBEDDED, KEPT = 6, 4
W3 = random.normal(0, 0.2, (EMBEDDED, 4, 4, 14)).astype(np.float32)
B3 = random.normal(0, 0.1, EMBEDDED).astype(np.float32)


def graph(time_padding=0, input_type=TensorProto.FLOAT, pooling="ReduceMean", embedding=False):
    nodes = [
        helper.make_node("Unsqueeze", ["spectrogram" if input_type == TensorProto.FLOAT else "cast", "one"], ["image"]),
        helper.make_node("Conv", ["image", "w1", "b1"], ["c1"], strides=[2, 3], pads=[time_padding, 0, time_padding, 0]),
        helper.make_node("Tanh", ["c1"], ["h1"]),
        helper.make_node("Conv", ["h1", "w2", "b2"], ["c2"]),
        helper.make_node("Squeeze", ["c2", "three"], ["columns"]),
        helper.make_node("Transpose", ["columns"], ["position_map"], perm=[0, 2, 1]),
        helper.make_node(pooling, ["position_map"], ["mid_level"], axes=[1], keepdims=0),
        helper.make_node("Gemm", ["mid_level", "head", "intercept"], ["emotions"], transB=1),
    ]
    if embedding:
        nodes += [
            helper.make_node("Conv", ["h1", "w3", "b3"], ["c3"]),
            helper.make_node("Squeeze", ["c3", "three"], ["embedded"]),
            helper.make_node("Transpose", ["embedded"], ["embedding"], perm=[0, 2, 1]),
        ]
    if input_type != TensorProto.FLOAT:
        nodes.insert(0, helper.make_node("Cast", ["spectrogram"], ["cast"], to=TensorProto.FLOAT))
    constants = dict(one=np.array([1], np.int64), three=np.array([3], np.int64), w1=W1, b1=B1, w2=W2, b2=B2,
                     head=HEAD, intercept=INTERCEPT)
    if embedding:
        constants.update(w3=W3, b3=B3)
    value = helper.make_tensor_value_info
    g = helper.make_graph(
        nodes, "tiny",
        [value("spectrogram", input_type, ["batch", "frames", BANDS])],
        [value("mid_level", TensorProto.FLOAT, ["batch", 3]), value("emotions", TensorProto.FLOAT, ["batch", 2]),
         value("position_map", TensorProto.FLOAT, ["batch", "positions", 3])]
        + ([value("embedding", TensorProto.FLOAT, ["batch", "positions", EMBEDDED])] if embedding else []),
        [numpy_helper.from_array(array, name) for name, array in constants.items()],
    )
    model = helper.make_model(g, opset_imports=[helper.make_opsetid("", 13)])
    model.ir_version = 7
    onnx.checker.check_model(model)
    return model


def reference(spectrogram, time_padding, pooling):
    x = torch.from_numpy(spectrogram.astype(np.float64))[None, None]
    d = lambda a: torch.from_numpy(a.astype(np.float64))
    h = torch.tanh(F.conv2d(x, d(W1), d(B1), stride=(2, 3), padding=(time_padding, 0)))
    position_map = F.conv2d(h, d(W2), d(B2))[0, :, :, 0].T.numpy()
    mid_level = position_map.mean(0) if pooling == "ReduceMean" else position_map.max(0)
    return position_map, mid_level, HEAD.astype(np.float64) @ mid_level + INTERCEPT


def embedding_of(spectrogram):
    """[positions, EMBEDDED]"""
    x = torch.from_numpy(spectrogram.astype(np.float64))[None, None]
    d = lambda a: torch.from_numpy(a.astype(np.float64))
    h = torch.tanh(F.conv2d(x, d(W1), d(B1), stride=(2, 3)))
    return F.conv2d(h, d(W3), d(B3))[0, :, :, 0].T.numpy()


def windows_of(spectrogram):
    """Mean embedding of every window of 48 frames, hop 16; 19 positions each."""
    positions = embedding_of(spectrogram)
    return np.array([positions[first // 2:first // 2 + 19].mean(0) for first in range(0, len(spectrogram) - 47, 16)])


def chords(draw, seconds=6):
    """Material of the domain: chords of three notes, one a second."""
    return [[s, s + 1.0, 220 * 2 ** ((root + step) / 12), draw.uniform(0.05, 0.3)]
            for s in range(seconds) for root in [draw.randint(0, 12)] for step in (0, draw.choice([3, 4]), 7)]


def domain_of():
    draw = np.random.RandomState(8)
    rate = FRONT_END["sampleRate"]
    piece = lambda: windows_of(spectrogram_of(tones(6, chords(draw), rate)))
    known = np.concatenate([piece() for _ in range(60)])
    center = known.mean(0)
    variances, directions = np.linalg.eigh(np.cov(known.T))
    largest = np.argsort(variances)[::-1][:KEPT]
    whitening = (directions[:, largest] / np.sqrt(variances[largest])).T.round(5)
    center = center.round(5)
    held_out = np.concatenate([piece() for _ in range(60)])
    distances = np.linalg.norm((held_out - center) @ whitening.T, axis=1)
    return dict(material="random chords of three notes, sines, held out", center=center.tolist(), whitening=whitening.tolist(),
                distances=np.quantile(distances, np.linspace(0, 1, 101)).round(5).tolist())


def distance_of(domain, embedding):
    return float(np.linalg.norm(np.array(domain["whitening"]) @ (embedding - np.array(domain["center"]))))


def write_familiarity(folder, domain):
    """A piece like the domain's that turns into two high tones: what numpy says of its windows."""
    tune = chords(np.random.RandomState(9), 8) + [[8.0, 14.0, 2637.0, 0.3], [9.0, 14.0, 3136.0, 0.3]]
    windows = windows_of(spectrogram_of(tones(14, tune, FRONT_END["sampleRate"])))
    quantiles = np.array(domain["distances"])
    distances = [distance_of(domain, window) for window in windows]
    familiarity = 1 - np.interp(distances, quantiles, np.linspace(0, 1, len(quantiles)))
    (folder.parent / "domain.json").write_text(json.dumps(dict(
        seconds=14, tones=tune, distances=distances, familiarity=familiarity.tolist(), median=float(np.median(familiarity)),
    ), indent=1) + "\n")


def tones(seconds, list_of_tones, rate):
    t = np.arange(int(round(seconds * rate))) / rate
    x = np.zeros_like(t)
    for start, end, hz, amplitude in list_of_tones:
        envelope = np.clip(np.minimum((t - start) / 0.01, (end - t) / 0.01), 0, 1)
        x += np.where((t >= start) & (t < end), amplitude * envelope * np.sin(2 * np.pi * hz * t), 0)
    return x


def spectrogram_of(mono):
    bands = front_end.band_magnitudes(mono, FRONT_END)
    return front_end.scaled(bands, FRONT_END, front_end.reference_of(mono, bands, FRONT_END["level"]))


def write_folder(name, time_padding=0, receptive_field=11, pooling="ReduceMean", domain=None):
    folder = HERE / name
    folder.mkdir(exist_ok=True)
    onnx.save(graph(time_padding, pooling=pooling, embedding=domain is not None), folder / "model.onnx")
    melody = [[0.0, 1.5, 220.0, 0.3], [0.5, 2.0, 277.18, 0.2], [1.0, 3.0, 329.63, 0.25], [2.0, 2.2, 1318.5, 0.1]]
    spectrogram = spectrogram_of(tones(3, melody, FRONT_END["sampleRate"]))
    _, mid_level, emotions = reference(spectrogram, time_padding, pooling)
    distance = dict(distance=distance_of(domain, embedding_of(spectrogram).mean(0))) if domain else {}
    (folder / "selftest.json").write_text(json.dumps(dict(
        seconds=3, tones=melody, midLevel=dict(zip(FEATURES, mid_level.tolist())),
        emotions=dict(zip(EMOTIONS, emotions.tolist())), **distance, tolerance=1e-3,
    ), indent=1) + "\n")
    (folder / "card.md").write_text(f"# {name.capitalize()}\n\nRandom weights; for tests only.\n")
    digest = lambda name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(dict(
        schema=1, id=name, version="1.0.0", name=name.capitalize(), licence="MIT", frontEnd=FRONT_END,
        window=dict(frames=48, hopFrames=16), positions=dict(receptiveField=receptive_field, stride=2),
        graph=dict(file="model.onnx", input="spectrogram", midLevel="mid_level", emotions="emotions",
                   positionMap="position_map", **(dict(embedding="embedding") if domain else {})),
        midLevel=[dict(name=n, label=n.capitalize(), companion=False, definition="A random direction.") for n in FEATURES],
        emotions=[dict(name=n, label=n.capitalize(), range=[-1, 1]) for n in EMOTIONS],
        head=dict(weights=HEAD.astype(float).round(4).tolist(), intercept=INTERCEPT.astype(float).round(4).tolist()),
        **(dict(domain=domain, intervals=dict(
            coverage=0.8, material="made up", midLevel=dict(dissonance=0.4), emotions=dict(valence=0.3))) if domain else {}),
        fillValue=0, files={n: digest(n) for n in ["model.onnx", "selftest.json", "card.md"]},
        selfTest="selftest.json", card="card.md",
        training=dict(data=[], definitions="Random weights.", seed=7), metrics={},
    ), indent=1) + "\n")


def main():
    write_folder("tiny")
    domain = domain_of()
    write_folder("domain", domain=domain)
    write_familiarity(HERE / "domain", domain)
    write_folder("loudest", pooling="ReduceMax")
    # One frame of padding at either end makes the map as long as a receptive field of 9 frames would.
    write_folder("padded", time_padding=1, receptive_field=9)
    onnx.save(graph(input_type=TensorProto.DOUBLE), HERE / "double.onnx")
    outside = graph()
    onnx.external_data_helper.convert_model_to_external_data(
        outside, all_tensors_to_one_file=True, location="weights.bin", size_threshold=0)
    for tensor in outside.graph.initializer:
        if tensor.HasField("raw_data"):
            onnx.external_data_helper.set_external_data(tensor, "../outside.bin", 0, len(tensor.raw_data))
            tensor.ClearField("raw_data")
    (HERE / "external.onnx").write_bytes(outside.SerializeToString())


if __name__ == "__main__":
    main()
