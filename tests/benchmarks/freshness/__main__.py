"""`python -m tests.benchmarks.freshness`: from a saved change to a fresh figure, and what it costs."""

import sys

import django

from tests.benchmarks import environment

if __name__ == "__main__":
    # The queue of the product, in the same database.
    environment.take(BROKER_URL="")
    django.setup()
    # Only now: its modules need the settings.
    from tests.benchmarks.freshness import run

    sys.exit(run.main(sys.argv[1:]))
