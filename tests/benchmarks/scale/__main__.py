"""`python -m tests.benchmarks.scale`: dashboard, recount and unique people beside plain SQL."""

import sys

import django

from tests.benchmarks import environment

if __name__ == "__main__":
    environment.take()
    django.setup()
    # Only now: its modules need the settings.
    from tests.benchmarks.scale import run

    sys.exit(run.main(sys.argv[1:]))
