"""A crowd: more of everything that stands in a row on some page, made through the operations.

All but papers and files: setting a PDF and opening an upload apart take a third of a second each,
so these rows are copies of one that went through its operation.
"""

from collections.abc import Mapping
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils import timezone

from core.days import today
from core.ids import new_id
from core.ledger.models import Member
from projects.agreements import operations as agreements
from projects.agreements.models import Project
from projects.deadlines import operations as deadlines
from projects.deadlines.operations import Term
from projects.deadlines.rules import Kind
from projects.documents.models import IssuedPaper, StoredFile
from projects.participants import operations as participants
from projects.participants.models import Look, Participation
from projects.recruitment import operations as recruitments
from projects.recruitment.models import Recruitment
from projects.support import entries, operations
from projects.support.models import AllowanceRule, Group, Session
from projects.support.vocabulary import Mark
from tests import make
from tests.make import agreements as make_agreements
from tests.make import allowances, path, recruitment, support, workbench

# What is sealed is sealed for one row: a copy needs it anew.
NAMED = {"title": "zaświadczenie", "filename": "zaswiadczenie.pdf"}


def around(ids: Mapping[str, Any], *, numbers: range, by: Member) -> None:
    """A row more for each number on every page to which these ids lead."""
    one = Participation.objects.get(pk=ids["participation_id"])
    people = _people(one.project, ids, numbers, by=by)
    _on_the_page_of(one, numbers, by=by)
    _in_the_group(ids["group_id"], [one, *people], numbers, by=by)
    _in_the_round(ids["recruitment_id"], numbers, by=by)
    _in_the_catalogues(one.project, numbers, by=by)
    _in_the_unit(people, numbers, by=by)


def _people(
    project: Project, ids: Mapping[str, Any], numbers: range, *, by: Member
) -> list[Participation]:
    """Each with a premise, a plan, an allowance, a paper, a file, and a deadline that is done."""
    people = [
        make.participation(of=project, by=by, family_name=f"Lis{one:02}", pesel=None)
        for one in numbers
    ]
    ticket = support.benefit(of=project, by=by, name=f"Bilet {numbers}")
    internship = support.internship(of=project, by=by, name=f"Staż {numbers}")
    rule = AllowanceRule.objects.get(pk=ids["allowance_rule_id"])
    for person in people:
        _premise(person, by=by)
        entry = entries.PlanEntry(quantity=Decimal(20))
        operations.plan_support(service=ticket, entry=entry, participation=person, by=by)
        support.placement(person, of=internship, by=by)
        allowances.account(person, by=by)
        path.contract(person, by=by)
    allowances.grant(rule, *people, by=by)
    _papers(people)
    terms = [Term(Kind.ENTRY, each.pk, project.pk, each.started_on) for each in people]
    deadlines.settle(terms=terms, by=by, on=today())
    return people


def _papers(people: list[Participation]) -> None:
    paper, file = IssuedPaper.objects.latest("number"), StoredFile.objects.latest("id")
    for number, person in enumerate(people, start=1):
        _copy(paper, number=paper.number + number, subject_id=person.pk, about=[person.pk])
        _copy(file, subject_id=person.pk, **NAMED)


def _copy(row: IssuedPaper | StoredFile, **facts: Any) -> None:
    """Another row with the same content, which is read before the row has another key."""
    facts["sealed_content"] = row.sealed_content
    row.pk, row._state.adding = new_id(), True
    for name, value in facts.items():
        setattr(row, name, value)
    row.save(force_insert=True)


def _premise(person: Participation, *, by: Member, seen_on: date = make.TODAY) -> None:
    entry = make.premise_entry(seen_on=seen_on)
    participants.note_premise(participation=person, entry=entry, on=today(), by=by)


def _on_the_page_of(one: Participation, numbers: range, *, by: Member) -> None:
    """A long story: everything that one person can have many of."""
    ticket = support.benefit(of=one.project, by=by, name=f"Bilet miesięczny {numbers}")
    course = support.course(of=one.project, by=by, name=f"Kurs {numbers}")
    internship = support.internship(of=one.project, by=by, name=f"Krótki staż {numbers}")
    paper = IssuedPaper.objects.filter(subject_id=one.pk).first()
    file = StoredFile.objects.filter(subject_id=one.pk).first()
    for number in numbers:
        day = date(2026, 3, 13) + timedelta(days=number)
        _premise(one, by=by, seen_on=day)
        path.diagnosis(one, by=by, done_on=day)
        path.plan(one, by=by, based_on=number + 1, agreed_on=day, reason="zmiana")
        path.action_plan(one, by=by, made_on=day)
        _copy(paper, number=1000 + number, kind=f"kind-{number}")
        _copy(file, sha256=str(number), **NAMED)
        operations.give_support(
            service=ticket,
            given_on=day,
            quantity=Decimal(1),
            on=today(),
            participation=one,
            by=by,
        )
        first_on = date(2025, 1, 1) + timedelta(days=14 * number)
        last_on = first_on + timedelta(days=9)
        path.contract(one, by=by, signed_on=first_on, valid_to=last_on, number=f"{number}/2025")
        support.placement(one, of=internship, by=by, starts_on=first_on, ends_on=last_on)
        operations.record_result(
            service=course,
            entry=support.result_entry(certificate_number=str(number)),
            on=today(),
            participation=one,
            by=by,
        )
        _service(one, number, by=by)
    path.surrounding(one, by=by, people=min(len(numbers), 20))
    _look(one, numbers, by=by)


def _service(one: Participation, number: int, *, by: Member) -> None:
    """A line of the basket, and an allowance beside it."""
    advice = support.advice(of=one.project, by=by, name=f"Doradztwo {number}")
    entry = entries.PlanEntry(quantity=Decimal(20))
    operations.plan_support(service=advice, entry=entry, participation=one, by=by)
    rule = allowances.rule(of=one.project, by=by, name=f"Dojazd {number}")
    allowances.grant(rule, one, by=by)


def _look(one: Participation, numbers: range, *, by: Member) -> None:
    now = timezone.now()
    Look.objects.bulk_create(
        Look(
            participation=one,
            member=by,
            looked_on=now.date() - timedelta(days=number + 1),
            last_at=now,
        )
        for number in numbers
    )


def _in_the_group(
    group_id: UUID, people: list[Participation], numbers: range, *, by: Member
) -> None:
    """Everybody joins; a session on each day before and after the one that is there."""
    group = Group.objects.get(pk=group_id)
    Group.objects.filter(pk=group_id).update(capacity_count=900)
    inside = set(group.members.values_list("participation", flat=True))
    support.join(group, *(each for each in people if each.pk not in inside), by=by)
    sessions = [
        support.session(group, by=by, held_on=day, start_time=time(13), end_time=time(15))
        for day in _days(numbers)
    ]
    here = Session.objects.filter(group=group).first()
    held = [session for session in sessions if session.held_on < today()]
    marks = [_mark(session, people[0], Mark.PRESENT) for session in held]
    marks += [_mark(here, person, Mark.ABSENT) for person in people[1:]]
    operations.mark_attendance(sessions=[here, *held], marks=marks, on=today(), by=by)


def _mark(session: Session, who: Participation, mark: Mark) -> entries.MarkEntry:
    return entries.MarkEntry(
        session_id=session.pk, participation_id=who.pk, mark=mark, version=0, hours=None
    )


def _days(numbers: range) -> list[date]:
    """Yesterday and tomorrow, and so on away from today."""
    now = today()
    return [
        now + timedelta(days=number // 2 + 1 if number % 2 else -(number // 2) - 1)
        for number in numbers
    ]


def _in_the_round(recruitment_id: UUID, numbers: range, *, by: Member) -> None:
    opened = Recruitment.objects.get(pk=recruitment_id)
    for number in numbers:
        someone = recruitment.candidate(opened, serial=number + 20, by=by)
        recruitment.scored(someone, by=by)
        recruitments.require_document(
            recruitment=opened, name=f"Zaświadczenie {number}", needed_by="everybody", by=by
        )


def _in_the_catalogues(project: Project, numbers: range, *, by: Member) -> None:
    for number in numbers:
        make_agreements.partner(of=project, by=by, name=f"Partner {number}")
        make_agreements.area(by=by, name=f"nr {number + 2}", place=f"Wieś {number}")
        make_agreements.draft(by=by)
        service = support.service(of=project, by=by, name=f"Warsztaty {number}")
        support.group(of=service, by=by, name=f"Grupa {number}")
        recruitment.recruitment(by=by, of=project, name=f"Nabór {number}")
        workbench.saved_view(by=by, name=f"Widok {number}")
    project.refresh_from_db()
    agreements.set_tasks(
        project=project,
        entries=[
            make_agreements.task_entry(
                number=number + 1, name=f"Zadanie {number}", budget_amount=Decimal(1000)
            )
            for number in numbers
        ],
        version=project.tasks_version,
        by=by,
    )


def _in_the_unit(people: list[Participation], numbers: range, *, by: Member) -> None:
    """Other projects, people who look alike, voided records, changes in bulk."""
    for number in numbers:
        other = make.project(by=by, title=f"Nowa droga {number}")
        make.participation(of=other, by=by, family_name=f"Sowa{number}", pesel=None)
    for person in people:
        twin = path.lookalike(person, by=by, of=other)
        participants.decide(one=person.person, other=twin.person, kind="SAME", by=by)
        path.lookalike(person, by=by, of=other, born_on=date(1990, 5, 6))
        workbench.batch([person], by=by)
        spare = path.lookalike(person, by=by, given_name="Ala", of=other)
        participants.void(
            participation=spare,
            kind="MISTAKE",
            reason="dwa razy",
            version=1,
            at=timezone.now(),
            by=by,
        )
