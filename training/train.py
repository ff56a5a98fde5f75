"""Trains the reader on all its tasks: `python train.py --data DIR --pretrained DIR --out DIR`. See README.md here."""
import argparse
import json
import os
import random
import subprocess
import sys
import time

import torch
from torch.nn import functional as F

from coreference import coreference_loss
from corpus import read_split
from distil import keep_layers, load_teacher, share_input, teaching_loss
from evaluate import evaluate_trees
from links import link_loss
from mentions import mention_loss
from nesting import Splicer, read_nested
from predict import attributions
from reader import LEVELS, Reader
from roles import SINGLE, STRAIGHT, entity_targets, prepare, role_targets
from silver import read_trees
from stances import read_stances, stance_loss
from syntax import syntax_loss
from treebank import read_treebank
from trees import align, cut_sentences, label_sets, mention_targets, prepare_trees, tree_targets
from windows import WINDOW, batches, collate, cut, lines, load_tokenizer

WEIGHTS = {"crf": 1.0, "plain": 0.2, "entity": 0.3, "link": 0.5, "tags": 0.3, "arcs": 0.5, "relations": 0.5,
           "mentions": 1.0, "ends": 0.4, "coreference": 0.5, "hint": 1.0, "soft": 1.0,
           "stance": 0.5, "holder": 0.5, "terms": 0.25, "told": 0.25}
DEEPER = 1.0  # weight of the levels below the first, whose labels are mostly made by splicing


class Attributions:
    """PolNeAR, with nesting made by splicing, and the passages written for nesting."""

    def __init__(self, args, tokenizer):
        part = lambda name: read_split(os.path.join(args.data, "polnear", name),
                                       os.path.join(args.data, "polnear", "silver", name + ".conllu.gz"))
        train = part("train")[: args.limit]
        self.styles = [prepare(train, tokenizer, args.tool, style) for style in (None, STRAIGHT, SINGLE)]
        self.dev = prepare(part("dev"), tokenizer, args.tool)
        self.splicer = Splicer(self.styles[0])
        self.nested = lambda: [document for path in args.nested for document in read_nested(path, tokenizer, args.tool)]
        self.rate, self.alone, self.passes, self.batch = args.splice, args.alone, args.nested_passes, args.batch
        self.parsed = 0.0
        if args.silver:
            self.parsed = args.parsed
            trees = {tree.name: tree for tree in read_trees(args.silver, {d.name: d.text for d in train})}
            for style in self.styles:
                for document in style:
                    document.labels.trees = align(document, trees[document.name]) if document.name in trees else None

    def batches(self, rng):
        items = []
        for variants in zip(*self.styles):
            document = rng.choices(variants, weights=(0.7, 0.2, 0.1))[0]
            annotator = rng.choice(sorted(document.labels.versions))
            # A spliced article has no tree.
            whole = rng.random() < self.parsed
            made, version = self.splicer.version(document, annotator, rng, 0 if whole else self.rate)
            made.version, made.labels.trees = version, document.labels.trees if whole else None
            windows = lines(made) if rng.random() < self.alone else cut(made, WINDOW, 64, rng.randrange(WINDOW - 2))
            items += [(made, a, b) for a, b in windows]
        for document in self.nested() * self.passes:
            made, made.version = self.splicer.version(document, "nested", rng, 0)
            items.append((made, 0, len(made.units)))
        return [("attributions", group) for group in batches(items, self.batch, rng.random())]

    def loss(self, model, x, items, lengths, rng):
        roles, entities, links = (o.float() for o in model.tagged(x))
        versions, n_units = [document.version for document, _, _ in items], x.shape[1]
        targets = role_targets(items, versions, n_units)
        by_level = model.roles_crf.negative_log_likelihood(roles, targets, lengths) / lengths.sum()
        known = (torch.arange(n_units)[None] < lengths[:, None])[..., None] & (targets >= 0)
        entity = F.cross_entropy(entities.flatten(0, 1), entity_targets(items, n_units).flatten(), ignore_index=-100)
        pairs, n_pairs = link_loss(model, links, items, versions, rng)
        parsed = [i for i, item in enumerate(items) if item[0].labels.trees]
        told = tree_losses(model, x[parsed], [items[i] for i in parsed], lengths[parsed], marked=True) if parsed else {}
        return told | {"crf": by_level[0] + DEEPER * by_level[1:].sum(), "plain": F.cross_entropy(roles[known], targets[known]),
                "entity": torch.nan_to_num(entity), "link": pairs / max(n_pairs, 1)}


class Treebanks:
    """EWT and GUM; mentions and chains come from GUM alone."""

    def __init__(self, args, tokenizer):
        path = lambda name, part: os.path.join(args.data, {"ewt": "ud-ewt/en_ewt", "gum": "gum/gum"}[name] + f"-{part}.conllu.gz")
        trees = {name: read_treebank(path(name, "train")) for name in ("ewt", "gum")}
        self.labels = label_sets(trees["ewt"] + trees["gum"])
        self.train = {name: prepare_trees(t, tokenizer, args.tool) for name, t in trees.items()}
        self.dev = {name: prepare_trees(read_treebank(path(name, "dev")), tokenizer, args.tool) for name in ("ewt", "gum")}
        self.passes, self.batch = {"ewt": args.ewt, "gum": args.gum}, args.batch

    def batches(self, rng):
        found = []
        for name, documents in self.train.items():
            for _ in range(self.passes[name]):
                items = [w for d in documents for w in cut_sentences(d, rng.randrange(8))]
                found += [(name, group) for group in batches(items, self.batch, rng.random())]
        return found


class Positions:
    """Passages whose stances are labelled."""

    def __init__(self, args, tokenizer):
        self.items, self.passes, self.batch = read_stances(args.stances, tokenizer, args.tool), args.stance_passes, args.batch

    def batches(self, rng):
        items = self.items * self.passes
        return [("positions", group) for group in batches(items, self.batch, rng.random())]

    def loss(self, model, x, items, lengths):
        inside = lambda p, a, b: a <= p.matter < b
        windows = [[p.within(a, b) for p in d.labels if inside(p, a, b)] for d, a, b in items]
        return dict(zip(("stance", "holder", "terms", "told"), stance_loss(model.stances, x.float(), windows, lengths)))


def tree_losses(model, x, items, lengths, marked):
    """Losses of tags and trees; where mentions are `marked`, of these and their chains."""
    tags, arcs, relations = syntax_loss(model, x, tree_targets(items, model.syntax.labels))
    losses = {"tags": tags, "arcs": torch.nan_to_num(arcs), "relations": torch.nan_to_num(relations)}
    if marked:
        kinds, chains = mention_targets(items)
        losses["mentions"], losses["ends"] = mention_loss(model.mentions, x, kinds, lengths)
        total, n = coreference_loss(model, model.coreference.vectors(x), chains)
        losses["coreference"] = total / max(n, 1)
    return losses


def rate(step, total, warmup=0.06):
    return step / (warmup * total) if step < warmup * total else max(0.0, (total - step) / (total * (1 - warmup)))


def evaluate(model, tasks, args):
    model.eval()
    if "attributions" not in tasks:
        scores = evaluate_trees(model, tasks["trees"].dev)
        model.train()
        return scores
    path = os.path.join(args.out, "dev.jsonl")
    with open(path, "w", encoding="utf-8") as file:
        for document in tasks["attributions"].dev:
            file.write(json.dumps({"doc": document.name, "attributions": attributions(model, document, bf16=True)}) + "\n")
    scores = subprocess.run([sys.executable, args.scorer, os.path.join(args.data, "polnear", "dev"), path, "--by-type"],
                            capture_output=True, text=True).stdout
    scores += evaluate_trees(model, tasks["trees"].dev)
    model.train()
    return scores


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="folder with polnear/, ud-ewt/ and gum/")
    parser.add_argument("--pretrained", required=True, help="folder of the unchanged encoder, as foundation.py writes it")
    parser.add_argument("--out", required=True, help="folder for checkpoints and the log")
    parser.add_argument("--tool", default="../target/release/onrecord-bench", help="gives the input features")
    parser.add_argument("--scorer", required=True, help="the reference scorer, score_attributions.py")
    parser.add_argument("--nested", nargs="*", default=[], help="files of passages with nested attributions")
    parser.add_argument("--silver", help="trees for the articles, as silver.py writes them")
    parser.add_argument("--parsed", type=float, default=0.5, help="share of articles read with their trees, unspliced")
    parser.add_argument("--nested-passes", type=int, default=3, help="passes over these an epoch")
    parser.add_argument("--stances", nargs="*", default=[], help="files of passages with labelled stances")
    parser.add_argument("--stance-passes", type=int, default=8, help="passes over these an epoch")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--ewt", type=int, default=1, help="passes over EWT an epoch")
    parser.add_argument("--gum", type=int, default=4, help="passes over GUM an epoch; all mentions and chains come from it")
    parser.add_argument("--alone", type=float, default=0.15, help="share of articles read line by line, without context")
    parser.add_argument("--splice", type=float, default=0.15, help="share of contents exchanged to make nesting")
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--encoder-rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--keep", type=int, default=200, help="steps between checkpoints")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", help="weights to start from, a reader.pt; the unchanged encoder if absent")
    parser.add_argument("--same-input", action="store_true",
                        help="leave what the encoder reads words with as it is: the other size reads with it, too")
    parser.add_argument("--teacher", help="folder of a finished run whose reader teaches this one; see distil.py")
    parser.add_argument("--layers", type=int, default=6, help="layers of a reader that is taught")
    parser.add_argument("--trees-only", action="store_true", help="only the treebanks: the parser that silver.py asks")
    parser.add_argument("--limit", type=int, help="articles to train on, for a quick try")
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    os.makedirs(args.out, exist_ok=True)
    log = open(os.path.join(args.out, "log.txt"), "a", encoding="utf-8")

    def say(*words):
        print(*words, flush=True)
        print(*words, file=log, flush=True)

    tokenizer = load_tokenizer(args.pretrained)
    tasks = {"trees": Treebanks(args, tokenizer)}
    if not args.trees_only:
        tasks["attributions"] = Attributions(args, tokenizer)
        tasks["positions"] = Positions(args, tokenizer)
    teacher = None
    if args.teacher:
        teacher, model = load_teacher(args.teacher, args.pretrained, args.dropout)
        assert model.syntax.labels == tasks["trees"].labels, "the teacher knows other labels"
        keep_layers(model, args.layers)
        share_input(model)
    else:
        model = Reader(args.pretrained, tasks["trees"].labels, args.dropout)
    with open(os.path.join(args.out, "labels.json"), "w", encoding="utf-8") as file:
        json.dump(tasks["trees"].labels, file, ensure_ascii=False)
    if args.start:
        say(f"{len(model.load_partly(torch.load(args.start, weights_only=True)))} tensors taken over")
    if args.same_input:
        share_input(model)
    inside = lambda name: name.startswith("encoder.") and not name.startswith("encoder.features.")
    groups = [
        {"params": [p for n, p in model.named_parameters() if inside(n)], "base": args.encoder_rate},
        {"params": [p for n, p in model.named_parameters() if not inside(n)], "base": args.head_rate},
    ]
    optimizer = torch.optim.AdamW(groups, lr=1e-4, weight_decay=0.01)

    def epoch_batches(epoch):
        rng = random.Random(1000 * args.seed + epoch)
        found = [batch for task in sorted(tasks) for batch in tasks[task].batches(rng)]
        rng.shuffle(found)
        return found

    total = args.epochs * len(epoch_batches(0))
    start_epoch, step, done = 0, 0, 0
    checkpoint = os.path.join(args.out, "checkpoint.pt")
    if os.path.exists(checkpoint):
        state = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        start_epoch, step, done = state["epoch"], state["step"], state["done"]
        say(f"going on after {done} steps of epoch {start_epoch + 1}")
    model.train()

    def save(epoch, done):
        state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "epoch": epoch, "step": step, "done": done}
        torch.save(state, checkpoint + ".part")
        os.replace(checkpoint + ".part", checkpoint)

    for epoch in range(start_epoch, args.epochs):
        rng = random.Random(7 * epoch + args.seed)
        started, sums = time.time(), {}
        for seen, (task, items) in enumerate(epoch_batches(epoch), 1):
            if epoch == start_epoch and seen <= done:  # read before the run was stopped
                continue
            pieces, features, mask, first, lengths = collate(items)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                vectors = model.units(pieces, features, mask, first)
                x = model.dropout(vectors)
                if task == "attributions":
                    losses = tasks["attributions"].loss(model, x, items, lengths, rng)
                elif task == "positions":
                    losses = tasks["positions"].loss(model, x, items, lengths)
                else:
                    losses = tree_losses(model, x, items, lengths, marked=task == "gum")
                if teacher is not None:
                    with torch.no_grad():
                        told = teacher.units(pieces, features, mask, first)
                    trees = None if task in ("attributions", "positions") else tree_targets(items, tasks["trees"].labels)
                    losses |= teaching_loss(model, teacher, vectors, told, lengths, trees)
            loss = sum(WEIGHTS[name] * value for name, value in losses.items())
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            step += 1
            for group in optimizer.param_groups:
                group["lr"] = group["base"] * rate(step, total)
            optimizer.step()
            for name, value in losses.items():
                sums.setdefault(name, []).append(float(value.detach()))
            if seen % 50 == 0:
                say(f"epoch {epoch + 1} step {step}/{total} {time.time() - started:.0f}s",
                    " ".join(f"{name} {sum(v[-100:]) / len(v[-100:]):.4f}" for name, v in sums.items()))
            if seen % args.keep == 0:
                save(epoch, seen)
        save(epoch + 1, 0)
        say(f"epoch {epoch + 1} took {time.time() - started:.0f}s")
        if epoch + 1 == args.epochs:
            say(evaluate(model, tasks, args))
    torch.save(model.state_dict(), os.path.join(args.out, "reader.pt"))


if __name__ == "__main__":
    main()
