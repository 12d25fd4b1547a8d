"""A tiny model folder for tests, with random but fixed weights, and graphs that must be refused.

    python3 test/golden/model/make.py

tiny/ has the interface of a real model (docs/models.md): valid convolutions in time, receptive field 11 frames, stride 2.
padded/ looks further than it says; loudest/ takes the maximum of its map where the mean belongs. The expectations of their
self-tests come from the Python front end beside this folder and from PyTorch, so they are independent of the code under test.
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


def graph(time_padding=0, input_type=TensorProto.FLOAT, pooling="ReduceMean"):
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
    if input_type != TensorProto.FLOAT:
        nodes.insert(0, helper.make_node("Cast", ["spectrogram"], ["cast"], to=TensorProto.FLOAT))
    constants = dict(one=np.array([1], np.int64), three=np.array([3], np.int64), w1=W1, b1=B1, w2=W2, b2=B2,
                     head=HEAD, intercept=INTERCEPT)
    value = helper.make_tensor_value_info
    g = helper.make_graph(
        nodes, "tiny",
        [value("spectrogram", input_type, ["batch", "frames", BANDS])],
        [value("mid_level", TensorProto.FLOAT, ["batch", 3]), value("emotions", TensorProto.FLOAT, ["batch", 2]),
         value("position_map", TensorProto.FLOAT, ["batch", "positions", 3])],
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


def write_folder(name, time_padding=0, receptive_field=11, pooling="ReduceMean"):
    folder = HERE / name
    folder.mkdir(exist_ok=True)
    onnx.save(graph(time_padding, pooling=pooling), folder / "model.onnx")
    melody = [[0.0, 1.5, 220.0, 0.3], [0.5, 2.0, 277.18, 0.2], [1.0, 3.0, 329.63, 0.25], [2.0, 2.2, 1318.5, 0.1]]
    _, mid_level, emotions = reference(spectrogram_of(tones(3, melody, FRONT_END["sampleRate"])), time_padding, pooling)
    (folder / "selftest.json").write_text(json.dumps(dict(
        seconds=3, tones=melody, midLevel=dict(zip(FEATURES, mid_level.tolist())),
        emotions=dict(zip(EMOTIONS, emotions.tolist())), tolerance=1e-3,
    ), indent=1) + "\n")
    (folder / "card.md").write_text(f"# {name.capitalize()}\n\nRandom weights; for tests only.\n")
    digest = lambda name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(dict(
        schema=1, id=name, version="1.0.0", name=name.capitalize(), licence="MIT", frontEnd=FRONT_END,
        window=dict(frames=48, hopFrames=16), positions=dict(receptiveField=receptive_field, stride=2),
        graph=dict(file="model.onnx", input="spectrogram", midLevel="mid_level", emotions="emotions",
                   positionMap="position_map"),
        midLevel=[dict(name=n, label=n.capitalize(), companion=False, definition="A random direction.") for n in FEATURES],
        emotions=[dict(name=n, label=n.capitalize(), range=[-1, 1]) for n in EMOTIONS],
        head=dict(weights=HEAD.astype(float).round(4).tolist(), intercept=INTERCEPT.astype(float).round(4).tolist()),
        fillValue=0, files={n: digest(n) for n in ["model.onnx", "selftest.json", "card.md"]},
        selfTest="selftest.json", card="card.md",
        training=dict(data=[], definitions="Random weights.", seed=7), metrics={},
    ), indent=1) + "\n")


def main():
    write_folder("tiny")
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
