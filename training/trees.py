"""Treebank documents as windows of whole sentences, and their targets as tensors."""
from dataclasses import dataclass

import torch

from mentions import KINDS, OTHER
from treebank import frequent, lemma_script
from windows import WINDOW, prepare_texts

UNPARSED = "?"  # relation of a token whose sentence was too long for the parser


@dataclass
class TreeLabels:
    tree: object
    unit_of: list  # token -> unit
    last_unit_of: list
    sentences: list  # (first token, one past the last)
    sentence_of: list  # token -> which of these


def prepare_trees(trees, tokenizer, tool):
    trees = [t for t in trees if t.tokens]
    prepared = prepare_texts({i: t.text for i, t in enumerate(trees)}, tokenizer, tool)
    for i, tree in enumerate(trees):
        prepared[i].name = tree.name
        prepared[i].labels = align(prepared[i], tree)
    return [prepared[i] for i in range(len(trees))]


def align(document, tree):
    """Where the tokens of a tree stand among the units of a document with the same text."""
    first, last, at = [], [], 0
    for token in tree.tokens:
        while at < len(document.units) and document.units[at][0] < token.start:
            at += 1
        inside = at < len(document.units) and document.units[at][0] < token.end
        unit = at if inside else max(at - 1, 0)  # the second half of "cannot" shares the unit of the first
        first.append(unit)
        end = unit
        while end + 1 < len(document.units) and document.units[end + 1][0] < token.end:
            end += 1
        last.append(end)
        at = max(at, unit + 1)
    sentences, sentence_of = [], []
    for k, token in enumerate(tree.tokens):
        if not sentences or token.sentence != tree.tokens[k - 1].sentence:
            sentences.append([k, k + 1])
        sentences[-1][1] = k + 1
        sentence_of.append(len(sentences) - 1)
    return TreeLabels(tree, first, last, sentences, sentence_of)


def tree_labels(document):
    """The tree of a treebank document, or that of an article with attributions; None if it has none."""
    return document.labels if isinstance(document.labels, TreeLabels) else document.labels.trees


def label_sets(trees):
    tokens = [t for tree in trees for t in tree.tokens]
    return {
        "upos": frequent((t.upos for t in tokens), 1),
        "xpos": frequent((t.xpos for t in tokens), 2),
        "lemma": frequent((lemma_script(t.form, t.lemma) for t in tokens), 3),
        "relation": frequent((t.relation for t in tokens), 5),
    }


def cut_sentences(document, skip=0):
    """Windows of whole sentences: (document, first unit, one past the last). `skip` sentences make a first one."""
    labels, found = document.labels, []
    sizes = [len(p) for p in document.pieces]
    spans = []
    for k, (a, b) in enumerate(labels.sentences):
        start = labels.unit_of[a]
        end = labels.unit_of[labels.sentences[k + 1][0]] if k + 1 < len(labels.sentences) else len(document.units)
        spans.append((start, end))
    start, total, n = None, 0, 0
    for k, (a, b) in enumerate(spans):
        size = sum(sizes[a:b])
        if start is not None and (total + size > WINDOW - 2 or k == skip):
            found.append((document, start, spans[k - 1][1]))
            start, total = None, 0
        if size > WINDOW - 2:
            continue
        start = a if start is None else start
        total += size
    if start is not None:
        found.append((document, start, spans[-1][1]))
    return found


def tokens_of(document, start, end):
    """Tokens of a window, as a range."""
    labels = tree_labels(document)
    inside = [k for k, unit in enumerate(labels.unit_of) if start <= unit < end]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def tree_targets(items, labels):
    """Tensors for `syntax_loss`: per token its unit in the window, tags, sentence, head (0 the root) and relation.
    Sentences that the window cuts through, or that nobody parsed, have tags at most."""
    index = {name: {v: i for i, v in enumerate(values)} for name, values in labels.items()}
    ranges = [tokens_of(*item) for item in items]
    n = max(b - a for a, b in ranges)
    names = ("unit", "upos", "xpos", "lemma", "sentence", "head", "relation")
    batch = {name: torch.full((len(items), n), {"unit": 0, "head": 0, "sentence": -1}.get(name, -100)) for name in names}
    for i, ((document, start, _), (a, b)) in enumerate(zip(items, ranges)):
        tree = tree_labels(document)
        tokens = tree.tree.tokens[a:b]
        ranges_of = (tree.sentences[s] for s in tree.sentence_of[a:b])
        whole = [a <= first and last <= b for first, last in ranges_of]
        rows = {
            "unit": [u - start for u in tree.unit_of[a:b]],
            "upos": [index["upos"].get(t.upos, -100) for t in tokens],
            "xpos": [index["xpos"].get(t.xpos, -100) for t in tokens],
            "lemma": [index["lemma"].get(lemma_script(t.form, t.lemma), -100) for t in tokens],
            "sentence": [t.sentence if w and t.relation != UNPARSED else -1 for t, w in zip(tokens, whole)],
            "head": [t.head - a + 1 if t.head >= 0 and w else 0 for t, w in zip(tokens, whole)],
            "relation": [index["relation"].get(t.relation, -100) if w else -100 for t, w in zip(tokens, whole)],
        }
        for name, row in rows.items():
            batch[name][i, : len(row)] = torch.tensor(row)
    return batch


def mention_targets(items):
    """Per window: all mentions as (kind, first unit, last unit, head), and those of the wanted kinds, in the same order,
    as (first, last, head, word, chain)."""
    kinds, chains = [], []
    for document, start, end in items:
        labels, (a, b) = tree_labels(document), tokens_of(document, start, end)
        inside = [m for m in labels.tree.mentions if a <= m.first and m.last < b]
        head = lambda m: labels.unit_of[m.head] - start
        place = lambda m: (labels.unit_of[m.first] - start, min(labels.last_unit_of[m.last], end - 1) - start)
        kinds.append([(KINDS.index(m.kind) if m.kind in KINDS else OTHER, *place(m), head(m)) for m in inside])
        chains.append([(*place(m), head(m), labels.tree.tokens[m.head].form.lower(), m.chain)
                       for m in inside if m.kind in KINDS])
    return kinds, chains
