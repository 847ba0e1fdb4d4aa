"""Sends work to the queue after the commit. A message is only a nudge: the row it is about is the truth."""

from celery import current_app
from django.db import transaction


def send_after_commit(task: str, *arguments: str) -> None:
    """Send a task by name; a broker that is away fails nobody's request, the clock catches up."""
    transaction.on_commit(lambda: current_app.send_task(task, args=arguments), robust=True)
