"""Which papers can be issued and what they may be about: filled by the apps that know the subjects."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.permissions import Actor, Permission
from projects.agreements.models import Project

# Filled by this app for every kind; the names are Polish, because officials type them in wordings.
OF_EVERY_KIND: dict[str, Promise] = {
    "projekt": _("title of the project"),
    "numer_projektu": _("number of the grant agreement"),
    "program": _("programme"),
    "lider": _("leading beneficiary"),
    "realizator": _("unit that carries the project out"),
    "okres_projektu": _("first and last day of the project"),
    "data": _("day of issue"),
    "numer": _("number of the document"),
}


@dataclass(frozen=True)
class Subject:
    """What one paper is about, as the app that knows it sees it.

    `context` feeds the template, `about` names the participations or candidates it speaks of;
    `objection` says why no such paper can be issued now, where that is so.
    """

    project: Project
    title: str
    about: tuple[UUID, ...]
    context: dict[str, Any] = field(default_factory=dict)
    objection: Promise | str = ""


@dataclass(frozen=True)
class DocumentKind:
    """A kind of paper. `find` returns None where the actor may not see the subject.

    `heading` is what stands on the paper, in Polish; without one the name does, in Polish too.
    A kind with a `standard` wording (the name of a text template) can be reworded by the tenant;
    `placeholders` are the entries of the subject's context, texts all, that a wording may name.
    `those_in` lists who in a project such a paper can be issued for, for a batch. `permission` is
    what it takes to read one: a paper tells of somebody's life unless its kind says otherwise.
    """

    code: str
    name: Promise | str
    prefix: str
    template: str
    subject_kind: str
    find: Callable[[Actor, UUID, date], Subject | None]
    heading: str = ""
    standard: str = ""
    placeholders: Mapping[str, Promise] = field(default_factory=dict)
    permission: Permission = Permission.READ_CASES
    issue_permission: Permission = Permission.EDIT_PEOPLE
    those_in: Callable[[Actor, Project], Sequence[tuple[UUID, str]]] | None = None

    @property
    def known(self) -> dict[str, Promise]:
        """Every placeholder that a wording of this kind may name, with what it stands for."""
        return {**self.placeholders, **OF_EVERY_KIND}

    @property
    def standard_wording(self) -> str:
        return render_to_string(self.standard) if self.standard else ""


@dataclass(frozen=True)
class Whereabouts:
    """Where a subject belongs: its project, how it is called and the page that shows it.

    The address is lazy: operations run where nobody asks for pages.
    """

    project: Project
    title: str
    url: Promise | str


Finder = Callable[[Actor, UUID], Whereabouts | None]
Former = Callable[[Any], QuerySet[Any]]

KINDS: dict[str, DocumentKind] = {}
# Model label of a subject -> who finds it, or None where the actor may not see it.
FINDERS: dict[str, Finder] = {}
# Model label of a subject -> what it takes to read the files about it; READ_CASES for all others.
FILES_FOR: dict[str, Permission] = {}
# Model label of a subject -> the ids of what it was before, as rows for its own id.
FORMER: dict[str, Former] = {}


def register(kind: DocumentKind) -> None:
    """List a kind of paper; called from `ready` of the app that knows the subject."""
    if kind.code in KINDS:
        raise ValueError(f"There is a kind of document {kind.code} already.")
    if any(kind.prefix == other.prefix for other in KINDS.values()):
        raise ValueError(f"Another kind of document has the prefix {kind.prefix}: numbers repeat.")
    KINDS[kind.code] = kind


def register_subject(
    subject_kind: str, find: Finder, *, files_for: Permission = Permission.READ_CASES
) -> None:
    """Say how a subject of papers and files is found, and who may read the files about it."""
    if subject_kind in FINDERS:
        raise ValueError(f"{subject_kind} is found by another function already.")
    FINDERS[subject_kind] = find
    FILES_FOR[subject_kind] = files_for


def register_former(subject_kind: str, find: Former) -> None:
    """Say what a subject was before, so that its papers and files follow it."""
    FORMER[subject_kind] = find


def of_subject(subject_kind: str) -> list[DocumentKind]:
    return [kind for kind in KINDS.values() if kind.subject_kind == subject_kind]


def with_wording() -> list[DocumentKind]:
    return [kind for kind in KINDS.values() if kind.standard]


def permission_of(kind_code: str) -> Permission:
    """What it takes to read a paper of the kind, also of one that is issued no more."""
    kind = KINDS.get(kind_code)
    return kind.permission if kind else Permission.READ_CASES


def whereabouts(by: Actor, subject_kind: str, subject_id: UUID) -> Whereabouts | None:
    find = FINDERS.get(subject_kind)
    return find(by, subject_id) if find else None
