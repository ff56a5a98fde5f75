"""Stances: who takes which side on what, on what terms.

A position is read off the head word of what it is about, as in semantic dependency parsing (Dozat and Manning, "Simpler
but more accurate semantic dependency parsing", 2018): each word has a score for being such a head, and one for each
stance; with a stance it points to the word that names its holder and, where it hangs on terms, to the head word of what
is required. Whether the position is told by somebody else is a score of the pair.

The labels name holders by their names, the text often by pronouns; the loss takes any word that may stand for the holder
(as `coreference.py` does for antecedents).
"""
import json
import re
from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional as F

from encoder import SharedDropout
from windows import WINDOW, ask, cut, prepare_texts

STANCES = ("support", "oppose", "conditional", "unclear")
PAIR = 96  # width of the vectors that seek and are sought
NEAR = (-48, -24, -12, -6, -3, -1, 0, 1, 3, 6, 12, 24, 48)  # edges of the buckets of distance, in units


@dataclass
class Position:
    matter: int  # unit of the head word
    stance: int
    holders: list  # units that may name the holder
    requires: list  # units of the head word of what is required, if any
    ascribed: bool

    def within(self, start, end):
        """The same, counted from the start of a window; words outside it are not there."""
        inside = lambda units: [u - start for u in units if start <= u < end]
        return Position(self.matter - start, self.stance, inside(self.holders), inside(self.requires), self.ascribed)


class Stances(nn.Module):
    def __init__(self, width, dropout):
        super().__init__()
        self.hidden = nn.Linear(width, 256)
        self.kind = nn.Linear(256, 1 + len(STANCES))
        self.ends = nn.Linear(width, 4 * PAIR)  # seeks a holder, is a holder, seeks terms, is terms
        self.of = nn.Embedding(len(STANCES), PAIR)  # what is sought differs with the stance
        self.holder_distance = nn.Embedding(len(NEAR) + 1, 1)
        self.terms_distance = nn.Embedding(len(NEAR) + 1, 1)
        self.told = nn.Linear(2 * PAIR, 1)
        self.dropout = SharedDropout(dropout)
        for table in (self.of, self.holder_distance, self.terms_distance):
            nn.init.zeros_(table.weight)

    def kinds(self, x):
        """Scores of every unit for being what a position is about, and of the four stances, [B, U, 5]."""
        return self.kind(self.dropout(F.gelu(self.hidden(x)))).float()

    def vectors(self, x):
        return self.ends(self.dropout(x)).float().split(PAIR, -1)

    def pointers(self, vectors, matter, stance):
        """vectors: of one window. Scores over its units of holding, and of being the terms; [U] each."""
        seeks, holds, seeks_terms, terms = vectors
        distance = torch.bucketize(torch.arange(holds.shape[0]) - matter, torch.tensor(NEAR))
        holder = holds @ (seeks[matter] + self.of.weight[stance]) / PAIR**0.5 + self.holder_distance(distance)[:, 0]
        required = terms @ seeks_terms[matter] / PAIR**0.5 + self.terms_distance(distance)[:, 0]
        return holder, required

    def ascribed(self, vectors, matter, holder):
        return self.told(torch.cat([vectors[0][matter], vectors[1][holder]], -1))[..., 0]


def any_of(scores, right):
    """Negative log-probability that one of the units `right` is chosen."""
    return torch.logsumexp(scores, 0) - torch.logsumexp(scores[right], 0)


def stance_loss(model, x, windows, lengths):
    """windows: per window its positions, or None where nobody labelled any. Losses of stances, holders, terms, told."""
    here = [i for i, w in enumerate(windows) if w is not None]
    kinds, vectors = model.kinds(x), model.vectors(x)
    matter = torch.zeros_like(kinds[..., 0])
    kind, holder, terms, told, n = kinds.new_zeros(()), kinds.new_zeros(()), kinds.new_zeros(()), kinds.new_zeros(()), 0
    for i in here:
        row = [v[i, : lengths[i]] for v in vectors]
        for position in windows[i]:
            matter[i, position.matter] = 1
            kind = kind + F.cross_entropy(kinds[i, position.matter, 1:], torch.tensor(position.stance))
            held, required = model.pointers(row, position.matter, position.stance)
            n += 1
            if position.holders:
                holder = holder + any_of(held, position.holders)
                best = max(position.holders, key=held.detach().tolist().__getitem__)
                told = told + F.binary_cross_entropy_with_logits(model.ascribed(row, position.matter, best),
                                                                 kinds.new_tensor(float(position.ascribed)))
            if position.requires:
                terms = terms + any_of(required, position.requires)
    known = torch.zeros(kinds.shape[:2], dtype=torch.bool)
    for i in here:
        known[i, : lengths[i]] = True
    n = max(n, 1)
    found = F.binary_cross_entropy_with_logits(kinds[..., 0][known], matter[known], reduction="sum") / n
    return found + kind / n, holder / n, terms / n, told / n


WORDS = re.compile(r"\w+")


def words(text):
    return [w for w in WORDS.findall(text.lower()) if w not in ("the", "a", "an", "s")]


def same_words(one, other):
    one, other = words(one), words(other)
    within = lambda short, long: short and any(long[k : k + len(short)] == short for k in range(len(long) - len(short) + 1))
    return within(one, other) or within(other, one)


def head_unit(document, tree, start, end):
    """The unit of the head word of the characters from start to end: the word whose own head is outside."""
    tokens = tree["tokens"]
    inside = [k for k, t in enumerate(tokens) if t[0] < end and t[1] > start]
    if not inside:
        return None
    outer = [k for k in inside if tokens[k][5] is None or tokens[k][5] not in inside]
    depth = lambda k: 0 if tokens[k][5] is None else 1 + depth(tokens[k][5])
    best = min(outer, key=lambda k: (tokens[k][3] == "PUNCT", depth(k), k))
    return unit_at(document, tokens[best][0])


def unit_at(document, character):
    return max((u for u, (a, _) in enumerate(document.units) if a <= character), default=0)


def places(text, piece):
    found, at = [], text.find(piece)
    while at >= 0:
        found.append((at, at + len(piece)))
        at = text.find(piece, at + 1)
    return found


def holder_units(document, tree, name):
    """Units that may stand for the holder: the head words of its mentions, and of those that refer back to them."""
    text, references = document.text, tree["references"]
    chain = []
    for start, end, head, _, antecedent in references:
        own = same_words(text[start:end], name)
        chain.append(own or (antecedent is not None and antecedent < len(chain) and chain[antecedent]))
    units = {unit_at(document, tree["tokens"][r[2]][0]) for r, inside in zip(references, chain) if inside}
    for start, end in places(text, name):
        units.add(head_unit(document, tree, start, end))
    return sorted(u for u in units if u is not None)


def positions(document, tree, passage):
    """The labels of a passage as positions; of several places of the same words the one in the evidence."""
    text, found = document.text, []
    free = list(passage["conditions"])
    for p in passage["positions"]:
        evidence = places(text, p["evidence"])[0]
        near = lambda place: abs(place[0] - evidence[0]) + (0 if evidence[0] <= place[0] and place[1] <= evidence[1] else 10_000)
        matter = head_unit(document, tree, *min(places(text, p["issue"]), key=near))
        requires = []
        if p["stance"] == "conditional":
            fits = [c for c in free if c["holder"] == p["holder"]]
            condition = min(fits, key=lambda c: min(near(q) for q in places(text, c["requires"])))
            free.remove(condition)
            requires = [head_unit(document, tree, *min(places(text, condition["requires"]), key=near))]
        found.append(Position(matter, STANCES.index(p["stance"]), holder_units(document, tree, p["holder"]),
                              [u for u in requires if u is not None], p["ascribed"]))
    return [p for p in found if p.matter is not None]


def read_stances(paths, tokenizer, tool):
    """Windows of labelled passages; `labels` of a document are its positions. Of the passages for tuning, those whose
    number ends in 0 or 5 are kept for choosing settings."""
    items = []
    for path in paths:
        with open(path, encoding="utf-8") as file:
            passages = [json.loads(line) for line in file if line.strip()]
        passages = [p for p in passages if not (p["id"].startswith("tune-") and p["id"][-1] in "05")]
        texts = {p["id"]: p["text"] for p in passages}
        prepared, trees = prepare_texts(texts, tokenizer, tool), ask(tool, "trees", texts)
        for passage in passages:
            document = prepared[passage["id"]]
            document.labels = positions(document, trees[passage["id"]], passage)
            items += [(document, a, b) for a, b in cut(document, WINDOW, 0)]
    return items
