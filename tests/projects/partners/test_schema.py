"""The API against its own description: made-up requests by a reader and by a writer, and walks by its links."""

from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest
import schemathesis
from django.utils import timezone
from hypothesis import note, settings
from schemathesis.generation.stateful.state_machine import StepInput, StepOutput

from config.openapi import described
from config.wsgi import application
from core import tenancy
from core.days import today
from projects.participants import operations as people
from projects.participants.entries import OutcomeEntry
from projects.partners import issuing
from projects.partners.actions import Action, Field
from projects.support import operations
from tests import made_up, make
from tests.conftest import another_database
from tests.made_up import CHOSEN, NOT_ASKED, NOT_OURS, generated, tells_what_was_chosen
from tests.make import partners
from tests.make import support as making

STOPPED_AT_THE_DOOR = (400, 403, 405, 415)
CANARY = "Kanarek"
READING = tuple(action for action in Action.values if not action.endswith(":write"))
# Of each operation, sent with each kind of token, beside the examples and the borders that each has anyhow.
FEW, MANY = 54, 1700
# Walks by the links, each of at most so many steps.
FEW_WALKS, MANY_WALKS, STEPS = 40, 1500, 10
REVOKED_AFTER = 40
DESCRIBED = described()
SCHEMA = schemathesis.openapi.from_dict(deepcopy(DESCRIBED))
SCHEMA.app = application
pytestmark = pytest.mark.xdist_group("schema")


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[partners.Workshop]:
    """A partner's workshop; people of another partner, and of another unit, must never be seen."""
    with another_database("schema", django_db_blocker):
        alfa = make.tenant("alfa")
        coordinator = make.account("anna@example.org", "Anna Lis", alfa, "coordinator")
        workshop = partners.workshop(alfa, coordinator)
        other = partners.workshop(alfa, coordinator, name="Fundacja Inna")
        beta = make.tenant("beta")
        bob = make.account("bob@example.org", "Bob Czaja", beta, "coordinator")
        for kept in (other, partners.workshop(beta, bob)):
            with tenancy.inside(kept.tenant):
                making.people(1, of=kept.project, by=kept.anna, given_name=CANARY)
        with tenancy.inside(alfa):
            make_one_of_each(workshop)
        yield workshop


def make_one_of_each(workshop: partners.Workshop) -> None:
    """Of what a program sends; a link leads nowhere where there is nothing."""
    anna, somebody = workshop.anna, workshop.people[0]
    given_by = {"of": workshop.project, "by": anna, "provider": workshop.partner}
    making.mark(workshop.session, somebody, by=anna)
    ticket, course = making.benefit(**given_by), making.course(**given_by)
    given = {"given_on": making.MONDAY, "quantity": Decimal(2), "on": make.TODAY, "by": anna}
    operations.give_support(participation=somebody, service=ticket, **given)
    result = {"entry": making.result_entry(), "on": make.TODAY, "by": anna}
    operations.record_result(participation=somebody, service=course, **result)
    outcome = OutcomeEntry(kind="EMPLOYMENT", observed_on=make.TODAY, evidence="CONTRACT")
    gone = partners.somebody_who_left(workshop)
    people.record_outcome(participation=gone, outcome=outcome, on=today(), by=anna)


@pytest.fixture(scope="module")
def statuses() -> Counter[int]:
    return Counter()


@pytest.fixture(scope="module")
def statuses_of_many() -> Counter[int]:
    return Counter()


@pytest.fixture
def one_connection() -> Iterator[None]:
    with made_up.one_connection():
        yield


def shown(made: partners.Workshop, actions: tuple[str, ...]) -> tuple[Any, dict[str, str]]:
    """A token that may do this, and what its program shows with every request."""
    token, key = partners.token(
        made, actions=actions, fields=tuple(Field.values), per_minute_count=1_000_000
    )
    headers = {
        "Authorization": f"Bearer {key}",
        "Host": made.tenant.host,
        "Accept-Encoding": "identity",
    }
    return token, headers


@pytest.fixture
def senders(made: partners.Workshop, db: None, one_connection: None) -> dict[str, dict[str, str]]:
    """What a reader's and a writer's program show: to make up a request costs more than to send it twice."""
    may = {"reader": READING, "writer": tuple(Action.values)}
    return {name: shown(made, actions)[1] for name, actions in may.items()}


@SCHEMA.parametrize()
@generated(FEW)
def test_whatever_is_sent_the_answer_is_as_described(case, senders, statuses):
    judge(case, senders, statuses)


@pytest.mark.slow
@SCHEMA.parametrize()
@generated(MANY)
def test_a_hundred_thousand_requests_are_answered_as_described(case, senders, statuses_of_many):
    judge(case, senders, statuses_of_many)


READ, WRITTEN = {"list", "retrieve"}, {"create", "destroy"}


@pytest.mark.parametrize(
    ("most", "reached"),
    [
        (FEW_WALKS, READ),
        pytest.param(MANY_WALKS, READ | WRITTEN, marks=pytest.mark.slow),
    ],
)
def test_wherever_the_links_lead_the_answer_is_as_described(
    made, db, one_connection, statuses_of_many, most, reached
):
    """A writer reads lists and their records, sends anew, takes back what it has seen."""
    walked = Walked(shown(made, tuple(Action.values))[1])

    walk(walked, most=most)
    if most == MANY_WALKS:
        statuses_of_many.update(walked.statuses)

    followed = {link for link, status in walked.by_link if status < 300}
    assert {link.rpartition("_")[2] for link in followed} >= reached
    assert_enough(walked.statuses, least=5 * most)


def test_a_token_revoked_in_the_middle_of_a_walk_is_refused_wherever_it_leads(
    made, db, one_connection
):
    token, headers = shown(made, tuple(Action.values))

    def revoke() -> None:
        with tenancy.inside(made.tenant):
            issuing.revoke_token(token=token, at=timezone.now(), by=made.anna)

    walked = Walked(headers, meanwhile=revoke)
    walk(walked, most=FEW_WALKS // 2)

    assert walked.statuses_afterwards.total() > REVOKED_AFTER
    assert set(walked.statuses_afterwards) == {401}


class Walked:
    """What was answered on the way, and by which links; `meanwhile` happens after a while."""

    def __init__(
        self, headers: dict[str, str], *, meanwhile: Callable[[], None] | None = None
    ) -> None:
        self.headers, self.meanwhile = headers, meanwhile
        self.statuses: Counter[int] = Counter()
        self.statuses_afterwards: Counter[int] = Counter()
        self.by_link: Counter[tuple[str, int]] = Counter()

    def answered(self, case: schemathesis.Case) -> Any:
        answer = case.call(headers=self.headers)
        is_after = self.meanwhile is not None and self.statuses.total() == REVOKED_AFTER
        (self.statuses_afterwards if is_after else self.statuses)[answer.status_code] += 1
        if self.meanwhile is not None and not is_after and self.statuses.total() == REVOKED_AFTER:
            self.meanwhile()
        return answer


def walk(walked: Walked, *, most: int) -> None:
    schema = schemathesis.openapi.from_dict(deepcopy(DESCRIBED))
    schema.app = application
    # What is wrong on purpose is tried without walking.
    schema.config.generation.update(modes=[schemathesis.GenerationMode.POSITIVE])

    class Walk(schema.as_state_machine()):  # type: ignore[misc]
        def step(self, taken: StepInput) -> StepOutput:
            narrow(taken)
            answer = walked.answered(taken.case)
            self.after_call(answer, taken.case)
            assert_as_described(taken.case, answer)
            if taken.transition is not None and taken.is_applied:
                link = taken.transition.id.rpartition(" -> ")[0]
                walked.by_link[link, answer.status_code] += 1
            return StepOutput(answer, taken.case)

    Walk.run(settings=settings(generated(most), stateful_step_count=STEPS))


def narrow(taken: StepInput) -> None:
    """Ask a list for what the link names alone; what else is made up would end most walks at once."""
    if taken.case.method == "GET":
        named = {name for _where, name in taken.applied_parameters}
        query = taken.case.query or {}
        taken.case.query = {name: query[name] for name in query if name in named}


def judge(
    case: schemathesis.Case, senders: dict[str, dict[str, str]], statuses: Counter[int]
) -> None:
    for name, headers in senders.items():
        note(f"sent by the {name}")
        answer = case.call(headers=headers)
        statuses[answer.status_code] += 1
        assert_as_described(case, answer)


def assert_as_described(case: schemathesis.Case, answer: Any) -> None:
    assert answer.status_code < 500
    assert CANARY not in answer.text
    not_here = NOT_ASKED if case.method == "GET" else []
    chosen = CHOSEN if tells_what_was_chosen(answer) else []
    case.validate_response(answer, excluded_checks=[*NOT_OURS, *not_here, *chosen])


def test_enough_of_them_came_past_the_door(statuses):
    """After all of them: what is refused for its token or its method tries nothing."""
    assert_enough(statuses, least=5_000)


@pytest.mark.slow
def test_enough_of_the_hundred_thousand_came_past_the_door(statuses_of_many):
    assert_enough(statuses_of_many, least=100_000)


def assert_enough(statuses: Counter[int], *, least: int) -> None:
    # Shown by `-rP`: how many of them found what they asked for.
    print(f"answers by status: {dict(sorted(statuses.items()))}")  # noqa: T201
    let_in = sum(times for status, times in statuses.items() if status != 401)
    judged = sum(
        times for status, times in statuses.items() if status not in (401, *STOPPED_AT_THE_DOOR)
    )

    assert let_in >= least
    assert judged >= 0.6 * let_in
