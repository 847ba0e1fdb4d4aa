"""Many applications at once: the same checks as one by one, a handful of statements; and taken out again."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from core import audit, outbox, together
from core.days import warsaw_day
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.participants.operations.entering import check_starts
from projects.participants.operations.taking_back import held
from projects.recruitment import queries
from projects.recruitment.entries import FiledApplication
from projects.recruitment.models import Candidate, Notice, Recruitment
from projects.recruitment.operations.applying import refuse_future, write_application
from projects.recruitment.operations.keeping import set_day


@operation(moves_figures=True)
def add_candidates(
    *, recruitment: Recruitment, entries: Sequence[FiledApplication], at: datetime, by: Actor
) -> list[Candidate]:
    """Enter all the applications or none, numbered in their order; none came later than at that moment."""
    require(by, Permission.EDIT_PEOPLE, project=recruitment.project_id)
    found = _locked(recruitment)
    for entry in entries:
        refuse_future(entry.applied_at, at=at)
    told = [(entry.application.person, entry.application.state) for entry in entries]
    check_starts(found.project, told, on=warsaw_day(at))
    notice, is_first = queries.notice_in_force(found), queries.admits_first(found.project)
    made = [
        _candidate(found, found.last_number + place, entry, notice)
        for place, entry in enumerate(entries, start=1)
    ]
    for candidate in made:
        # Nobody has points yet, so only the agreement can put somebody above them.
        candidate.has_priority = is_first(candidate)
    together.insert_each(made)
    found.last_number += len(made)
    found.save(update_fields=["last_number"])
    audit.record("entered candidates in bulk", found, by=by, count=max(len(made), 1))
    outbox.write(outbox.Topic.CARD, found.project_id)
    return made


@operation(moves_figures=True)
def take_back_candidates(
    *, recruitment: Recruitment, entered: Mapping[UUID, bytes], by: Actor
) -> set[UUID]:
    """Remove the candidates who are as their fingerprints say, and return who was removed.

    Whoever was corrected, scored or decided on meanwhile, brought a paper or was written a letter, stays.
    Their numbers are given to nobody else.
    """
    require(by, Permission.EDIT_PEOPLE, project=recruitment.project_id)
    found = _locked(recruitment)
    rows = found.candidates.filter(pk__in=entered).select_for_update(of=("self",)).order_by("pk")
    locked = [row.pk for row in rows]
    now = fingerprints(locked)
    same = {pk for pk in locked if now[pk] == entered[pk]}
    going = same - held(Candidate, same)
    Candidate.objects.filter(pk__in=going).delete()
    audit.record("took back candidates entered in bulk", found, by=by, count=max(len(going), 1))
    outbox.write(outbox.Topic.CARD, found.project_id)
    return going


def fingerprints(candidates: Collection[UUID]) -> dict[UUID, bytes]:
    """By candidate, what changes with every correction, point, paper and decision."""
    facts = ("version", "standing", "participation", "erased_at")
    rows = Candidate.objects.filter(pk__in=candidates).values_list("pk", *facts)
    return {row[0]: hashlib.sha256(repr(row).encode()).digest() for row in rows}


def _locked(recruitment: Recruitment) -> Recruitment:
    rows = Recruitment.objects.select_for_update(of=("self",)).select_related("project")
    return rows.get(pk=recruitment.pk)


def _candidate(
    recruitment: Recruitment, number: int, entry: FiledApplication, notice: Notice | None
) -> Candidate:
    candidate = Candidate(
        recruitment=recruitment,
        number=number,
        source=entry.source,
        applied_at=entry.applied_at,
        notice=notice,
        notice_given_at=entry.applied_at if notice else None,
    )
    write_application(candidate, entry.application)
    set_day(candidate, recruitment)
    return candidate
