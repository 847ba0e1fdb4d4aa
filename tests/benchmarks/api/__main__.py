"""`python -m tests.benchmarks.api`: items a second, single reads, and twenty clients at once."""

import sys

import django

from tests.benchmarks import environment

if __name__ == "__main__":
    environment.take()
    django.setup()
    # Only now: its modules need the settings.
    from tests.benchmarks.api import run

    sys.exit(run.main(sys.argv[1:]))
