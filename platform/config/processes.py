"""The processes Szansa is made of: what each runs, and under which name it takes its settings."""

import os
import sys
from pathlib import Path

from config import env
from config.child import Program

# One word for each request. Without the query: searches hold names.
ACCESS_LOG = "%(m)s %(U)s %(s)s %(M)s ms"
HIDING = "--logger-class=config.access_log.AccessLog"
# In a container everything is root; the database of the task, not the account, limits a worker.
ROOT_IS_EXPECTED = "ignore:You're running the worker with superuser privileges"
WORKERS = {
    "worker": "default",
    "files": "files",
    "publisher": "publishing",
    "operations": "operations",
}


def background(*, data_dir: Path, port: int) -> list[Program]:
    """The processes that take work from the queues, and the one that puts it there on time."""
    workers = [_worker(name, queue=queue, port=port) for name, queue in WORKERS.items()]
    return [*workers, _scheduler(data_dir=data_dir, port=port)]


def web(*, host: str, port: int) -> Program:
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    limits = ("--workers=2", "--max-requests=2000", "--max-requests-jitter=200")
    # Loaded once and forked: half the work at the start, and the memory is shared.
    life = ("--preload", "--graceful-timeout=8", "--no-control-socket")
    log = ("--log-level=warning", "--access-logfile=-", f"--access-logformat={ACCESS_LOG}", HIDING)
    command = ("gunicorn", "config.wsgi:application", f"--bind={address}", *limits, *life, *log)
    return _program("web", *command, port=port)


def _worker(name: str, *, queue: str, port: int) -> Program:
    # What these turn off is talk between workers, which our brokers do not carry.
    quiet = ("--without-gossip", "--without-mingle", "--without-heartbeat")
    command = ("worker", f"--queues={queue}", "--pool=solo", f"--hostname={name}@%h", *quiet)
    return _celery(name, *command, port=port)


def _scheduler(*, data_dir: Path, port: int) -> Program:
    schedule = data_dir / "scheduler" / "schedule"
    return _celery("scheduler", "beat", f"--schedule={schedule}", "--pidfile=", port=port)


def _celery(name: str, *arguments: str, port: int) -> Program:
    # Two lines for each task would carry away the addresses: INFO shows them to who wants them.
    level = env.text("LOG_LEVEL", default="WARNING").upper()
    command = ("celery", "--app=config.celery", "--quiet", *arguments, f"--loglevel={level}")
    return _program(name, *command, port=port)


def _program(name: str, *command: str, port: int) -> Program:
    variables = {
        "SZANSA_PROCESS": name,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONPATH": os.pathsep.join([str(env.ROOT), str(env.ROOT / "platform")]),
        "PYTHONWARNINGS": ROOT_IS_EXPECTED,
        # Links that the product writes lead to where it is served.
        "PUBLIC_PORT": str(env.number("PUBLIC_PORT", default=port)),
    }
    return Program(name, [sys.executable, "-m", *command], variables)
