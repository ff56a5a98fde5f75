"""Packs trained weights as the tensors that crates/network loads; its documentation lists them.

Matrices become 8-bit integers with a scale for each output. Everything else stays in floating point. Measured on what
really comes in (`measure`), a matrix loses less, in two ways:

- Inputs that are much larger than the others, and weights likewise, would set the scale for all. Each input is
  multiplied by a factor, and its weights divided by it, such that both have the same range (as SmoothQuant does).
- Weights are rounded one input after the other, and those still to come make up for the error (as GPTQ does).
"""
import numpy as np
from safetensors.numpy import save_file

FEATURES = ("shape", "gap", "quote")
PARTS = {"qkv": "query", "attended": "attended", "up": "up", "down": "down"}  # ours: one of the modules that read the same


def array(tensor):
    return np.ascontiguousarray(tensor.detach().cpu().float().numpy() if hasattr(tensor, "detach") else tensor, np.float32)


def measure(modules, run):
    """What comes into some linear modules, {name: module}, during `run()`: {name: (largest magnitudes, Gram matrix)}.

    Run windows one by one: padding would count as input. A thousand pieces or so are enough.
    """
    inputs = {}

    def watch(name):
        def hook(module, args, _):
            x = array(args[0]).reshape(-1, module.in_features)
            largest, gram = inputs.get(name, (0, 0))
            inputs[name] = np.maximum(largest, np.abs(x).max(axis=0)), gram + (x.T @ x).astype(np.float64)
        return hook

    hooks = [module.register_forward_hook(watch(name)) for name, module in modules.items()]
    run()
    for hook in hooks:
        hook.remove()
    return inputs


def encoder_modules(encoder):
    """The modules of an `Encoder` whose inputs `pack_encoder` wants to know."""
    return {f"layers.{i}.{ours}": getattr(layer, theirs)
            for i, layer in enumerate(encoder.layers) for ours, theirs in PARTS.items()}


def quantise_rows(matrix):
    """Signed bytes and a scale for each row, such that row = bytes * scale; the largest magnitude becomes 127."""
    scale = np.abs(matrix).max(axis=1) / 127
    scale[scale == 0] = 1
    return np.round(matrix / scale[:, None]).astype(np.int8), scale.astype(np.float32)


def quantise_for(matrix, gram, block=64):
    """As `quantise_rows`, with the least error in the output for inputs with this Gram matrix."""
    n = len(gram)
    _, scale = quantise_rows(matrix)
    gram = gram + np.eye(n) * gram.trace() / n * 0.01
    inverse = np.linalg.cholesky(np.linalg.inv(gram)).T  # upper triangular
    rest = matrix.astype(np.float64)
    result = np.empty(matrix.shape, np.int8)
    for start in range(0, n, block):
        end = min(start + block, n)
        errors = np.empty((len(matrix), end - start))
        for i in range(start, end):
            rounded = np.clip(np.round(rest[:, i] / scale), -127, 127)
            result[:, i] = rounded
            errors[:, i - start] = (rest[:, i] - rounded * scale) / inverse[i, i]
            rest[:, i:end] -= np.outer(errors[:, i - start], inverse[i, i:end])
        rest[:, end:] -= errors @ inverse[start:end, end:]
    return result, scale


def pack_dense(name, weight, bias, int8=True, inputs=None):
    """The tensors of one linear layer: weight [out, in], bias [out]; `inputs` as `measure` gives them, if known."""
    weight, bias = array(weight), array(bias)
    if not int8:
        return {f"{name}.weight": weight, f"{name}.bias": bias}
    if inputs is None:
        weight, scale = quantise_rows(weight)
        return {f"{name}.weight": weight, f"{name}.scale": scale, f"{name}.bias": bias}
    largest, gram = inputs
    factors = np.sqrt(np.maximum(np.abs(weight).max(axis=0), 1e-5) / np.maximum(largest, 1e-4))
    factors = (factors / np.exp(np.log(factors).mean())).astype(np.float32)
    weight, scale = quantise_for(weight / factors, gram * np.outer(factors, factors).astype(np.float64))
    return {f"{name}.weight": weight, f"{name}.scale": scale, f"{name}.bias": bias, f"{name}.input_factors": factors}


def pack_norm(name, state, ours):
    return {f"{name}.{part}": array(state[f"{ours}.{part}"]) for part in ("weight", "bias")}


def pack_encoder(state, inputs=None):
    """The tensors of an `Encoder` (encoder.py) from its state dict, names without prefix.

    `inputs` is what `measure` says of its `encoder_modules`, if known.
    """
    inputs = inputs or {}
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
        tensors |= pack_dense(f"encoder.{layer}.qkv", *stacked, inputs=inputs.get(f"{layer}.qkv"))
        for part in ("attended", "up", "down"):
            name = f"{layer}.{part}"
            tensors |= pack_dense(f"encoder.{name}", state[f"{name}.weight"], state[f"{name}.bias"], inputs=inputs.get(name))
        for part in ("attended_norm", "out_norm"):
            tensors |= pack_norm(f"encoder.{layer}.{part}", state, f"{layer}.{part}")
    return tensors


def save(tensors, path, heads):
    """Writes the file; `heads` is the number of attention heads, which no shape tells."""
    save_file(tensors, path, metadata={"heads": str(heads)})
