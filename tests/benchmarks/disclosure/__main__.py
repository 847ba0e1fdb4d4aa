"""`python -m tests.benchmarks.disclosure`: the share of hidden numbers that is found, by defence."""

import sys

from tests.benchmarks.disclosure import run

if __name__ == "__main__":
    sys.exit(run.main(sys.argv[1:]))
