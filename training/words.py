"""A vector for each word piece, so that the mean over a phrase is near what a sentence encoder makes of the phrase.

    python words.py --pretrained DIR --data DIR --silver FILE --out ../models/words.safetensors

How like two phrases are in meaning is asked of every statement and every issue, again whenever a codebook changes, so the
answer must cost nothing. The table begins with what the encoder makes of each piece alone, reduced to the directions in
which they differ most and weighted by how rare a piece is (after Arora, Liang, Ma, "A simple but tough-to-beat baseline
for sentence embeddings", 2017, and the package model2vec), and is then fitted to phrases and sentences of news.
"""
import argparse
import os
import random

import numpy as np
import torch
from safetensors.numpy import save_file
from torch.nn import functional as F

from corpus import read_split
from encoder import load_pretrained
from pack import quantise_rows
from silver import read_trees
from windows import CLS, SEP, load_tokenizer

WIDTH = 128
LONGEST = 48  # pieces of a phrase


@torch.no_grad()
def embed(encoder, rows, batch=256):
    """What the encoder makes of rows of pieces: the first vector, of length 1. bge reads a sentence there."""
    order, found = sorted(range(len(rows)), key=lambda i: len(rows[i])), [None] * len(rows)
    features = {name: torch.zeros(1, 1, dtype=torch.long) for name in encoder.features}
    for k in range(0, len(order), batch):
        group = [[CLS, *rows[i][:LONGEST], SEP] for i in order[k : k + batch]]
        n = max(map(len, group))
        pieces = torch.tensor([row + [0] * (n - len(row)) for row in group])
        mask = torch.tensor([[j < len(row) for j in range(n)] for row in group])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            x = encoder(pieces, {name: zero.expand(pieces.shape) for name, zero in features.items()}, mask)[:, 0]
        for i, vector in zip(order[k : k + batch], F.normalize(x.float(), dim=1)):
            found[i] = vector
    return torch.stack(found)


def phrases(args, tokenizer):
    """Noun phrases, verb phrases and sentences of the articles, as rows of pieces; no two alike."""
    texts = {d.name: d.text for d in read_split(os.path.join(args.data, "polnear", "train"))}
    found = set()
    for tree in read_trees(args.silver, texts):
        tokens = tree.tokens
        low, high = list(range(len(tokens))), list(range(len(tokens)))
        for _ in range(12):  # the stretch below each word, deeper each time
            for i, token in enumerate(tokens):
                if token.head >= 0:
                    low[token.head], high[token.head] = min(low[token.head], low[i]), max(high[token.head], high[i])
        for i, token in enumerate(tokens):
            if token.upos in ("NOUN", "PROPN", "VERB") and high[i] - low[i] < 40:
                found.add(tree.text[tokens[low[i]].start : tokens[high[i]].end])
    found = sorted(found)
    random.Random(1).shuffle(found)
    encoded = tokenizer.encode_batch(found[: args.phrases], add_special_tokens=False)
    return [row for row in (e.ids[:LONGEST] for e in encoded) if row]


def means(table, rows):
    flat = torch.tensor([p for row in rows for p in row])
    starts = torch.tensor([0] + [len(row) for row in rows[:-1]]).cumsum(0)
    return F.embedding_bag(flat, table, starts, mode="mean")


def agreement(table, rows, told):
    """Rank correlation of the likeness of phrases with what the encoder says, over random pairs."""
    ours = F.normalize(means(table, rows), dim=1)
    a, b = torch.randperm(len(rows)), torch.randperm(len(rows))
    rank = lambda v: v.argsort().argsort().float()
    x, y = rank((ours[a] * ours[b]).sum(1)), rank((told[a] * told[b]).sum(1))
    return float(np.corrcoef(x, y)[0, 1])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pretrained", required=True)
    parser.add_argument("--data", required=True, help="folder with polnear/")
    parser.add_argument("--silver", required=True, help="trees for the articles, as silver.py writes them")
    parser.add_argument("--phrases", type=int, default=60_000)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    torch.manual_seed(1)
    tokenizer, encoder = load_tokenizer(args.pretrained), load_pretrained(args.pretrained, 0.0).eval()
    n_pieces = tokenizer.get_vocab_size()
    alone = embed(encoder, [[piece] for piece in range(n_pieces)])
    rows = phrases(args, tokenizer)
    told = embed(encoder, rows)
    held = len(rows) // 20
    print(f"{len(rows)} phrases", flush=True)

    centre = told.mean(0)
    _, _, directions = torch.pca_lowrank(told - centre, WIDTH, center=False, niter=4)
    target = F.normalize((told - centre) @ directions, dim=1)
    counts = torch.bincount(torch.tensor([p for row in rows for p in row]), minlength=n_pieces).float()
    weight = 1e-3 / (1e-3 + counts / counts.sum())
    table = torch.nn.Parameter(F.normalize((alone - centre) @ directions, dim=1) * weight[:, None])
    print(f"agreement of the start {agreement(table.detach(), rows[:held], told[:held] - centre):.3f}", flush=True)
    optimizer = torch.optim.Adam([table], lr=3e-3)
    train = list(range(held, len(rows)))
    for epoch in range(args.epochs):
        random.Random(epoch).shuffle(train)
        total = 0.0
        for k in range(0, len(train), 512):
            group = train[k : k + 512]
            ours = F.normalize(means(table, [rows[i] for i in group]), dim=1)
            # Right in itself, and as like the others of the batch as the encoder says.
            near = target[group]
            loss = (1 - (ours * near).sum(1)).mean() + ((ours @ ours.T - near @ near.T) ** 2).mean() * 10
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            for group_ in optimizer.param_groups:
                group_["lr"] = 3e-3 * (1 - (epoch * len(train) + k) / (args.epochs * len(train)))
            total += float(loss.detach()) * len(group)
        print(f"epoch {epoch + 1}: loss {total / len(train):.4f}, agreement on phrases held back "
              f"{agreement(table.detach(), rows[:held], F.normalize(told[:held] - centre, dim=1)):.3f}", flush=True)
    vectors, scale = quantise_rows(table.detach().numpy())
    save_file({"words.weight": vectors, "words.scale": scale}, args.out)
    print(f"{os.path.getsize(args.out):,} bytes")


if __name__ == "__main__":
    main()
