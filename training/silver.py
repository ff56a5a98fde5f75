"""Trees, mentions and chains for PolNeAR by a reader trained on the treebanks alone: `python silver.py --run DIR --data DIR ...`.

A reader that learns attributions from news and trees from treebanks learns to tell the two apart and parses the treebanks
well and news badly. So news gets trees, too: those of a parser that never saw an attribution. Tokens and sentences are
CoreNLP's (the silver layer of the corpus).
"""
import argparse
import gzip
import json
import os

import torch

from corpus import read_split
from mentions import KINDS, found
from reader import Reader
from treebank import Chained, Token, Tree, apply_script
from trees import UNPARSED, cut_sentences, prepare_trees, tree_targets
from windows import collate, load_tokenizer


def read_tokens(path, texts):
    """CoreNLP's tokens and sentences of the documents in `texts` {name: text}, as trees that say nothing yet."""
    trees, name, sentence = {}, None, 0
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            if line.startswith("# newdoc id"):
                name = line.split("=", 1)[1].strip()
                name = name[:-4] if name.endswith(".txt") else name
                sentence = 0
            elif not line.strip():
                sentence += 1
            elif not line.startswith("#") and name in texts:
                columns = line.rstrip("\n").split("\t")
                misc = dict(p.split("=", 1) for p in columns[9].split("|") if "=" in p)
                if "Start" not in misc:
                    continue
                start, end = int(misc["Start"]), int(misc["End"])
                tree = trees.setdefault(name, Tree(name, texts[name]))
                if tree.tokens and ("\n" in tree.text[tree.tokens[-1].end : start]):
                    sentence += 1  # a line break ends a sentence, whatever the parser thought
                if end > start and (not tree.tokens or start >= tree.tokens[-1].end):
                    tree.tokens.append(Token(start, end, tree.text[start:end], "", "", columns[4], -1, "", sentence))
    return trees


@torch.no_grad()
def parse(model, document):
    """Fills in the tree of a document from `prepare_trees`; its tokens' Penn tags are replaced, too."""
    labels, tree = model.syntax.labels, document.labels.tree
    links, mentions = [], {}
    for item in cut_sentences(document):
        batch = tree_targets([item], labels)
        pieces, features, mask, first, _ = collate([item])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            x = model.units(pieces, features, mask, first)
        x = x.float()
        tokens = torch.gather(x, 1, batch["unit"][..., None].expand(-1, -1, x.shape[2]))
        tags = [t.argmax(-1)[0].tolist() for t in model.syntax.tags(tokens)]
        scores, relation_token, relation_head = model.syntax.arcs(tokens, batch["sentence"])
        heads = scores.argmax(-1)
        relations = model.syntax.relations(relation_token, relation_head, heads).argmax(-1)[0].tolist()
        start = item[1]
        of_unit = {}
        a = next(k for k, unit in enumerate(document.labels.unit_of) if unit >= start)
        for k, (upos, xpos, lemma, head, relation) in enumerate(zip(*tags, heads[0].tolist(), relations)):
            token = tree.tokens[a + k]
            token.upos, token.xpos = labels["upos"][upos], labels["xpos"][xpos]
            token.lemma = apply_script(token.form, labels["lemma"][lemma])
            token.head, token.relation = (a + head - 1 if head else -1), labels["relation"][relation]
            for unit in range(document.labels.unit_of[a + k], document.labels.last_unit_of[a + k] + 1):
                of_unit.setdefault(unit - start, a + k)
        here = []
        for kind, left, right, head in sorted(found(model.mentions, x), key=lambda m: (m[1], -m[2])):
            if all(unit in of_unit for unit in (left, right, head)) and left <= head <= right:
                key = (of_unit[left], of_unit[right])
                mentions[key] = (KINDS[kind], of_unit[head])
                here.append((key, (left, right, head), tree.tokens[of_unit[head]].form.lower()))
        if len(here) > 1:
            vectors = model.coreference.vectors(x)[0]
            choices = model.coreference.scores(vectors, [m[1] for m in here], [m[2] for m in here]).argmax(-1).tolist()
            links += [(here[i][0], here[choice - 1][0]) for i, choice in enumerate(choices) if choice]
    for token in tree.tokens:
        token.relation = token.relation or UNPARSED
    chain = {key: n for n, key in enumerate(sorted(mentions))}
    root = lambda n: n if parents[n] == n else root(parents[n])
    parents = list(range(len(chain)))
    for one, other in links:
        parents[root(chain[one])] = root(chain[other])
    tree.mentions = [Chained(*key, kind, str(root(chain[key])), head) for key, (kind, head) in sorted(mentions.items())]


def write(trees, path):
    with gzip.open(path, "wt", encoding="utf-8") as file:
        for tree in trees:
            tokens = [[t.start, t.end, t.lemma, t.upos, t.xpos, t.head, t.relation, t.sentence] for t in tree.tokens]
            mentions = [[m.first, m.last, m.kind, m.chain, m.head] for m in tree.mentions]
            file.write(json.dumps({"name": tree.name, "tokens": tokens, "mentions": mentions}, ensure_ascii=False) + "\n")


def read_trees(path, texts):
    """What `write` wrote, for the documents in `texts` {name: text}."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            text = texts.get(row["name"])
            if text is not None:
                tokens = [Token(a, b, text[a:b], *rest) for a, b, *rest in row["tokens"]]
                yield Tree(row["name"], text, tokens, [Chained(*m) for m in row["mentions"]])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", required=True, help="folder of a run: of train.py --trees-only, or a reader that has learned from such trees")
    parser.add_argument("--pretrained", required=True)
    parser.add_argument("--data", required=True, help="folder with polnear/")
    parser.add_argument("--part", default="train")
    parser.add_argument("--tool", default="../target/release/onrecord-bench", help="gives the input features")
    parser.add_argument("--out", required=True, help="where to write, *.jsonl.gz")
    args = parser.parse_args()
    with open(os.path.join(args.run, "labels.json"), encoding="utf-8") as file:
        model = Reader(args.pretrained, json.load(file), 0.0)
    finished = os.path.join(args.run, "reader.pt")
    if os.path.exists(finished):
        state = torch.load(finished, weights_only=True)
    else:
        state = torch.load(os.path.join(args.run, "checkpoint.pt"), weights_only=True)["model"]
    model.load_state_dict(state)
    model.eval()
    silver = os.path.join(args.data, "polnear", "silver", args.part + ".conllu.gz")
    texts = {d.name: d.text for d in read_split(os.path.join(args.data, "polnear", args.part))}
    trees = read_tokens(silver, texts)
    theirs = {name: [t.xpos for t in tree.tokens] for name, tree in trees.items()}
    documents = prepare_trees([trees[name] for name in sorted(trees)], load_tokenizer(args.pretrained), args.tool)
    same = n = 0
    for document in documents:
        parse(model, document)
        tokens = document.labels.tree.tokens
        same += sum(t.xpos == other for t, other in zip(tokens, theirs[document.name]))
        n += len(tokens)
    write([d.labels.tree for d in documents], args.out)
    print(f"{len(documents)} documents, {n} tokens; Penn tags as CoreNLP's: {100 * same / n:.2f} %")


if __name__ == "__main__":
    main()
