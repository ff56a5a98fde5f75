"""Documents to windows of word pieces, with labels."""
import json
import os
import random
import subprocess
import tempfile
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer

from corpus import ROLES
from encoder import FEATURES
from reader import ENTITY_TAGS, ROLE_TAGS

WINDOW = 384  # pieces, [CLS] and [SEP] included
OVERLAP = 128  # pieces shared by neighbouring windows in use
CLS, SEP, UNK = 101, 102, 100


def load_tokenizer(directory):
    tokenizer = Tokenizer.from_file(os.path.join(directory, "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


@dataclass
class Prepared:
    """A document ready for cutting: per unit its pieces, features, line number, and the labels of every annotator."""

    name: str
    text: str
    units: list
    pieces: list
    features: list
    lines: list
    versions: dict
    entities: list


def unit_features(texts, tool):
    """Runs `onrecord-bench features` over the texts; returns name -> rows (start, end, shape, gap, quote)."""
    with tempfile.TemporaryDirectory() as directory:
        for name, text in texts.items():
            with open(os.path.join(directory, name + ".txt"), "w", encoding="utf-8", newline="") as file:
                file.write(text)
        out = subprocess.run([tool, "features", directory], check=True, capture_output=True).stdout
    return {row["name"]: row["units"] for row in map(json.loads, out.decode().splitlines())}


STRAIGHT = str.maketrans("“”„‘’", "\"\"\"''")
SINGLE = str.maketrans("“”", "‘’")


def prepare(documents, tokenizer, tool, style=None):
    """`style`: None, or a table of characters to exchange, so that the reader meets every style of quotation mark."""
    texts = {d.name: d.text.translate(style) if style else d.text for d in documents}
    features = unit_features(texts, tool)
    prepared = []
    for document in documents:
        text, rows = texts[document.name], features[document.name]
        spans = [(r[0], r[1]) for r in rows]
        if spans != list(document.units):
            print(f"{document.name}: units differ from the scorer's; left out")
            continue
        encoding = tokenizer.encode([text[a:b] for a, b in spans], is_pretokenized=True, add_special_tokens=False)
        pieces = [[] for _ in spans]
        for piece, unit in zip(encoding.ids, encoding.word_ids):
            pieces[unit].append(piece)
        pieces = [p[:16] or [UNK] for p in pieces]
        lines, line = [], 0
        for row in rows:
            line += row[3] == 2
            lines.append(line)
        prepared.append(Prepared(
            document.name, text, spans, pieces, [tuple(r[2:5]) for r in rows], lines,
            {a: label(len(spans), events) for a, events in document.versions.items()}, document.entities,
        ))
    return prepared


def label(n_units, events):
    """Role tags per unit, and the spans: (role, start, end, event number). A discontinuous role makes several spans."""
    tags, spans = ["O"] * n_units, []
    for number, event in enumerate(events):
        for role in ROLES:
            run = []
            for i in sorted(event[role]) + [None]:
                if run and i != run[-1] + 1:
                    spans.append((role, run[0], run[-1] + 1, number))
                    for k in run:
                        tags[k] = ("B-" if k == run[0] else "I-") + role
                    run = []
                if i is not None:
                    run.append(i)
    for i, tag in enumerate(tags):  # where annotations overlap, the later one cut through the earlier
        if tag.startswith("I-") and (i == 0 or tags[i - 1][2:] != tag[2:]):
            tags[i] = "B-" + tag[2:]
    return tags, spans


def cut(document, window, overlap, shift=0):
    """Windows as (first unit, one past the last), each of at most `window` pieces with [CLS] and [SEP]."""
    sizes = [len(p) for p in document.pieces]
    budget, found, start = window - 2, [], 0
    if shift and sum(sizes) > budget:
        total, end = 0, 0
        while end < len(sizes) and total + sizes[end] <= shift:
            total += sizes[end]
            end += 1
        if end:
            found.append((0, end))
            start = end
            back = 0
            while start > 0 and back + sizes[start - 1] <= overlap // 2:
                start -= 1
                back += sizes[start]
    while start < len(sizes):
        total, end = 0, start
        while end < len(sizes) and total + sizes[end] <= budget:
            total += sizes[end]
            end += 1
        found.append((start, end))
        if end == len(sizes):
            break
        back, next_start = 0, end
        while next_start > start + 1 and back + sizes[next_start - 1] <= overlap:
            next_start -= 1
            back += sizes[next_start]
        start = next_start
    return found


def collate(items):
    """items: (document, start, end). Tensors padded to the longest."""
    rows = []
    for document, start, end in items:
        ids, first, features = [CLS], [], [(0, 0, 0)]
        for i in range(start, end):
            first.append(len(ids))
            ids += document.pieces[i]
            features += [document.features[i]] * len(document.pieces[i])
        rows.append((ids + [SEP], features + [(0, 0, 0)], first))
    n_pieces, n_units = max(len(r[0]) for r in rows), max(len(r[2]) for r in rows)
    pieces = torch.zeros(len(rows), n_pieces, dtype=torch.long)
    mask = torch.zeros(len(rows), n_pieces, dtype=torch.bool)
    features = torch.zeros(len(rows), n_pieces, 3, dtype=torch.long)
    first = torch.zeros(len(rows), n_units, dtype=torch.long)
    for i, (ids, feature, starts) in enumerate(rows):
        pieces[i, : len(ids)] = torch.tensor(ids)
        mask[i, : len(ids)] = True
        features[i, : len(ids)] = torch.tensor(feature)
        first[i, : len(starts)] = torch.tensor(starts)
    lengths = torch.tensor([len(r[2]) for r in rows])
    return pieces, {name: features[..., k] for k, name in enumerate(FEATURES)}, mask, first, lengths


def role_targets(items, versions, n_units):
    targets = torch.zeros(len(items), n_units, dtype=torch.long)
    for i, ((document, start, end), (tags, _)) in enumerate(zip(items, versions)):
        row = list(tags[start:end])
        if row and row[0].startswith("I-"):  # cut through: the part inside the window is a span of its own
            row[0] = "B-" + row[0][2:]
        targets[i, : end - start] = torch.tensor([ROLE_TAGS.index(t) for t in row])
    return targets


def entity_targets(items, n_units):
    targets = torch.full((len(items), n_units), -100, dtype=torch.long)
    for i, (document, start, end) in enumerate(items):
        if document.entities:
            targets[i, : end - start] = torch.tensor([ENTITY_TAGS.index(t) for t in document.entities[start:end]])
    return targets


def batches(items, size, seed):
    """Batches of windows of like length, in random order."""
    rng = random.Random(seed)
    items = sorted(items, key=lambda it: (it[2] - it[1], rng.random()))
    groups = [items[i : i + size] for i in range(0, len(items), size)]
    rng.shuffle(groups)
    return groups
