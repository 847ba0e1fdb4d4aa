"""The papers of a participation: what they are called, what they may say, whom they are for.

No paper prints a PESEL: whoever settles money reads papers and may not see it. Where a form asks
for the number, the standard wording leaves room for a pen.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.urls import reverse_lazy
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.permissions import Actor, Permission
from projects.agreements.models import Project
from projects.documents import kinds
from projects.documents.kinds import DocumentKind, Subject, Whereabouts
from projects.documents.models import IssuedPaper, StoredFile
from projects.participants import queries
from projects.participants.models import Participation, Person
from projects.participants.names import told_apart
from ui import formats

SUBJECT = "participants.participation"
FOLDER = "participants/papers"
PLACEHOLDERS: dict[str, Promise] = {
    "osoba": _("first and last name"),
    "data_urodzenia": _("date of birth"),
    "adres": _("street and number, postal code, place"),
    "pierwsze_wsparcie": _("day of the first support"),
    "dzien_wyjscia": _("day of leaving the project"),
}
STILL_HERE = _("this person still takes part in the project. Record the exit first.")
NOT_COMPLETED = _(
    "the planned path was not completed, so there is nothing to certify. "
    "If it was, correct the exit first."
)


def whose_there_are(subjects: Collection[UUID]) -> set[UUID]:
    """Of which of these, participations or others, a paper was issued, or a file is kept."""
    return {
        subject
        for model in (IssuedPaper, StoredFile)
        for subject in model.objects.filter(subject_id__in=subjects).values_list(
            "subject_id", flat=True
        )
    }


def register() -> None:
    kinds.register_subject(SUBJECT, whereabouts)
    for kind in KINDS:
        kinds.register(kind)


def whereabouts(by: Actor, participation_id: UUID) -> Whereabouts | None:
    found = _visible(by, participation_id)
    if found is None:
        return None
    url = reverse_lazy("desk:person", args=[found.pk])
    return Whereabouts(found.project, str(found.person), url)


def find(by: Actor, participation_id: UUID, on: date) -> Subject | None:
    found = _visible(by, participation_id)
    if found is None:
        return None
    return Subject(found.project, str(found.person), (found.pk,), dict(_texts(found)))


def find_completed(by: Actor, participation_id: UUID, on: date) -> Subject | None:
    """For the certificate: only of a path that was completed."""
    found = _visible(by, participation_id)
    if found is None:
        return None
    objection = _objection(found)
    return Subject(found.project, str(found.person), (found.pk,), dict(_texts(found)), objection)


def those_in(by: Actor, project: Project) -> Sequence[tuple[UUID, str]]:
    rows = queries.participations_visible_to(by, Permission.EDIT_PEOPLE).filter(project=project)
    return told_apart(queries.alphabetical(rows))


def those_who_completed(by: Actor, project: Project) -> Sequence[tuple[UUID, str]]:
    rows = queries.participations_visible_to(by, Permission.EDIT_PEOPLE).filter(
        project=project, completed_path=True
    )
    return told_apart(queries.alphabetical(rows))


def _visible(by: Actor, participation_id: UUID) -> Participation | None:
    rows = queries.participations_visible_to(by, Permission.SEE_PEOPLE)
    return rows.filter(pk=participation_id).first()


def _texts(found: Participation) -> Mapping[str, str]:
    person = found.person
    return {
        "osoba": f"{person.given_name} {person.family_name}",
        "data_urodzenia": _day(person.born_on),
        "adres": _address(person),
        "pierwsze_wsparcie": _day(found.started_on),
        "dzien_wyjscia": _day(found.ended_on),
    }


def _day(on: date | None) -> str:
    return f"{formats.day(on)} r." if on else ""


def _address(person: Person) -> str:
    place = f"{person.postal_code} {person.place}".strip()
    return ", ".join(filter(None, (person.street, place)))


def _objection(found: Participation) -> Promise | str:
    if found.ended_on is None:
        return STILL_HERE
    return "" if found.completed_path else NOT_COMPLETED


def _kind(
    code: str, name: Promise, heading: str, prefix: str, template: str = "statement"
) -> DocumentKind:
    return DocumentKind(
        code=code,
        name=name,
        heading=heading,
        prefix=prefix,
        template=f"{FOLDER}/{template}.html",
        subject_kind=SUBJECT,
        find=find,
        standard=f"{FOLDER}/{code}.txt",
        placeholders=PLACEHOLDERS,
        those_in=those_in,
    )


KINDS = (
    _kind("declaration", _("Declaration of participation"), "Deklaracja uczestnictwa", "DU"),
    _kind("contract", _("Participation contract"), "Umowa uczestnictwa", "UU", "contract"),
    _kind(
        "labour-status",
        _("Statement of status on the labour market"),
        "Oświadczenie o statusie na rynku pracy",
        "OS",
    ),
    _kind(
        "no-double-support",
        _("Statement of no double support"),
        "Oświadczenie o niekorzystaniu z takiego samego wsparcia",
        "OP",
    ),
    _kind(
        "later-situation",
        _("Commitment to report the situation after leaving"),
        "Zobowiązanie do przekazania informacji po zakończeniu udziału",
        "ZS",
    ),
    DocumentKind(
        code="certificate",
        name=_("Certificate of completion"),
        heading="Zaświadczenie",
        prefix="ZU",
        template=f"{FOLDER}/certificate.html",
        subject_kind=SUBJECT,
        find=find_completed,
        standard=f"{FOLDER}/certificate.txt",
        placeholders=PLACEHOLDERS,
        permission=Permission.SEE_PEOPLE,
        those_in=those_who_completed,
    ),
)
