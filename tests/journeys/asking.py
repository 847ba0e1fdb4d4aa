"""What a site does when it is told to: `command NAME ...` of Django, or `task NAME` into its queue, as the clock does."""

from django.core.management import call_command

from config.celery import app


def main(what: str, name: str, *arguments: str) -> int:
    if what == "task":
        app.send_task(name)
    else:
        call_command(name, *arguments)
    return 0
