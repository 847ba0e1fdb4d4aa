"""Sends work to the queue after the commit. A message is only a nudge: the row it is about is the truth."""

import os
import threading

from celery import current_app
from django.db import transaction
from kombu import Producer

_held = threading.local()


def send_after_commit(task: str, *arguments: str) -> None:
    """Send a task by name; a broker that is away fails nobody's request, the clock catches up."""
    transaction.on_commit(lambda: _send(task, arguments), robust=True)


def _send(task: str, arguments: tuple[str, ...]) -> None:
    was_kept = _is_kept()
    try:
        current_app.send_task(task, args=arguments, producer=_producer())
    except Exception:
        _held.producer = None
        # A connection that served before may have died meanwhile: once more by another. Whoever finds
        # the broker away at once waits for it only once.
        if not was_kept:
            raise
        current_app.send_task(task, args=arguments, producer=_producer())


def _producer() -> Producer:
    """One for each thread, kept: a pool asks the broker before every message whether it is there."""
    if not _is_kept():
        _held.producer = current_app.amqp.Producer(current_app.connection_for_write())
        _held.process = os.getpid()
    return _held.producer


def _is_kept() -> bool:
    return getattr(_held, "producer", None) is not None and _held.process == os.getpid()
