"""MPNet's attention bias by how far two pieces stand apart (Song et al., 2020; buckets as in T5, Raffel et al., 2020)."""
import math

import torch
from torch import nn

BUCKETS, FARTHEST = 32, 128


class RelativeBias(nn.Module):
    def __init__(self, heads):
        super().__init__()
        self.scores = nn.Embedding(BUCKETS, heads)

    def forward(self, n):
        """[1, heads, n, n], to be added to the attention scores of the second position for the first."""
        place = torch.arange(n)
        return self.scores(bucket(place[None, :] - place[:, None])).permute(2, 0, 1)[None]


def bucket(distance):
    """Distances one by one while near, then in widening steps; half of the buckets for what stands behind."""
    half = BUCKETS // 2
    exact = half // 2
    n = -distance
    side = (n < 0).long() * half
    n = n.abs()
    far = exact + (torch.log(n.clamp(min=1).float() / exact) / math.log(FARTHEST / exact) * (half - exact)).long()
    return side + torch.where(n < exact, n, far.clamp(max=half - 1))
