"""`python -m tests.benchmarks.daily`: how long every daily page takes, and how often it asks."""

import sys

from tests.benchmarks import environment

if __name__ == "__main__":
    environment.take()
    # Only now: its modules need the settings. First the application, loaded as the server loads it.
    from config import wsgi  # noqa: F401, I001
    from tests.benchmarks.daily import run

    sys.exit(run.main(sys.argv[1:]))
