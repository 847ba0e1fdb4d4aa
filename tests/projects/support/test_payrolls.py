"""A month of allowances: computed from sheets, approved once, corrected later, shown to few."""

import io
import zipfile
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import tenancy
from core.days import is_working_day
from core.errors import NotAllowed, StaleEdit
from core.ledger.models import AuditEvent, Member
from projects.participants import operations as participants
from projects.support import entries, operations
from projects.support.entries_allowances import AccountEntry
from projects.support.models import AllowanceCorrection, PayoutAccount, Payroll
from projects.support.operations import allowances as granting
from projects.support.operations import payrolls as approving
from projects.support.queries.payrolls import month_of
from projects.support.vocabulary import DayMark, Mark
from tests import make
from tests.make import allowances, support

D = Decimal
OCTOBER, NOVEMBER, AFTER = date(2026, 10, 1), allowances.MONTH, allowances.AFTER


@pytest.fixture
def sheets(club):
    """Ten sessions of 3 hours in November; marks of one person are letters, a session each."""
    days = [support.MONDAY + timedelta(days=one) for one in range(1, 10)]
    more = [support.session(club.group, by=club.anna, held_on=day) for day in days]
    words = {"o": Mark.PRESENT, "n": Mark.ABSENT, "z": Mark.EXCUSED}

    def fill(place: int, letters: str) -> None:
        for session, letter in zip([club.session, *more], letters, strict=False):
            support.mark(session, club.people[place], words[letter], by=club.anna)

    return fill


def _amounts(club, on=AFTER, month_on=NOVEMBER) -> dict[str, Decimal]:
    lines = month_of(club.project, month_on, on=on).lines
    return {line.grant.participation.person.family_name: line.amount for line in lines}


def test_a_draft_is_computed_from_the_sheets_alone(club, sheets):
    rule = allowances.rule(of=club.project, by=club.anna)
    allowances.grant(rule, *club.people, by=club.anna)
    sheets(0, "oooooooonn")
    sheets(1, "ooooooonnn")
    sheets(2, "ooooozzzzz")

    assert _amounts(club) == {"Lis00": D("96.00"), "Lis01": D("0.00"), "Lis02": D("60.00")}


def test_the_rule_the_entitlement_and_the_exit_bound_what_counts(club, sheets):
    rule = allowances.rule(of=club.project, by=club.anna, valid_to=date(2026, 11, 9))
    allowances.grant(rule, club.people[0], by=club.anna, starts_on=date(2026, 11, 4))
    sheets(0, "oooooooooo")

    assert _amounts(club) == {"Lis00": D("72.00")}


def test_a_rule_pays_for_the_services_it_names(club, sheets):
    other = support.service(of=club.project, by=club.anna, name="Inne warsztaty")
    named = allowances.rule(of=club.project, by=club.anna, services=(other,))
    by_area = allowances.rule(of=club.project, by=club.anna, name="Posiłek", area="SOCIAL")
    elsewhere = allowances.rule(of=club.project, by=club.anna, name="Zdrowie", area="HEALTH")
    for rule in (named, by_area, elsewhere):
        allowances.grant(rule, club.people[0], by=club.anna)
    sheets(0, "o")

    lines = month_of(club.project, NOVEMBER, on=support.MONDAY).lines

    assert [(line.grant.rule, line.amount) for line in lines] == [(by_area, D("12.00"))]


def test_an_internship_is_paid_by_its_sheet_and_its_days_off(club):
    internship = support.internship(of=club.project, by=club.anna)
    placement = support.placement(club.people[0], of=internship, by=club.anna)
    stipend = {"name": "Stypendium", "kind": "INTERNSHIP", "rate": D("1980.72")}
    rule = allowances.rule(of=club.project, by=club.anna, threshold_percent=0, **stipend)
    allowances.grant(rule, club.people[0], by=club.anna)
    marks = {2: DayMark.DAY_OFF, 3: DayMark.DAY_OFF, 4: DayMark.SICK}
    days = [
        entries.DayEntry(
            worked_on=date(2026, 11, day),
            mark=marks.get(day, DayMark.WORKED),
            hours=D(0 if day in marks else 6),
        )
        for day in (2, 3, 4, 5, 6, 9, 10, 12, 13, 16)
    ]
    operations.fill_month(
        placement=placement, month_on=NOVEMBER, entries=days, version=1, on=make.TODAY, by=club.anna
    )

    # 7 days worked and 2 days off of the 20 working days of November: 1980,72 x 54 / 120.
    assert _amounts(club) == {"Lis00": D("891.32")}


@pytest.mark.parametrize("hours", [(8, 4), (4, 8)])
def test_two_internships_of_one_month_make_one_full_month_in_either_order(club, hours):
    internship = support.internship(of=club.project, by=club.anna)
    halves = ((1, 15), (16, 31))
    for (first, last), a_day in zip(halves, hours, strict=True):
        begun = support.placement(
            club.people[0],
            of=internship,
            by=club.anna,
            starts_on=date(2026, 10, first),
            ends_on=date(2026, 10, last),
            day_hours=D(a_day),
            week_hours=D(5 * a_day),
        )
        worked = [
            entries.DayEntry(worked_on=date(2026, 10, day), mark=DayMark.WORKED, hours=D(a_day))
            for day in range(first, last + 1)
            if is_working_day(date(2026, 10, day))
        ]
        month = {"month_on": OCTOBER, "entries": worked, "version": 1, "on": make.TODAY}
        operations.fill_month(placement=begun, **month, by=club.anna)
    rule = allowances.rule(
        of=club.project, by=club.anna, name="Stypendium", kind="INTERNSHIP", rate=D(2000)
    )
    allowances.grant(rule, club.people[0], by=club.anna, starts_on=OCTOBER)

    assert _amounts(club, on=make.TODAY, month_on=OCTOBER) == {"Lis00": D("2000.00")}


def test_a_training_stipend_needs_the_hours_of_a_full_month(club):
    with pytest.raises(granting.FullHoursMissing, match="150"):
        allowances.rule(of=club.project, by=club.anna, kind="TRAINING", rate=D(1500))


@pytest.fixture
def approved(club, sheets) -> Payroll:
    """November of one person with eight presences out of ten: 96,00."""
    rule = allowances.rule(of=club.project, by=club.anna)
    allowances.grant(rule, club.people[0], by=club.anna)
    sheets(0, "oooooooonn")
    return allowances.approved(club.project, by=club.anna)


def test_a_second_approval_is_refused(club, approved):
    again = {**allowances.approval(club.project), "by": club.anna}

    with pytest.raises(approving.ApprovedAlready):
        operations.approve_payroll(**again)
    assert Payroll.objects.count() == 1


def test_only_what_was_seen_is_approved_and_only_when_the_month_is_over(club, sheets):
    rule = allowances.rule(of=club.project, by=club.anna)
    allowances.grant(rule, club.people[0], by=club.anna)
    sheets(0, "ooooooooo")
    seen = {**allowances.approval(club.project), "by": club.anna}
    early = {**allowances.approval(club.project, on=make.TODAY), "by": club.anna}
    sheets(0, "oooooooooo")

    with pytest.raises(approving.DraftChanged, match="108"):
        operations.approve_payroll(**seen)
    with pytest.raises(approving.MonthNotOver, match="30 Nov 2026"):
        operations.approve_payroll(**early)
    assert not Payroll.objects.exists()


def test_a_mark_changed_after_approval_differs_and_is_corrected_in_the_next_month(
    club, sheets, approved
):
    sheets(0, "oooooooooo")
    month = month_of(club.project, NOVEMBER, on=AFTER)
    assert (month.total, month.difference) == (D("96.00"), D("24.00"))

    operations.make_corrections(payroll=approved, version=1, on=AFTER, by=club.anna)

    assert not month_of(club.project, NOVEMBER, on=AFTER).differences
    assert _amounts(club, month_on=date(2026, 12, 1)) == {"Lis00": D("24.00")}
    with pytest.raises(StaleEdit):
        operations.make_corrections(payroll=approved, version=1, on=AFTER, by=club.anna)
    with pytest.raises(approving.NothingDiffers):
        operations.make_corrections(payroll=approved, version=2, on=AFTER, by=club.anna)


def test_a_correction_that_is_taken_away_again_disappears(club, sheets, approved):
    sheets(0, "ooooooooon")
    operations.make_corrections(payroll=approved, version=1, on=AFTER, by=club.anna)
    sheets(0, "oooooooonn")
    operations.make_corrections(payroll=approved, version=2, on=AFTER, by=club.anna)

    assert not AllowanceCorrection.objects.exists()


def test_a_correction_once_paid_is_not_made_again(club, sheets, approved):
    sheets(0, "oooooooooo")
    operations.make_corrections(payroll=approved, version=1, on=AFTER, by=club.anna)
    january = date(2027, 1, 4)
    december = allowances.approved(
        club.project, by=club.anna, month_on=date(2026, 12, 1), on=january
    )

    assert december.lines.get().corrects_on == NOVEMBER
    for month_on in (NOVEMBER, date(2026, 12, 1)):
        assert not month_of(club.project, month_on, on=january).differences


def test_an_approval_is_taken_back_until_it_is_paid(club, approved):
    operations.take_back_approval(payroll=approved, reason="pomyłka", version=1, by=club.anna)
    again = allowances.approved(club.project, by=club.anna)
    paid = {"paid_on": AFTER, "on": AFTER, "by": club.anna}
    operations.mark_paid(payroll=again, version=1, **paid)

    with pytest.raises(approving.PaidAlready):
        operations.take_back_approval(payroll=again, reason="pomyłka", version=2, by=club.anna)
    with pytest.raises(approving.PaidAlready):
        operations.mark_paid(payroll=again, version=2, **paid)


@pytest.mark.parametrize("paid_on", [date(2026, 11, 29), AFTER + timedelta(days=1)])
def test_nothing_is_paid_before_the_month_ends_or_tomorrow(club, approved, paid_on):
    with pytest.raises(approving.PaidTooEarly):
        operations.mark_paid(payroll=approved, paid_on=paid_on, version=1, on=AFTER, by=club.anna)


def test_an_own_rate_above_the_rule_and_a_second_entitlement_are_refused(club):
    rule = allowances.rule(of=club.project, by=club.anna)
    with pytest.raises(granting.RateTooHigh):
        allowances.grant(rule, club.people[0], by=club.anna, personal_rate=D("12.01"))
    with pytest.raises(granting.OutsideTheRule):
        allowances.grant(rule, club.people[0], by=club.anna, starts_on=date(2025, 12, 31))
    allowances.grant(rule, club.people[0], by=club.anna)
    with pytest.raises(granting.GrantedAlready, match="Lis00"):
        allowances.grant(rule, club.people[0], by=club.anna, starts_on=date(2026, 11, 9))


def test_an_account_is_kept_sealed_and_checked_by_its_digits(club):
    account = allowances.account(club.people[0], by=club.anna)
    with connection.cursor() as cursor:
        cursor.execute("select iban from payout_account")
        kept = bytes(cursor.fetchone()[0])

    assert b"61109010" not in kept
    assert PayoutAccount.objects.get().iban == allowances.IBAN == account.iban
    mistyped = AccountEntry(iban="61 1090 1014 0000 0712 1981 2875", holder_name="Ewa Lis")
    with pytest.raises(granting.WrongAccount):
        operations.note_account(
            participation=club.people[0], entry=mistyped, version=1, by=club.anna
        )


def test_whoever_leaves_gets_nothing_for_later_sessions(club, sheets):
    rule = allowances.rule(of=club.project, by=club.anna)
    allowances.grant(rule, club.people[0], by=club.anna)
    sheets(0, "oo")
    gone = club.fresh(0)
    left = make.leave_entry(ended_on=date(2026, 11, 3), outcomes=())
    participants.leave(
        participation=gone, entry=left, version=gone.version, on=make.TODAY, by=club.anna
    )

    assert _amounts(club) == {"Lis00": D("24.00")}


def _paid_club(club) -> None:
    rule = allowances.rule(of=club.project, by=club.anna)
    allowances.grant(rule, *club.people, by=club.anna)
    for person in club.people:
        support.mark(club.session, person, by=club.anna)
        allowances.account(person, by=club.anna)


def _address(club, name="payroll", month="2026-11") -> str:
    pages = {"payroll": f"/wsparcie/listy-wyplat/{club.project.pk}/{month}/"}
    pages["money"] = f"/wsparcie/osoba/{club.people[0].pk}/pieniadze/"
    pages["account"] = f"/wsparcie/osoba/{club.people[0].pk}/konto/"
    pages["rules"] = f"/wsparcie/zasady-wyplat/{club.project.pk}/"
    pages["payrolls"] = "/wsparcie/listy-wyplat/"
    return pages[name]


def test_the_chip_names_the_project_whose_months_are_shown(
    closed_club, alfa, client_of, coordinator
):
    with tenancy.inside(alfa):
        make.project(by=closed_club.anna, title="Klub późniejszy", starts_on=date(2026, 9, 1))
    page = client_of(coordinator, alfa).get(_address(closed_club, "payrolls"))

    [chip] = page.context["filters"]
    assert chip.chosen == str(page.context["project"])


def test_a_payroll_goes_out_without_formulas_and_on_record(
    closed_club, alfa, coordinator, client_of
):
    with tenancy.inside(alfa):
        _paid_club(closed_club)
    client = client_of(coordinator, alfa)

    book = client.post(_address(closed_club) + "plik/", {"format": "xlsx"})
    text = client.post(_address(closed_club) + "plik/", {"format": "csv"})

    with zipfile.ZipFile(io.BytesIO(book.content)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
        sheet = parts.read("xl/worksheets/sheet1.xml")
        assert b"<v>36.00</v>" in sheet, "the total is a number, not a text"
    assert "PL61 1090 1014 0000 0712 1981 2874" in text.content.decode("utf-8-sig")
    with tenancy.inside(alfa):
        assert AuditEvent.objects.filter(verb="exported a payroll").count() == 2


def test_whoever_may_not_edit_money_sees_four_digits_of_an_account(closed_club, alfa, client_of):
    with tenancy.inside(alfa):
        _paid_club(closed_club)
    auditor = make.account("ewa@example.org", "Ewa Czaja", alfa, "auditor")
    client = client_of(auditor, alfa)

    shown = client.get(_address(closed_club, "money")).content.decode()
    taken = client.post(_address(closed_club) + "plik/", {"format": "csv"}).content.decode()

    for text in (shown, taken):
        assert "2874" in text
        assert "1090" not in text


def test_a_case_worker_writes_an_account_down_and_sees_no_payroll(closed_club, alfa, client_of):
    worker = client_of(make.account("jan@example.org", "Jan Hinc", alfa, "case_worker"), alfa)
    typed = {"iban": "61109010140000071219812874", "holder_name": "Lis00", "version": "0"}

    answer = worker.post(_address(closed_club, "account"), typed)

    assert answer.status_code == 302
    assert b"1090" not in worker.get(_address(closed_club, "account")).content
    for name in ("payroll", "money", "rules"):
        assert worker.get(_address(closed_club, name)).status_code == 404
    assert b"Payrolls" not in worker.get("/wsparcie/grupy/", HTTP_ACCEPT_LANGUAGE="en").content


def test_a_viewer_may_not_approve(club, approved):
    with pytest.raises(NotAllowed):
        viewer = Member(display_name="Ewa")
        viewer.grants = [{"role": "viewer", "project": None}]
        operations.approve_payroll(**{**allowances.approval(club.project), "by": viewer})


@pytest.mark.parametrize("name", ["payrolls", "payroll", "money", "rules"])
def test_pages_cost_as_many_queries_for_one_as_for_many(
    name, closed_club, alfa, coordinator, client_of
):
    club = closed_club
    with tenancy.inside(alfa):
        rule = allowances.rule(of=club.project, by=club.anna)
        allowances.grant(rule, club.people[0], by=club.anna)
        support.mark(club.session, club.people[0], by=club.anna)
        allowances.account(club.people[0], by=club.anna)
    client = client_of(coordinator, alfa)
    client.get(_address(club, name))
    with CaptureQueriesContext(connection) as of_one:
        client.get(_address(club, name))

    with tenancy.inside(alfa):
        more = [
            make.accepted(of=club.project, by=club.anna, family_name=f"Żak{n:02}", pesel=None)
            for n in range(8)
        ]
        support.join(club.group, *more, by=club.anna)
        allowances.grant(rule, *more, by=club.anna)
        for person in more:
            support.mark(club.session, person, by=club.anna)
    with CaptureQueriesContext(connection) as of_many:
        assert client.get(_address(club, name)).status_code == 200

    assert len(of_many) <= len(of_one)
