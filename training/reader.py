"""The reader: one encoder and its heads.

- role tags (conditional random fields) at every level of nesting, with link vectors that tie spans together
- names of people, organisations and places
- part-of-speech tags, lemmas, dependencies
- mentions of people, organisations and places, nested ones too, and what each refers back to
- stances: on what, whose, on what terms

Linking is learned. Every cue chooses its source among the source spans of the window or none; every content span chooses
its cue. The score of a pair is a scaled dot product of two projected vectors (mean over the units of a span) plus a
learned bias for distance, for how many cues stand between, and for how many line breaks.
"""
import bisect
import math

import torch
from torch import nn

from coreference import Coreference
from crf import Crf, bio_tags
from encoder import SharedDropout, load_pretrained
from mentions import Mentions
from stances import Stances
from syntax import Syntax

ROLE_TAGS = bio_tags(("source", "cue", "content"))
ENTITY_TAGS = bio_tags(("person", "organisation", "place"))
LEVELS = 3  # of nesting: told by the report, told inside that, and once more
LINK = 64  # width of a link vector
DISTANCES = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96)  # upper edges of the distance buckets, in units
N_DISTANCE, N_BETWEEN, N_LINES = 2 * (len(DISTANCES) + 1), 5, 7


def distance_bucket(a, b):
    """Bucket of how far span b = (start, end) stands from span a: before it in the lower half, after it in the upper."""
    if b[0] >= a[1]:
        return len(DISTANCES) + 1 + bisect.bisect_left(DISTANCES, b[0] - a[1] + 1)
    return bisect.bisect_left(DISTANCES, max(a[0] - b[1] + 1, 1))


def between_bucket(cue_starts, a, b):
    """How many other cues start between the two spans, 4 meaning four or more."""
    low, high = (a[1], b[0]) if b[0] >= a[1] else (b[1], a[0])
    return min(sum(low <= s < high for s in cue_starts), N_BETWEEN - 1)


def line_bucket(lines, a, b):
    """Line breaks from a to b, clipped to -3..3, as 0..6. `lines` holds the line number of every unit."""
    return max(-3, min(3, lines[b[0]] - lines[a[0]])) + 3


class LinkBias(nn.Module):
    def __init__(self):
        super().__init__()
        self.distance = nn.Embedding(N_DISTANCE, 1)
        self.between = nn.Embedding(N_BETWEEN, 1)
        self.lines = nn.Embedding(N_LINES, 1)
        for table in (self.distance, self.between, self.lines):
            nn.init.zeros_(table.weight)

    def forward(self, buckets):
        """buckets [..., 3] -> [...]"""
        return (self.distance(buckets[..., 0]) + self.between(buckets[..., 1]) + self.lines(buckets[..., 2])).squeeze(-1)


class Reader(nn.Module):
    def __init__(self, pretrained, labels, dropout=0.1):
        """`labels`: the tags of the treebanks, {"upos": [...], "xpos": [...], "lemma": [...], "relation": [...]}"""
        super().__init__()
        self.encoder = load_pretrained(pretrained, dropout)
        width = self.encoder.norm.weight.shape[0]
        self.dropout = SharedDropout(dropout)
        self.roles = nn.Linear(width, LEVELS * len(ROLE_TAGS))
        self.entities = nn.Linear(width, len(ENTITY_TAGS))
        self.link_hidden = nn.Linear(width, width)
        # cue looking for a source, source, content looking for a cue, cue; then the two scores of "none"
        self.link_out = nn.Linear(width, 4 * LINK + 2)
        self.roles_crf = Crf(ROLE_TAGS, LEVELS)
        self.source_bias, self.cue_bias = LinkBias(), LinkBias()
        self.syntax = Syntax(width, labels, dropout)
        self.mentions = Mentions(width, dropout)
        self.coreference = Coreference(width, dropout)
        self.stances = Stances(width, dropout)

    def units(self, pieces, features, mask, first):
        """first [B, U]: index of the first piece of every unit. The encoder's vectors of the units, before dropout."""
        x = self.encoder(pieces, features, mask)
        return torch.gather(x, 1, first[..., None].expand(-1, -1, x.shape[2]))

    def tagged(self, x):
        """Unit vectors to role logits [B, U, L, T], entity logits and link vectors."""
        links = self.link_out(nn.functional.gelu(self.link_hidden(x)))
        return self.roles(x).unflatten(2, (LEVELS, len(ROLE_TAGS))), self.entities(x), links

    def load_partly(self, state):
        """Takes over what fits of an older state with one level of roles."""
        own, taken = self.state_dict(), []
        for name, tensor in own.items():
            old = state.get(name)
            if old is None:
                continue
            if old.shape == tensor.shape:
                own[name] = old
            elif name.startswith("roles."):
                own[name][: old.shape[0]] = old
            elif name.startswith("roles_crf."):
                own[name][:] = old
            else:
                continue
            taken.append(name)
        self.load_state_dict(own)
        return taken


def link_parts(links):
    """Splits link vectors [..., 4 * LINK + 2] into the four projections and the two scores of none."""
    parts = [links[..., i * LINK : (i + 1) * LINK] for i in range(4)]
    return parts, links[..., 4 * LINK], links[..., 4 * LINK + 1]


def scale():
    return 1.0 / math.sqrt(LINK)
