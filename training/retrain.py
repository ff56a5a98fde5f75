"""Trains the reader and writes its weights to models/, in one command. See README.md in this folder."""
import argparse
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="folder with polnear/, ud-ewt/ and gum/")
    parser.add_argument("--scorer", required=True, help="the reference scorer, score_attributions.py")
    parser.add_argument("--out", required=True, help="folder for checkpoints and the log")
    parser.add_argument("--epochs", default="4")
    args = parser.parse_args()
    tool = os.path.join(HERE, "..", "target", "release", "onrecord-bench")
    models = os.path.join(HERE, "..", "models")
    run = lambda *command: subprocess.run(command, check=True, cwd=os.path.join(HERE, ".."))
    script = lambda name: (sys.executable, os.path.join(HERE, name))
    data, out = os.path.abspath(args.data), os.path.abspath(args.out)
    pretrained = os.path.join(out, "foundation")
    run(*script("foundation.py"), "--out", pretrained)
    scorer, silver = os.path.abspath(args.scorer), os.path.join(out, "silver.jsonl.gz")
    trees = os.path.join(out, "trees")
    common = ("--data", data, "--pretrained", pretrained, "--tool", tool)
    run(*script("train.py"), *common, "--out", trees, "--scorer", scorer, "--trees-only", "--epochs", "4", "--gum", "2",
        "--encoder-rate", "1.5e-4")
    run(*script("silver.py"), *common, "--run", trees, "--out", silver)
    written = lambda *names: [os.path.join(HERE, *name.split("/")) for name in names]
    tasks = ("--scorer", scorer, "--nested", *written("data/nested.jsonl", "data/articles.jsonl"),
             "--stances", *written("data/stances.jsonl", "../benchmarks/data/stance/tune.jsonl"), "--silver", silver,
             "--parsed", "0.6", "--gum", "2", "--splice", "0.35")
    accurate, fast = os.path.join(out, "accurate"), os.path.join(out, "fast")
    run(*script("train.py"), *common, *tasks, "--out", accurate, "--epochs", args.epochs)
    summed = ("--reader", accurate, "--out", os.path.join(out, "gist"), "--tellings", *written("data/tellings.jsonl"),
              "--passages", *written("data/stances.jsonl"))
    run(*script("gists.py"), *common, *summed)
    run(*script("gists.py"), *common, *summed, "--export", os.path.join(models, "gist"))
    run(*script("export.py"), *common, "--run", accurate, "--out", os.path.join(models, "accurate"))
    run(*script("train.py"), *common, *tasks, "--out", fast, "--teacher", accurate, "--layers", "6", "--epochs", "2",
        "--encoder-rate", "2e-4", "--head-rate", "5e-4")
    run(*script("export.py"), *common, "--run", fast, "--layers", "6", "--out", os.path.join(models, "fast"))
    run("cargo", "build", "--release", "-p", "onrecord-bench")
    for size in ("accurate", "fast"):
        decoder = os.path.join(models, size, "decoder.json")
        run(*script("calibrate.py"), "--tool", tool, "--data", data, "--decoder", decoder, "--reader", size)


if __name__ == "__main__":
    main()
