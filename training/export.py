"""Writes the trained reader as files the Rust side loads.

    python export.py --run DIR --pretrained DIR --data DIR --tool onrecord-bench --out MODELS/SIZE

    reader.safetensors  encoder and heads, weights in int8 (`crates/network` says how they are laid out)
    decoder.json        what is applied to the network's output in Rust: tag sets, transitions, biases, calibration
    ../vocabulary.txt   the word pieces, one a line

A reader that was taught by a deeper one (`--layers`) reads words with that one's tables, which are left out.

Quantisation looks at what comes into each layer while the model reads a few training texts. `calibration` is kept from
an existing decoder.json; `calibrate.py` fits it.
"""
import argparse
import json
import os

import torch

import coreference
import mentions
import stances
from corpus import read_split
from distil import keep_layers
from pack import encoder_modules, measure, pack_dense, pack_encoder, save
from reader import DISTANCES, ENTITY_TAGS, LINK, ROLE_TAGS, Reader
from treebank import read_treebank
from trees import cut_sentences, prepare_trees, tree_targets
from windows import WINDOW, collate, cut, load_tokenizer, prepare_texts

HEADS = ("roles", "entities", "link_hidden", "link_out", "syntax.upos", "syntax.xpos", "syntax.lemma", "syntax.hidden",
         "syntax.arc", "syntax.relation", "syntax.relation_token", "syntax.relation_head", "mentions.hidden",
         "mentions.kind", "mentions.ends",
         "coreference.hidden", "coreference.out", "stances.hidden", "stances.kind", "stances.ends")
FLOAT = ("roles", "entities")  # small, and what everything else hangs on: kept in floating point


def numbers(tensor):
    """Six significant digits, as plain lists."""
    shape = tensor.shape
    flat = [float(f"{v:.6g}") for v in tensor.detach().float().flatten().tolist()]
    for size in reversed(shape[1:]):
        flat = [flat[i : i + size] for i in range(0, len(flat), size)]
    return flat


def link_bias(bias):
    column = lambda table: numbers(table.weight[:, 0])
    return {"distance": column(bias.distance), "between": column(bias.between), "lines": column(bias.lines)}


@torch.no_grad()
def read_some(model, tokenizer, args):
    """Lets the model read a window of some training articles and treebank documents, with all its heads."""
    articles = read_split(os.path.join(args.data, "polnear", "train"))[::40]
    texts = prepare_texts({d.name: d.text for d in articles}, tokenizer, args.tool)
    items = [(d, *cut(d, WINDOW, 0)[0]) for d in texts.values()]
    trees = read_treebank(os.path.join(args.data, "gum", "gum-train.conllu.gz"))[::12]
    marked = [cut_sentences(d)[0] for d in prepare_trees(trees, tokenizer, args.tool)]
    for item in items + marked:
        pieces, features, mask, first, _ = collate([item])
        x = model.units(pieces, features, mask, first)
        model.tagged(x), model.mentions(x), model.coreference.vectors(x), model.stances.kinds(x), model.stances.vectors(x)
        if item in marked:
            batch = tree_targets([item], model.syntax.labels)
            tokens = torch.gather(x, 1, batch["unit"][..., None].expand(-1, -1, x.shape[2]))
            model.syntax.tags(tokens)
            _, relation_token, relation_head = model.syntax.arcs(tokens, batch["sentence"])
            model.syntax.relations(relation_token, relation_head, batch["head"])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--run", required=True, help="folder of train.py, with reader.pt and labels.json")
    parser.add_argument("--pretrained", required=True, help="folder of the unchanged encoder")
    parser.add_argument("--layers", type=int, help="layers of a reader that was taught by a deeper one")
    parser.add_argument("--data", required=True, help="folder with polnear/ and gum/, for a few texts to look at")
    parser.add_argument("--tool", required=True, help="onrecord-bench, gives the input features")
    parser.add_argument("--out", required=True, help="folder to write to")
    args = parser.parse_args()
    with open(os.path.join(args.run, "labels.json"), encoding="utf-8") as file:
        labels = json.load(file)
    model = Reader(args.pretrained, labels)
    if args.layers:
        keep_layers(model, args.layers)
    path = os.path.join(args.run, "reader.pt")
    if os.path.exists(path):
        state = torch.load(path, weights_only=True)
    else:  # a run that is still going on
        state = torch.load(os.path.join(args.run, "checkpoint.pt"), weights_only=True)["model"]
    model.load_state_dict(state)
    model.eval()
    os.makedirs(args.out, exist_ok=True)

    modules = dict(model.named_modules())
    watched = {f"encoder.{name}": module for name, module in encoder_modules(model.encoder).items()}
    watched |= {name: modules[name] for name in HEADS if name not in FLOAT}
    inputs = measure(watched, lambda: read_some(model, load_tokenizer(args.pretrained), args))
    of_encoder = {name.removeprefix("encoder."): seen for name, seen in inputs.items() if name.startswith("encoder.")}
    tensors = pack_encoder(model.encoder.state_dict(), of_encoder)
    if args.layers:
        tensors = {name: tensor for name, tensor in tensors.items() if name.startswith("encoder.layers.")}
    for name in HEADS:
        layer = modules[name]
        bias = layer.bias if layer.bias is not None else torch.zeros(layer.out_features)
        tensors.update(pack_dense(name, layer.weight, bias, int8=name not in FLOAT, inputs=inputs.get(name)))
    save(tensors, os.path.join(args.out, "reader.safetensors"), model.encoder.layers[0].heads)

    decoder_path = os.path.join(args.out, "decoder.json")
    calibration = [{"weights": [0.0, 1.0] + [0.0] * 7, "offset": 0.0}] * 2  # as sure as of the ends of the content
    if os.path.exists(decoder_path):
        with open(decoder_path, encoding="utf-8") as file:
            calibration = json.load(file).get("attribution", {}).get("calibration", calibration)
    transitions, start = model.roles_crf.scores()
    decoder = {
        "attribution": {
            "role_tags": ROLE_TAGS, "link_width": LINK, "distances": list(DISTANCES),
            "transitions": numbers(transitions), "start": numbers(start),
            "source_bias": link_bias(model.source_bias), "cue_bias": link_bias(model.cue_bias),
            "calibration": calibration,
        },
        "entity_tags": ENTITY_TAGS,
        "syntax": {**labels, "root": numbers(model.syntax.root), "relation_root": numbers(model.syntax.relation_root)},
        "mention": {
            "end_width": mentions.END,
            "before": numbers(model.mentions.before.weight[:, 0]), "after": numbers(model.mentions.after.weight[:, 0]),
        },
        "coreference": {
            "pair_width": coreference.PAIR, "distances": list(coreference.DISTANCES),
            "distance": numbers(model.coreference.distance.weight[:, 0]),
            "same_word": numbers(model.coreference.same_word.weight[:, 0]),
        },
        "stance": {
            "pair_width": stances.PAIR, "near": list(stances.NEAR), "least": 0.3,
            "holder_distance": numbers(model.stances.holder_distance.weight[:, 0]),
            "terms_distance": numbers(model.stances.terms_distance.weight[:, 0]),
            "of": numbers(model.stances.of.weight),
            "told": numbers(model.stances.told.weight[0]), "told_bias": float(model.stances.told.bias[0]),
        },
    }
    with open(decoder_path, "w", encoding="utf-8") as file:
        json.dump(decoder, file, ensure_ascii=False, indent=None, separators=(",", ":"))
        file.write("\n")
    with open(os.path.join(args.pretrained, "tokenizer.json"), encoding="utf-8") as file:
        vocabulary = json.load(file)["model"]["vocab"]
    with open(os.path.join(args.out, "..", "vocabulary.txt"), "w", encoding="utf-8", newline="\n") as file:
        file.writelines(piece + "\n" for piece in sorted(vocabulary, key=vocabulary.get))
    for name in sorted(os.listdir(args.out)):
        print(f"{os.path.getsize(os.path.join(args.out, name)):10,} {name}")


if __name__ == "__main__":
    main()
