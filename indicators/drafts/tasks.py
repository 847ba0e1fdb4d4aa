"""What the queue and the clock ask of the publishing worker about drafts."""

import logging

from celery import shared_task

from core.tenancy.tasks import PlatformTask
from indicators.drafts import previewing

logger = logging.getLogger(__name__)


@shared_task(base=PlatformTask)
def make_preview(preview_id: str) -> None:
    """Count what a draft would change."""
    previewing.make(preview_id)


@shared_task(base=PlatformTask)
def make_left_previews() -> None:
    """Take what a lost message left waiting; one draft's trouble does not stop the next."""
    for preview_id in previewing.left():
        try:
            previewing.make(preview_id)
        except Exception:
            logger.exception("preview %s failed", preview_id)
