"""The environment of the tests, set before Django reads it; loaded by pytest as its first plugin."""

import hashlib
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# One cluster per user and checkout; what is in it depends on the migrations, so on their hash.
SHELVES = ("platform", "tenants", "projects", "indicators", "dashboards")
_migrations = sorted(path for name in SHELVES for path in (ROOT / name).rglob("migrations/*.py"))
_state = hashlib.sha256(b"".join(path.read_bytes() for path in _migrations)).hexdigest()[:8]
_tree = hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]
HOME = Path(tempfile.gettempdir()) / f"szansa-test-{os.getuid()}-{_tree}-{_state}"
PREFIX = "szansa_test"
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")

ENVIRONMENT = {
    "SZANSA_ENV": "development",
    "SZANSA_DATA_DIR": str(HOME / "data"),
    "SZANSA_DEMO": "1",
    "SZANSA_PROCESS": "command",
    "EMBEDDED_POSTGRES_HOME": str(HOME / "postgres"),
    "EMBEDDED_POSTGRES_THROWAWAY": "1",
    "EMBEDDED_DATABASE": f"test_{WORKER}",
    "DATABASE_ROLE_PREFIX": PREFIX,
    # Everything acts as the web role unless the code itself takes another.
    "DATABASE_DEFAULT_ROLE": f"{PREFIX}_web",
    "DATABASE_URL": "",
    "BROKER_URL": "memory://",
    # A request of the tests logs in its own transaction, which is taken back after the test.
    "REQUEST_LOG_SECONDS": "0",
    # What a test changes is seen by its next line.
    "TOKENS_KEPT_SECONDS": "0",
    # Compiled once for all processes of all runs: where Python is told to keep nothing, each start
    # of a command would compile all of Django anew.
    "PYTHONPYCACHEPREFIX": str(HOME / "compiled"),
    "PYTHONDONTWRITEBYTECODE": "",
}
os.environ.update(ENVIRONMENT)
sys.pycache_prefix, sys.dont_write_bytecode = ENVIRONMENT["PYTHONPYCACHEPREFIX"], False
