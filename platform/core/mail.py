"""Letters: written as a row in the transaction that causes them, sent by the worker afterwards."""

from django.template.loader import render_to_string
from django.utils import translation

from core import jobs
from core.platform_ledger.models import OutgoingMail


def write(*, to: str, template: str, language: str, **context: object) -> OutgoingMail:
    """Write a letter in the reader's language; the first line of the template is its subject."""
    with translation.override(language):
        whole = render_to_string(f"{template}.txt", context).strip()
    subject, _, text = whole.partition("\n")
    letter = OutgoingMail.objects.create(to=to, subject=subject.strip(), text=text.strip() + "\n")
    jobs.send_after_commit("core.platform_ledger.tasks.send_mail", str(letter.pk))
    return letter
