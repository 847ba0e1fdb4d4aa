#!/usr/bin/env python3
"""The one door: `up`, `test` and every Django command, on a machine that has nothing but Python."""

import os
import signal
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
# platform/ is a shelf on the path, so that a bare checkout runs.
sys.path[:0] = [str(ROOT), str(ROOT / "platform")]

from config import bootstrap


def main() -> None:
    wants_tests = sys.argv[1:2] == ["test"]
    bootstrap.ensure_environment(root=ROOT, wants_tests=wants_tests)
    if wants_tests:
        os.chdir(ROOT)
        os.execv(sys.executable, [sys.executable, "-m", "pytest", *sys.argv[2:]])
    run_django()


def run_django() -> None:
    # Only inside the environment can these be imported.
    from django.core.management import execute_from_command_line

    from config import embedded_pg, env

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    # A terminated command ends in order: the last one out stops the embedded database.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        execute_from_command_line(sys.argv)
    except (env.BadSetting, embedded_pg.DidNotStart) as refusal:
        print(f"szansa: {refusal}", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
