"""The server's own log of requests, without the addresses that are secrets themselves."""

import re
from typing import Any

from gunicorn.glogging import Logger

# Invitations, new passwords, partners' pages and calendars; deploy/nginx.conf hides the same.
SECRET = re.compile(
    r"^(/(?:organizacja/)?zaproszenie/|/konto/haslo/|/partner/"
    r"|/(?:terminy|kalendarz)/(?=[^/]+\.ics$)).*",
    re.DOTALL,
)


def hidden(path: str) -> str:
    """'/partner/-' for the address of a partner's page; what is no secret stays as it is."""
    return SECRET.sub(r"\1-", path)


class AccessLog(Logger):
    def atoms(self, *facts: Any, **more: Any) -> dict[str, Any]:
        told: dict[str, Any] = super().atoms(*facts, **more)
        return {**told, "U": hidden(told["U"] or "")}
