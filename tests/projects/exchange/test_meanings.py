"""Words that name no choice are asked once for the whole file, and remembered for the next one of the unit."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core import tenancy
from core.errors import NotAllowed
from core.ledger.models import AuditEvent, Member
from projects.exchange import forgetting, queries, refusals, rows
from projects.exchange import operations as files
from projects.exchange.judging import many_rows
from projects.exchange.meanings import asking, operations, said, shown
from projects.exchange.meanings.asking import Unknown
from projects.exchange.models import Import
from projects.exchange.vocabulary import Standing, Step
from projects.participants.models import Participation
from projects.recruitment.models import Candidate
from projects.support.models import SupportGiven
from tests import make
from tests.make import applications, exchange, sm_efs, support
from tests.make import recruitment as made

HIGHER, VOCATIONAL = "wyższe", "zawodowe"
MODERATE = "umiarkowany"


@pytest.fixture
def anna(inside_alfa) -> Member:
    return inside_alfa


def sent(*people: dict[str, str], by: Member, **facts) -> Import:
    return exchange.checked(exchange.sent(exchange.office_csv(people), by=by, **facts), by=by)


def asked(found: Import) -> list[Unknown]:
    return asking.unknown_words(found, rows.reader_of(found, on=make.TODAY))


def explain(found: Import, *, by: Member, **answers: dict[str, str]) -> int:
    count: int = operations.explain(
        of=found, answers=answers, on=make.TODAY, at=timezone.now(), by=by
    )
    found.refresh_from_db()
    return count


def understood(found: Import) -> dict[str, tuple[str, str, bool]]:
    """By question what its one word means, and whether an earlier file had it so."""
    found.refresh_from_db()
    return {
        name: (one.word, one.code, one.was_known)
        for name, words in said.of(found).items()
        for one in words.values()
    }


def test_each_of_the_words_is_asked_once_with_how_many_rows_say_it(anna):
    people = [exchange.person(number, isced=HIGHER) for number in range(3)]
    people += [exchange.person(3, isced="WYŻSZE.", disability=MODERATE)]
    people += [exchange.person(4, isced=VOCATIONAL), exchange.person(5)]
    found = sent(*people, by=anna)

    assert asked(found) == [
        Unknown("isced", HIGHER, 4),
        Unknown("isced", VOCATIONAL, 1),
        Unknown("disability", MODERATE, 1),
    ]


def test_what_no_word_can_mend_is_not_asked(anna):
    """Nor is the detail of a status: what it may be depends on the status of the row."""
    found = sent(
        exchange.person(1, labour_detail="różnie"),
        exchange.person(2, phone="brak"),
        exchange.person(3, isced="-7"),
        exchange.person(4, isced=f"przerwał studia, bo {'bardzo ' * 12}chorował"),
        by=anna,
    )

    assert queries.counts(found) == {Standing.BAD: 4}
    assert not asked(found)


def test_very_many_different_words_are_no_words_for_choices(anna, monkeypatch):
    monkeypatch.setattr(asking, "MOST", 2)
    people = [exchange.person(number, isced=f"szkoła {number}") for number in range(3)]
    found = sent(*people, exchange.person(4, disability=MODERATE), by=anna)

    assert asked(found) == [Unknown("disability", MODERATE, 1)]


def test_what_a_word_means_is_said_once_for_all_its_rows(anna):
    people = [exchange.person(number, isced=HIGHER, disability=MODERATE) for number in range(3)]
    found = sent(*people, exchange.person(3, isced=VOCATIONAL), by=anna)
    before = AuditEvent.objects.count()

    count = explain(found, isced={HIGHER: "6"}, disability={MODERATE: "YES"}, by=anna)

    assert count == 3
    assert queries.counts(found) == {Standing.ADD: 3, Standing.BAD: 1}
    [event] = AuditEvent.objects.order_by("-pk")[: AuditEvent.objects.count() - before]
    assert (set(event.fields), event.subject_count) == ({"isced", "disability"}, 3)
    exchange.entered(found, by=anna)
    assert set(Participation.objects.values_list("isced", "disability")) == {(6, "YES")}


def test_what_the_form_has_words_for_is_told_by_nobody_else(anna):
    people = [exchange.person(1, isced="podstawowe"), exchange.person(2, isced=HIGHER)]
    found = sent(*people, by=anna)

    explain(found, isced={"Podstawowe": "8", HIGHER: "6"}, by=anna)

    exchange.entered(found, by=anna)
    assert set(Participation.objects.values_list("isced", flat=True)) == {1, 6}


@pytest.mark.parametrize(
    "answers",
    [
        {"isced": {HIGHER: "99"}},
        {"family_name": {"Testowab": "Nowak"}},
        {"labour_detail": {"różnie": "OTHER"}},
        {"no such question": {HIGHER: "6"}},
    ],
)
def test_only_a_choice_of_the_question_is_taken(anna, answers):
    found = sent(exchange.person(1, isced=HIGHER), by=anna)

    with pytest.raises(refusals.ShownOtherwise):
        explain(found, **answers, by=anna)
    assert not understood(found)


def test_two_rows_about_one_person_still_contradict_each_other(anna):
    found = sent(exchange.person(1, isced=HIGHER), exchange.person(1), by=anna)
    assert queries.counts(found) == {Standing.ADD: 1, Standing.BAD: 1}

    explain(found, isced={HIGHER: "6"}, by=anna)

    assert exchange.row(found, 4).fields == ["pesel"]


def test_very_many_rows_are_read_anew_by_the_worker(anna, monkeypatch):
    monkeypatch.setattr(many_rows, "AT_ONCE", 2)
    people = [exchange.person(number, isced=HIGHER) for number in range(5)]
    found = sent(*people, exchange.person(5, isced=VOCATIONAL), by=anna)

    assert explain(found, isced={HIGHER: "6"}, by=anna) == 0
    found.refresh_from_db()
    assert found.step == Step.CHECKING

    found = exchange.moved(found)
    assert found.step == Step.READY
    assert queries.counts(found) == {Standing.ADD: 5, Standing.BAD: 1}


def test_the_next_file_of_the_unit_needs_no_question(anna):
    first = sent(exchange.person(1, isced=HIGHER), by=anna)
    explain(first, isced={HIGHER: "6"}, by=anna)

    other = make.project(by=anna, title="Inny projekt")
    found = sent(exchange.person(2, isced="Wyższe"), exchange.person(3), project=other, by=anna)

    assert queries.counts(found) == {Standing.ADD: 2}
    assert understood(found) == {"isced": ("Wyższe", "6", True)}
    exchange.entered(found, by=anna)
    assert set(Participation.objects.values_list("isced", flat=True)) == {3, 6}


def test_of_what_was_said_of_earlier_files_the_last_counts(anna):
    for code in ("6", "7"):
        people = [exchange.person(1, isced=HIGHER), exchange.person(2, isced=HIGHER)]
        found = sent(*people, by=anna)
        explain(found, isced={HIGHER: code}, by=anna)
        exchange.moved(found)

    found = sent(exchange.person(3, isced=HIGHER), by=anna)

    assert understood(found) == {"isced": (HIGHER, "7", True)}


def test_what_is_said_of_an_earlier_file_later_counts_more_than_what_came_from_it(anna):
    first = sent(exchange.person(1, isced=HIGHER), by=anna)
    explain(first, isced={HIGHER: "6"}, by=anna)
    assert understood(sent(exchange.person(2, isced=HIGHER), by=anna)) == {
        "isced": (HIGHER, "6", True)
    }
    explain(first, isced={HIGHER: "7"}, by=anna)

    found = sent(exchange.person(3, isced=HIGHER), by=anna)

    assert understood(found) == {"isced": (HIGHER, "7", True)}


def test_words_of_a_criterion_are_asked_in_each_round(anna):
    """Criteria of two rounds may be called alike, and ask something else."""
    answers = {LIVES_ALONE: {"raczej": "yes"}, "isced": {HIGHER: "6"}}
    explain(of_a_round(by=anna), **answers, by=anna)

    found = of_a_round(by=anna)

    assert understood(found) == {"isced": (HIGHER, "6", True)}
    assert asked(found) == [Unknown(LIVES_ALONE, "raczej", 1)]


def of_a_round(*, by: Member) -> Import:
    opened = made.recruitment(by=by)
    made.grid(opened, by=by)
    row = applications.application(1, **{LIVES_ALONE: "raczej", "isced": HIGHER})
    return applications.checked(row, to=opened, by=by)


LIVES_ALONE = "k_mieszka-samotnie"


def test_who_people_are_stays_answered_when_a_word_means_something_else(anna):
    found, known = exchange.resembling(by=anna, isced=HIGHER)
    explain(found, isced={HIGHER: "6"}, by=anna)
    assert queries.counts(found) == {Standing.ALIKE: 1}
    row = exchange.row(found, 3)
    facts = {"other": known.pk, "kind": "DIFFERENT", "on": make.TODAY, "by": anna}
    files.say_who(of=found, row=row, **facts)
    assert queries.counts(found) == {Standing.ADD: 1}

    explain(found, isced={HIGHER: "7"}, by=anna)
    found = exchange.moved(found)

    assert queries.counts(found) == {Standing.ADD: 1}


def test_words_that_no_row_says_are_not_taken_up(anna):
    first = sent(exchange.person(1, isced=HIGHER), by=anna)
    explain(first, isced={HIGHER: "6"}, by=anna)

    assert not understood(sent(exchange.person(2, isced=VOCATIONAL), by=anna))


def test_a_meaning_is_changed_in_this_file_alone(anna):
    first = sent(exchange.person(1, isced=HIGHER), by=anna)
    explain(first, isced={HIGHER: "6"}, by=anna)
    found = sent(exchange.person(2, isced=HIGHER), by=anna)

    assert explain(found, isced={HIGHER: "7"}, by=anna) == 0
    found = exchange.moved(found)

    assert understood(found) == {"isced": (HIGHER, "7", False)}
    assert understood(first) == {"isced": (HIGHER, "6", False)}
    exchange.entered(found, by=anna)
    assert Participation.objects.get().isced == 7


def test_a_meaning_that_is_taken_back_is_asked_again_here_and_in_the_next_file(anna):
    first = sent(exchange.person(1, isced=HIGHER), by=anna)
    explain(first, isced={HIGHER: "6"}, by=anna)
    found = sent(exchange.person(2, isced=HIGHER), by=anna)

    explain(found, isced={HIGHER: ""}, by=anna)
    found = exchange.moved(found)

    assert (found.step, queries.counts(found)) == (Step.READY, {Standing.BAD: 1})
    assert asked(found) == [Unknown("isced", HIGHER, 1)]
    assert asked(sent(exchange.person(3, isced=HIGHER), by=anna))


def test_what_goes_in_is_what_was_shown_with_these_meanings(anna):
    found = sent(exchange.person(1, isced=HIGHER), by=anna)
    explain(found, isced={HIGHER: "6"}, by=anna)
    found.refresh_from_db()
    before = rows.seen(found)

    explain(found, isced={HIGHER: "7"}, by=anna)
    found = exchange.moved(found)

    assert rows.seen(found) != before


def test_what_was_said_stays_when_the_file_is_forgotten(anna):
    first = sent(exchange.person(1, isced=HIGHER), by=anna)
    explain(first, isced={HIGHER: "6"}, by=anna)

    forgetting.forget(at=timezone.now() + timedelta(days=15))

    assert queries.counts(sent(exchange.person(2, isced=HIGHER), by=anna)) == {Standing.ADD: 1}


def test_it_goes_when_the_people_of_its_project_are_removed(anna):
    first = sent(exchange.person(1, isced=HIGHER), by=anna)
    explain(first, isced={HIGHER: "6"}, by=anna)

    forgetting.forget_project(first.project_id)

    assert asked(sent(exchange.person(2, isced=HIGHER), by=anna))


def test_words_lie_sealed(anna):
    first = sent(exchange.person(1, isced="Jan Kowalski"), by=anna)
    explain(first, isced={"Jan Kowalski": "6"}, by=anna)

    with connection.cursor() as cursor:
        cursor.execute("select meanings from import where id = %s", [first.pk])
        kept = bytes(cursor.fetchone()[0])
    assert b"Kowalski" not in kept
    assert b"isced" not in kept


def test_a_neighbour_learns_nothing(alfa, beta, coordinator):
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        explain(sent(exchange.person(1, isced=HIGHER), by=anna), isced={HIGHER: "6"}, by=anna)
    make.account("ewa@example.org", "Ewa Konkel", beta, "coordinator")

    with tenancy.inside(beta):
        ewa = Member.objects.get(display_name="Ewa Konkel")
        found = sent(exchange.person(1, isced=HIGHER), by=ewa)

        assert asked(found) == [Unknown("isced", HIGHER, 1)]
        assert not understood(found)


def test_whoever_may_not_enter_people_says_nothing(anna):
    found = sent(exchange.person(1, isced=HIGHER), by=anna)
    other = Member(
        display_name="Jan",
        account_id=anna.account_id,
        grants=[{"role": "coordinator", "project": str(make.project(by=anna).pk)}],
    )

    with pytest.raises(NotAllowed):
        explain(found, isced={HIGHER: "6"}, by=other)


def test_nothing_is_said_of_a_file_that_is_entered(anna):
    found = exchange.entered(sent(exchange.person(1), by=anna), by=anna)

    with pytest.raises(refusals.NotNow):
        explain(found, isced={HIGHER: "6"}, by=anna)


def test_of_several_grounds_in_one_cell_each_is_asked_by_itself(anna):
    opened = made.recruitment(by=anna)
    one, other = (applications.application(number, premises=said) for number, said in PREMISES)
    facts = {"project": opened.project, "recruitment": opened, "kind": "candidates"}
    found = exchange.sent(applications.register(one, other), by=anna, **facts)
    found = exchange.checked(found, by=anna, citizenship={"value": "PL"}, at_risk={"value": "tak"})
    codes = list(asking.askable(rows.reader_of(found, on=make.TODAY))["premises"])

    assert asked(found) == [Unknown("premises", "bezdomny", 2), Unknown("premises", "długi", 1)]
    explain(found, premises={"bezdomny": codes[0], "długi": codes[1]}, by=anna)

    assert queries.counts(found) == {Standing.ADD: 2}
    exchange.entered(found, by=anna)
    assert Candidate.objects.count() == 2


PREMISES = enumerate(("bezdomny; długi", "bezdomny"), 1)


def test_a_service_of_another_project_is_none_of_this_one(anna):
    """What is remembered of each project stays, whatever was said in the other since."""
    services = {}
    for title in ("Pierwszy", "Drugi"):
        project = make.project(by=anna, title=title)
        exchange.people_in(project, exchange.person(1), by=anna)
        services[project] = support.benefit(of=project, by=anna)
        found = given(project, by=anna)
        assert [one.word for one in asked(found)] == ["bilety"]
        explain(found, service={"bilety": str(services[project].pk)}, by=anna)

    for project, service in services.items():
        exchange.entered(given(project, by=anna), by=anna)
        told = SupportGiven.objects.filter(participation__project=project)
        assert [one.service for one in told] == [service]


def given(project, *, by: Member) -> Import:
    row = (exchange.person(1)["pesel"], "bilety", "05.10.2026", "2")
    content = exchange.table(exchange.GIVEN, row)
    return exchange.checked(exchange.sent(content, project=project, kind="services", by=by), by=by)


def test_words_of_the_national_file_are_asked_as_they_are_read(anna):
    project = sm_efs.fed_project(by=anna)
    content = sm_efs.national_file([sm_efs.record(education="studia")])
    found = exchange.sent(content, project=project, name="Uczestnicy_projektu_Efs_1.csv", by=anna)
    facts = {"notice_given_on": {"value": "2026-03-01"}, "at_risk": {"value": "tak"}}
    found = exchange.checked(found, by=anna, **facts)

    assert asked(found) == [Unknown("isced", "studia", 1)]
    explain(found, isced={"studia": "7"}, by=anna)

    assert queries.counts(found) == {Standing.ADD: 1}


def test_what_is_asked_costs_the_page_one_question_to_the_database(anna):
    people = [exchange.person(number, isced=f"{HIGHER} {number}") for number in range(20)]
    found = sent(*people, by=anna)
    reader = rows.reader_of(found, on=make.TODAY)

    with CaptureQueriesContext(connection) as queried:
        assert len(asking.unknown_words(found, reader)) == 20
    assert len(queried) == 1


def test_the_card_is_gone_once_the_rows_are_left_out(anna):
    found = sent(exchange.person(1, isced=HIGHER), by=anna)
    files.leave_out(of=found, row=None, on=make.TODAY, by=anna)

    assert shown.words_of(found, queries.counts(found), on=make.TODAY) is None
