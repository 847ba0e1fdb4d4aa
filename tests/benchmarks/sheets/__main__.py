"""`python -m tests.benchmarks.sheets [rows]`: what tables cost, ours and others, in one run."""

import sys

import django
from django.conf import settings

from tests.benchmarks.sheets import run

if __name__ == "__main__":
    settings.configure(USE_I18N=False)
    django.setup()
    sys.exit(run.main(sys.argv[1:]))
