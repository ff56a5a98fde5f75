"""Pairs of spans to score: for training with gold spans, for use with predicted ones."""
import torch
from torch.nn import functional as F

from reader import LEVELS, between_bucket, distance_bucket, line_bucket, link_parts, scale


def span_means(links, spans):
    """links [U, W]; spans [(start, end)] -> [S, W]"""
    total = F.pad(links.cumsum(0), (0, 0, 1, 0))
    a = torch.tensor([s[0] for s in spans])
    b = torch.tensor([s[1] for s in spans])
    return (total[b] - total[a]) / (b - a)[:, None]


def pair_scores(model, links, lines, cues, sources, contents):
    """Scores of one stretch of text: cues x (none + sources) and contents x (none + cues)."""
    cue_starts = sorted(c[0] for c in cues)

    def buckets(from_spans, to_spans):
        return torch.tensor([
            [[distance_bucket(a, b), between_bucket([s for s in cue_starts if s not in (a[0], b[0])], a, b),
              line_bucket(lines, a, b)] for b in to_spans] for a in from_spans
        ]).view(len(from_spans), len(to_spans), 3)

    (cue_query, _, _, cue_key), cue_none, _ = link_parts(span_means(links, cues)) if cues else (([None] * 4), None, None)
    source_scores = content_scores = None
    if cues:
        source_scores = cue_none[:, None]
        if sources:
            (_, source_key, _, _), _, _ = link_parts(span_means(links, sources))
            s = cue_query @ source_key.T * scale() + model.source_bias(buckets(cues, sources))
            source_scores = torch.cat([source_scores, s], 1)
    if contents:
        (_, _, content_query, _), _, content_none = link_parts(span_means(links, contents))
        content_scores = content_none[:, None]
        if cues:
            s = content_query @ cue_key.T * scale() + model.cue_bias(buckets(contents, cues))
            content_scores = torch.cat([content_scores, s], 1)
    return source_scores, content_scores


def link_loss(model, links, items, versions, rng):
    """Cross-entropy of the right source of every cue and the right cue of every content span, summed; and the count."""
    loss, count = links.new_zeros(()), 0
    for i, ((document, start, end), version) in enumerate(zip(items, versions)):
        for level in range(LEVELS):
            spans = [s[1:] for s in version.spans if s[0] == level]
            if any(r == "cue" and a < end and b > start for r, a, b, _ in spans):
                part, n = window_loss(model, links[i], document.lines, start, end, version.tags[level], spans, rng)
                loss, count = loss + part, count + n
    return loss, count


def window_loss(model, links, lines, start, end, tags, spans, rng):
    """The same for one level of one window."""
    loss, count = links.new_zeros(()), 0
    inside = [(r, max(a, start) - start, min(b, end) - start, e) for r, a, b, e in spans if a < end and b > start]
    whole_sources = {e for r, _, _, e in spans if r == "source"}
    cues = [(a, b, e) for r, a, b, e in inside if r == "cue"]
    sources = sorted({(a, b) for r, a, b, _ in inside if r == "source"})
    contents = [(a, b, e) for r, a, b, e in inside if r == "content"]
    n = end - start
    moved = []
    for a, b, e in contents:
        if rng.random() < 0.3:  # predicted spans are not always exact
            a, b = min(max(0, a + rng.randint(-2, 2)), n - 1), min(n, b + rng.randint(-2, 2))
            b = max(b, a + 1)
        moved.append((a, b, e))
    for _ in range(2):  # stretches that are nobody's words
        a = rng.randrange(n)
        b = min(n, a + rng.randint(3, 20))
        if all(t == "O" for t in tags[start + a : start + b]):
            moved.append((a, b, -1))
    s, c = pair_scores(model, links, lines[start:end], [c[:2] for c in cues], sources, [c[:2] for c in moved])
    source_of = {e: (a, b) for r, a, b, e in inside if r == "source"}
    rows, targets = [], []
    for k, (_, _, e) in enumerate(cues):
        if e in source_of:
            rows.append(k), targets.append(1 + sources.index(source_of[e]))
        elif e not in whole_sources:
            rows.append(k), targets.append(0)
    if rows:
        loss = loss + F.cross_entropy(s[rows], torch.tensor(targets), reduction="sum")
        count += len(rows)
    cue_at = {e: k for k, (_, _, e) in enumerate(cues)}
    rows, targets = [], []
    for k, (_, _, e) in enumerate(moved):
        if e == -1:
            rows.append(k), targets.append(0)
        elif e in cue_at:
            rows.append(k), targets.append(1 + cue_at[e])
    if rows:
        loss = loss + F.cross_entropy(c[rows], torch.tensor(targets), reduction="sum")
        count += len(rows)
    return loss, count
