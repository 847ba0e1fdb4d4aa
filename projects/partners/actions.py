"""What a token can be allowed to do, and which fields it can be allowed to see."""

from collections.abc import Collection

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.permissions import Permission


class Action(models.TextChoices):
    """One kind of work of a partner; what is not allowed is refused."""

    READ_PROJECTS = "projects:read", _("read the projects, their services, groups and sessions")
    READ_PARTICIPANTS = "participants:read", _("read whom the partner serves")
    READ_ATTENDANCE = "attendance:read", _("read attendance of its own sessions")
    WRITE_ATTENDANCE = "attendance:write", _("send attendance of its own sessions")
    READ_SUPPORT = "support:read", _("read support that it gave")
    WRITE_SUPPORT = "support:write", _("send support that it gave")
    READ_OUTCOMES = "outcomes:read", _("read qualifications and outcomes")
    WRITE_OUTCOMES = "outcomes:write", _("send qualifications and outcomes")
    READ_DOCUMENTS = "documents:read", _("read which documents there are")
    READ_FIGURES = "figures:read", _("read indicators, targets and deadlines")
    RECEIVE_EVENTS = "events:receive", _("be told of changes at an address of its own")


class Field(models.TextChoices):
    """Fields of a person beyond the name, each only for whom the partner serves."""

    CONTACT = "contact", _("telephone and e-mail")
    BIRTH = "birth", _("day of birth and sex")
    PESEL = "pesel", _("PESEL; every reading is written in the audit trail")


# What whoever makes a token must hold in each of its projects: a token never gives more.
NEEDED: dict[str, Permission] = {
    Action.READ_PROJECTS: Permission.SEE_FIGURES,
    Action.READ_PARTICIPANTS: Permission.SEE_PEOPLE,
    Action.READ_ATTENDANCE: Permission.SEE_PEOPLE,
    Action.WRITE_ATTENDANCE: Permission.EDIT_PEOPLE,
    Action.READ_SUPPORT: Permission.SEE_PEOPLE,
    Action.WRITE_SUPPORT: Permission.EDIT_PEOPLE,
    Action.READ_OUTCOMES: Permission.SEE_PEOPLE,
    Action.WRITE_OUTCOMES: Permission.EDIT_PEOPLE,
    Action.READ_DOCUMENTS: Permission.READ_CASES,
    Action.READ_FIGURES: Permission.SEE_FIGURES,
    Action.RECEIVE_EVENTS: Permission.SEE_PEOPLE,
    Field.CONTACT: Permission.READ_CASES,
    Field.BIRTH: Permission.READ_CASES,
    Field.PESEL: Permission.REVEAL_PESEL,
}


def needed_for(actions: list[str], fields: list[str]) -> set[Permission]:
    """The permissions behind these actions and fields."""
    return {NEEDED[one] for one in [*actions, *fields]}


# What a program has to read before it can send: the ids come from there, and what is taken back or
# corrected is named by its version.
_PLACES = (Action.READ_PROJECTS, Action.READ_PARTICIPANTS)
READING: dict[str, tuple[Action, ...]] = {
    Action.WRITE_ATTENDANCE: (*_PLACES, Action.READ_ATTENDANCE),
    Action.WRITE_SUPPORT: (*_PLACES, Action.READ_SUPPORT),
    Action.WRITE_OUTCOMES: _PLACES,
}


def reading_missed(actions: Collection[str]) -> dict[Action, list[Action]]:
    """By each kind of sending among these, what it needs read and these do not hold."""
    missed = {
        one: [read for read in READING[one] if read not in actions]
        for one in Action
        if one in actions and one in READING
    }
    return {one: reading for one, reading in missed.items() if reading}


def is_deaf(actions: Collection[str]) -> bool:
    """Whether it is to be told of changes and may read nothing that could change."""
    reads = {one for one in actions if one.endswith(":read")} - {Action.READ_FIGURES}
    return Action.RECEIVE_EVENTS in actions and not reads
