"""Float weights from packed ones, so that training can go on from what stands in models/.

    python unpack.py --packed MODELS/SIZE --pretrained DIR --out RUN    (writes reader.pt and labels.json)

What quantisation rounded away stays lost; a few hundred steps of training make up for it.
"""
import argparse
import json
import os

import torch
from safetensors.torch import load_file

from pack import FEATURES, PARTS
from reader import Reader


def whole(packed, name):
    """A layer's matrix in floating point."""
    weight = packed[f"{name}.weight"].float()
    if f"{name}.scale" in packed:
        weight = weight * packed[f"{name}.scale"][:, None]
    if f"{name}.input_factors" in packed:
        weight = weight * packed[f"{name}.input_factors"]
    return weight


def encoder_state(packed):
    """The state of an `Encoder` (encoder.py)."""
    state = {"pieces.weight": whole(packed, "encoder.pieces"), "positions.weight": packed["encoder.positions"],
             "kind": torch.zeros(packed["encoder.positions"].shape[1])}
    state |= {f"features.{name}.weight": packed[f"encoder.features.{name}"] for name in FEATURES}
    state |= {f"norm.{part}": packed[f"encoder.norm.{part}"] for part in ("weight", "bias")}
    for i in range(len({name.split(".")[2] for name in packed if name.startswith("encoder.layers.")})):
        layer = f"layers.{i}"
        for ours, theirs in PARTS.items():
            weight, bias = whole(packed, f"encoder.{layer}.{ours}"), packed[f"encoder.{layer}.{ours}.bias"]
            names = ("query", "key", "value") if ours == "qkv" else (theirs,)
            for name, w, b in zip(names, weight.chunk(len(names)), bias.chunk(len(names))):
                state |= {f"{layer}.{name}.weight": w, f"{layer}.{name}.bias": b}
        for norm in ("attended_norm", "out_norm"):
            state |= {f"{layer}.{norm}.{part}": packed[f"encoder.{layer}.{norm}.{part}"] for part in ("weight", "bias")}
    return state


def column(values):
    return torch.tensor(values)[:, None]


def decoder_state(decoder):
    """What the decoder applies in Rust and training learns."""
    syntax, stance = decoder["syntax"], decoder["stance"]
    state = {"syntax.root": syntax["root"], "syntax.relation_root": syntax["relation_root"], "stances.of.weight": stance["of"],
             "stances.told.weight": [stance["told"]], "stances.told.bias": [stance["told_bias"]]}
    state = {name: torch.tensor(values) for name, values in state.items()}
    for name in ("source_bias", "cue_bias"):
        state |= {f"{name}.{table}.weight": column(values) for table, values in decoder["attribution"][name].items()}
    columns = {"mentions": ("mention", ("before", "after")), "coreference": ("coreference", ("distance", "same_word")),
               "stances": ("stance", ("holder_distance", "terms_distance"))}
    for module, (part, tables) in columns.items():
        state |= {f"{module}.{table}.weight": column(decoder[part][table]) for table in tables}
    return state


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--packed", required=True, help="folder with reader.safetensors and decoder.json")
    parser.add_argument("--pretrained", required=True, help="folder of the unchanged encoder")
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    packed = load_file(os.path.join(args.packed, "reader.safetensors"))
    with open(os.path.join(args.packed, "decoder.json"), encoding="utf-8") as file:
        decoder = json.load(file)
    labels = {name: decoder["syntax"][name] for name in ("upos", "xpos", "lemma", "relation")}
    model = Reader(args.pretrained, labels)
    own = model.state_dict()
    state = {f"encoder.{name}": tensor for name, tensor in encoder_state(packed).items()} | decoder_state(decoder)
    heads = {name.rsplit(".", 1)[0] for name in packed if not name.startswith("encoder.")}
    for name in heads:
        state[f"{name}.weight"] = whole(packed, name)
        if f"{name}.bias" in own:
            state[f"{name}.bias"] = packed[f"{name}.bias"]
    crf, attribution = model.roles_crf, decoder["attribution"]
    state |= {name: tensor for name, tensor in own.items() if name.endswith("allowed")}
    state["roles_crf.transitions"] = torch.tensor(attribution["transitions"]) - crf.allowed
    state["roles_crf.start"] = torch.tensor(attribution["start"]) - crf.start_allowed
    missing = sorted(own.keys() - state.keys())
    assert not missing, f"not in the packed weights: {missing}"
    model.load_state_dict(state)
    os.makedirs(args.out, exist_ok=True)
    torch.save(model.state_dict(), os.path.join(args.out, "reader.pt"))
    with open(os.path.join(args.out, "labels.json"), "w", encoding="utf-8") as file:
        json.dump(labels, file, ensure_ascii=False)


if __name__ == "__main__":
    main()
