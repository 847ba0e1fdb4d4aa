"""Somebody who applies may be known already by PESEL: whether it is they, and what they say anew."""

from dataclasses import replace
from typing import Any

from core import polish
from projects.participants import similarity
from projects.participants.entries import PersonEntry
from projects.participants.models import Person

NAMES = ("given_name", "family_name")
CONTACT = ("phone", "email")


def is_named_alike(known: Person | PersonEntry, said: PersonEntry) -> bool:
    """Whether name, birth date and sex agree, capitals and Polish letters aside.

    The PESEL says only whose number was written, not who wrote it.
    """
    return similarity.likeness(_profile(known), _profile(said)) == similarity.EQUAL


def renewed(known: PersonEntry, said: PersonEntry) -> PersonEntry:
    """What the register knows, with the name, contact and address as they were said later.

    What was left out, and a name written only with other capitals or letters, changes nothing.
    """
    names: dict[str, Any] = {name: _name(vars(known)[name], vars(said)[name]) for name in NAMES}
    contact: dict[str, Any] = {name: vars(said)[name] or vars(known)[name] for name in CONTACT}
    address: dict[str, Any] = vars(said.address) if said.place and said.gmina else {}
    return replace(known, **names, **contact, **address)


def _name(known: str, said: str) -> str:
    return known if polish.folded(known) == polish.folded(said) else said


def _profile(one: Person | PersonEntry) -> similarity.Profile:
    return similarity.profile(
        given_name=one.given_name,
        family_name=one.family_name,
        born_on=one.born_on,
        sex=one.sex,
    )
