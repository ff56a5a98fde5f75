"""Mentions of people, organisations and places: names, descriptions and pronouns, one inside the other if need be.

Every unit says what it is the head word of, if anything; the head of a mention then points to the first and the last
unit of it. Mentions within mentions have heads of their own, so nothing more is needed for them (the idea of Dobrovolskii,
"Word-level coreference resolution", 2021). The few mentions that share a head with a longer one are left out.
"""
import torch
from torch import nn
from torch.nn import functional as F

from encoder import SharedDropout

KINDS = ("person", "organisation", "place")  # what is wanted; mentions of anything else help to learn where they end
OTHER = len(KINDS)  # numbers of a unit: the kinds, another kind, no head
NONE = OTHER + 1
HIDDEN, END, REACH = 192, 32, 40  # widths; units from the head to either end, at most


class Mentions(nn.Module):
    def __init__(self, width, dropout):
        super().__init__()
        self.hidden = nn.Linear(width, HIDDEN)
        self.dropout = SharedDropout(dropout)
        self.kind = nn.Linear(HIDDEN, NONE + 1)
        self.ends = nn.Linear(HIDDEN, 4 * END)  # head looking for its first unit, for its last; first unit; last unit
        self.before, self.after = nn.Embedding(REACH, 1), nn.Embedding(REACH, 1)
        for table in (self.before, self.after):
            with torch.no_grad():
                table.weight.copy_(-0.1 * torch.arange(REACH)[:, None])

    def forward(self, x):
        """x [B, U, W] -> scores of kinds [B, U, NONE + 1] and projections of ends [B, U, 4 * END]."""
        h = self.dropout(F.gelu(self.hidden(x)))
        return self.kind(h).float(), self.ends(h)

    def pointers(self, ends, heads):
        """ends [U, 4 * END] of a window, heads [M] -> scores [M, U] of the first unit and of the last."""
        seek_first, seek_last, first, last = ends.split(END, -1)
        back = heads[:, None] - torch.arange(len(ends))[None]
        starts = (seek_first[heads] @ first.T / END**0.5).float() + self.before(back.clamp(0, REACH - 1)).squeeze(-1)
        stops = (seek_last[heads] @ last.T / END**0.5).float() + self.after((-back).clamp(0, REACH - 1)).squeeze(-1)
        return (starts.masked_fill((back < 0) | (back >= REACH), -1e4),
                stops.masked_fill((back > 0) | (back <= -REACH), -1e4))


def mention_loss(model, x, targets, lengths):
    """targets: per window the mentions as (kind, first, last, head). Losses of kinds and of ends."""
    kinds, ends = model(x)
    gold = torch.full(kinds.shape[:2], NONE)
    gold[torch.arange(x.shape[1])[None] >= lengths[:, None]] = -100
    pointing, count = x.new_zeros(()), 0
    for i, mentions in enumerate(targets):
        longest = {}
        for mention in sorted(mentions, key=lambda m: m[2] - m[1]):
            longest[mention[3]] = mention
        for head, (kind, *_) in longest.items():
            gold[i, head] = kind
        near = [m for m in longest.values() if m[3] - m[1] < REACH and m[2] - m[3] < REACH]
        if near:
            _, first, last, head = (torch.tensor(column) for column in zip(*near))
            starts, stops = model.pointers(ends[i], head)
            pointing = pointing + F.cross_entropy(starts, first, reduction="sum")
            pointing = pointing + F.cross_entropy(stops, last, reduction="sum")
            count += len(near)
    return F.cross_entropy(kinds.flatten(0, 1), gold.flatten(), ignore_index=-100), pointing / max(count, 1)


def found(model, x):
    """Mentions of the wanted kinds in one window's vectors [1, U, W]: (kind, first, last, head)."""
    kinds, ends = model(x)
    kind = kinds[0].argmax(-1)
    heads = (kind < OTHER).nonzero().flatten()
    starts, stops = model.pointers(ends[0], heads)
    return list(zip(kind[heads].tolist(), starts.argmax(-1).tolist(), stops.argmax(-1).tolist(), heads.tolist()))
