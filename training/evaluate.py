"""Quick scores on the treebanks' dev parts, to measure during training. The figures that count come from the Rust side."""
import torch

from mentions import KINDS, found
from trees import cut_sentences, mention_targets, tree_targets
from windows import collate


@torch.no_grad()
def evaluate_trees(model, parts):
    lines = []
    for name, documents in parts.items():
        n = upos = xpos = lemma = uas = las = full = 0
        hits = n_gold = n_found = 0
        pronouns = right = 0
        for document in documents:
            for item in cut_sentences(document):
                with torch.autocast("cpu", dtype=torch.bfloat16):
                    pieces, features, mask, first, _ = collate([item])
                    x = model.units(pieces, features, mask, first)
                x = x.float()
                batch = tree_targets([item], model.syntax.labels)
                tokens = torch.gather(x, 1, batch["unit"][..., None].expand(-1, -1, x.shape[2]))
                tags = [t.argmax(-1) for t in model.syntax.tags(tokens)]
                scores, relation_token, relation_head = model.syntax.arcs(tokens, batch["sentence"])
                heads = scores.argmax(-1)
                relations = model.syntax.relations(relation_token, relation_head, heads).argmax(-1)
                general = torch.tensor([universal(model.syntax.labels["relation"], r) for r in range(relations.max() + 1)])
                gold = torch.tensor([universal(model.syntax.labels["relation"], int(r)) for r in batch["relation"][0]])
                n += tokens.shape[1]
                upos += int((tags[0] == batch["upos"]).sum())
                xpos += int((tags[1] == batch["xpos"]).sum())
                lemma += int((tags[2] == batch["lemma"]).sum())
                attached = heads == batch["head"]
                uas += int(attached.sum())
                full += int((attached & (relations == batch["relation"])).sum())
                las += int((attached[0] & (general[relations[0]] == gold)).sum())
                if name != "gum":
                    continue
                kinds, chains = mention_targets([item])
                predicted = {m[:3] for m in found(model.mentions, x)}
                wanted = [m for m in kinds[0] if m[0] < len(KINDS)]
                hits += len(predicted & {m[:3] for m in wanted})
                n_gold += len({m[:3] for m in wanted})
                n_found += len(predicted)
                r, p = pronoun_accuracy(model, x[0], chains[0], wanted)
                right, pronouns = right + r, pronouns + p
        lines.append(f"{name}: upos {100 * upos / n:.2f} xpos {100 * xpos / n:.2f} lemma {100 * lemma / n:.2f} "
                     f"uas {100 * uas / n:.2f} las {100 * las / n:.2f} las with subtypes {100 * full / n:.2f} (greedy)")
        if n_gold:
            lines.append(f"{name}: mentions P {100 * hits / max(n_found, 1):.1f} R {100 * hits / n_gold:.1f} "
                         f"F {200 * hits / (n_gold + n_found):.1f}; pronouns {100 * right / max(pronouns, 1):.1f} of {pronouns}")
    return "\n".join(lines) + "\n"


def universal(relations, index):
    """A number for a relation without its subtype: that of the first relation that begins the same."""
    if index < 0:
        return -1
    name = relations[index].split(":")[0]
    return next(i for i, r in enumerate(relations) if r.split(":")[0] == name)


PRONOUNS = set("i me my mine myself we us our ours ourselves you your yours yourself he him his himself she her hers herself "
               "it its itself they them their theirs themselves who whom whose which that this these those".split())


def pronoun_accuracy(model, x, mentions, kinds):
    """Among gold mentions of people and organisations of a window: pronouns with an antecedent, and how many are right."""
    mentions = [m for m, k in zip(mentions, kinds) if KINDS[k[0]] != "place"]
    if len(mentions) < 2:
        return 0, 0
    scores = model.coreference.scores(model.coreference.vectors(x), [m[:3] for m in mentions], [m[3] for m in mentions])
    right = total = 0
    for i, m in enumerate(mentions):
        if m[0] == m[1] and m[3] in PRONOUNS and any(a[4] == m[4] and a[1] < m[0] for a in mentions[:i]):
            total += 1
            right += mentions[int(scores[i, 1:].argmax())][4] == m[4]
    return right, total
