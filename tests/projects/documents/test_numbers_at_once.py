"""Eight people issue papers at the same moment, each with a transaction of their own."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connections

from core import tenancy
from core.errors import RuleBroken
from core.ledger.models import Member
from projects.documents import kinds, operations
from projects.documents.models import IssuedPaper, PaperCounter
from tests import make

AT_ONCE = 8
CONTRACT = "contract"


def apart(work: Callable[[], Any]) -> Any:
    """Do the work in a thread of its own, whose connection is closed afterwards."""

    def alone() -> Any:
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(alone).result()


def hired() -> list[Any]:
    """Anna is hired in alfa and enters eight people; their ids."""
    make.account("anna@example.org", "Anna Lis", make.tenant("alfa"), "coordinator")
    with tenancy.inside(make.tenant("alfa")):
        anna = Member.objects.get(display_name="Anna Lis")
        project = make.project(by=anna)
        return [
            make.participation(by=anna, of=project, pesel=None, family_name=f"Żak {letter}").pk
            for letter in "ABCDEFGH"
        ]


def issue(subject_id: Any, start: threading.Barrier) -> str:
    """The number that was given, or the name of the refusal."""
    with tenancy.inside(make.tenant("alfa")):
        anna = Member.objects.get(display_name="Anna Lis")
        start.wait(timeout=30)
        try:
            paper = operations.issue(
                kind=kinds.KINDS[CONTRACT], subject_id=subject_id, on=make.TODAY, by=anna
            )
        except RuleBroken as refusal:
            return type(refusal).__name__
        return paper.full_number


def issue_together(subject_ids: list[Any]) -> list[str]:
    start = threading.Barrier(len(subject_ids))
    with ThreadPoolExecutor(len(subject_ids)) as pool:
        jobs = [pool.submit(apart, lambda pk=pk: issue(pk, start)) for pk in subject_ids]
        return [job.result() for job in jobs]


def kept() -> tuple[list[int], int]:
    with tenancy.inside(make.tenant("alfa")):
        numbers = IssuedPaper.objects.order_by("number").values_list("number", flat=True)
        return list(numbers), PaperCounter.objects.get().last_number


def test_eight_papers_at_once_get_eight_numbers_without_a_gap_or_a_double(own_database):
    people = apart(hired)

    given = issue_together(people)

    assert sorted(given) == [f"UU/KIS/2026/{n:04}" for n in range(1, AT_ONCE + 1)]
    assert apart(kept) == (list(range(1, AT_ONCE + 1)), AT_ONCE)


def test_eight_clicks_for_one_person_issue_one_paper(own_database):
    [zaneta, *_others] = apart(hired)

    given = issue_together([zaneta] * AT_ONCE)

    assert sorted(given) == ["AlreadyIssued"] * (AT_ONCE - 1) + ["UU/KIS/2026/0001"]
    assert apart(kept) == ([1], 1)
