"""A separator for tests: source "quiet" is a quarter of the sound, "loud" a half, so that a quarter is left. Run with Debian's python3-onnx."""

import hashlib
import json
from pathlib import Path

from onnx import TensorProto, helper, save

folder = Path(__file__).with_name("halves")
chunk = 8192
constants = [
    helper.make_tensor("gains", TensorProto.FLOAT, [2, 1, 1], [0.25, 0.5]),
    helper.make_tensor("axes", TensorProto.INT64, [1], [1]),
]
nodes = [
    helper.make_node("Unsqueeze", ["mix", "axes"], ["one"]),
    helper.make_node("Mul", ["one", "gains"], ["sources"]),
]
graph = helper.make_graph(
    nodes,
    "halves",
    [helper.make_tensor_value_info("mix", TensorProto.FLOAT, [1, 1, chunk])],
    [helper.make_tensor_value_info("sources", TensorProto.FLOAT, [1, 2, 1, chunk])],
    constants,
)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])
model.ir_version = 8
save(model, folder / "halves.onnx")
manifest = {
    "id": "halves",
    "name": "A half and a quarter",
    "licence": "MIT",
    "graph": {
        "file": "halves.onnx",
        "sha256": hashlib.sha256((folder / "halves.onnx").read_bytes()).hexdigest(),
        "input": "mix",
        "output": "sources",
    },
    "sampleRate": 22050,
    "channels": 1,
    "chunk": chunk,
    "sources": ["quiet", "loud"],
}
(folder / "separator.json").write_text(json.dumps(manifest, indent=1) + "\n")
