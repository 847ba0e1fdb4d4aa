"""`python -m tests.benchmarks`: the dashboard at 10, 60 and 300 tenants beside a loop over schemas."""

import sys

import django

from tests.benchmarks import environment

if __name__ == "__main__":
    environment.take()
    django.setup()
    # Only now: its modules need the settings.
    from tests.benchmarks import run

    sys.exit(run.main(sys.argv[1:]))
