"""Mentions of people, organisations and places: names, descriptions and pronouns, one inside the other if need be.

Every stretch of units is scored per kind by its two ends (a dot product of projections), its length, and a bias of each
end; what scores above zero is a mention. Trained with the loss of Su et al., "Global Pointer" (2022): one threshold,
positives above it, negatives below.
"""
import torch
from torch import nn

KINDS = ("person", "organisation", "place")
END, LONGEST = 32, 40  # width of an end's projection; units of the longest mention
LENGTHS = (1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 22, 30, 40)  # upper edges of the length buckets


class Mentions(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.ends = nn.Linear(width, len(KINDS) * (2 * END + 2))
        self.length = nn.Embedding(len(LENGTHS), len(KINDS))
        nn.init.constant_(self.length.weight, -1.0)

    def forward(self, x):
        """x [B, U, W] -> scores [B, K, U, U], of the mention from one unit to another (included)."""
        b, u, _ = x.shape
        parts = self.ends(x).view(b, u, len(KINDS), 2 * END + 2).permute(0, 2, 1, 3)
        start, end, start_bias, end_bias = parts.split([END, END, 1, 1], -1)
        scores = start @ end.transpose(2, 3) / END**0.5 + start_bias + end_bias.transpose(2, 3)
        length = torch.arange(u)[None, :] - torch.arange(u)[:, None] + 1
        bucket = torch.bucketize(length.clamp(1, LONGEST), torch.tensor(LENGTHS))
        scores = scores.float() + self.length(bucket).permute(2, 0, 1)
        return scores.masked_fill((length < 1) | (length > LONGEST), -1e4)


def mention_loss(scores, targets, lengths):
    """targets: per window the mentions as (kind, first, last). Mean over windows and kinds."""
    b, k, u, _ = scores.shape
    gold = torch.zeros_like(scores, dtype=torch.bool)
    for i, mentions in enumerate(targets):
        for kind, first, last in mentions:
            if last - first < LONGEST:
                gold[i, kind, first, last] = True
    inside = torch.arange(u)[None] < lengths[:, None]
    scores = scores.masked_fill(~(inside[:, None, :, None] & inside[:, None, None, :]), -1e4).flatten(2)
    gold, zero = gold.flatten(2), torch.zeros(b, k, 1)
    negative = torch.logsumexp(torch.cat([scores.masked_fill(gold, -1e4), zero], 2), 2)
    positive = torch.logsumexp(torch.cat([(-scores).masked_fill(~gold, -1e4), zero], 2), 2)
    return (negative + positive).mean()


def found(scores):
    """Mentions of one window from scores [K, U, U]: (kind, first, last), best first where two claim the same stretch."""
    best, kind = scores.max(0)
    return [(int(kind[a, b]), int(a), int(b)) for a, b in (best > 0).nonzero()]
