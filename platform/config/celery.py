"""The Celery application: queues, schedule and how a lost message is survived."""

import os
from typing import Any

from celery import Celery
from celery.signals import worker_ready

from config import garbage

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("szansa")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_ready.connect
def _leave_alone(**_facts: Any) -> None:
    garbage.settle()
