"""Papers of recruitment: the application to sign, letters about the decision, the published list.

No paper prints a PESEL: whoever settles money reads papers and may not see it.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse_lazy
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.permissions import Actor, Permission
from projects.agreements.models import Project
from projects.documents import kinds
from projects.documents.kinds import DocumentKind, Subject, Whereabouts
from projects.participants import parts as people
from projects.recruitment import parts, queries
from projects.recruitment.models import Candidate, Recruitment
from projects.recruitment.sentences import points_in_words
from projects.recruitment.vocabulary import Standing
from ui import formats

CANDIDATE, ROUND = "recruitment.candidate", "recruitment.recruitment"
PARTICIPANT = "participants.participation"
FOLDER = "recruitment/papers"
PLACEHOLDERS: dict[str, Promise] = {
    "osoba": _("first and last name"),
    "adres": _("street and number, postal code, place"),
    "nabor": _("name of the round"),
    "numer_zgloszenia": _("number of the application"),
    "data_zgloszenia": _("day of applying"),
    "punkty": _("points"),
    "data_decyzji": _("day of the decision"),
    "powod": _("reason of the decision"),
    "kontakt": _("whom to ask"),
}
ERASED = _("the data of this candidate were deleted.")
OBJECTIONS: dict[str, Promise] = {
    Standing.ACCEPTED: _("this candidate is not accepted. Decide first."),
    Standing.RESERVE: _("this candidate is not on the reserve list. Decide first."),
    Standing.REJECTED: _("this candidate is not rejected. Decide first."),
}
NOBODY_DECIDED = _("nothing is decided in this round yet, so there is no list to publish.")


def register() -> None:
    kinds.register_subject(CANDIDATE, whereabouts)
    kinds.register_subject(ROUND, whereabouts_of_round)
    kinds.register_former(PARTICIPANT, candidates_of)
    for kind in KINDS:
        kinds.register(kind)


def whereabouts(by: Actor, candidate_id: UUID) -> Whereabouts | None:
    found = _visible(by, candidate_id)
    if found is None:
        return None
    url = reverse_lazy("recruitment:candidate", args=[found.pk])
    return Whereabouts(found.recruitment.project, _title(found), url)


def candidates_of(participation: Any) -> QuerySet[Any]:
    """Who applied and became this participant: their application and files stay theirs."""
    return Candidate.objects.filter(participation=participation).order_by().values("pk")


def whereabouts_of_round(by: Actor, recruitment_id: UUID) -> Whereabouts | None:
    found = _visible_round(by, recruitment_id)
    if found is None:
        return None
    url = reverse_lazy("recruitment:ranking", args=[found.pk])
    return Whereabouts(found.project, str(found), url)


def find_application(by: Actor, candidate_id: UUID, on: date) -> Subject | None:
    found = _visible(by, candidate_id)
    if found is None:
        return None
    if found.erased_at:
        return _subject(found, {}, ERASED)
    return _subject(found, {**_texts(found), "answers": parts.answers_of(found)})


def find_decided(standing: str) -> Callable[[Actor, UUID, date], Subject | None]:
    """For a letter about one decision: only to whom it was made."""

    def find(by: Actor, candidate_id: UUID, on: date) -> Subject | None:
        found = _visible(by, candidate_id)
        if found is None:
            return None
        if found.erased_at:
            return _subject(found, {}, ERASED)
        objection = "" if found.standing == standing else OBJECTIONS[standing]
        return _subject(found, _texts(found), objection)

    return find


def those_decided(standing: str) -> Callable[[Actor, Project], Sequence[tuple[UUID, str]]]:
    def those_in(by: Actor, project: Project) -> Sequence[tuple[UUID, str]]:
        rows = queries.candidates_visible_to(by, Permission.EDIT_PEOPLE)
        rows = rows.filter(recruitment__project=project, standing=standing, erased_at=None)
        return [(row.pk, _title(row)) for row in rows.order_by("sort_key", "number")]

    return those_in


def find_list(by: Actor, recruitment_id: UUID, on: date) -> Subject | None:
    """The list for publication: numbers of applications, no names."""
    found = _visible_round(by, recruitment_id)
    if found is None:
        return None
    decided = list(queries.ranked(found).exclude(standing=Standing.APPLIED))
    context = {
        "round": found,
        "lists": parts.ranking_tables(decided, with_names=False),
        "contact": found.contact,
    }
    objection = "" if decided else NOBODY_DECIDED
    about = tuple(candidate.pk for candidate in decided)
    return Subject(found.project, str(found), about, context, objection)


def _visible(by: Actor, candidate_id: UUID) -> Candidate | None:
    rows = queries.candidates_visible_to(by, Permission.SEE_PEOPLE)
    return rows.filter(pk=candidate_id).first()


def _visible_round(by: Actor, recruitment_id: UUID) -> Recruitment | None:
    rows = queries.recruitments_visible_to(by, Permission.SEE_PEOPLE)
    return rows.filter(pk=recruitment_id).first()


def _title(candidate: Candidate) -> str:
    return f"{candidate.number}. {_('data deleted') if candidate.erased_at else candidate}"


def _subject(
    found: Candidate, context: Mapping[str, Any], objection: Promise | str = ""
) -> Subject:
    project = found.recruitment.project
    return Subject(project, _title(found), (found.pk,), dict(context), objection)


def _texts(found: Candidate) -> Mapping[str, str]:
    last = found.decisions.filter(undone_at=None).first()
    return {
        "osoba": f"{found.given_name} {found.family_name}",
        "adres": people.written(queries.person_of(found).address),
        "nabor": found.recruitment.name,
        "numer_zgloszenia": str(found.number),
        "data_zgloszenia": f"{formats.day(found.applied_at)} r.",
        "punkty": "" if found.points is None else points_in_words(found.points),
        "data_decyzji": f"{formats.day(found.decided_on)} r." if found.decided_on else "",
        "powod": last.told if last else "",
        "kontakt": found.recruitment.contact,
    }


def _letter(code: str, name: Promise, heading: str, prefix: str, standing: str) -> DocumentKind:
    return DocumentKind(
        code=code,
        name=name,
        heading=heading,
        prefix=prefix,
        template=f"{FOLDER}/letter.html",
        subject_kind=CANDIDATE,
        find=find_decided(standing),
        standard=f"{FOLDER}/{code}.txt",
        placeholders=PLACEHOLDERS,
        those_in=those_decided(standing),
    )


KINDS = (
    DocumentKind(
        code="application",
        name=_("Application form, to be signed"),
        heading="Formularz zgłoszeniowy",
        prefix="FZ",
        template=f"{FOLDER}/application.html",
        subject_kind=CANDIDATE,
        find=find_application,
        standard=f"{FOLDER}/application.txt",
        placeholders=PLACEHOLDERS,
    ),
    _letter(
        "letter-accepted",
        _("Letter: accepted"),
        "Informacja o przyjęciu do projektu",
        "PP",
        Standing.ACCEPTED,
    ),
    _letter(
        "letter-reserve",
        _("Letter: on the reserve list"),
        "Informacja o umieszczeniu na liście rezerwowej",
        "PR",
        Standing.RESERVE,
    ),
    _letter(
        "letter-rejected",
        _("Letter: not accepted"),
        "Informacja o nieprzyjęciu do projektu",
        "PN",
        Standing.REJECTED,
    ),
    DocumentKind(
        code="ranking-list",
        name=_("Ranking list for publication"),
        heading="Lista rankingowa",
        prefix="LR",
        template=f"{FOLDER}/ranking.html",
        subject_kind=ROUND,
        find=find_list,
        permission=Permission.SEE_PEOPLE,
    ),
)
