"""Applications come from a file into one round: by the rules of the office's form, and back out again."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from core.days import WARSAW, today
from core.errors import NotAllowed, RuleBroken
from core.ledger.models import AuditEvent, Member, OutboxEntry
from projects.exchange import operations, queries
from projects.exchange.kinds import offered
from projects.exchange.readers.candidates import _day_and_hour
from projects.exchange.vocabulary import Differing, Standing, Step
from projects.exchange.workbooks import blanks
from projects.recruitment import operations as recruitment
from projects.recruitment import queries as rounds
from projects.recruitment.entries import answers_from_text
from projects.recruitment.models import Candidate, Recruitment
from tests import make
from tests.make import applications, exchange, workbooks
from tests.make import recruitment as made
from tests.make.applications import application


@pytest.fixture
def anna(inside_alfa) -> Member:
    return inside_alfa


@pytest.fixture
def opened(anna) -> Recruitment:
    """An open round with one question that gives 3 points."""
    found = made.recruitment(by=anna)
    made.grid(found, by=anna)
    return found


def test_columns_are_recognised_and_the_question_of_the_grid_with_them(anna, opened):
    found = applications.sent(applications.register(application(1)), to=opened, by=anna)

    assert set(found.columns) == set(applications.TITLES)


def test_whoever_is_entered_is_as_the_file_says(anna, opened):
    row = application(1, family_name="Łątka", street="Dworcowa")
    found = applications.entered(row, to=opened, by=anna)

    assert found.step == Step.APPLIED
    latka = Candidate.objects.get()
    assert (str(latka), latka.number, latka.source) == ("Łątka Żaneta", 1, "paper")
    assert latka.applied_at == datetime(2026, 11, 20, 9, 30, tzinfo=WARSAW)
    assert rounds.person_of(latka).street == "Dworcowa"
    assert rounds.state_of(latka).at_risk
    assert answers_from_text(latka.answers) == {"mieszka-samotnie": "yes"}


def test_a_file_of_candidates_is_one_row_in_the_trail_and_one_in_the_outbox(anna, opened):
    found = applications.checked(*map(application, range(5)), to=opened, by=anna)
    before = set(OutboxEntry.objects.values_list("pk", flat=True))

    exchange.entered(found, by=anna)

    told = AuditEvent.objects.get(verb="entered candidates in bulk")
    assert (told.subject_id, told.subject_count) == (opened.pk, 5)
    left = OutboxEntry.objects.exclude(pk__in=before)
    assert list(left.values_list("subject_id", flat=True)) == [opened.project_id]


def test_applications_are_numbered_in_the_order_of_the_file(anna, opened):
    made.candidate(opened, 7, by=anna)
    applications.entered(*map(application, range(3)), to=opened, by=anna)

    numbers = Candidate.objects.exclude(number=1).order_by("pesel_index")
    assert sorted(one.number for one in numbers) == [2, 3, 4]
    assert made.candidate(opened, 6, by=anna).number == 5


def test_the_same_file_twice_does_nothing(anna, opened):
    rows = [application(number) for number in range(3)]
    applications.entered(*rows, to=opened, by=anna)

    again = applications.checked(*rows, to=opened, by=anna)

    assert queries.counts(again) == {Standing.SAME: 3}
    assert queries.applied_before(again) is not None
    with pytest.raises(operations.NothingToEnter):
        exchange.entered(again, by=anna)


def test_the_same_person_may_apply_in_another_round(anna, opened):
    other = made.recruitment(by=anna, of=opened.project, name="Drugi nabór")
    made.grid(other, by=anna)
    applications.entered(application(1), to=opened, by=anna)

    again = applications.checked(application(1), to=other, by=anna)

    assert queries.counts(again) == {Standing.ADD: 1}
    assert queries.applied_before(again) is None


def test_of_a_person_twice_in_a_file_the_second_says_so(anna, opened):
    found = applications.checked(application(1), application(1, phone="600 1"), to=opened, by=anna)
    assert queries.counts(found) == {Standing.ADD: 1, Standing.BAD: 1}

    found = applications.checked(application(1), application(1), to=opened, by=anna)
    assert list(exchange.said(found, 3)) == ["pesel"]


def test_what_differs_is_taken_only_when_the_file_is_believed(anna, opened):
    applications.entered(application(1), to=opened, by=anna)
    row = application(1, street="Nowa", **{"k_mieszka-samotnie": "nie"})
    found = applications.checked(row, to=opened, by=anna)
    assert exchange.row(found, 2).fields == ["k_mieszka-samotnie", "street"]

    found = exchange.entered(found, differing=Differing.FILE, by=anna)

    one = Candidate.objects.get()
    assert rounds.person_of(one).street == "Nowa"
    assert answers_from_text(one.answers) == {"mieszka-samotnie": "no"}
    exchange.taken_back(found, by=anna)
    one.refresh_from_db()
    assert rounds.person_of(one).street == "Prosta"
    assert answers_from_text(one.answers) == {"mieszka-samotnie": "yes"}
    assert rounds.person_of(one).pesel


def test_an_empty_cell_takes_nothing_away(anna, opened):
    applications.entered(application(1), to=opened, by=anna)

    found = applications.checked(application(1, street="", phone=""), to=opened, by=anna)

    assert queries.counts(found) == {Standing.SAME: 1}


def test_a_candidate_without_a_pesel_is_known_by_name_and_day(anna, opened):
    facts = {"pesel": "", "other_identifier": "AB 123", "born_on": "02.01.1890", "sex": "K"}
    applications.entered(application(1, **facts), to=opened, by=anna)

    again = applications.checked(application(1, **facts), to=opened, by=anna)

    assert queries.counts(again) == {Standing.SAME: 1}


def test_a_namesake_with_a_number_where_none_was_is_compared_first(anna, opened):
    facts = {"pesel": "", "other_identifier": "AB 123", "born_on": "02.02.1885", "sex": "K"}
    applications.entered(application(1, **facts), to=opened, by=anna)

    again = applications.checked(application(1), to=opened, by=anna)

    assert list(exchange.said(again, 2)) == ["family_name"]


def test_a_number_under_another_name_is_compared_first(anna, opened):
    applications.entered(application(1), to=opened, by=anna)

    found = applications.checked(application(1, family_name="Inna"), to=opened, by=anna)

    assert list(exchange.said(found, 2)) == ["pesel"]


def test_of_several_applications_of_one_person_somebody_decides_first(anna, opened):
    number = application(1)["pesel"]
    for _each in range(2):
        made.candidate(opened, by=anna, pesel=number, born_on=date(1885, 2, 2), street="Inna")
    found = applications.checked(application(1), to=opened, by=anna)

    assert "1, 2" in exchange.said(found, 2)["pesel"][0]


def test_who_became_a_participant_is_corrected_there(anna, opened):
    applications.entered(application(1), to=opened, by=anna)
    one = made.scored(Candidate.objects.get(), by=anna)
    accepted = made.decided(one, by=anna)
    recruitment.promote(candidate=accepted, version=accepted.version, on=make.TODAY, by=anna)

    same = applications.checked(application(1), to=opened, by=anna)
    other = applications.checked(application(1, street="Nowa"), to=opened, by=anna)

    assert queries.counts(same) == {Standing.SAME: 1}
    assert list(exchange.said(other, 2)) == ["pesel"]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"pesel": "85822812348"}, "pesel"),
        ({"applied_on": "31.02.2026"}, "applied_on"),
        ({"applied_time": "ranek"}, "applied_time"),
        ({"source": "gołąb"}, "source"),
        ({"gmina": "Nibylandia"}, "gmina"),
        ({"postal_code": "83-30"}, "postal_code"),
        ({"k_mieszka-samotnie": "może"}, "k_mieszka-samotnie"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(anna, opened, facts, field):
    found = applications.checked(application(1, **facts), to=opened, by=anna)

    assert list(exchange.said(found, 2)) == [field]


def test_nobody_can_have_applied_after_the_file_was_sent(anna, opened):
    day = f"{today() + timedelta(days=1):%d.%m.%Y}"
    found = applications.checked(application(1, applied_on=day), to=opened, by=anna)

    assert list(exchange.said(found, 2)) == ["applied_on"]


@pytest.mark.parametrize(
    ("cell", "kind", "told"),
    [
        ("2026-11-20T09:30:00", "m", ("2026-11-20", "09:30:00")),
        ("20.11.2026 9:30", "t", ("20.11.2026", "9:30")),
        ("2026-11-20", "d", ("2026-11-20", None)),
    ],
)
def test_day_and_hour_of_one_cell_are_taken_apart(cell, kind, told):
    found = dict(_day_and_hour({"applied_at": (cell, kind)}))

    day, hour = found["applied_on"], found.get("applied_time")
    assert (day[0], hour and hour[0]) == told


def test_what_stands_apart_goes_before_the_cell_of_both():
    cells = {"applied_at": ("20.11.2026 9:30", "t"), "applied_time": ("10:00", "t")}

    assert dict(_day_and_hour(cells))["applied_time"] == ("10:00", "t")


def test_taking_back_leaves_nobody_and_one_row_in_the_trail(anna, opened):
    found = applications.entered(*map(application, range(4)), to=opened, by=anna)

    found = exchange.taken_back(found, by=anna)

    assert queries.counts(found) == {Standing.BACK: 4}
    assert not Candidate.objects.exists()
    told = AuditEvent.objects.get(verb="took back candidates entered in bulk")
    assert told.subject_count == 4


def test_whom_somebody_worked_on_since_stays_and_says_why(anna, opened):
    found = applications.entered(*map(application, range(3)), to=opened, by=anna)
    first, second = Candidate.objects.order_by("number")[:2]
    made.scored(first, by=anna)
    made.decided(second, "rejected", by=anna)

    found = exchange.taken_back(found, by=anna)

    assert queries.counts(found) == {Standing.BACK: 1, Standing.KEPT: 2}
    assert set(Candidate.objects.values_list("number", flat=True)) == {1, 2}
    kept = [exchange.why(found, number) for number in (2, 3, 4)]
    assert sum("punkty" in why or "points" in why for why in kept) == 2


def test_a_template_of_the_round_is_known_when_it_comes_back(anna, opened):
    kind = dict(offered(opened.project))[f"candidates-{opened.pk}"]
    reader = kind.reader(opened.project, on=make.TODAY, by=anna)
    labels = {one.name: one.label for one in blanks.questions(reader)}
    row = {labels[name]: text for name, text in application(1).items()}
    row |= {labels["citizenship"]: "PL", labels["at_risk"]: "tak"}
    content = workbooks.filled(blanks.blank(kind, reader, opened.project), [row], first=2)

    found = applications.sent(content, to=opened, by=anna)
    aside = exchange.sent(content, project=opened.project, name="wzor.xlsx", by=anna)

    assert (found.step, queries.counts(found)) == (Step.READY, {Standing.ADD: 1})
    # Nobody said of which round: it is asked about like any other file.
    assert (aside.kind, aside.step) == ("participants", Step.NAMING)


def test_candidates_go_to_a_round_of_the_project_and_nothing_else_does(anna, opened):
    facts = {"name": "lista.csv", "content": b"x", "at": timezone.now(), "by": anna}
    with pytest.raises(operations.RoundMissing):
        operations.send(project=opened.project, kind="candidates", **facts)
    with pytest.raises(RuleBroken):
        operations.send(project=opened.project, kind="participants", recruitment=opened, **facts)
    with pytest.raises(NotAllowed):
        other = make.project(by=anna, title="Inny projekt")
        operations.send(project=other, kind="candidates", recruitment=opened, **facts)
