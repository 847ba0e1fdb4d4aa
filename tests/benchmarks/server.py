"""What every benchmark asks of its server, and how it tells what it is doing."""

import sys
import time
from typing import Any

import psycopg
from django.conf import settings

STARTED = time.monotonic()


def settle(database: str = "") -> None:
    """Do now what autovacuum would do in the middle of the measurements."""
    with connected(database) as link:
        link.execute("VACUUM (ANALYZE)")


def answer(question: str) -> Any:
    """The first column of the first row, as whoever may read everything."""
    with connected() as link:
        return link.execute(question).fetchone()[0]  # type: ignore[index]


def connected(database: str = "") -> psycopg.Connection:
    name = database or settings.DATABASES["default"]["NAME"]
    socket = str(settings.EMBEDDED_POSTGRES.socket_dir)
    return psycopg.connect(host=socket, user="postgres", dbname=name, autocommit=True)


def say(sentence: str) -> None:
    write(f"{time.monotonic() - STARTED:6.1f} s  {sentence}")


def write(*lines: str) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)
    sys.stdout.flush()
