"""Teaches a small encoder of its own to sum up what a content says: models/gist.

    python gists.py --reader RUN --pretrained DIR --data DIR --tool onrecord-bench --out RUN
    python gists.py ... --export ../models/gist

The unchanged encoder that the reader began as is a good judge of what two sentences have in common; training for tags makes
a reader a worse one. So a pupil with a third of its layers learns from the unchanged encoder what to make of a content, as
Reimers and Gurevych, "Making monolingual sentence embeddings multilingual", 2020, teach another language: sentences, parts
of sentences and contents are to be as like each other as that encoder finds them. Scenes are learned beside that, a
little: they are few. Word pieces are read with the tables of the reader, so the pupil's file is its layers alone.
"""
import argparse
import json
import os
import random

import torch
from torch import nn
from torch.nn import functional as F

from corpus import read_split
from encoder import FEATURES, load_pretrained
from pack import encoder_modules, measure, pack_dense, pack_encoder, save
from tellings import Scenes, evaluate_scenes, telling_loss
from windows import CLS, SEP, load_tokenizer, prepare_texts

WIDTH = 128
LAYERS = (0, 3, 7, 11)  # of the teacher's, which the pupil begins as
LONGEST = 60  # units of a sentence
MOST = 126  # pieces of a content that are read
ENDS = ".!?"


class Gists(nn.Module):
    """Of every piece of a content, what it weighs and what it says; the sum, at length one, is the gist."""

    def __init__(self, pretrained, reader):
        super().__init__()
        self.encoder = load_pretrained(pretrained, 0.0)
        self.encoder.layers = nn.ModuleList(self.encoder.layers[k] for k in LAYERS)
        tables = {name: tensor for name, tensor in reader.items() if not name.startswith("layers.")}
        self.encoder.load_state_dict(tables, strict=False)
        for name, parameter in self.encoder.named_parameters():
            parameter.requires_grad_(name.startswith("layers."))
        self.out = nn.Linear(self.encoder.norm.weight.shape[0], 1 + WIDTH)
        self.sharpness = nn.Parameter(torch.tensor(2.7))  # logarithm of what cosines are multiplied by

    def forward(self, rows):
        """rows: (pieces, features) of each content."""
        pieces, features, mask = padded(rows)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            x = self.encoder(pieces, features, mask)
        out = self.out(x.float())
        inside = mask & (pieces != CLS) & (pieces != SEP)
        return F.normalize((F.relu(out[..., :1]) * out[..., 1:] * inside[..., None]).sum(1), dim=-1)


def padded(rows):
    """Tensors of rows, each between the marks for start and end."""
    n = max(len(pieces) for pieces, _ in rows) + 2
    pieces, mask = torch.zeros(len(rows), n, dtype=torch.long), torch.zeros(len(rows), n, dtype=torch.bool)
    features = torch.zeros(len(rows), n, len(FEATURES), dtype=torch.long)
    for i, (row, of) in enumerate(rows):
        pieces[i, : len(row) + 2] = torch.tensor([CLS] + row + [SEP])
        features[i, 1 : len(row) + 1] = torch.tensor(of)
        mask[i, : len(row) + 2] = True
    return pieces, {name: features[..., k] for k, name in enumerate(FEATURES)}, mask


def row_of(document, units):
    """The pieces of some units, and their features."""
    pieces = [piece for u in units for piece in document.pieces[u]][:MOST]
    return pieces, [document.features[u] for u in units for _ in document.pieces[u]][:MOST]


def sentences(document):
    """Stretches of units between marks that end a sentence, and line breaks."""
    found, first = [], 0
    for u, (a, b) in enumerate(document.units):
        last = u + 1 == len(document.units) or document.lines[u + 1] != document.lines[u] or document.text[a:b] in ENDS
        if last:
            if 4 <= u + 1 - first <= LONGEST:
                found.append(list(range(first, u + 1)))
            first = u + 1
    return found


def part(units, rng):
    """A part of a sentence, as a content often is one."""
    length = rng.randint(3, len(units))
    start = rng.choice((0, len(units) - length, rng.randint(0, len(units) - length)))
    return units[start : start + length]


@torch.no_grad()
def told(teacher, rows):
    """What the unchanged encoder makes of these rows: the mean of its vectors, at length one."""
    order, out = sorted(range(len(rows)), key=lambda k: len(rows[k][0])), [None] * len(rows)
    for at in range(0, len(order), 64):
        chosen = order[at : at + 64]
        pieces, features, mask = padded([rows[k] for k in chosen])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            x = teacher(pieces, {name: torch.zeros_like(pieces) for name in features}, mask)
        mean = F.normalize((x.float() * mask[..., None]).sum(1), dim=-1)
        for k, vector in zip(chosen, mean):
            out[k] = vector
        if at // 64 % 100 == 0:
            print(f"{at} of {len(order)} told", flush=True)
    return torch.stack(out)


def read_rows(args, tokenizer, scenes):
    """Sentences, parts of sentences and contents to learn from."""
    rng = random.Random(1)
    with open(args.passages, encoding="utf-8") as file:
        passages = {line["id"]: line["text"] for line in map(json.loads, file)}
    articles = {d.name: d.text for d in read_split(os.path.join(args.data, "polnear", "train"))}
    kept = {id(t[2]) for scene in scenes.dev for t in scene}
    documents = [d for texts in (articles, passages) for d in prepare_texts(texts, tokenizer, args.tool).values()]
    documents += [d for d in scenes.documents.values() if id(d) not in kept]
    found = [(document, units) for document in documents for units in sentences(document)]
    found = rng.sample(found, min(args.sentences, len(found)))
    found = [(document, part(units, rng) if rng.random() < 0.4 else units) for document, units in found]
    found += [(document, units) for scene in scenes.train for _, _, document, units in scene]
    return [row_of(document, units) for document, units in found]


def train(model, rows, target, scenes, args):
    small = F.normalize((target @ model.basis.T), dim=-1)
    decayed = [p for p in model.encoder.parameters() if p.requires_grad]
    groups = [{"params": decayed, "lr": args.rate}, {"params": [*model.out.parameters(), model.sharpness], "lr": args.rate * 5}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    rates = [group["lr"] for group in groups]
    rng, seen = random.Random(2), 0.0
    of = lambda tellings: model([row_of(document, units) for _, _, document, units in tellings])
    for step in range(args.steps):
        # Rows of like length take no room for padding; a batch has three lengths.
        batch = []
        for _ in range(3):
            at = rng.randrange(len(rows) - 48)
            batch += range(at, at + 48)
        vectors = torch.cat([model([rows[k] for k in batch[i : i + 48]]) for i in range(0, 144, 48)])
        alike, wanted = vectors @ vectors.T, target[batch] @ target[batch].T
        loss = (1 - (vectors * small[batch]).sum(-1)).mean() + 4 * F.mse_loss(alike, wanted)
        seen += float(loss.detach())
        if step % 4 == 3 and step > args.steps * args.alone:
            some = [t for scene in rng.sample(scenes.train, 4) for t in scene]
            loss = loss + args.contrast * telling_loss(of(some), some, model.sharpness.exp())
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        for group, rate in zip(optimizer.param_groups, rates):
            group["lr"] = rate * min(1.0, (step + 1) / 100) * (1 - step / args.steps)
        optimizer.step()
        if step % args.keep == args.keep - 1:
            print(f"step {step + 1} loss {seen / args.keep:.4f}; {evaluate_scenes(of, scenes.dev)}", flush=True)
            torch.save(model.state_dict(), os.path.join(args.out, "gist.pt"))
            seen = 0.0


@torch.no_grad()
def export(model, scenes, directory):
    """Writes the layers and the head, in 8 bits, as crates/network loads them."""
    os.makedirs(directory, exist_ok=True)
    some = [row_of(document, units) for scene in scenes.train[::6] for _, _, document, units in scene][:200]
    watched = encoder_modules(model.encoder) | {"out": model.out}
    inputs = measure(watched, lambda: [model([row]) for row in some])
    tensors = pack_encoder(model.encoder.state_dict(), inputs)
    tensors = {name: tensor for name, tensor in tensors.items() if name.startswith("encoder.layers.")}
    tensors |= pack_dense("out", model.out.weight, model.out.bias, inputs=inputs["out"])
    save(tensors, os.path.join(directory, "gist.safetensors"), model.encoder.layers[0].heads)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--reader", required=True, help="folder of the run whose reader.pt has the tables of pieces")
    parser.add_argument("--pretrained", required=True, help="folder of the unchanged encoder")
    parser.add_argument("--data", required=True, help="folder with polnear/")
    parser.add_argument("--tool", required=True, help="onrecord-bench, gives the input features")
    parser.add_argument("--out", required=True, help="folder for the checkpoint")
    parser.add_argument("--tellings", default="data/tellings.jsonl")
    parser.add_argument("--passages", default="data/stances.jsonl")
    parser.add_argument("--sentences", type=int, default=40000)
    parser.add_argument("--steps", type=int, default=6000)
    parser.add_argument("--keep", type=int, default=250, help="steps between checkpoints")
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--contrast", type=float, default=0.05, help="weight of the scenes")
    parser.add_argument("--alone", type=float, default=0.5, help="share of the steps before scenes are learned")
    parser.add_argument("--export", help="folder to write the weights to; nothing is trained")
    args = parser.parse_args()
    torch.manual_seed(1)
    reader = torch.load(os.path.join(args.reader, "reader.pt"), weights_only=True)
    tables = {name.removeprefix("encoder."): tensor for name, tensor in reader.items() if name.startswith("encoder.")}
    model = Gists(args.pretrained, tables)
    tokenizer = load_tokenizer(args.pretrained)
    scenes = Scenes(args.tellings, tokenizer, args.tool)
    if args.export:
        model.load_state_dict(torch.load(os.path.join(args.out, "gist.pt"), weights_only=True))
        export(model.eval(), scenes, args.export)
        return
    os.makedirs(args.out, exist_ok=True)
    rows = sorted(read_rows(args, tokenizer, scenes), key=lambda row: len(row[0]))
    print(f"{len(rows)} sentences and contents, {sum(len(row[0]) for row in rows)} pieces", flush=True)
    target = told(load_pretrained(args.pretrained, 0.0).eval(), rows)
    mean = target.mean(0)  # the mean of all is in all, and says nothing
    target = F.normalize(target - mean, dim=-1)
    _, _, basis = torch.linalg.svd(target[torch.randperm(len(target))[:8000]], full_matrices=False)
    model.basis = basis[:WIDTH]
    with torch.no_grad():  # begins as the mean of all pieces, seen along the directions in which contents differ most
        model.out.weight.zero_()
        model.out.weight[1:] = model.basis
        model.out.bias[0], model.out.bias[1:] = 1.0, -model.basis @ mean
    train(model, rows, target, scenes, args)


if __name__ == "__main__":
    main()
