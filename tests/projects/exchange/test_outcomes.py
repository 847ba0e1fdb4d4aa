"""Exits and outcomes come from a file: by the same rules as on the pages that record them."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.ledger.models import AuditEvent, Member
from projects.agreements.models import Project
from projects.exchange import operations, queries
from projects.exchange.models import Import
from projects.exchange.readers.outcomes import OutcomesReader
from projects.exchange.vocabulary import Differing, Standing
from projects.participants import operations as participants
from projects.participants.forms import LeaveForm, OutcomeForm
from projects.participants.models import EarlierExit, Outcome, Participation
from projects.participants.vocabulary import EvidenceKind, ExitSituation, OutcomeKind
from tests import make
from tests.make import exchange

TITLES = (
    "Nr PESEL",
    "Data zakończenia",
    "Zgodnie ze ścieżką",
    "Sytuacja po zakończeniu",
    "Rezultat",
    "Data rezultatu",
    "Dowód",
    "Numer dokumentu",
)
EXIT = ("01.10.2026", "tak", "TOOK_UP_WORK")
WORK = ("EMPLOYMENT", "15.10.2026", "CONTRACT", "umowa 12/2026")
LEARNS = ("EDUCATION", "16.10.2026", "SCHOOL", "")
NOTHING = ("", "", "", "")


@pytest.fixture
def anna(inside_alfa) -> Member:
    return inside_alfa


@pytest.fixture
def project(anna) -> Project:
    return make.project(by=anna)


@pytest.fixture
def zaneta(anna, project) -> Participation:
    return make.participation(by=anna, of=project, pesel=make.PESEL_OF_A_WOMAN)


def _checked(project: Project, *rows: tuple[str, ...], by: Member) -> Import:
    told = [(make.PESEL_OF_A_WOMAN, *row) for row in rows]
    found = exchange.sent(exchange.table(TITLES, *told), project=project, kind="outcomes", by=by)
    return exchange.checked(found, by=by)


def _kinds() -> set[str]:
    return set(Outcome.objects.values_list("kind", flat=True))


def test_an_exit_with_its_outcome_is_recorded(anna, project, zaneta):
    found = _checked(project, (*EXIT, *WORK), by=anna)
    assert queries.counts(found) == {Standing.ADD: 1}

    exchange.entered(found, by=anna)

    zaneta.refresh_from_db()
    assert (zaneta.ended_on, zaneta.completed_path) == (date(2026, 10, 1), True)
    assert zaneta.exit_situation == ExitSituation.TOOK_UP_WORK
    recorded = Outcome.objects.get()
    assert (recorded.kind, recorded.observed_on) == (OutcomeKind.EMPLOYMENT, date(2026, 10, 15))
    assert (recorded.evidence, recorded.note) == (EvidenceKind.CONTRACT, "umowa 12/2026")


def test_two_rows_tell_two_outcomes_of_one_exit(anna, project, zaneta):
    found = _checked(project, (*EXIT, *WORK), (*EXIT, *LEARNS), by=anna)
    assert queries.counts(found) == {Standing.ADD: 2}

    found = exchange.entered(found, by=anna)

    assert queries.counts(found) == {Standing.DONE: 2}
    assert _kinds() == {OutcomeKind.EMPLOYMENT, OutcomeKind.EDUCATION}


def test_an_outcome_alone_is_added_to_the_exit_that_is_here(anna, project, zaneta):
    exchange.entered(_checked(project, (*EXIT, *NOTHING), by=anna), by=anna)

    exchange.entered(_checked(project, ("", "", "", *WORK), by=anna), by=anna)

    assert _kinds() == {OutcomeKind.EMPLOYMENT}


def test_the_same_file_twice_does_nothing(anna, project, zaneta):
    rows = [(*EXIT, *WORK), (*EXIT, *LEARNS)]
    exchange.entered(_checked(project, *rows, by=anna), by=anna)

    assert queries.counts(_checked(project, *rows, by=anna)) == {Standing.SAME: 2}


def test_of_two_exits_in_one_file_nobody_guesses_which_is_right(anna, project, zaneta):
    other = ("02.10.2026", "tak", "TOOK_UP_WORK")
    found = _checked(project, (*EXIT, *WORK), (*other, *LEARNS), by=anna)
    assert queries.counts(found) == {Standing.BAD: 2}

    operations.leave_out(of=found, row=exchange.row(found, 3), on=make.TODAY, by=anna)
    exchange.entered(found, by=anna)

    zaneta.refresh_from_db()
    assert zaneta.ended_on == date(2026, 10, 1)


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (("", "", "", *NOTHING), "ended_on"),
        (("", "", "", *WORK), "ended_on"),
        (("01.10.2026", "", "TOOK_UP_WORK", *NOTHING), "completed_path"),
        (("01.10.2027", "tak", "TOOK_UP_WORK", *NOTHING), "ended_on"),
        ((*EXIT, "EMPLOYMENT", "", "CONTRACT", ""), "observed_on"),
        ((*EXIT, "EMPLOYMENT", "15.10.2026", "SCHOOL", ""), "evidence"),
        ((*EXIT, "EMPLOYMENT", "15.10.2027", "CONTRACT", ""), "observed_on"),
        ((*EXIT, "awans", "15.10.2026", "CONTRACT", ""), "kind"),
        ((*EXIT, "", "", "", "umowa 12/2026"), "kind"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(anna, project, zaneta, row, field):
    assert field in exchange.said(_checked(project, row, by=anna), 2)


def test_whose_support_has_not_begun_cannot_leave(anna, project):
    make.accepted(by=anna, of=project, pesel=make.PESEL_OF_A_WOMAN)

    assert list(exchange.said(_checked(project, (*EXIT, *NOTHING), by=anna), 2)) == ["ended_on"]


def test_another_exit_is_taken_only_when_the_file_is_believed(anna, project, zaneta):
    exchange.entered(_checked(project, (*EXIT, *WORK), by=anna), by=anna)
    other = ("02.10.2026", "nie", "TOOK_UP_WORK")
    found = _checked(project, (*other, *NOTHING), by=anna)
    assert exchange.row(found, 2).fields == ["completed_path", "ended_on"]

    found = exchange.entered(found, differing=Differing.FILE, by=anna)

    zaneta.refresh_from_db()
    assert (zaneta.ended_on, zaneta.completed_path) == (date(2026, 10, 2), False)
    assert _kinds() == {OutcomeKind.EMPLOYMENT}

    exchange.taken_back(found, by=anna)
    zaneta.refresh_from_db()
    assert (zaneta.ended_on, zaneta.completed_path) == (date(2026, 10, 1), True)


def test_taking_back_goes_from_the_last_row_to_the_first(anna, project, zaneta):
    rows = [(*EXIT, *WORK), (*EXIT, *LEARNS)]
    found = exchange.entered(_checked(project, *rows, by=anna), by=anna)

    found = exchange.taken_back(found, by=anna)

    assert queries.counts(found) == {Standing.BACK: 2}
    zaneta.refresh_from_db()
    assert (zaneta.ended_on, zaneta.completed_path, zaneta.exit_situation) == (None, None, "")
    assert not Outcome.objects.exists()
    assert not EarlierExit.objects.exists()
    assert AuditEvent.objects.filter(verb="put an exit back").count() == 2


def test_an_exit_that_somebody_worked_on_since_stays_and_says_why(anna, project, zaneta):
    found = exchange.entered(_checked(project, (*EXIT, *WORK), by=anna), by=anna)
    outcome = participants.record_outcome(
        participation=zaneta,
        outcome=make.leave_entry()
        .outcomes[0]
        .__class__(kind="EDUCATION", observed_on=date(2026, 10, 20), evidence="SCHOOL"),
        on=make.TODAY,
        by=anna,
    )

    found = exchange.taken_back(found, by=anna)

    assert queries.counts(found) == {Standing.KEPT: 1}
    assert exchange.why(found, 2)
    assert outcome.kind in _kinds()


DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31)).map(lambda day: f"{day:%d.%m.%Y}")
ODD = st.sampled_from(["", "?", "31.02.2026", "brak"])
VALUES = {
    "ended_on": DAYS,
    "completed_path": st.sampled_from(["yes", "no"]),
    "exit_situation": st.sampled_from(ExitSituation.values),
    "observed_on": DAYS,
    "evidence": st.sampled_from(EvidenceKind.values),
    "note": st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=210),
}
LEFT = {"ended_on": "01.10.2026", "completed_path": "yes", "exit_situation": "TOOK_UP_WORK"}
CAME = {"observed_on": "15.10.2026", "evidence": "CONTRACT", "note": ""}
CHANGES = st.dictionaries(st.sampled_from(sorted(VALUES)), st.none(), max_size=3).flatmap(
    lambda some: st.fixed_dictionaries({name: st.one_of(VALUES[name], ODD) for name in some})
)


def _is_refused(posted: dict[str, str], kind: str, person: Participation, by: Member) -> bool:
    """By the page of an exit, with the outcome typed into its part for that kind."""
    names = {"observed_on": f"{kind}_on", "evidence": f"{kind}_evidence", "note": f"{kind}_note"}
    told = {names.get(name, name): text for name, text in posted.items()}
    form = LeaveForm({**told, "version": person.version}, participation=person)
    facts = {"participation": person, "on": make.TODAY, "by": by}
    done = form.carry_out(participants.leave, **facts)
    if done:
        row = Participation.objects.get(pk=person.pk)
        row.outcomes.all().delete()
        clean = {"ended_on": None, "completed_path": None, "exit_situation": ""}
        Participation.objects.filter(pk=person.pk).update(**clean, version=person.version)
    return not done


def _mistakes(reader: OutcomesReader, told: dict[str, Any]) -> Any:
    read = reader.read({name: (text, "t") for name, text in told.items() if text})
    return read.mistakes or reader.compare([(read.entry, b"")])[0].mistakes


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(OutcomeKind.values), CHANGES)
def accepted_alike(anna, zaneta, reader, kind, changes):
    posted = {**LEFT, **CAME, **changes}
    has_outcome = bool(posted["observed_on"] or posted["evidence"])
    if not has_outcome:
        posted["note"] = ""
    is_refused = _is_refused(posted, kind, zaneta, anna)

    kinds = {"kind": kind} if has_outcome else {}
    told = {**posted, **kinds, "pesel": make.PESEL_OF_A_WOMAN}
    mistakes = _mistakes(reader, told)

    assert bool(mistakes) == is_refused, (kind, changes, mistakes)


def test_the_page_of_an_exit_and_the_file_accept_the_same(anna, project, zaneta):
    accepted_alike(anna, zaneta, OutcomesReader(project, on=make.TODAY, by=anna))


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(OutcomeKind.values), CHANGES)
def outcomes_accepted_alike(anna, zaneta, reader, kind, changes):
    posted = {**CAME, "kind": kind, **{n: v for n, v in changes.items() if n in CAME}}
    form = OutcomeForm({**posted, "version": zaneta.version}, participation=zaneta)
    facts = {"participation": zaneta, "on": make.TODAY, "by": anna}
    is_refused = not form.carry_out(participants.record_outcome, **facts)
    zaneta.outcomes.all().delete()
    Participation.objects.filter(pk=zaneta.pk).update(version=zaneta.version)

    mistakes = _mistakes(reader, {**posted, "pesel": make.PESEL_OF_A_WOMAN})

    assert bool(mistakes) == is_refused, (kind, changes, form.errors, mistakes)


def test_the_page_of_an_outcome_and_the_file_accept_the_same(anna, project, zaneta):
    facts = {"on": make.TODAY, "by": anna}
    entry = make.leave_entry(outcomes=())
    participants.leave(participation=zaneta, entry=entry, version=zaneta.version, **facts)
    zaneta.refresh_from_db()
    outcomes_accepted_alike(anna, zaneta, OutcomesReader(project, **facts))
