"""Reading the PolNeAR corpus (brat standoff) into documents of units with roles and links.

A *unit* is what the scorer counts: a maximal run of word characters, or one other non-space character. The Rust side
cuts text into the same units (`crates/text/src/unit.rs`), so a label or a score always means the same characters.
"""
import glob
import gzip
import os
import re
from collections import defaultdict
from dataclasses import dataclass, field

UNIT = re.compile(r"\w+|[^\w\s]")
ROLES = ("source", "cue", "content")
ROLE = re.compile(r"(source|cue|content)\d*$", re.I)
ANN = re.compile(r"(T\d+)\t([\w-]+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)|(E\d+)\t(.*)")


@dataclass
class Span:
    role: str
    start: int  # first unit
    end: int  # one past the last unit
    events: set = field(default_factory=set)


@dataclass
class Document:
    name: str
    text: str
    units: list  # (start, end) character offsets
    versions: dict  # annotator -> list of events {role: set of unit indices}
    entities: list = None  # silver entity label per unit, or None
    sentences: list = None  # silver sentences as ranges of units, or None


def read_events(path):
    spans, events = {}, []
    with open(path, encoding="utf-8", newline="") as file:
        lines = [ANN.match(line) for line in file.read().split("\n")]
    for m in sorted(filter(None, lines), key=lambda m: m.group(1) is None):
        if m.group(1):
            spans[m.group(1)] = [tuple(map(int, p.split())) for p in m.group(3).split(";")]
        else:
            event = defaultdict(list)
            for part in m.group(6).split():
                name, _, ref = part.partition(":")
                role = ROLE.match(name)
                if role and ref in spans:
                    event[role.group(1).lower()] += spans[ref]
            if event["content"]:
                events.append(event)
    return events


def unit_set(units, spans):
    return {i for i, (a, b) in enumerate(units) if any(a < e and s < b for s, e in spans)}


def read_split(directory, silver=None):
    """All documents of one part of the corpus, in order of their names."""
    documents = {}
    for path in sorted(glob.glob(os.path.join(directory, "text", "*.txt"))):
        with open(path, encoding="utf-8", newline="") as file:
            text = file.read()
        name = os.path.basename(path)[:-4]
        documents[name] = Document(name, text, [m.span() for m in UNIT.finditer(text)], {})
    for path in sorted(glob.glob(os.path.join(directory, "attributions", "*.ann"))):
        name, _, annotator = os.path.basename(path)[:-4].rpartition("_")
        if name not in documents:
            continue
        document = documents[name]
        document.versions[annotator] = [
            {role: unit_set(document.units, event.get(role, ())) for role in ROLES} for event in read_events(path)
        ]
    if silver:
        for name, (rows, starts) in read_silver(silver).items():
            if name in documents:
                documents[name].entities = entity_labels(documents[name], rows)
                documents[name].sentences = sentence_ranges(documents[name], starts)
    return [d for d in documents.values() if d.versions]


def read_silver(path):
    """CoreNLP's entities [(start, end, label)] and sentence starts, in characters, by document name."""
    found, name, new = defaultdict(lambda: ([], [])), None, True
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            if line.startswith("# newdoc id"):
                name = line.split("=", 1)[1].strip()
                name = name[:-4] if name.endswith(".txt") else name
            elif line.strip() and not line.startswith("#"):
                columns = line.rstrip("\n").split("\t")
                misc = dict(p.split("=", 1) for p in columns[9].split("|") if "=" in p)
                if "Start" in misc:
                    if new:
                        found[name][1].append(int(misc["Start"]))
                        new = False
                    if "NER" in misc:
                        found[name][0].append((int(misc["Start"]), int(misc["End"]), misc["NER"]))
            elif not line.strip():
                new = True
    return found


def entity_labels(document, rows):
    """BIO labels per unit; neighbouring tokens with one label make one entity, as CoreNLP means them."""
    kinds = {"PERSON": "person", "ORGANIZATION": "organisation", "LOCATION": "place"}
    labels = ["O"] * len(document.units)
    at = {start: i for i, (start, _) in enumerate(document.units)}
    previous = None
    for start, end, label in rows:
        kind = kinds.get(label)
        if kind:
            first = True
            for position in range(start, end):
                if position in at:
                    begin = first and previous != (kind, start)
                    labels[at[position]] = ("B-" if begin else "I-") + kind
                    first = False
            gap = end
            while gap < len(document.text) and document.text[gap].isspace():
                gap += 1
            previous = (kind, gap)
        else:
            previous = None
    return labels


def sentence_ranges(document, starts):
    """Sentences as ranges of units; a line break ends one, whatever the parser thought."""
    starts, cuts = set(starts), [0]
    for i in range(1, len(document.units)):
        gap = document.text[document.units[i - 1][1] : document.units[i][0]]
        if "\n" in gap or document.units[i][0] in starts:
            cuts.append(i)
    return list(zip(cuts, cuts[1:] + [len(document.units)]))


def medoid(document):
    """The annotator whose unit labels agree best with the others' (ties: first by name)."""
    names = sorted(document.versions)
    if len(names) == 1:
        return names[0]
    rows = {}
    for name in names:
        row = [""] * len(document.units)
        for event in document.versions[name]:
            for role in ROLES:
                for i in event[role]:
                    row[i] = role
        rows[name] = row
    same = lambda a, b: sum(x == y for x, y in zip(rows[a], rows[b]))
    return max(names, key=lambda n: (sum(same(n, m) for m in names if m != n), -names.index(n)))
