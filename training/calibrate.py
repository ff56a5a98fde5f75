"""Fits confidence to probability and writes the curves into models/decoder.json.

    python calibrate.py --tool onrecord-bench --data CORPORA --decoder ../models/decoder.json

The tool's reader has the present curves built in; what is fitted here is composed with them. Curves for attributions
told by the report are fitted on PolNeAR's dev articles, those for nested ones on the tuning half of the nested passages.
Prints the calibration error before and after, the latter on folds that were not fitted on.
"""
import argparse
import json
import os
import subprocess
import tempfile

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
EDGE = 1e-4


def outcomes(tool, *command):
    with tempfile.TemporaryDirectory() as directory:
        path = os.path.join(directory, "outcomes.jsonl")
        subprocess.run([tool, *command, "--outcomes", path], check=True, capture_output=True)
        with open(path, encoding="utf-8") as file:
            rows = [json.loads(line) for line in file]
    # The few attributions that a rule tells, whose confidence no curve touches, are among them.
    scores = np.clip(np.array([r["confidence"] for r in rows]), EDGE, 1 - EDGE)
    return np.log(scores / (1 - scores)), np.array([r["right"] for r in rows], float)


def fit(x, y):
    """Slope and offset of a logistic curve by damped Newton steps, with a slight pull towards the identity."""
    features = np.stack([x, np.ones_like(x)])
    loss = lambda w: np.logaddexp(0, w @ features).sum() - y @ (w @ features) + ((w - [1, 0]) ** 2).sum() / 2
    w = np.array([1.0, 0.0])
    for _ in range(50):
        p = 1 / (1 + np.exp(-w @ features))
        step = np.linalg.solve((features * (p * (1 - p))) @ features.T + np.eye(2), features @ (p - y) + w - [1, 0])
        while loss(w - step) > loss(w) and np.abs(step).max() > 1e-9:
            step = step / 2
        w = w - step
    return w


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
    args = parser.parse_args()
    tune = os.path.join(HERE, "..", "benchmarks", "data", "nested", "tune.jsonl")
    commands = [("attribution", os.path.join(args.data, "polnear", "dev")), ("nested", tune)]
    with open(args.decoder, encoding="utf-8") as file:
        decoder = json.load(file)
    for k, command in enumerate(commands):
        x, y = outcomes(args.tool, *command)
        sigmoid = lambda w, x: 1 / (1 + np.exp(-(w[0] * x + w[1])))
        held = np.zeros_like(x)
        fold = np.arange(len(x)) * 5 // max(len(x), 1)  # neighbours, so articles, stay together
        for f in range(5):
            held[fold == f] = sigmoid(fit(x[fold != f], y[fold != f]), x[fold == f])
        slope, offset = fit(x, y)
        old = decoder["attribution"]["calibration"][k]
        new = {"slope": float(f"{slope * old['slope']:.5g}"), "offset": float(f"{slope * old['offset'] + offset:.5g}")}
        before, after = error(1 / (1 + np.exp(-x)), y), error(held, y)
        print(f"{command[0]}: {len(x)} predictions, error before {before:.3f}, after, on held-out folds, {after:.3f}; {new}")
        if after < before:
            decoder["attribution"]["calibration"][k] = new
    with open(args.decoder, "w", encoding="utf-8") as file:
        json.dump(decoder, file, ensure_ascii=False, separators=(",", ":"))
        file.write("\n")


if __name__ == "__main__":
    main()
