"""The environment of the benchmark, set before Django reads it: a cluster of its own, thrown away."""

import atexit
import os
import secrets
import shutil
import signal
import sys
import tempfile
from pathlib import Path

HOME = Path(tempfile.gettempdir()) / f"szansa-bench-{os.getuid()}-{secrets.token_hex(4)}"

ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "SZANSA_ENV": "development",
    "SZANSA_DATA_DIR": str(HOME / "data"),
    "SZANSA_DEMO": "0",
    "SZANSA_PROCESS": "command",
    "EMBEDDED_POSTGRES_HOME": str(HOME / "postgres"),
    "EMBEDDED_POSTGRES_THROWAWAY": "1",
    "DATABASE_DEFAULT_ROLE": "",
    "DATABASE_URL": "",
    "BROKER_URL": "memory://",
    "LOG_LEVEL": "ERROR",
}


def take(**also: str) -> None:
    """Take this environment and what else is said, and leave nothing behind however the run ends."""
    os.environ.update(ENVIRONMENT, **also)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    # Registered before the cluster registers its own end, and so run after it.
    atexit.register(shutil.rmtree, HOME, ignore_errors=True)
