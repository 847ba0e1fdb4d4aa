"""Pages of partners' tokens."""

from projects.partners.views.changing import narrow, resume, revoke, suspend
from projects.partners.views.listing import choose, requests, requests_file, token, tokens
from projects.partners.views.making import close_portal, make, open_portal, rotate

__all__ = [
    "choose",
    "close_portal",
    "make",
    "narrow",
    "open_portal",
    "requests",
    "requests_file",
    "resume",
    "revoke",
    "rotate",
    "suspend",
    "token",
    "tokens",
]
