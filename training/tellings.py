"""Tellings: what a content says, as a direction, so that tellings of one utterance point the same way.

Every unit of a content has a vector and a weight; a content is the weighted sum, at length one. Learned by contrast
(Khosla and others, "Supervised contrastive learning", 2020): in a batch of scenes each telling has to be nearer to those
of the same utterance than to all others, among which are other utterances of the same speaker on the same matter.
"""
import json
import re

import torch
from torch import nn
from torch.nn import functional as F

from encoder import SharedDropout
from windows import WINDOW, collate, cut, prepare_texts

WIDTH = 128
SCENES = 5  # scenes a batch
KEPT = ("4", "9")  # scenes whose number ends so are kept for choosing settings
MARK = re.compile(r"\[\[(\w+)(\+?)\|(.*?)\]\]", re.S)


class Tellings(nn.Module):
    def __init__(self, width, dropout):
        super().__init__()
        self.hidden = nn.Linear(width, 256)
        self.out = nn.Linear(256, 1 + WIDTH)  # what the unit weighs, what it says
        self.sharpness = nn.Parameter(torch.tensor(2.7))  # logarithm of what cosines are multiplied by
        self.dropout = SharedDropout(dropout)
        nn.init.constant_(self.out.bias[:1], 1.0)

    def units(self, x):
        return self.out(F.gelu(self.hidden(self.dropout(x)))).float()

    def contents(self, x, windows):
        """windows: per window its contents as lists of units. One direction each, [N, WIDTH]."""
        rows, found = self.units(x), []
        for row, contents in zip(rows, windows):
            for units in contents:
                chosen = row[units]
                found.append((F.relu(chosen[:, :1]) * chosen[:, 1:]).sum(0))
        return F.normalize(torch.stack(found), dim=-1)


def telling_loss(model, x, windows, utterances):
    """utterances: per window the key of the utterance of each content."""
    vectors = model.contents(x, windows)
    keys = [key for window in utterances for key in window]
    same = torch.tensor([[a == b for b in keys] for a in keys])
    same.fill_diagonal_(False)
    alone = torch.eye(len(keys), dtype=torch.bool)
    scores = (vectors @ vectors.T * model.sharpness.exp()).masked_fill(alone, -1e4)
    share = torch.log_softmax(scores, -1)
    n = same.sum(-1)
    return -(share * same).sum(-1)[n > 0].div(n[n > 0]).mean()


def unmark(marked):
    """The text without marks, and the pieces as (key, goes on, start, end)."""
    text, pieces, at = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        pieces.append((match[1], bool(match[2]), len(text), len(text) + len(match[3])))
        text += match[3]
        at = match.end()
    return text + marked[at:], pieces


def contents_of(pieces):
    """Tellings of a report as (key, [(start, end)]); a piece that goes on belongs to the one before it of the same key."""
    found = []
    for key, goes_on, start, end in pieces:
        earlier = [f for f in found if f[0] == key]
        if goes_on and earlier:
            earlier[-1][1].append((start, end))
        else:
            found.append((key, [(start, end)]))
    return found


def units_of(document, spans):
    return [u for u, (a, b) in enumerate(document.units) if any(a < end and b > start for start, end in spans)]


def read_scenes(path, tokenizer, tool):
    """Scenes as lists of windows, one a report; the label of a document is its tellings."""
    with open(path, encoding="utf-8") as file:
        scenes = [json.loads(line) for line in file if line.strip()]
    marked = {(s["id"], k): unmark(report) for s in scenes for k, report in enumerate(s["reports"])}
    prepared = prepare_texts({name: text for name, (text, _) in marked.items()}, tokenizer, tool)
    found = {}
    for (scene, k), (_, pieces) in marked.items():
        document = prepared[scene, k]
        start, end = cut(document, WINDOW, 0)[0]
        told = [(f"{scene} {key}", units_of(document, spans)) for key, spans in contents_of(pieces)]
        within = [(key, units) for key, units in told if units and units[-1] < end]
        document.labels = within
        if within:
            found.setdefault(scene, []).append((document, start, end))
    return found


class Scenes:
    """Scenes of several reports; some are kept for choosing settings."""

    def __init__(self, path, tokenizer, tool, passes):
        scenes = read_scenes(path, tokenizer, tool)
        self.train = [items for name, items in scenes.items() if not name.endswith(KEPT)]
        self.dev = [items for name, items in scenes.items() if name.endswith(KEPT)]
        self.passes = passes

    def batches(self, rng):
        found = []
        for _ in range(self.passes):
            scenes = rng.sample(self.train, len(self.train))
            groups = [scenes[i : i + SCENES] for i in range(0, len(scenes), SCENES)]
            found += [("tellings", [item for scene in group for item in scene]) for group in groups]
        return found

    def loss(self, model, x, items):
        windows = [[units for _, units in d.labels] for d, _, _ in items]
        return {"telling": telling_loss(model.tellings, x.float(), windows, [[key for key, _ in d.labels] for d, _, _ in items])}


@torch.no_grad()
def evaluate_scenes(model, scenes):
    """How well cosines order the pairs of a scene: average precision, and recall at a precision of 95 percent."""
    pairs = []
    for items in scenes:
        pieces, features, mask, first, _ = collate(items)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            x = model.units(pieces, features, mask, first)
        vectors = model.tellings.contents(x.float(), [[units for _, units in d.labels] for d, _, _ in items])
        keys = [key for d, _, _ in items for key, _ in d.labels]
        cosines = vectors @ vectors.T
        pairs += [(float(cosines[i, j]), keys[i] == keys[j]) for i in range(len(keys)) for j in range(i)]
    pairs.sort(key=lambda pair: -pair[0])
    right, average, recall, total = 0, 0.0, 0.0, sum(same for _, same in pairs)
    for n, (_, same) in enumerate(pairs, 1):
        right += same
        average += same * right / n
        if right >= 0.95 * n:
            recall = right / total
    return f"tellings: {len(pairs)} pairs, {total} of one utterance; average precision {100 * average / max(total, 1):.1f}, recall at 95 % precision {100 * recall:.1f}"
