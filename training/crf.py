"""Linear-chain conditional random fields over role tags, one for every level of nesting, run side by side.

Tags: O, then B- and I- of every role, in the order given. Labels may be partly unknown: a unit whose tag is UNKNOWN may
take any, and training raises the probability of all the taggings that agree with what is known.
"""
import torch
from torch import nn

FORBIDDEN = -1e4
UNKNOWN = -1


def bio_tags(kinds):
    return ["O"] + [f"{p}-{k}" for k in kinds for p in "BI"]


class Crf(nn.Module):
    def __init__(self, tags, levels):
        super().__init__()
        n = len(tags)
        allowed = torch.zeros(n, n)
        start = torch.zeros(n)
        for j, to in enumerate(tags):
            if to.startswith("I-"):
                start[j] = FORBIDDEN
                for i, frm in enumerate(tags):
                    if frm[2:] != to[2:]:
                        allowed[i, j] = FORBIDDEN
        self.register_buffer("allowed", allowed)
        self.register_buffer("start_allowed", start)
        self.transitions = nn.Parameter(torch.zeros(levels, n, n))
        self.start = nn.Parameter(torch.zeros(levels, n))

    def scores(self):
        return self.transitions + self.allowed, self.start + self.start_allowed

    def negative_log_likelihood(self, logits, tags, lengths):
        """Per level, summed over the batch. logits [B, U, L, T] float32; tags [B, U, L], UNKNOWN for any; lengths [B]."""
        transitions, start = self.scores()
        b, u, _, n = logits.shape
        mask = torch.arange(u)[None] < lengths[:, None]
        known = torch.zeros_like(logits).masked_fill_(
            (tags[..., None] != UNKNOWN) & (torch.arange(n) != tags[..., None]), FORBIDDEN)
        both = torch.stack([logits, logits + known])  # all taggings, and those that agree with the labels
        alpha = start + both[:, :, 0]
        for t in range(1, u):
            step = torch.logsumexp(alpha[..., :, None] + transitions, dim=-2) + both[:, :, t]
            alpha = torch.where(mask[None, :, t, None, None], step, alpha)
        total = torch.logsumexp(alpha, dim=-1)
        return (total[0] - total[1]).sum(0)

    @torch.no_grad()
    def viterbi(self, logits, level):
        """Best tags of one sequence of logits [U, T]."""
        transitions, start = self.scores()
        transitions, start = transitions[level], start[level]
        best, back = start + logits[0], []
        for row in logits[1:]:
            value, index = (best[:, None] + transitions).max(0)
            back.append(index)
            best = value + row
        tag = int(best.argmax())
        path = [tag]
        for index in reversed(back):
            tag = int(index[tag])
            path.append(tag)
        return path[::-1]
