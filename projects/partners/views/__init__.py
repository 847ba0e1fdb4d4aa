"""Pages of partners' tokens."""

from projects.partners.views.changing import narrow, resume, revoke, suspend
from projects.partners.views.listing import choose, requests, requests_file, token, tokens
from projects.partners.views.making import close_portal, make, open_portal, rotate
from projects.partners.views.people import invite_person, withdraw_person

__all__ = [
    "choose",
    "close_portal",
    "invite_person",
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
    "withdraw_person",
]
