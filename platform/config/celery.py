"""The Celery application: queues, schedule and how a lost message is survived."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("szansa")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
