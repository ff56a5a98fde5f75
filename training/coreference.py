"""What a mention refers back to: every mention chooses among the mentions before it, or none.

A mention is represented by its head word and its two ends. The score of a pair is a dot product of two projections plus
a bias for distance and for sharing the head word. The loss is the probability of any right antecedent, after Lee et al.,
"End-to-end neural coreference resolution" (2017).
"""
import bisect

import torch
from torch import nn
from torch.nn import functional as F

from encoder import SharedDropout

PAIR = 64
DISTANCES = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256)  # upper edges of the buckets, in units


class Coreference(nn.Module):
    def __init__(self, width, dropout):
        super().__init__()
        self.hidden = nn.Linear(width, 256)
        self.dropout = SharedDropout(dropout)
        self.out = nn.Linear(256, 2 * PAIR + 1)  # seeking, sought, and the score of "none"
        self.distance = nn.Embedding(len(DISTANCES) + 1, 1)
        self.same_word = nn.Embedding(2, 1)
        for table in (self.distance, self.same_word):
            nn.init.zeros_(table.weight)

    def vectors(self, x):
        return self.out(self.dropout(F.gelu(self.hidden(x))))

    def scores(self, vectors, mentions, words):
        """vectors [U, 2 * PAIR + 1] of a window; mentions [(first, last, head)] in order; words: lower-case head words.

        [M, 1 + M]: column 0 is "none", column 1 + j mention j; what does not stand before is far below.
        """
        index = torch.tensor(mentions).view(-1, 3)
        m = vectors[index[:, 2]] / 2 + vectors[index[:, 0]] / 4 + vectors[index[:, 1]] / 4
        seeking, sought, none = m[:, :PAIR], m[:, PAIR : 2 * PAIR], m[:, 2 * PAIR :]
        n = len(mentions)
        distance = [[bucket(mentions[i], mentions[j]) if j < i else 0 for j in range(n)] for i in range(n)]
        same = [[int(words[i] == words[j]) for j in range(n)] for i in range(n)]
        pair = seeking @ sought.T / PAIR**0.5
        pair = pair + (self.distance(torch.tensor(distance)) + self.same_word(torch.tensor(same))).squeeze(-1)
        before = [[j < i and mentions[j][1] < mentions[i][0] for j in range(n)] for i in range(n)]
        return torch.cat([none, pair.masked_fill(~torch.tensor(before), -1e4)], 1).float()


def bucket(mention, earlier):
    return bisect.bisect_left(DISTANCES, max(1, mention[0] - earlier[1]))


def coreference_loss(model, vectors, windows):
    """windows: per window the mentions as (first, last, head, word, chain). Summed, and the number of mentions."""
    loss, count = vectors.new_zeros(()), 0
    for row, mentions in zip(vectors, windows):
        if len(mentions) < 2:
            continue
        scores = model.coreference.scores(row, [m[:3] for m in mentions], [m[3] for m in mentions])
        right = torch.zeros_like(scores, dtype=torch.bool)
        for i, mention in enumerate(mentions):
            for j in range(i):
                right[i, 1 + j] = mentions[j][4] == mention[4] and mentions[j][1] < mention[0]
            right[i, 0] = not right[i].any()
        kept = torch.logsumexp(scores.masked_fill(~right, -1e4), 1)
        loss = loss + (torch.logsumexp(scores, 1) - kept).sum()
        count += len(mentions)
    return loss, count
