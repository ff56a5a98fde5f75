"""Attribution labels: events of a document as role tags at every level of nesting, and training targets from them."""
from dataclasses import dataclass, field

import torch

from corpus import ROLES
from crf import UNKNOWN
from reader import ENTITY_TAGS, LEVELS, ROLE_TAGS
from windows import prepare_texts

STRAIGHT = str.maketrans("“”„‘’", "\"\"\"''")
SINGLE = str.maketrans("“”", "‘’")


@dataclass
class Event:
    """An attribution as sets of units. Level 0 is told by the report itself, level 1 stands inside a content of level 0."""

    level: int
    source: set
    cue: set
    content: set


@dataclass
class Version:
    """One annotator's labels: role tags per level and unit, and the spans they were made from."""

    tags: list
    spans: list  # (level, role, start, end, event number)


@dataclass
class RoleLabels:
    versions: dict  # annotator -> list of Event
    entities: list = None
    sentences: list = None
    trees: object = None  # a TreeLabels, where somebody parsed the document
    complete: bool = False  # whether nested attributions are labelled, too
    made: dict = field(default_factory=dict)


def prepare(documents, tokenizer, tool, style=None):
    """`style`: None, or a table of characters to exchange, so that the reader meets every style of quotation mark."""
    by_name = {d.name: d for d in documents}
    texts = {d.name: d.text.translate(style) if style else d.text for d in documents}
    prepared = []
    for name, document in prepare_texts(texts, tokenizer, tool).items():
        source = by_name[name]
        if document.units != list(source.units):
            print(f"{name}: units differ from the scorer's; left out")
            continue
        versions = {a: [Event(0, e["source"], e["cue"], e["content"]) for e in es] for a, es in source.versions.items()}
        document.labels = RoleLabels(versions, source.entities, source.sentences)
        prepared.append(document)
    return prepared


def label(n_units, events, unknown):
    """The Version of `events`. `unknown`: sets of units whose tags are not known, for every level."""
    tags = [["O"] * n_units for _ in range(LEVELS)]
    spans = []
    for number, event in enumerate(events):
        if event.level >= LEVELS:
            continue
        row = tags[event.level]
        for role in ROLES:
            run = []
            for i in sorted(getattr(event, role)) + [None]:
                if run and i != run[-1] + 1:
                    spans.append((event.level, role, run[0], run[-1] + 1, number))
                    for k in run:
                        row[k] = ("B-" if k == run[0] else "I-") + role
                    run = []
                if i is not None:
                    run.append(i)
    for row, unsure in zip(tags, unknown):
        for i in unsure:
            row[i] = None
        for i, tag in enumerate(row):  # where annotations overlap, the later one cut through the earlier
            if tag and tag.startswith("I-") and (i == 0 or (row[i - 1] or "O")[2:] != tag[2:]):
                row[i] = "B-" + tag[2:]
    return Version(tags, spans)


def role_targets(items, versions, n_units):
    """[B, U, L]"""
    targets = torch.zeros(len(items), n_units, LEVELS, dtype=torch.long)
    for i, ((_, start, end), version) in enumerate(zip(items, versions)):
        for level, tags in enumerate(version.tags):
            row = list(tags[start:end])
            if row and row[0] and row[0].startswith("I-"):  # cut through: the part inside the window is a span of its own
                row[0] = "B-" + row[0][2:]
            targets[i, : end - start, level] = torch.tensor([UNKNOWN if t is None else ROLE_TAGS.index(t) for t in row])
    return targets


def entity_targets(items, n_units):
    targets = torch.full((len(items), n_units), -100, dtype=torch.long)
    for i, (document, start, end) in enumerate(items):
        if document.labels.entities:
            row = document.labels.entities[start:end]
            targets[i, : end - start] = torch.tensor([-100 if t is None else ENTITY_TAGS.index(t) for t in row])
    return targets
