"""Packs trained weights as the tensors that crates/network loads; its documentation lists them.

Matrices become 8-bit integers with a scale for each output. Everything else stays in floating point.
"""
import numpy as np
from safetensors.numpy import save_file

FEATURES = ("shape", "gap", "quote")


def array(tensor):
    return np.ascontiguousarray(tensor.detach().cpu().float().numpy() if hasattr(tensor, "detach") else tensor, np.float32)


def quantise_rows(matrix):
    """Signed bytes and a scale for each row, such that row = bytes * scale; the largest magnitude becomes 127."""
    scale = np.abs(matrix).max(axis=1) / 127
    scale[scale == 0] = 1
    return np.round(matrix / scale[:, None]).astype(np.int8), scale.astype(np.float32)


def pack_dense(name, weight, bias, int8=True):
    """The tensors of one linear layer: weight [out, in], bias [out]."""
    weight, bias = array(weight), array(bias)
    if not int8:
        return {f"{name}.weight": weight, f"{name}.bias": bias}
    weight, scale = quantise_rows(weight)
    return {f"{name}.weight": weight, f"{name}.scale": scale, f"{name}.bias": bias}


def pack_norm(name, state, ours):
    return {f"{name}.{part}": array(state[f"{ours}.{part}"]) for part in ("weight", "bias")}


def pack_encoder(state):
    """The tensors of an `Encoder` (encoder.py) from its state dict, names without prefix."""
    pieces, scale = quantise_rows(array(state["pieces.weight"]))
    tensors = {
        "encoder.pieces.weight": pieces, "encoder.pieces.scale": scale,
        "encoder.positions": array(state["positions.weight"]) + array(state["kind"]),
        **{f"encoder.features.{name}": array(state[f"features.{name}.weight"]) for name in FEATURES},
        **pack_norm("encoder.norm", state, "norm"),
    }
    n_layers = len({name.split(".")[1] for name in state if name.startswith("layers.")})
    for i in range(n_layers):
        layer = f"layers.{i}"
        stacked = (np.concatenate([array(state[f"{layer}.{part}.{kind}"]) for part in ("query", "key", "value")])
                   for kind in ("weight", "bias"))
        tensors |= pack_dense(f"encoder.{layer}.qkv", *stacked)
        for part in ("attended", "up", "down"):
            tensors |= pack_dense(f"encoder.{layer}.{part}", state[f"{layer}.{part}.weight"], state[f"{layer}.{part}.bias"])
        for part in ("attended_norm", "out_norm"):
            tensors |= pack_norm(f"encoder.{layer}.{part}", state, f"{layer}.{part}")
    return tensors


def save(tensors, path, heads):
    """Writes the file; `heads` is the number of attention heads, which no shape tells."""
    save_file(tensors, path, metadata={"heads": str(heads)})
