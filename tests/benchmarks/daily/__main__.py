"""`python -m tests.benchmarks.daily`: how long every daily page takes, and how often it asks."""

import sys

import django

from tests.benchmarks import environment

if __name__ == "__main__":
    environment.take()
    django.setup()
    # Only now: its modules need the settings.
    from tests.benchmarks.daily import run

    sys.exit(run.main(sys.argv[1:]))
