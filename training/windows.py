"""Documents to windows of word pieces, and what is common to all kinds of training data."""
import json
import os
import random
import subprocess
import tempfile
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer

from encoder import FEATURES

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
    """A text ready for cutting: per unit its pieces, features and line number. `labels` is the business of each task."""

    name: str
    text: str
    units: list  # (start, end) in characters
    pieces: list
    features: list
    lines: list
    labels: object = None


def ask(tool, question, texts):
    """Runs `onrecord-bench QUESTION` over {key: text}; returns key -> its answer."""
    names = {key: f"{i:06}" for i, key in enumerate(texts)}
    with tempfile.TemporaryDirectory() as directory:
        for key, text in texts.items():
            with open(os.path.join(directory, names[key] + ".txt"), "w", encoding="utf-8", newline="") as file:
                file.write(text)
        out = subprocess.run([tool, question, directory], check=True, capture_output=True).stdout
    rows = {row["name"]: row for row in map(json.loads, out.decode().splitlines())}
    return {key: rows[name] for key, name in names.items()}


def prepare_texts(texts, tokenizer, tool):
    """{key: text} -> {key: Prepared}"""
    features, prepared = ask(tool, "features", texts), {}
    for key, text in texts.items():
        rows = features[key]["units"]  # start, end, shape, gap, quote
        spans = [(r[0], r[1]) for r in rows]
        encoding = tokenizer.encode([text[a:b] for a, b in spans], is_pretokenized=True, add_special_tokens=False)
        pieces = [[] for _ in spans]
        for piece, unit in zip(encoding.ids, encoding.word_ids):
            pieces[unit].append(piece)
        lines, line = [], 0
        for row in rows:
            line += row[3] == 2
            lines.append(line)
        prepared[key] = Prepared(key, text, spans, [p[:16] or [UNK] for p in pieces], [tuple(r[2:5]) for r in rows], lines)
    return prepared


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


def lines(document):
    """Windows of one line each; a longer line is cut."""
    starts = [i for i in range(len(document.units)) if not i or document.lines[i] != document.lines[i - 1]]
    for start, end in zip(starts, starts[1:] + [len(document.units)]):
        total, first = 0, start
        for i in range(start, end):
            if total + len(document.pieces[i]) > WINDOW - 2:
                yield first, i
                total, first = 0, i
            total += len(document.pieces[i])
        yield first, end


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


def batches(items, size, seed):
    """Batches of windows of like length, in random order: as many as take the room of `size` full windows."""
    rng = random.Random(seed)
    n_pieces = lambda item: sum(len(p) for p in item[0].pieces[item[1] : item[2]]) + 2
    sized = sorted(((n_pieces(item), rng.random(), k) for k, item in enumerate(items)), reverse=True)
    groups, longest = [], 0
    for n, _, k in sized:
        if not groups or longest * (len(groups[-1]) + 1) > size * WINDOW:
            groups.append([])
            longest = n
        groups[-1].append(items[k])
    rng.shuffle(groups)
    return groups
