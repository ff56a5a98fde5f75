"""Writes the trained reader as files the Rust side loads: `python export.py --run DIR --pretrained DIR --out DIR`.

    reader.onnx     encoder and heads, weights in int8
    decoder.json    transition scores, link biases: what is applied to the network's output in Rust
    vocabulary.txt  the word pieces, one a line
"""
import argparse
import json
import os
import shutil
import tempfile

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from encoder import FEATURES
from reader import DISTANCES, ENTITY_TAGS, LINK, ROLE_TAGS, Reader


class Network(nn.Module):
    """The reader with plain inputs: everything before the decoder."""

    def __init__(self, reader):
        super().__init__()
        self.reader = reader

    def forward(self, pieces, shape, gap, quote, mask, first):
        return self.reader(pieces, {"shape": shape, "gap": gap, "quote": quote}, mask > 0, first)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--run", required=True, help="folder of the training run")
    parser.add_argument("--checkpoint", action="store_true", help="take checkpoint.pt rather than reader.pt")
    parser.add_argument("--pretrained", required=True)
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    os.makedirs(args.out, exist_ok=True)
    reader = Reader(args.pretrained)
    if args.checkpoint:
        reader.load_state_dict(torch.load(os.path.join(args.run, "checkpoint.pt"), weights_only=True)["model"])
    else:
        reader.load_state_dict(torch.load(os.path.join(args.run, "reader.pt"), weights_only=True))
    reader.eval()
    b, p, u = 2, 24, 15
    example = (
        torch.randint(1000, 2000, (b, p)), *(torch.randint(0, n, (b, p)) for n in FEATURES.values()),
        torch.ones(b, p, dtype=torch.long), torch.arange(u).repeat(b, 1),
    )
    names = ["pieces", *FEATURES, "mask", "first"]
    batch, n_pieces, n_units = torch.export.Dim("batch"), torch.export.Dim("n_pieces", max=512), torch.export.Dim("n_units")
    shapes = [{0: batch, 1: n_pieces}] * 5 + [{0: batch, 1: n_units}]
    with tempfile.TemporaryDirectory() as directory:
        plain = os.path.join(directory, "plain.onnx")
        torch.onnx.export(Network(reader), example, plain, input_names=names, output_names=["roles", "entities", "links"],
                          dynamic_shapes=shapes, dynamo=True, external_data=False, opset_version=18)
        # Seven bits a weight: without VNNI instructions eight would overflow, and the same report must give the same
        # record on every machine.
        quantize_dynamic(plain, os.path.join(args.out, "reader.onnx"), weight_type=QuantType.QInt8, per_channel=True,
                         reduce_range=True, op_types_to_quantize=["MatMul", "Gemm", "Gather"])
        reference = [o.detach() for o in reader(example[0], dict(zip(FEATURES, example[1:4])), example[4] > 0, example[5])]
    import onnxruntime
    session = onnxruntime.InferenceSession(os.path.join(args.out, "reader.onnx"))
    got = session.run(None, {n: t.numpy() for n, t in zip(names, example)})
    for name, a, c in zip(("roles", "entities", "links"), reference, got):
        print(f"{name}: largest difference {abs(a.numpy() - c).max():.3f}, spread {a.std():.3f}")
    transitions, start = reader.roles_crf.scores()
    bias = lambda m: {"distance": m.distance.weight[:, 0].tolist(), "between": m.between.weight[:, 0].tolist(),
                      "lines": m.lines.weight[:, 0].tolist()}
    decoder = {
        "role_tags": ROLE_TAGS, "entity_tags": ENTITY_TAGS, "link_width": LINK, "distances": DISTANCES,
        "transitions": transitions.tolist(), "start": start.tolist(),
        "source_bias": bias(reader.source_bias), "cue_bias": bias(reader.cue_bias),
    }
    with open(os.path.join(args.out, "decoder.json"), "w") as file:
        json.dump(decoder, file, indent=1)
    shutil.copy(os.path.join(args.pretrained, "vocab.txt"), os.path.join(args.out, "vocabulary.txt"))
    model = onnx.load(os.path.join(args.out, "reader.onnx"))
    kinds = {}
    for node in model.graph.node:
        kinds[node.op_type] = kinds.get(node.op_type, 0) + 1
    print(kinds, os.path.getsize(os.path.join(args.out, "reader.onnx")))


if __name__ == "__main__":
    main()
