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
    try:
        current_app.send_task(task, args=arguments, producer=_producer())
    except Exception:  # noqa: BLE001
        # The broker may have been away meanwhile: once more, by a connection of its own.
        _held.producer = None
        current_app.send_task(task, args=arguments)


def _producer() -> Producer:
    """One for each thread, kept: a pool asks the broker before every message whether it is there."""
    if getattr(_held, "producer", None) is None or _held.process != os.getpid():
        _held.producer = current_app.amqp.Producer(current_app.connection_for_write())
        _held.process = os.getpid()
    return _held.producer
