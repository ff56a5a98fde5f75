"""Fits confidence to probability and writes the regressions into models/SIZE/decoder.json.

    python calibrate.py --tool onrecord-bench --data CORPORA --decoder ../models/accurate/decoder.json --reader accurate

The one for attributions told by the report is fitted on PolNeAR's dev articles, that for nested ones on the tuning half
of the nested passages. Prints the calibration error of the present numbers and, on folds that were not fitted on, of the
new ones, which are written only if they are better.
"""
import argparse
import json
import os
import subprocess
import tempfile

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
PULL = 3.0  # of a ridge towards zero: few predictions of the nested passages stand against nine features


def outcomes(tool, *command):
    """Features [N, F], whether right [N], and the confidence stated now [N]."""
    with tempfile.TemporaryDirectory() as directory:
        path = os.path.join(directory, "outcomes.jsonl")
        subprocess.run([tool, *command, "--outcomes", path], check=True, capture_output=True)
        with open(path, encoding="utf-8") as file:
            rows = [row for row in map(json.loads, file) if row["signals"]]
    column = lambda name: np.array([row[name] for row in rows], float)
    return column("signals"), column("right"), column("confidence")


def fit(x, y):
    """Weights and offset of a logistic regression by Newton steps, ridge on features of unit spread."""
    mean, spread = x.mean(0), x.std(0) + 1e-6
    features = np.column_stack([(x - mean) / spread, np.ones(len(x))])
    ridge = np.diag([PULL] * x.shape[1] + [0.0])
    w = np.zeros(features.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-features @ w))
        w = w - np.linalg.solve((features.T * (p * (1 - p))) @ features + ridge, features.T @ (p - y) + ridge @ w)
    return w[:-1] / spread, w[-1] - (w[:-1] / spread) @ mean


def probability(fitted, x):
    return 1 / (1 + np.exp(-(x @ fitted[0] + fitted[1])))


def error(p, y, bins=10):
    """Expected calibration error over bins of equal count."""
    order = np.argsort(p, kind="stable")
    parts = np.array_split(order, bins)
    return sum(len(k) * abs(p[k].mean() - y[k].mean()) for k in parts if len(k)) / max(len(p), 1)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--tool", required=True)
    parser.add_argument("--data", required=True)
    parser.add_argument("--decoder", required=True)
    parser.add_argument("--reader", default="accurate", help="size of the reader the decoder belongs to")
    args = parser.parse_args()
    tune = os.path.join(HERE, "..", "benchmarks", "data", "nested", "tune.jsonl")
    commands = [("attribution", os.path.join(args.data, "polnear", "dev")), ("nested", tune)]
    with open(args.decoder, encoding="utf-8") as file:
        decoder = json.load(file)
    for k, command in enumerate(commands):
        x, y, stated = outcomes(args.tool, *command, "--reader", args.reader)
        held = np.zeros_like(y)
        fold = np.arange(len(x)) * 5 // max(len(x), 1)  # neighbours, so articles, stay together
        for f in range(5):
            held[fold == f] = probability(fit(x[fold != f], y[fold != f]), x[fold == f])
        before, after = error(stated, y), error(held, y)
        likely = lambda p: -np.mean(y * np.log(np.clip(p, 1e-4, 1)) + (1 - y) * np.log(np.clip(1 - p, 1e-4, 1)))
        print(f"{command[0]}: {len(x)} predictions; calibration error {before:.3f} now, {after:.3f} on held-out folds; "
              f"log loss {likely(stated):.3f}, {likely(held):.3f}")
        if likely(held) < likely(stated):
            weights, offset = fit(x, y)
            short = lambda value: float(f"{value:.5g}")
            decoder["attribution"]["calibration"][k] = {"weights": [short(w) for w in weights], "offset": short(offset)}
    with open(args.decoder, "w", encoding="utf-8") as file:
        json.dump(decoder, file, ensure_ascii=False, separators=(",", ":"))
        file.write("\n")


if __name__ == "__main__":
    main()
