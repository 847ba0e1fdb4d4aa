"""`python -m tests.benchmarks.exporting [--rows N]`: what a list taken out costs, ours and others, in one run."""

import sys

import django

from tests.benchmarks import environment

if __name__ == "__main__":
    environment.take()
    django.setup()
    # Only now: its modules need the settings.
    from tests.benchmarks.exporting import run

    sys.exit(run.main(sys.argv[1:]))
