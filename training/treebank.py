"""Treebanks in CoNLL-U (EWT, GUM): tags, lemmas and trees on tokens, mentions and chains where `Entity=` is marked."""
import gzip
import re
from collections import Counter
from dataclasses import dataclass, field

KINDS = {"person": "person", "organization": "organisation", "place": "place"}
ENTITY = re.compile(r"\(([^()]+)\)|\(([^()]+)|([^()]+)\)")


@dataclass
class Token:
    start: int  # characters
    end: int
    form: str
    lemma: str
    upos: str
    xpos: str
    head: int  # token of the document, -1 for the root
    relation: str
    sentence: int


@dataclass
class Chained:
    """A mention in tokens, `last` included, with the chain it belongs to and its head token."""

    first: int
    last: int
    kind: str
    chain: str
    head: int


@dataclass
class Tree:
    name: str
    text: str = ""
    tokens: list = field(default_factory=list)
    mentions: list = field(default_factory=list)


def read_treebank(path):
    trees, sentence = [], -1
    tree, opened, new_paragraph, rows, space = None, {}, False, [], True

    def finish():
        """Lays out the rows of a sentence behind the text so far."""
        nonlocal rows, new_paragraph, sentence
        if not rows:
            return
        sentence += 1
        if tree.text:
            tree.text += "\n" if new_paragraph else " "
        new_paragraph = False
        base, first = len(tree.text), len(tree.tokens)
        text, inside, inside_end = "", [], 0
        for columns in rows:
            number, form = columns[0], columns[1]
            glued = "SpaceAfter=No" in columns[9].split("|")
            if "." in number:
                continue
            if "-" in number:
                a, b = map(int, number.split("-"))
                inside, inside_end = [len(text), form], b
                text += form + ("" if glued else " ")
                continue
            if int(number) <= inside_end:  # part of a word written as one, such as "don't"
                at, whole = inside
                length = len(form) if whole.startswith(form) else max(1, len(whole) - (inside_end - int(number)))
                start, end = at, min(at + length, at + len(whole))
                if int(number) == inside_end:
                    end = at + len(whole)
                inside = [end, whole[length:]] if whole[length:] else [at, whole]
            else:
                start, end = len(text), len(text) + len(form)
                text += form + ("" if glued else " ")
            head = int(columns[6])
            tree.tokens.append(Token(base + start, base + end, form, columns[2], columns[3], columns[4],
                                     first + head - 1 if head else -1, columns[7], sentence))
            misc = dict(p.split("=", 1) for p in columns[9].split("|") if "=" in p)
            here = len(tree.tokens) - 1
            for whole, opening, closing in ENTITY.findall(misc.get("Entity", "")):
                if whole or opening:
                    fields = (whole or opening).split("-")
                    entry = (here, fields)
                    if whole:
                        close(entry, here)
                    else:
                        opened.setdefault(fields[0], []).append(entry)
                elif opened.get(closing.split("-")[0]):
                    close(opened[closing.split("-")[0]].pop(), here)
        tree.text += text.rstrip(" ")
        rows = []

    def close(entry, last):
        first, fields = entry
        if "[" in fields[0]:  # one part of a discontinuous mention
            return
        tree.mentions.append(Chained(first, last, KINDS.get(fields[1], fields[1]), fields[0], first))

    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                finish()
                tree, opened = Tree(line.split("=", 1)[1].strip()), {}
                trees.append(tree)
            elif line.startswith("# newpar") and not line.startswith("# newpar_block"):
                new_paragraph = True
            elif not line:
                finish()
            elif not line.startswith("#"):
                rows.append(line.split("\t"))
    finish()
    for t in trees:
        t.mentions.sort(key=lambda m: (m.first, -m.last))
        for m in t.mentions:
            m.head = head_of(t, m.first, m.last)
    return trees


def head_of(tree, first, last):
    """The token of a span that hangs on something outside it; the first such."""
    for i in range(first, last + 1):
        if not first <= tree.tokens[i].head <= last:
            return i
    return first


def lemma_script(form, lemma):
    """How to make the lemma from the form, as a class that many words share."""
    if lemma == form:
        return "="
    base = form if lemma != lemma.lower() else form.lower()
    case = "=" if base is form and base != form.lower() else "-"
    common = 0
    while common < min(len(base), len(lemma)) and base[common] == lemma[common]:
        common += 1
    if common == 0 and len(base) - common > 1:
        return "!" + lemma
    return f"{case}{len(base) - common}+{lemma[common:]}"


def apply_script(form, script):
    if script == "=":
        return form
    if script.startswith("!"):
        return script[1:]
    base = form if script[0] == "=" else form.lower()
    strip, add = script[1:].split("+", 1)
    return base[: len(base) - int(strip)] + add


def frequent(values, least):
    counts = Counter(values)
    return sorted((v for v, n in counts.items() if n >= least), key=lambda v: (-counts[v], v))
