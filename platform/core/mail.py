"""Letters: written as a row in the transaction that causes them, sent by the worker afterwards."""

from django.template.loader import render_to_string
from django.utils import translation

from core import jobs
from core.platform_ledger.models import OutgoingMail


def write(
    *, to: str, template: str, language: str, with_html: bool = False, **context: object
) -> OutgoingMail:
    """Write a letter in the reader's language; the first line of the template is its subject.

    `with_html` adds the same letter from the template's .html, for readers that show marks.
    """
    with translation.override(language):
        whole = render_to_string(f"{template}.txt", context).strip()
        html = render_to_string(f"{template}.html", context) if with_html else ""
    subject, _, text = whole.partition("\n")
    letter = OutgoingMail.objects.create(
        to=to, subject=subject.strip(), text=text.strip() + "\n", html=html
    )
    jobs.send_after_commit("core.platform_ledger.tasks.send_mail", str(letter.pk))
    return letter
