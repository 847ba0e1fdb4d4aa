"""`python -m tests.benchmarks.sheets [rows]`: what tables cost, ours and others, in one run."""

import sys

from tests.benchmarks.sheets import run

if __name__ == "__main__":
    sys.exit(run.main(sys.argv[1:]))
