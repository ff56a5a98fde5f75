"""Weights of the score that says how likely two attributions tell one utterance.

    python pairs.py --worlds DIR                    writes the scenes that the reader was not taught as negotiations
    onrecord-bench utterances DIR --pairs > a.jsonl     (and the same over benchmarks/data/utterances/tune)
    python pairs.py --fit a.jsonl tune.jsonl        prints the tables of crates/record/src/reconcile/compare.rs

Logistic regression with a penalty on large weights; signs are kept as they have to be. Told and mixed pairs are many
more than quotations, so each form has weights of its own that start from the weights of all together.
"""
import argparse
import json
import os

import torch
from torch.nn import functional as F

from tellings import KEPT, contents_of, unmark

FORMS = ("quoted", "mixed", "told")
FOR = ("least covered", "most covered", "words", "gist", "near gist", "runs", "same number", "summary", "unclear, alike", "same day")
AGAINST = ("other numbers", "unclear", "side", "no day", "other day", "days", "few words")


def write_worlds(scenes, directory):
    """Scenes in the layout of benchmarks/data/utterances."""
    with open(scenes, encoding="utf-8") as file:
        for scene in map(json.loads, file):
            if not scene["id"].endswith(KEPT):
                continue
            path = os.path.join(directory, scene["id"])
            os.makedirs(path, exist_ok=True)
            told = {}
            for k, report in enumerate(scene["reports"]):
                text, pieces = unmark(report)
                name = f"{k + 1:02}.txt"
                with open(os.path.join(path, name), "w", encoding="utf-8", newline="") as out:
                    out.write(text)
                for key, spans in contents_of(pieces):
                    told.setdefault(key, []).append({"file": name, "spans": {"content": spans}})
            gold = {"reports": [{"file": f"{k + 1:02}.txt", "copy_of": None} for k in range(len(scene["reports"]))],
                    "utterances": [{"id": key, "told": entries} for key, entries in told.items()],
                    "conflicts": [], "not_conflicts": [], "events": []}
            with open(os.path.join(path, "gold.json"), "w", encoding="utf-8") as out:
                json.dump(gold, out, ensure_ascii=False)


def fit(x, y, counts, signs, start, penalty, steps=4000):
    """Weights by gradient descent from `start`, towards which they are drawn."""
    weights = start.clone().requires_grad_(True)
    least = torch.tensor([0.0 if s in FOR else -50.0 for s in signs])
    most = torch.tensor([0.0 if s in AGAINST else 50.0 for s in signs])
    optimizer = torch.optim.Adam([weights], lr=0.02)
    for _ in range(steps):
        loss = F.binary_cross_entropy_with_logits(x @ weights, y, counts) / counts.mean() + penalty * (weights[1:] - start[1:]).square().mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        with torch.no_grad():
            weights.clamp_(least, most)
    return weights.detach(), float(loss.detach())


def report(scores, same):
    order = scores.argsort(descending=True)
    right = same[order].cumsum(0)
    precision = right / torch.arange(1, len(order) + 1)
    at = [int((precision >= p).nonzero().max()) if (precision >= p).any() else -1 for p in (0.95, 0.9)]
    return ", ".join(f"recall {100 * float(right[i] / same.sum()):.1f} from {float(scores[order[i]]):.2f}" if i >= 0 else "none" for i in at)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--scenes", default="data/tellings.jsonl")
    parser.add_argument("--worlds", help="folder to write negotiations to")
    parser.add_argument("--fit", nargs="*", help="files of pairs")
    parser.add_argument("--counts", nargs="*", type=float, help="what a pair of each file counts; 1 if absent")
    parser.add_argument("--penalty", type=float, default=0.002)
    args = parser.parse_args()
    if args.worlds:
        write_worlds(args.scenes, args.worlds)
    if not args.fit:
        return
    rows = []
    for path in args.fit:
        with open(path, encoding="utf-8") as file:
            rows += [json.loads(line) | {"from": path} for line in file]
    signs = None
    with open(os.path.join(os.path.dirname(__file__), "..", "crates", "record", "src", "reconcile", "compare.rs"), encoding="utf-8") as file:
        table = file.read().split("const SIGNS", 1)[1].split("];", 1)[0]
        signs = [line.split('"')[1] for line in table.splitlines() if '",' in line]
    x = torch.tensor([[row["signs"][s] for s in signs] for row in rows])
    y = torch.tensor([float(row["same"]) for row in rows])
    counts = dict(zip(args.fit, args.counts or [1.0] * len(args.fit)))
    counts = torch.tensor([counts[row["from"]] for row in rows])
    together, loss = fit(x, y, counts, signs, torch.zeros(len(signs)), args.penalty)
    print(f"{len(rows)} pairs, {int(y.sum())} of one utterance; loss {loss:.4f}")
    scores = torch.zeros(len(rows))
    for form in FORMS:
        here = torch.tensor([row["form"] == form for row in rows])
        weights, loss = fit(x[here], y[here], counts[here], signs, together, args.penalty)
        scores[here] = x[here] @ weights
        print(f"// {form}: {int(here.sum())} pairs, {int(y[here].sum())} of one utterance, loss {loss:.4f}; {report(scores[here], y[here])}")
        print("    [" + ", ".join(f"{float(w):.2f}" for w in weights) + "],")
    print("all:", report(scores, y))
    for path in args.fit:
        here = torch.tensor([row["from"] == path for row in rows])
        print(path, report(scores[here], y[here]))


if __name__ == "__main__":
    main()
