"""Conditions of RFC 9110 on the version of a record: what If-Match and If-None-Match ask."""

from django.utils.http import parse_etags

ANY = "*"
WEAK = "W/"


def tag(version: str) -> str:
    return f'"{version}"'


def is_the_one(asked: str, current: str) -> bool:
    """Of If-Match: `*` is whatever there is now, and a weak tag is none that a change may lean on."""
    named = parse_etags(asked)
    return named == [ANY] or current in named


def is_known(asked: str | None, current: str) -> bool:
    """Of If-None-Match: whether the reader has this very version already, strongly or weakly named."""
    named = parse_etags(asked or "")
    return named == [ANY] or current in [one.removeprefix(WEAK) for one in named]
