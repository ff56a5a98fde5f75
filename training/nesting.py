"""Nested attributions to train on.

PolNeAR marks the outer attribution alone. Nested ones are made from it by splicing: the content of one attribution is
exchanged for a whole sentence of another article, with that sentence's own attributions now one level deeper, or with
none. Outer and inner labels both remain people's work. A small set written for the purpose is added (`read_nested`).
"""
import json
from collections import Counter
from dataclasses import replace

from corpus import ROLES
from reader import LEVELS
from roles import Event, RoleLabels, label
from windows import Prepared, prepare_texts

OUTSIDE, TITLE, LOWER, SPACE = 0, 2, 1, 1  # of the features shape, gap and quote
LONGEST = 45  # units of a sentence to splice in
OPENING, CLOSING = 1, 2


def word(document, unit):
    a, b = document.units[unit]
    return document.text[a:b]


class Splicer:
    """Makes spliced copies of documents, and knows where unlabelled nesting may hide."""

    def __init__(self, documents):
        in_cues, everywhere, lower = Counter(), Counter(), Counter()
        for document in documents:
            cue = {u for events in document.labels.versions.values() for e in events for u in e.cue}
            for i in range(len(document.units)):
                form = word(document, i)
                everywhere[form.lower()] += 1
                lower[form] += 1
                in_cues[form.lower()] += i in cue
        # A word of which every sixth use belongs to a cue may make a nested attribution.
        self.cue_words = {w for w, n in in_cues.items() if n >= 3 and 6 * n >= everywhere[w] and w.isalpha()}
        self.common = {w for w in everywhere if lower[w] > 2 * lower[w.capitalize()]}
        that = Counter()
        for document in documents:
            for events in document.labels.versions.values():
                that.update(word(document, max(e.cue)).lower() for e in events
                            if e.cue and e.content and word(document, min(e.content)).lower() == "that")
        # Cues that take a clause, so that a sentence can stand in for their content.
        self.clausal = {w for w, n in that.items() if n >= 3} | {"to"}
        self.sentences = [s for d in documents for s in self.donors(d)]
        self.plain = [s for s in self.sentences if not s[1]]
        self.telling = [s for s in self.sentences if s[1]]

    def donors(self, document):
        """Sentences that stand for themselves, the final period left out: (Prepared, events)."""
        events = next(iter(document.labels.versions.values()))
        spanned = [(e, e.source | e.cue | e.content) for e in events]
        for start, end in document.labels.sentences or ():
            if end - start > 2 and word(document, end - 1) == ".":
                end -= 1
            else:
                continue
            if not 6 <= end - start <= LONGEST or document.features[start][1] not in (SPACE, 2):
                continue
            quotes = [f[2] for f in document.features[start:end]]
            if quotes.count(OPENING) != quotes.count(CLOSING) or any(q == 4 for q in quotes):
                continue
            if quotes[0] not in (OUTSIDE, OPENING) or (quotes[0] == OPENING and quotes[-1] == CLOSING):
                continue
            inside, whole = [], True
            for event, units in spanned:
                if any(start <= u < end for u in units):
                    whole &= all(start <= u < end for u in units)
                    inside.append(event)
            if whole and (inside or not self.tells(document, range(start, end))):
                yield slice_of(document, start, end), [shifted(e, -start) for e in inside]

    def tells(self, document, units):
        return any(word(document, u).lower() in self.cue_words for u in units)

    def unknown(self, document, events):
        """Where tags of deeper levels are not known: inside contents that nobody has analysed, in lines with cue words."""
        deepest = {}
        for event in events:
            for u in event.content:
                deepest[u] = max(deepest.get(u, 0), event.level)
        by_level = [set() for _ in range(LEVELS)]
        for event in events:
            units = {u for u in event.content if deepest[u] == event.level}
            if self.tells(document, units):
                for level in range(event.level + 1, LEVELS):
                    by_level[level] |= units
        return by_level

    def version(self, document, annotator, rng, rate):
        """The document as this annotator labelled it, a share of its contents exchanged: (Prepared, Version)."""
        events = document.labels.versions[annotator]
        if document.labels.complete:
            return document, label(len(document.units), events, [set()] * LEVELS)
        copy = Spliced(document, events)
        chosen = [k for k, e in enumerate(events) if self.host(document, e) and rng.random() < rate]
        settled = [copy.splice(k, *self.donor(rng), self.common)
                   for k in sorted(chosen, key=lambda k: -min(events[k].content))]
        made = copy.document()
        unknown = self.unknown(made, [e for e in copy.events if e.content])
        for units, depth in settled:  # what was spliced in is known to its own depth
            known = units()
            for level in range(min(depth + 1, LEVELS)):
                unknown[level] -= known
        return made, label(len(made.units), copy.events, unknown)

    def host(self, document, event):
        """Whether the content can be exchanged: one stretch without quotation marks, in a sentence with its cue."""
        content = event.content
        if len(content) < 4 or not event.cue or max(content) - min(content) + 1 != len(content):
            return False
        whole = content | event.cue | event.source
        if any(document.features[u][2] != OUTSIDE for u in content):
            return False
        last = word(document, max(event.cue)).lower()
        told = last in self.clausal - {"to"} or (last == "to" and word(document, min(event.cue)).lower() == "according")
        lines = {document.lines[u] for u in whole}
        after = max(content) + 1
        closing = after == len(document.units) or word(document, after) in ".,"
        return told and len(lines) == 1 and closing and max(whole) - min(whole) <= len(whole) + 6

    def donor(self, rng):
        """A sentence to splice in: (Prepared, events, depth to which its labels are complete)."""
        sentence, events = rng.choice(self.telling if rng.random() < 0.7 else self.plain)
        hosts = [k for k, e in enumerate(events) if self.host(sentence, e)]
        if hosts and rng.random() < 0.25:  # three deep
            inner, inner_events = rng.choice(self.telling)
            copy = Spliced(sentence, events)
            copy.splice(rng.choice(hosts), inner, inner_events, 1, self.common)
            return copy.document(), copy.events, 2
        return sentence, events, 1 if events else LEVELS


def shifted(event, by):
    move = lambda units: {u + by for u in units}
    return Event(event.level, move(event.source), move(event.cue), move(event.content))


def slice_of(document, start, end):
    labels = RoleLabels({}, document.labels.entities and document.labels.entities[start:end])
    return Prepared(document.name, document.text, document.units[start:end], document.pieces[start:end],
                    document.features[start:end], document.lines[start:end], labels)


class Spliced:
    """A document under change: columns of units, and events that move along."""

    def __init__(self, document, events):
        self.original = document
        self.columns = [[document, i] for i in range(len(document.units))]
        self.features = list(document.features)
        self.events = [shifted(e, 0) for e in events]

    def splice(self, k, other, events, depth, common):
        """Exchanges the content of event `k` for a sentence. Returns a function giving its units, and the depth known."""
        event = self.events[k]
        start, end = min(event.content), max(event.content) + 1
        if word(self.columns[start][0], self.columns[start][1]).lower() == "that":
            start += 1
        n = len(other.units)
        by = n - (end - start)
        initial = start == 0 or self.features[start][0] == TITLE and self.features[start][1] != 0
        features = list(other.features)
        if features:
            shape = features[0][0]
            first = word(other, 0)
            if shape == TITLE and not initial and first.lower() in common:
                shape = LOWER
            features[0] = (shape, self.features[start][1], features[0][2])
            features = [(s, SPACE if k and g == 2 else g, q) for k, (s, g, q) in enumerate(features)]
        self.columns[start:end] = [[other, i] for i in range(n)]
        self.features[start:end] = features
        new = set(range(start, start + n))
        for e in self.events:
            move = lambda units: {u if u < start else u + by for u in units if not start <= u < end}
            covers = e is event or set(range(start, end)) <= e.content
            e.source, e.cue, e.content = move(e.source), move(e.cue), move(e.content)
            if covers:
                e.content |= new
        self.events += [replace(shifted(e, start), level=e.level + event.level + 1) for e in events]
        marker = self.columns[start]

        def units():
            at = next(i for i, column in enumerate(self.columns) if column is marker)
            return set(range(at, at + n))

        return units, depth + event.level

    def document(self):
        document = self.original
        units, pieces, lines, line = [], [], [], 0
        entities = [] if document.labels.entities else None
        text = []
        at = 0
        for (source, i), feature in zip(self.columns, self.features):
            line += feature[1] == 2
            gap = "\n" if feature[1] == 2 else " " if feature[1] == 1 else ""
            form = word(source, i)
            text += [gap, form]
            units.append((at + len(gap), at + len(gap) + len(form)))
            at = units[-1][1]
            pieces.append(source.pieces[i])
            lines.append(line)
            if entities is not None:
                entities.append(source.labels.entities[i] if source.labels.entities else None)
        labels = RoleLabels(document.labels.versions, entities)
        return Prepared(document.name, "".join(text), units, pieces, self.features, lines, labels)


def read_nested(path, tokenizer, tool):
    """The labelled passages of `training/data/nested.jsonl`, as documents."""
    with open(path, encoding="utf-8") as file:
        passages = [json.loads(line) for line in file if line.strip()]
    prepared = prepare_texts({p["id"]: p["text"] for p in passages}, tokenizer, tool)
    for passage in passages:
        document, attributions = prepared[passage["id"]], passage["attributions"]
        within = lambda spans: {i for i, (a, b) in enumerate(document.units) if any(a < e and s < b for s, e in spans)}
        events = []
        for attribution in attributions:
            level, at = 0, attribution
            while at["parent"] is not None:
                level, at = level + 1, attributions[at["parent"]]
            events.append(Event(level, *(within(attribution[role]) for role in ROLES)))
        document.labels = RoleLabels({"nested": events}, complete=True)
    return list(prepared.values())
