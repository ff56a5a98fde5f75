"""Tags, lemmas and dependencies: linear heads for the tags, a biaffine scorer for the tree.

After Dozat and Manning, "Deep biaffine attention for neural dependency parsing" (2017), with narrow projections: the
score of head h for token t is (A d_t + a) . h_h, that of relation r given h is q_{t,r} . e_h plus a bias of each.
"""
import torch
from torch import nn
from torch.nn import functional as F

from encoder import SharedDropout

ARC, RELATION = 128, 64  # widths of the projections


class Syntax(nn.Module):
    def __init__(self, width, labels, dropout):
        super().__init__()
        self.labels = labels
        self.upos = nn.Linear(width, len(labels["upos"]))
        self.xpos = nn.Linear(width, len(labels["xpos"]))
        self.lemma = nn.Linear(width, len(labels["lemma"]))
        n = len(labels["relation"])
        self.hidden = nn.Linear(width, 2 * ARC + 2 * RELATION)
        self.dropout = SharedDropout(dropout)
        self.arc = nn.Linear(ARC, ARC)
        self.root = nn.Parameter(torch.randn(ARC) * 0.05)  # stands for the head of a root
        self.relation = nn.Linear(RELATION, n * RELATION)
        self.relation_token = nn.Linear(RELATION, n)
        self.relation_head = nn.Linear(RELATION, n, bias=False)
        self.relation_root = nn.Parameter(torch.randn(RELATION) * 0.05)
        nn.init.normal_(self.relation.weight, std=0.02)

    def tags(self, tokens):
        return self.upos(tokens), self.xpos(tokens), self.lemma(tokens)

    def arcs(self, tokens, sentence):
        """tokens [B, T, W]; sentence [B, T], -1 for padding. Scores [B, T, 1 + T], the root first; and relation parts."""
        h = self.dropout(F.gelu(self.hidden(tokens)))
        arc_token, arc_head, relation_token, relation_head = h.split([ARC, ARC, RELATION, RELATION], -1)
        query = self.arc(arc_token)
        scores = torch.cat([(query @ self.root)[..., None], query @ arc_head.transpose(1, 2)], 2).float()
        same = (sentence[:, :, None] == sentence[:, None, :]) & ~torch.eye(tokens.shape[1], dtype=torch.bool)
        allowed = torch.cat([torch.ones_like(same[..., :1]), same], 2)
        return scores.masked_fill(~allowed, -1e4), relation_token, relation_head

    def relations(self, relation_token, relation_head, heads):
        """heads [B, T] into 1 + T, 0 the root. Scores [B, T, R]."""
        b, t, w = relation_token.shape
        every = torch.cat([self.relation_root.expand(b, 1, w).to(relation_head.dtype), relation_head], 1)
        head = torch.gather(every, 1, heads[..., None].expand(-1, -1, w))
        query = self.relation(relation_token).view(b, t, -1, w)
        bilinear = torch.einsum("btrw,btw->btr", query, head)
        return (bilinear + self.relation_token(relation_token) + self.relation_head(head)).float()


def syntax_loss(model, x, batch):
    """Mean losses of (tags, arcs, relations) over the tokens of a batch of trees."""
    syntax, tokens = model.syntax, gather(x, batch["unit"])
    here = batch["sentence"] >= 0
    tags = sum(
        F.cross_entropy(logits.float().flatten(0, 1), batch[name].flatten(), ignore_index=-100)
        for name, logits in zip(("upos", "xpos", "lemma"), syntax.tags(tokens))
    )
    scores, relation_token, relation_head = syntax.arcs(tokens, batch["sentence"])
    arcs = F.cross_entropy(scores[here], batch["head"][here])
    relations = syntax.relations(relation_token, relation_head, batch["head"])
    return tags, arcs, F.cross_entropy(relations[here], batch["relation"][here], ignore_index=-100)


def gather(x, units):
    return torch.gather(x, 1, units[..., None].expand(-1, -1, x.shape[2]))
