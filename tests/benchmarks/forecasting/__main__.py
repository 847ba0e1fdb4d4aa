"""`python -m tests.benchmarks.forecasting`: how often the forecast's band holds the truth."""

import sys

import django

from tests.benchmarks import environment

if __name__ == "__main__":
    environment.take()
    django.setup()
    # Only now: the demo's people need the settings.
    from tests.benchmarks.forecasting import run

    sys.exit(run.main(sys.argv[1:]))
