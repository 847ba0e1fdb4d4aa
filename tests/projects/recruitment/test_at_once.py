"""Two who decide at the same moment, in real transactions: no place is sold twice."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connections

from core import tenancy
from core.errors import RuleBroken
from core.ledger.models import Member
from projects.recruitment import operations
from projects.recruitment.models import Candidate, Recruitment, UsedToken
from tests import make
from tests.make import recruitment as made

AT_ONCE = 6
PLACES = 2


def together(works: list[Callable[[Member], Any]]) -> list[Any]:
    """Do all of it at once, each as Anna on a connection of its own; a refusal is its name."""
    start = threading.Barrier(len(works))

    def alone(work: Callable[[Member], Any]) -> Any:
        try:
            with tenancy.inside(make.tenant("alfa")):
                anna = Member.objects.get(display_name="Anna Lis")
                start.wait(timeout=30)
                return work(anna)
        except RuleBroken as refusal:
            return type(refusal).__name__
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(alone, works))


def hire() -> None:
    def sign_up() -> None:
        try:
            make.account("anna@example.org", "Anna Lis", make.tenant("alfa"), "coordinator")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(sign_up).result()


def a_round(by: Member, *, scored: int = AT_ONCE) -> Recruitment:
    recruitment = made.recruitment(by=by, places_count=PLACES, reserve_count=0, has_web_form=True)
    made.grid(recruitment, by=by)
    for serial in range(scored):
        made.scored(made.candidate(recruitment, serial, by=by), by=by)
    return recruitment


def test_six_who_accept_at_once_fill_the_two_places_and_no_more(own_database):
    hire()
    [recruitment] = together([a_round])
    [people] = together([lambda by: list(Candidate.objects.order_by("number"))])

    answers = together(
        [lambda by, each=each: made.decided(each, by=by).standing for each in people]
    )

    assert sorted(answers) == ["NoPlaceLeft"] * (AT_ONCE - PLACES) + ["accepted"] * PLACES
    [accepted] = together([lambda by: Candidate.objects.filter(standing="accepted").count()])
    assert accepted == PLACES


def test_of_six_decisions_on_one_candidate_one_is_made(own_database):
    hire()
    together([lambda by: a_round(by, scored=1)])
    [[candidate]] = together([lambda by: list(Candidate.objects.all())])

    answers = together([lambda by: made.decided(candidate, "rejected", by=by).standing] * AT_ONCE)

    assert sorted(answers) == ["StaleEdit"] * (AT_ONCE - 1) + ["rejected"]


def test_one_click_too_many_promotes_nobody_twice(own_database):
    hire()
    together([lambda by: a_round(by, scored=1)])
    [accepted] = together([lambda by: made.decided(Candidate.objects.get(), by=by)])

    def promote(by: Member) -> str:
        operations.promote(candidate=accepted, version=accepted.version, on=make.TODAY, by=by)
        return "promoted"

    answers = together([promote] * AT_ONCE)

    assert sorted(answers) == ["StaleEdit"] * (AT_ONCE - 1) + ["promoted"]


def test_six_who_apply_at_once_get_six_numbers(own_database):
    hire()
    together([lambda by: a_round(by, scored=0)])

    def apply(serial: int) -> int:
        recruitment = Recruitment.objects.get()
        draft = made.draft(recruitment, nonce=f"{serial}", address=f"{serial}").row
        sent = operations.apply_on_the_web(
            draft=draft,
            application=made.application(serial),
            address="192.0.2.1",
            at=made.minutes_later(5),
            by=made.VISITOR,
        )
        return sent.number

    numbers = together([lambda by, n=n: apply(n) for n in range(AT_ONCE)])

    assert sorted(numbers) == list(range(1, AT_ONCE + 1))


def test_one_token_sent_by_six_processes_at_once_begins_one_draft(own_database):
    hire()
    together([lambda by: a_round(by, scored=0)])

    def begin(by: Member) -> str:
        made.draft(Recruitment.objects.get(), nonce="once")
        return "begun"

    answers = together([begin] * AT_ONCE)

    assert sorted(answers) == ["TokenSpent"] * (AT_ONCE - 1) + ["begun"]
    [tokens] = together([lambda by: UsedToken.objects.count()])
    assert tokens == 1


def test_the_limit_of_an_address_holds_across_processes(own_database):
    hire()

    def count(by: Member) -> str:
        operations.drafting.count("sent", "192.0.2.1", at=made.NOW, most=2)
        return "counted"

    answers = together([count] * AT_ONCE)

    # A count outside an operation stays even where it refuses: here only who was let through counts.
    assert sorted(answers) == ["TooOften"] * (AT_ONCE - 2) + ["counted"] * 2
