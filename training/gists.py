"""Teaches a finished reader's head for tellings what a sentence encoder makes of sentences.

    python gists.py --run DIR --pretrained DIR --data DIR --tool onrecord-bench --tellings data/tellings.jsonl

The unchanged encoder that the reader began as is a good judge of what two sentences have in common; training for tags made
the reader a worse one. Scenes are too few to teach it again, so the head learns from the unchanged encoder first (as
Reimers and Gurevych, "Making monolingual sentence embeddings multilingual", 2020, do with another language): sentences and
contents of the training articles are to be as like each other as that encoder finds them. Scenes are learned beside that.
The reader itself stays as it is; its checkpoint is written anew as reader.pt.
"""
import argparse
import json
import os
import random

import torch
from torch.nn import functional as F

from corpus import read_split
from encoder import FEATURES, load_pretrained
from reader import Reader
from tellings import WIDTH, Scenes, Tellings, evaluate_scenes
from windows import CLS, SEP, WINDOW, collate, cut, load_tokenizer, prepare_texts

LONGEST = 60  # units of a sentence
ENDS = ".!?"


def sentences(document, start, end):
    """Stretches of units between marks that end a sentence, and line breaks."""
    found, first = [], start
    for u in range(start, end):
        a, b = document.units[u]
        last = u + 1 == end or document.lines[u + 1] != document.lines[u] or document.text[a:b] in ENDS
        if last:
            if 4 <= u + 1 - first <= LONGEST:
                found.append(list(range(first, u + 1)))
            first = u + 1
    return found


@torch.no_grad()
def told(encoder, rows):
    """What the unchanged encoder makes of these rows of pieces: the mean of its vectors, at length one."""
    order, out = sorted(range(len(rows)), key=lambda k: len(rows[k])), [None] * len(rows)
    for at in range(0, len(order), 64):
        chosen = order[at : at + 64]
        ids = [[CLS] + rows[k] + [SEP] for k in chosen]
        pieces = torch.zeros(len(ids), max(map(len, ids)), dtype=torch.long)
        mask = torch.zeros(pieces.shape, dtype=torch.bool)
        for i, row in enumerate(ids):
            pieces[i, : len(row)], mask[i, : len(row)] = torch.tensor(row), True
        with torch.autocast("cpu", dtype=torch.bfloat16):
            x = encoder(pieces, {name: torch.zeros_like(pieces) for name in FEATURES}, mask).float()
        mean = F.normalize((x * mask[..., None]).sum(1), dim=-1)
        for k, vector in zip(chosen, mean):
            out[k] = vector
    return torch.stack(out)


@torch.no_grad()
def states(model, items):
    """The reader's vectors of the units of each window."""
    found = [None] * len(items)
    order = sorted(range(len(items)), key=lambda k: items[k][2] - items[k][1])
    for at in range(0, len(order), 8):
        chosen = order[at : at + 8]
        pieces, features, mask, first, lengths = collate([items[k] for k in chosen])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            x = model.units(pieces, features, mask, first)
        for k, row, n in zip(chosen, x, lengths):
            found[k] = row[:n].half()
    return found


def summed(head, rows):
    """rows: vectors of the units of each content. One direction each."""
    flat = torch.cat(rows).float()
    out = head.units(flat[None])[0]
    weighed = F.relu(out[:, :1]) * out[:, 1:]
    of = torch.repeat_interleave(torch.arange(len(rows)), torch.tensor([len(r) for r in rows]))
    return F.normalize(torch.zeros(len(rows), WIDTH).index_add(0, of, weighed), dim=-1)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--run", required=True)
    parser.add_argument("--pretrained", required=True)
    parser.add_argument("--data", required=True)
    parser.add_argument("--tool", required=True)
    parser.add_argument("--tellings", required=True)
    parser.add_argument("--steps", type=int, default=4000)
    parser.add_argument("--rate", type=float, default=1.5e-3)
    args = parser.parse_args()
    torch.manual_seed(1)
    rng = random.Random(1)
    with open(os.path.join(args.run, "labels.json"), encoding="utf-8") as file:
        labels = json.load(file)
    model = Reader(args.pretrained, labels)
    model.load_state_dict(torch.load(os.path.join(args.run, "checkpoint.pt"), weights_only=True)["model"])
    model.eval()
    tokenizer = load_tokenizer(args.pretrained)
    articles = read_split(os.path.join(args.data, "polnear", "train"))
    prepared = prepare_texts({d.name: d.text for d in articles}, tokenizer, args.tool)
    items = [(d, a, b) for d in prepared.values() for a, b in cut(d, WINDOW, 0)]
    scenes = Scenes(args.tellings, tokenizer, args.tool, 1)
    in_scenes = [item for scene in scenes.train for item in scene]
    stretches, rows = [], []
    for k, (document, a, b) in enumerate(items + in_scenes):
        chosen = sentences(document, a, b)
        if k >= len(items):
            chosen = chosen + [units for _, units in document.labels]
        for units in chosen:
            stretches.append((k, torch.tensor([u - a for u in units])))
            rows.append([p for u in units for p in document.pieces[u]][:256])
    print(f"{len(items)} windows, {len(stretches)} sentences and contents", flush=True)
    x = states(model, items + in_scenes)
    target = told(load_pretrained(args.pretrained, 0.0).eval(), rows)
    # As far as fewer numbers can say it; the mean of all is in all, and says nothing.
    target = F.normalize(target - target.mean(0), dim=-1)
    _, _, basis = torch.linalg.svd(target[torch.randperm(len(target))[:8000]], full_matrices=False)
    small = F.normalize(target @ basis[:WIDTH].T, dim=-1)
    print("vectors are there", flush=True)
    head = Tellings(model.encoder.norm.weight.shape[0], 0.1)
    optimizer = torch.optim.AdamW(head.parameters(), lr=args.rate, weight_decay=0.01)
    place = {id(item[0]): len(items) + k for k, item in enumerate(in_scenes)}
    model.tellings = head
    for step in range(args.steps):
        head.train()
        batch = rng.sample(range(len(stretches)), 192)
        vectors = summed(head, [x[stretches[k][0]][stretches[k][1]] for k in batch])
        alike, wanted = vectors @ vectors.T, target[batch] @ target[batch].T
        loss = (1 - (vectors * small[batch]).sum(-1)).mean() + 4 * F.mse_loss(alike, wanted)
        if step % 2:
            some = rng.sample(scenes.train, 4)
            contents = [(key, x[place[id(d)]][torch.tensor(units)]) for scene in some for d, _, _ in scene for key, units in d.labels]
            vectors = summed(head, [c for _, c in contents])
            keys = [key for key, _ in contents]
            same = torch.tensor([[p == q for q in keys] for p in keys])
            same.fill_diagonal_(False)
            scores = (vectors @ vectors.T * head.sharpness.exp()).masked_fill(torch.eye(len(keys), dtype=torch.bool), -1e4)
            n = same.sum(-1)
            loss = loss + 0.1 * -(torch.log_softmax(scores, -1) * same).sum(-1)[n > 0].div(n[n > 0]).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        for group in optimizer.param_groups:
            group["lr"] = args.rate * (1 - step / args.steps)
        if step % 500 == 499:
            head.eval()
            print(f"step {step + 1} loss {float(loss.detach()):.4f}; {evaluate_scenes(model, scenes.dev)}", flush=True)
    torch.save(model.state_dict(), os.path.join(args.run, "reader.pt"))


if __name__ == "__main__":
    main()
