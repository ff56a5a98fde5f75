"""Tellings: scenes in which several reports tell the same utterances, marked in the text, and what is learned from them.

Learned by contrast (Khosla and others, "Supervised contrastive learning", 2020): in a batch of scenes each telling has to
be nearer to those of the same utterance than to others. Of its own scene only what the same speaker said on the same day
counts as other: who spoke and when is known from elsewhere, and the same words of somebody else are as near as they look.
"""
import json
import re

import torch

from windows import prepare_texts

KEPT = ("4", "9")  # scenes whose number ends so are kept for choosing settings
MARK = re.compile(r"\[\[(\w+)(\+?)\|(.*?)\]\]", re.S)


def unmark(marked):
    """The text without marks, and the pieces as (key, goes on, start, end)."""
    text, pieces, at = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        pieces.append((match[1], bool(match[2]), len(text), len(text) + len(match[3])))
        text += match[3]
        at = match.end()
    return text + marked[at:], pieces


def contents_of(pieces):
    """Tellings of a report as (key, [(start, end)]); a piece that goes on belongs to the one before it of the same key."""
    found = []
    for key, goes_on, start, end in pieces:
        earlier = [f for f in found if f[0] == key]
        if goes_on and earlier:
            earlier[-1][1].append((start, end))
        else:
            found.append((key, [(start, end)]))
    return found


def units_of(document, spans):
    return [u for u, (a, b) in enumerate(document.units) if any(a < end and b > start for start, end in spans)]


class Scenes:
    """Scenes as lists of tellings: the utterance, whose it is and of what day, the document and its units."""

    def __init__(self, path, tokenizer, tool):
        with open(path, encoding="utf-8") as file:
            scenes = [json.loads(line) for line in file if line.strip()]
        marked = {(s["id"], k): unmark(report) for s in scenes for k, report in enumerate(s["reports"])}
        self.documents = prepare_texts({name: text for name, (text, _) in marked.items()}, tokenizer, tool)
        found = {}
        for scene in scenes:
            for k in range(len(scene["reports"])):
                document = self.documents[scene["id"], k]
                for key, spans in contents_of(marked[scene["id"], k][1]):
                    utterance, units = scene["utterances"][key], units_of(document, spans)
                    whose = (scene["id"], utterance["speaker"], utterance["day"])
                    if units:
                        found.setdefault(scene["id"], []).append(((scene["id"], key), whose, document, units))
        self.train = [tellings for name, tellings in found.items() if not name.endswith(KEPT)]
        self.dev = [tellings for name, tellings in found.items() if name.endswith(KEPT)]


def numbered(values):
    """Equal values as equal numbers."""
    numbers = {value: n for n, value in enumerate(dict.fromkeys(values))}
    return torch.tensor([numbers[value] for value in values])


def telling_loss(vectors, tellings, sharpness):
    """vectors: one direction for each of `tellings`, which are of several scenes."""
    keys, whose = numbered([t[0] for t in tellings]), numbered([t[1] for t in tellings])
    scenes = numbered([t[1][0] for t in tellings])
    same = keys[:, None] == keys
    same.fill_diagonal_(False)
    left_out = (scenes[:, None] == scenes) & (whose[:, None] != whose)
    left_out.fill_diagonal_(True)
    share = torch.log_softmax((vectors @ vectors.T * sharpness).masked_fill(left_out, -1e4), -1)
    n = same.sum(-1)
    return -(share * same).sum(-1)[n > 0].div(n[n > 0]).mean()


@torch.no_grad()
def evaluate_scenes(vectors_of, scenes):
    """How well cosines order the pairs of one speaker and day: average precision, recall at a precision of 95 percent."""
    pairs = []
    for tellings in scenes:
        vectors = vectors_of(tellings)
        cosines = (vectors @ vectors.T).tolist()
        pairs += [(cosines[i][j], tellings[i][0] == tellings[j][0]) for i in range(len(tellings)) for j in range(i)
                  if tellings[i][1] == tellings[j][1]]
    pairs.sort(key=lambda pair: -pair[0])
    right, average, recall, total = 0, 0.0, 0.0, sum(same for _, same in pairs)
    for n, (_, same) in enumerate(pairs, 1):
        right += same
        average += same * right / n
        if right >= 0.95 * n:
            recall = right / total
    return f"{len(pairs)} pairs, {total} of one utterance; average precision {100 * average / max(total, 1):.1f}, recall at 95 % precision {100 * recall:.1f}"
