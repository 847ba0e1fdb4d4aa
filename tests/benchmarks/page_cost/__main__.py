"""`python -m tests.benchmarks.page_cost`: the dashboard's time beside an empty page's, and its weight."""

import sys

import django

from tests.benchmarks import environment

if __name__ == "__main__":
    environment.take()
    django.setup()
    # Only now: its modules need the settings.
    from tests.benchmarks.page_cost import run

    sys.exit(run.main(sys.argv[1:]))
