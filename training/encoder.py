"""The encoder: BERT's architecture, plus learned input features.

The piece vocabulary is uncased, so what a unit looks like (shape), what stands before it (gap) and how it stands to the
quotation marks (quote) come in as three small embeddings added to the piece embedding. They start at zero, so training
begins from the unchanged encoder.
"""
import json
import os

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F

FEATURES = {"shape": 6, "gap": 3, "quote": 5}


class SharedDropout(nn.Module):
    """Dropout with one mask for all positions of a sequence: as good here, and drawing numbers costs next to nothing."""

    def __init__(self, rate):
        super().__init__()
        self.rate = rate

    def forward(self, x):
        if not self.training or not self.rate:
            return x
        kept = torch.rand(x.shape[0], 1, x.shape[2]) >= self.rate
        return x * (kept.to(x.dtype) / (1 - self.rate))


class Layer(nn.Module):
    def __init__(self, width, heads, inner, dropout):
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.attended = nn.Linear(width, width)
        self.attended_norm = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.out_norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = SharedDropout(dropout)

    def forward(self, x, mask):
        b, p, w = x.shape
        split = lambda t: t.view(b, p, self.heads, w // self.heads).transpose(1, 2)
        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        # No dropout on the attention weights: it would leave the fast kernel, at three times the cost of a step.
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        a = a.transpose(1, 2).reshape(b, p, w)
        x = self.attended_norm(x + self.dropout(self.attended(a)))
        return self.out_norm(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    def __init__(self, vocabulary, width, layers, heads, inner, positions, dropout):
        super().__init__()
        self.pieces = nn.Embedding(vocabulary, width)
        self.positions = nn.Embedding(positions, width)
        self.kind = nn.Parameter(torch.zeros(width))
        self.features = nn.ModuleDict({name: nn.Embedding(size, width) for name, size in FEATURES.items()})
        for table in self.features.values():
            nn.init.zeros_(table.weight)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = SharedDropout(dropout)
        self.layers = nn.ModuleList(Layer(width, heads, inner, dropout) for _ in range(layers))

    def forward(self, pieces, features, mask):
        """pieces [B, P]; features {name: [B, P]}; mask [B, P], true where a piece stands."""
        x = self.pieces(pieces) + self.positions.weight[: pieces.shape[1]] + self.kind
        for name, table in self.features.items():
            x = x + table(features[name])
        x = self.dropout(self.norm(x))
        bias = torch.zeros(mask.shape, dtype=x.dtype).masked_fill(~mask, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias.to(x.dtype))
        return x


NAMES = {"attention.self.query": "query", "attention.self.key": "key", "attention.self.value": "value",
         "attention.output.dense": "attended", "attention.output.LayerNorm": "attended_norm",
         "intermediate.dense": "up", "output.dense": "down", "output.LayerNorm": "out_norm"}


def load_pretrained(directory, dropout=0.1):
    """The encoder with the weights of a BERT checkpoint in `directory` (config.json, model.safetensors)."""
    with open(os.path.join(directory, "config.json")) as file:
        config = json.load(file)
    weights = load_file(os.path.join(directory, "model.safetensors"))
    weights = {name.removeprefix("bert."): tensor.float() for name, tensor in weights.items()}
    encoder = Encoder(config["vocab_size"], config["hidden_size"], config["num_hidden_layers"], config["num_attention_heads"],
                      config["intermediate_size"], config["max_position_embeddings"], dropout)
    state = {
        "pieces.weight": weights["embeddings.word_embeddings.weight"],
        "positions.weight": weights["embeddings.position_embeddings.weight"],
        "kind": weights["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": weights["embeddings.LayerNorm.weight"], "norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    for i in range(config["num_hidden_layers"]):
        for theirs, ours in NAMES.items():
            for part in ("weight", "bias"):
                state[f"layers.{i}.{ours}.{part}"] = weights[f"encoder.layer.{i}.{theirs}.{part}"]
    missing, unexpected = encoder.load_state_dict(state, strict=False)
    assert not unexpected and all(name.startswith("features.") for name in missing), (missing, unexpected)
    return encoder
