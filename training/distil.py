"""Teaching a shallower reader by a deeper one.

The pupil starts as the teacher with a part of its layers (as Sanh et al., "DistilBERT", 2019, do) and all its heads, so
what it has to learn is to give the heads the vectors they know: those vectors are one target, what the heads make of
them the other. Both are known for every word, labelled or not.
"""
import copy
import json
import os

import torch
from torch.nn import functional as F

from reader import Reader
from syntax import gather


def load_teacher(run, pretrained, dropout):
    """The reader of a finished run, and a copy that can be trained."""
    with open(os.path.join(run, "labels.json"), encoding="utf-8") as file:
        labels = json.load(file)
    teacher = Reader(pretrained, labels, dropout)
    teacher.load_state_dict(torch.load(os.path.join(run, "reader.pt"), weights_only=True))
    pupil = copy.deepcopy(teacher)
    teacher.requires_grad_(False)
    return teacher.eval(), pupil


def keep_layers(reader, depth):
    """Leaves `depth` layers in the encoder: the last, and others at even distances."""
    layers = reader.encoder.layers
    kept = [round((k + 1) * len(layers) / depth) - 1 for k in range(depth)]
    reader.encoder.layers = torch.nn.ModuleList(layers[k] for k in kept)


def share_input(reader):
    """Leaves what the encoder reads words with as the teacher has it, so that both sizes can use one table."""
    for name, parameter in reader.encoder.named_parameters():
        if not name.startswith("layers."):
            parameter.requires_grad_(False)


def soft(pupil, teacher, where):
    """Mean Kullback-Leibler divergence of the rows of `where` from the teacher's."""
    pupil, teacher = pupil.float()[where], teacher.float()[where]
    return F.kl_div(F.log_softmax(pupil, -1), F.log_softmax(teacher, -1), reduction="batchmean", log_target=True)


def teaching_loss(pupil, teacher, x, told, lengths, trees=None):
    """x [B, U, W]: the pupil's vectors of the units; told: the teacher's. `trees`: the targets of a treebank's batch."""
    inside = torch.arange(x.shape[1])[None] < lengths[:, None]
    hint = F.mse_loss(x.float()[inside], told.float()[inside]) / told.float()[inside].var()
    losses = {"hint": hint}
    (roles, entities, links), (told_roles, told_entities, told_links) = pupil.tagged(x), teacher.tagged(told)
    kinds, told_kinds = pupil.mentions(x)[0], teacher.mentions(told)[0]
    sides, told_sides = pupil.stances.kinds(x)[..., 1:], teacher.stances.kinds(told)[..., 1:]
    losses["soft"] = (soft(sides, told_sides, inside) + soft(roles, told_roles, inside) + soft(entities, told_entities, inside)
                             + soft(kinds, told_kinds, inside)
                             + F.mse_loss(links.float()[inside], told_links.float()[inside]))
    if trees is not None:
        tokens, told_tokens = gather(x, trees["unit"]), gather(told, trees["unit"])
        here = trees["sentence"] >= 0
        for ours, theirs in zip(pupil.syntax.tags(tokens), teacher.syntax.tags(told_tokens)):
            losses["soft"] = losses["soft"] + soft(ours, theirs, here)
        ours, theirs = pupil.syntax.arcs(tokens, trees["sentence"])[0], teacher.syntax.arcs(told_tokens, trees["sentence"])[0]
        losses["soft"] = losses["soft"] + soft(ours, theirs, here)
    return losses
