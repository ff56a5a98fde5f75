"""Attributions of whole documents, for measuring during training. The product's own decoder is the one in Rust."""
import torch

from links import pair_scores
from reader import ROLE_TAGS
from windows import OVERLAP, WINDOW, collate, cut


def depth(document, window, span):
    """How deep a span stands in a window, the ends of the document counting as infinitely far; negative if it sticks out."""
    n = len(document.units)
    left = span[0] - window[0] if window[0] else n
    right = window[1] - span[1] if window[1] < n else n
    return min(left, right)


@torch.no_grad()
def document_outputs(model, document, bf16=False):
    """Role and entity logits per unit, each from the window where the unit stands deepest; windows; link vectors per window.

    Link vectors of different windows must not be compared: they also say where in its window a span stands.
    """
    windows = cut(document, WINDOW, OVERLAP)
    pieces, features, mask, first, _ = collate([(document, a, b) for a, b in windows])
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
        *tagged, links = [o.float() for o in model.tagged(model.units(pieces, features, mask, first))]
    n = len(document.units)
    merged = [torch.zeros(n, *o.shape[2:]) for o in tagged]
    for i in range(n):
        w = max(range(len(windows)), key=lambda w: depth(document, windows[w], (i, i + 1)))
        for target, output in zip(merged, tagged):
            target[i] = output[w, i - windows[w][0]]
    return merged, windows, links


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
    (roles, _), windows, links = document_outputs(model, document, bf16)
    tags = [ROLE_TAGS[t] for t in model.roles_crf.viterbi(roles[:, 0], 0)]
    spans = spans_of(tags)
    of = lambda role: [(a, b) for r, a, b in spans if r == role]
    cues, sources, contents = of("cue"), of("source"), of("content")
    if not cues:
        return []
    found = [{"source": [], "cue": [cue], "content": []} for cue in cues]
    deepest = lambda span: max(range(len(windows)), key=lambda w: depth(document, windows[w], span))
    for w, (start, end) in enumerate(windows):
        clip = lambda spans: [(k, (max(a, start) - start, min(b, end) - start)) for k, (a, b) in enumerate(spans)
                              if a < end and b > start]
        here = {"cue": clip(cues), "source": clip(sources), "content": clip(contents)}
        only = {role: [span for _, span in here[role]] for role in here}
        s, c = pair_scores(model, links[w, : end - start], document.lines[start:end], only["cue"], only["source"], only["content"])
        for row, (k, _) in enumerate(here["cue"]):
            choice = int(s[row].argmax())
            if choice and deepest(cues[k]) == w:
                found[k]["source"] = [sources[here["source"][choice - 1][0]]]
        for row, (k, _) in enumerate(here["content"]):
            choice = int(c[row].argmax())
            if choice and deepest(contents[k]) == w:
                found[here["cue"][choice - 1][0]]["content"].append(contents[k])
    chars = lambda span: [document.units[span[0]][0], document.units[span[1] - 1][1]]
    return [{r: [chars(s) for s in a[r]] for r in a} for a in found if a["content"]]
