"""Sends letters: at least once, tried again by the clock when the mail server is away."""

from datetime import timedelta

from celery import shared_task
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone

from core.platform_ledger.models import OutgoingMail
from core.tenancy.tasks import PlatformTask

MOST_ATTEMPTS = 20


@shared_task(base=PlatformTask)
def send_mail(mail_id: str) -> None:
    with transaction.atomic():
        waiting = OutgoingMail.objects.select_for_update(skip_locked=True)
        letter = waiting.filter(pk=mail_id, sent_at=None).first()
        if letter is None:
            return
        letter.attempts_count += 1
        try:
            _message(letter).send()
            letter.sent_at, letter.problem = timezone.now(), ""
        except Exception as error:  # noqa: BLE001 - one bad letter must not hold up the others
            letter.problem = f"{type(error).__name__}: {error}"
        letter.save(update_fields=["attempts_count", "sent_at", "problem"])


def _message(letter: OutgoingMail) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(letter.subject, letter.text, to=[letter.to])
    if letter.html:
        message.attach_alternative(letter.html, "text/html")
    return message


@shared_task(base=PlatformTask)
def send_waiting_mail() -> None:
    """Send again what an earlier try or a lost message left behind."""
    before = timezone.now() - timedelta(minutes=1)
    waiting = OutgoingMail.objects.filter(
        sent_at=None, written_at__lt=before, attempts_count__lt=MOST_ATTEMPTS
    )
    for mail_id in waiting.values_list("pk", flat=True)[:100]:
        send_mail(str(mail_id))
