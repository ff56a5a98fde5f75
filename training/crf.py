"""A linear-chain conditional random field over role tags. Tags: O, then B- and I- of every role, in the order given."""
import torch
from torch import nn

FORBIDDEN = -1e4


def bio_tags(kinds):
    return ["O"] + [f"{p}-{k}" for k in kinds for p in "BI"]


class Crf(nn.Module):
    def __init__(self, tags):
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
        self.transitions = nn.Parameter(torch.zeros(n, n))
        self.start = nn.Parameter(torch.zeros(n))

    def scores(self):
        return self.transitions + self.allowed, self.start + self.start_allowed

    def negative_log_likelihood(self, logits, tags, lengths):
        """Summed over the batch. logits [B, U, T] float32; tags [B, U]; lengths [B]."""
        transitions, start = self.scores()
        b, u, _ = logits.shape
        mask = torch.arange(u)[None] < lengths[:, None]
        emitted = logits.gather(2, tags[..., None]).squeeze(2)
        gold = (emitted * mask).sum(1) + start[tags[:, 0]]
        gold = gold + (transitions[tags[:, :-1], tags[:, 1:]] * mask[:, 1:]).sum(1)
        alpha = start + logits[:, 0]
        for t in range(1, u):
            step = torch.logsumexp(alpha[:, :, None] + transitions, dim=1) + logits[:, t]
            alpha = torch.where(mask[:, t, None], step, alpha)
        return (torch.logsumexp(alpha, dim=1) - gold).sum()

    @torch.no_grad()
    def viterbi(self, logits):
        """Best tags of one sequence of logits [U, T]."""
        transitions, start = self.scores()
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
