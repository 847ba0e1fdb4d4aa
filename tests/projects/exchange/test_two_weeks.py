"""What was entered can be taken back for two weeks from the last entering, and is kept as long: one rule."""

from datetime import datetime, timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from core import tenancy
from core.ledger.models import Member
from projects.exchange import forgetting, keeping, operations, parts, queries, refusals, rows
from projects.exchange.models import EarlierProject, Import, ImportFile
from projects.exchange.vocabulary import Differing, Standing, Step
from projects.participants.forms.links import LATER
from projects.participants.models import Participation
from tests import make
from tests.make import exchange, support
from ui import formats

MET, KNOWN = 3, 4
MINUTE, TEN_DAYS = timedelta(minutes=1), timedelta(days=10)


@pytest.fixture
def anna(inside_alfa) -> Member:
    return inside_alfa


@pytest.fixture
def asked(anna) -> Import:
    """A file of two, of whom one is in, and one looks like somebody who came meanwhile."""
    told = exchange.office_csv([exchange.looking_alike(), exchange.person(2)])
    found = exchange.sent(told, project=make.project(by=anna), by=anna)
    found = exchange.checked(found, by=anna)
    exchange.looked_like(by=anna)
    return exchange.entered(found, by=anna)


@pytest.fixture
def waiting(anna, asked) -> Import:
    """The same, and somebody said who that is: the row waits to be entered."""
    facts = {"row": None, "other": None, "kind": LATER}
    operations.say_who(of=asked, on=make.TODAY, by=anna, **facts)
    assert queries.counts(asked) == {Standing.DONE: 1, Standing.ADD: 1}
    return asked


@pytest.fixture
def later(anna, waiting) -> Import:
    """The same, with that row entered ten days after the first one."""
    return entered(waiting, at=waiting.applied_at + TEN_DAYS, by=anna)


def entered(found: Import, *, at: datetime, by: Member) -> Import:
    facts = {"differing": Differing.OURS, "is_meant": False, "seen": rows.seen(found)}
    operations.enter(of=found, at=at, by=by, **facts)
    return exchange.moved(found)


def taken_back(found: Import, *, at: datetime, by: Member) -> None:
    operations.take_back(of=found, seen=rows.seen_entered(found), at=at, by=by)


def end_of(found: Import) -> datetime:
    return found.last_applied_at + keeping.KEPT


def test_it_can_be_taken_back_for_two_weeks_from_the_last_row_that_went_in(anna, later):
    forgetting.forget(at=end_of(later) - MINUTE)
    taken_back(later, at=end_of(later) - MINUTE, by=anna)

    assert end_of(later) == later.applied_at + TEN_DAYS + keeping.KEPT
    assert queries.counts(exchange.moved(later)) == {Standing.BACK: 2}
    assert not Participation.objects.filter(project=later.project).exists()


def test_then_it_is_too_late_and_all_is_forgotten(anna, later):
    with pytest.raises(operations.TooLate):
        taken_back(later, at=end_of(later), by=anna)

    forgetting.forget(at=end_of(later))
    assert not ImportFile.objects.exists()
    assert not later.rows.filter(cells__isnull=False).exists()


@pytest.mark.urls("config.urls_tenant")
@pytest.mark.parametrize("left", ["asked", "waiting"])
def test_what_still_waits_goes_with_the_file_and_is_offered_no_more(anna, left, request):
    found = request.getfixturevalue(left)
    before = parts.page_of(found, on=make.TODAY, at=end_of(found) - MINUTE)
    assert before["alike"] or before["waiting"]

    forgetting.forget(at=end_of(found))

    assert queries.counts(found) == {Standing.DONE: 1, Standing.FAILED: 1}
    for at in (end_of(found) - MINUTE, end_of(found)):
        page = parts.page_of(found, on=make.TODAY, at=at)
        assert not any(page.get(name) for name in ("alike", "waiting", "bad"))


@pytest.mark.urls("config.urls_tenant")
def test_between_the_end_and_the_forgetting_nothing_is_offered_nor_entered(anna, waiting):
    page = parts.page_of(waiting, on=make.TODAY, at=end_of(waiting))

    assert not page["is_kept"]
    assert "waiting" not in page
    with pytest.raises(refusals.KeptNoMore):
        entered(waiting, at=end_of(waiting), by=anna)


def test_what_is_being_taken_back_is_kept_until_it_is_back(anna, waiting):
    taken_back(waiting, at=end_of(waiting) - MINUTE, by=anna)

    forgetting.forget(at=end_of(waiting) + MINUTE)

    found = exchange.moved(waiting)
    assert queries.counts(found) == {Standing.BACK: 1, Standing.ADD: 1}
    assert not Participation.objects.filter(project=found.project).exists()
    forgetting.forget(at=end_of(waiting) + MINUTE)
    assert queries.counts(found) == {Standing.BACK: 1, Standing.FAILED: 1}


def test_the_next_part_goes_on_when_what_it_waited_for_is_forgotten(anna):
    project = make.project(by=anna)
    support.benefit(of=project, by=anna)
    whole = exchange.whole_divided(exchange.whole(exchange.person(1)), project=project, by=anna)
    exchange.entered(exchange.checked(exchange.part(whole, 0), by=anna), by=anna)
    exchange.whole_moved(whole)
    people = Import.objects.filter(pk=exchange.part(whole, 0).pk)
    # Somebody said only now who a person of the first part is.
    people.get().rows.update(standing=Standing.ADD)
    exchange.entered(exchange.checked(exchange.part(whole, 1), by=anna), by=anna)
    assert steps_of(whole) == [Step.APPLIED, Step.APPLIED, Step.WAITING]

    people.update(last_applied_at=F("last_applied_at") - keeping.KEPT)
    forgetting.forget(at=timezone.now())

    assert steps_of(whole) == [Step.APPLIED, Step.APPLIED, Step.READING]


def steps_of(whole: EarlierProject) -> list[str]:
    found = Import.objects.filter(earlier=whole).order_by("place")
    return list(found.values_list("step", flat=True))


def test_the_page_of_a_file_that_is_forgotten_says_so_and_has_no_button(
    alfa, coordinator, client_of
):
    with tenancy.inside(alfa):
        by = Member.objects.get(account_id=coordinator.pk)
        told = exchange.office_csv([exchange.person(1), exchange.person(2, isced="?")])
        found = exchange.checked(exchange.sent(told, project=make.project(by=by), by=by), by=by)
        exchange.entered(found, by=by)
        long_ago = timezone.now() - keeping.KEPT
        Import.objects.update(applied_at=long_ago, last_applied_at=long_ago)
        forgetting.forget(at=timezone.now())
    browser = client_of(coordinator, alfa)

    page = browser.get(f"/import/{found.pk}/").content.decode()
    listed = browser.get(f"/import/{found.pk}/wiersze/?stan=bad")

    assert formats.moment(long_ago + keeping.KEPT) in page
    assert f"/import/{found.pk}/cofnij/" not in page
    assert f"/import/{found.pk}/z-uwagami/" not in page
    assert listed.context["shown"] == []
    assert [line[0] for line in listed.context["table"].rows] == [4]


def test_between_the_end_and_the_forgetting_no_row_has_a_button(alfa, coordinator, client_of):
    with tenancy.inside(alfa):
        by = Member.objects.get(account_id=coordinator.pk)
        told = exchange.office_csv([exchange.looking_alike(), exchange.person(2)])
        found = exchange.sent(told, project=make.project(by=by), by=by)
        found = exchange.checked(found, by=by)
        exchange.looked_like(by=by)
        found = exchange.entered(found, by=by)
    browser, address = client_of(coordinator, alfa), f"/import/{found.pk}/wiersze/"
    asked = browser.get(f"{address}?stan=alike").context
    with tenancy.inside(alfa):
        long_ago = timezone.now() - keeping.KEPT
        Import.objects.update(applied_at=long_ago, last_applied_at=long_ago)

    for standing in ("", Standing.ALIKE):
        page = browser.get(f"{address}?stan={standing}").context
        assert not page["alike"]
        assert not page["shown"]
        assert page["table"].rows
    assert asked["alike"]


def test_a_file_that_earlier_code_entered_is_forgotten_too(anna, later):
    """It told only when the first rows went in."""
    Import.objects.update(last_applied_at=None)
    later.refresh_from_db()

    with pytest.raises(operations.TooLate):
        taken_back(later, at=later.applied_at + keeping.KEPT, by=anna)
    forgetting.forget(at=later.applied_at + keeping.KEPT)

    assert not ImportFile.objects.exists()
