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
    run(*script("train.py"), *common, "--out", out, "--scorer", scorer, "--nested",
        os.path.join(HERE, "data", "nested.jsonl"), "--silver", silver, "--parsed", "0.6", "--epochs", args.epochs,
        "--gum", "2", "--splice", "0.35")
    run(*script("export.py"), "--run", out, "--pretrained", pretrained, "--data", data, "--tool", tool,
        "--out", models)
    run("cargo", "build", "--release", "-p", "onrecord-bench")
    run(*script("calibrate.py"), "--tool", tool, "--data", data, "--decoder", os.path.join(models, "decoder.json"))


if __name__ == "__main__":
    main()
