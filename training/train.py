"""Trains the reader: `python train.py --polnear DIR --pretrained DIR --out DIR`. See README.md in this folder."""
import argparse
import json
import math
import os
import random
import subprocess
import sys
import time

import torch
from torch.nn import functional as F

from corpus import read_split
from links import link_loss
from predict import attributions
from reader import Reader
from windows import SINGLE, STRAIGHT, WINDOW, batches, collate, cut, entity_targets, load_tokenizer, prepare, role_targets

ENTITY_WEIGHT, LINK_WEIGHT, PLAIN_WEIGHT = 0.3, 0.5, 0.2


def rate(step, total, warmup=0.06):
    return step / (warmup * total) if step < warmup * total else max(0.0, (total - step) / (total * (1 - warmup)))


def evaluate(model, documents, polnear, out, scorer):
    model.eval()
    path = os.path.join(out, "dev.jsonl")
    with open(path, "w", encoding="utf-8") as file:
        for document in documents:
            file.write(json.dumps({"doc": document.name, "attributions": attributions(model, document, bf16=True)}) + "\n")
    model.train()
    return subprocess.run([sys.executable, scorer, os.path.join(polnear, "dev"), path, "--by-type"],
                          capture_output=True, text=True).stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--polnear", required=True, help="folder with train/, dev/ and silver/")
    parser.add_argument("--pretrained", required=True, help="folder of the unchanged encoder")
    parser.add_argument("--out", required=True, help="folder for checkpoints and the log")
    parser.add_argument("--tool", default="../target/release/onrecord-bench", help="gives the input features")
    parser.add_argument("--scorer", required=True, help="the reference scorer, score_attributions.py")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--encoder-rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", help="weights to start from, a reader.pt; the unchanged encoder if absent")
    parser.add_argument("--limit", type=int, help="documents to train on, for a quick try")
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    os.makedirs(args.out, exist_ok=True)
    log = open(os.path.join(args.out, "log.txt"), "a", encoding="utf-8")

    def say(*words):
        print(*words, flush=True)
        print(*words, file=log, flush=True)

    tokenizer = load_tokenizer(args.pretrained)
    train = read_split(os.path.join(args.polnear, "train"), os.path.join(args.polnear, "silver", "train.conllu.gz"))
    dev = read_split(os.path.join(args.polnear, "dev"), os.path.join(args.polnear, "silver", "dev.conllu.gz"))
    train = train[: args.limit]
    styles = [prepare(train, tokenizer, args.tool, style) for style in (None, STRAIGHT, SINGLE)]
    dev = prepare(dev, tokenizer, args.tool)
    say(f"{len(styles[0])} training documents, {len(dev)} dev documents")

    model = Reader(args.pretrained, args.dropout)
    if args.start:
        model.load_state_dict(torch.load(args.start, weights_only=True))
    inside = lambda name: name.startswith("encoder.") and not name.startswith("encoder.features.")
    groups = [
        {"params": [p for n, p in model.named_parameters() if inside(n)], "base": args.encoder_rate},
        {"params": [p for n, p in model.named_parameters() if not inside(n)], "base": args.head_rate},
    ]
    optimizer = torch.optim.AdamW(groups, lr=1e-4, weight_decay=0.01)

    def epoch_items(epoch):
        rng = random.Random(1000 * args.seed + epoch)
        items = []
        for variants in zip(*styles):
            document = rng.choices(variants, weights=(0.7, 0.2, 0.1))[0]
            items += [(document, a, b) for a, b in cut(document, WINDOW, 64, rng.randrange(WINDOW - 2))]
        return batches(items, args.batch, rng.random())

    total = args.epochs * len(epoch_items(0))
    start_epoch, step = 0, 0
    checkpoint = os.path.join(args.out, "checkpoint.pt")
    if os.path.exists(checkpoint):
        state = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        start_epoch, step = state["epoch"], state["step"]
        say(f"going on after epoch {start_epoch}")
    model.train()
    for epoch in range(start_epoch, args.epochs):
        rng = random.Random(7 * epoch + args.seed)
        started, sums, seen = time.time(), [0.0] * 4, 0
        for items in epoch_items(epoch):
            versions = [d.versions[rng.choice(sorted(d.versions))] for d, _, _ in items]
            pieces, features, mask, first, lengths = collate(items)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                roles, entities, links = model(pieces, features, mask, first)
            roles, entities, links = roles.float(), entities.float(), links.float()
            n_units = first.shape[1]
            targets = role_targets(items, versions, n_units)
            here = torch.arange(n_units)[None] < lengths[:, None]
            crf = model.roles_crf.negative_log_likelihood(roles, targets, lengths) / lengths.sum()
            plain = F.cross_entropy(roles[here], targets[here])
            entity = F.cross_entropy(entities.flatten(0, 1), entity_targets(items, n_units).flatten(), ignore_index=-100)
            pairs, n_pairs = link_loss(model, links, items, versions, rng)
            linked = pairs / max(n_pairs, 1)
            loss = crf + PLAIN_WEIGHT * plain + ENTITY_WEIGHT * entity + LINK_WEIGHT * linked
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            step += 1
            for group in optimizer.param_groups:
                group["lr"] = group["base"] * rate(step, total)
            optimizer.step()
            for k, value in enumerate((crf, plain, entity, linked)):
                sums[k] += float(value.detach())
            seen += 1
            if seen % 50 == 0:
                say(f"epoch {epoch + 1} step {step}/{total} {time.time() - started:.0f}s",
                    " ".join(f"{n} {s / seen:.4f}" for n, s in zip(("crf", "plain", "entity", "link"), sums)))
        state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "epoch": epoch + 1, "step": step}
        torch.save(state, checkpoint + ".part")
        os.replace(checkpoint + ".part", checkpoint)
        say(f"epoch {epoch + 1} took {time.time() - started:.0f}s")
        if epoch + 1 >= args.epochs // 2:
            say(evaluate(model, dev, args.polnear, args.out, args.scorer))
    torch.save(model.state_dict(), os.path.join(args.out, "reader.pt"))


if __name__ == "__main__":
    main()
