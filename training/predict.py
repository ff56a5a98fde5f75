"""Attributions of whole documents, for measuring during training. The product's own decoder is the one in Rust."""
import torch

from links import pair_scores
from reader import ROLE_TAGS
from windows import OVERLAP, WINDOW, collate, cut


@torch.no_grad()
def document_outputs(model, document, bf16=False):
    """Role logits, entity logits and link vectors per unit, each from the window where the unit stands deepest."""
    windows = cut(document, WINDOW, OVERLAP)
    pieces, features, mask, first, lengths = collate([(document, a, b) for a, b in windows])
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
        outputs = [o.float() for o in model(pieces, features, mask, first)]
    n = len(document.units)
    merged = [torch.zeros(n, o.shape[2]) for o in outputs]
    depth = [-1] * n
    for w, (a, b) in enumerate(windows):
        for i in range(a, b):
            left, right = (i - a if a else n), (b - 1 - i if b < n else n)
            if min(left, right) > depth[i]:
                depth[i] = min(left, right)
                for target, output in zip(merged, outputs):
                    target[i] = output[w, i - a]
    return merged


def spans_of(tags):
    spans, start = [], None
    for i, tag in enumerate(tags + ["O"]):
        if start is not None and not tag.startswith("I-"):
            spans.append((tags[start][2:], start, i))
            start = None
        if tag.startswith("B-"):
            start = i
    return spans


@torch.no_grad()
def attributions(model, document, bf16=False):
    roles, _, links = document_outputs(model, document, bf16)
    tags = [ROLE_TAGS[t] for t in model.roles_crf.viterbi(roles)]
    spans = spans_of(tags)
    of = lambda role: [(a, b) for r, a, b in spans if r == role]
    cues, sources, contents = of("cue"), of("source"), of("content")
    if not cues:
        return []
    s, c = pair_scores(model, links, document.lines, cues, sources, contents)
    found = [{"source": [], "cue": [cue], "content": []} for cue in cues]
    for k, choice in enumerate(s.argmax(1).tolist()):
        if choice:
            found[k]["source"] = [sources[choice - 1]]
    if contents:
        for k, choice in enumerate(c.argmax(1).tolist()):
            if choice:
                found[choice - 1]["content"].append(contents[k])
    chars = lambda span: [document.units[span[0]][0], document.units[span[1] - 1][1]]
    return [{r: [chars(s) for s in a[r]] for r in a} for a in found if a["content"]]
