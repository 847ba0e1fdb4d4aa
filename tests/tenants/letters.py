"""What stands in the letters that wait to be sent."""

import re

from core.platform_ledger.models import OutgoingMail


def last_to(email: str) -> OutgoingMail:
    return OutgoingMail.objects.filter(to=email).latest("written_at")


def link_to(email: str) -> str:
    """The path of the link in the last letter to somebody."""
    return re.search(r"https?://[^/\s]+(/\S+/)", last_to(email).text)[1]
