"""The letter of the month: once for each month and person, from released figures, trouble first."""

from datetime import date

import pytest

from accounts.models import Account
from core import tenancy
from core.platform_ledger.models import OutgoingMail
from core.platform_ledger.tasks import send_mail
from dashboards.metropolis.models import ReleasedCell
from dashboards.watching import letter, noting, operations
from tenants import operations as tenants
from tenants import queries
from tenants.models import Membership
from tests import make
from tests.make import watching

DECEMBER, JANUARY = date(2026, 12, 1), date(2027, 1, 4)


@pytest.fixture
def ola(metropolis):
    """Asked for the letter in November."""
    account = make.account("ola@example.org", "Ola Miotk", metropolis, "metropolitan_coordinator")
    by = queries.steward(account, metropolis)
    operations.want_letter(account=account, wanted=True, on=make.TODAY, by=by)
    return account


def letters() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(to="ola@example.org").order_by("written_at"))


def told(release, people: int | None) -> None:
    """The release tells so many people of the whole programme."""
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        ReleasedCell.objects.create(
            release=release,
            definition_code=watching.RISK,
            period="ALL",
            is_hidden=people is None,
            participations_count=people,
            people_count=people,
        )


@pytest.mark.parametrize(
    ("on", "is_due"),
    [
        (date(2026, 12, 1), True),
        (date(2027, 1, 1), False),  # New Year
        (date(2027, 1, 3), False),  # a Sunday
        (date(2027, 1, 4), True),
        (date(2027, 1, 5), True),  # the clock stood still on the fourth
        (date(2026, 5, 2), False),  # after a holiday, a Saturday
    ],
)
def test_it_is_due_from_the_first_working_day(on, is_due):
    assert letter.is_due(on) == is_due


def test_it_is_written_once_a_month(ola):
    for _nth in range(2):
        letter.write_letters(on=DECEMBER)
    assert len(letters()) == 1

    assert letter.write_letters(on=JANUARY) == 1
    assert len(letters()) == 2


def test_whoever_asks_in_a_month_gets_the_next_ones(ola):
    assert letter.write_letters(on=make.TODAY) == 0


def test_trouble_stands_first_with_its_figures(ola):
    card = watching.released_project()
    watching.release({card.pk: 60})
    noting.renew(on=make.TODAY)

    letter.write_letters(on=DECEMBER)

    [written] = letters()
    assert "60" in written.text
    assert f"http://localhost:8000/projekty/{card.pk}/" in written.text
    assert written.text.index(card.title) < written.text.index("http://localhost:8000/\n")
    assert f'<a href="http://localhost:8000/projekty/{card.pk}/">' in written.html


@pytest.mark.parametrize(
    ("before", "now", "change"),
    [(1000, 1200, "+200"), (1000, 1003, None), (1000, None, None), (None, 1200, None)],
)
def test_a_change_is_told_from_two_shown_figures_and_not_of_few(ola, before, now, change):
    told(watching.release(days_ago=30), before)
    told(watching.release(), now)

    letter.write_letters(on=DECEMBER)

    [written] = letters()
    assert ("+" in written.text) == (change is not None)
    assert change is None or change in written.text


def test_each_reads_it_in_their_own_language(ola):
    Account.objects.filter(pk=ola.pk).update(language="en")

    letter.write_letters(on=DECEMBER)

    assert letters()[0].subject == "Szansa: the programme in November 2026, warnings: 0"


def test_whoever_left_the_metropolis_gets_no_letter(ola):
    tenants.end_membership(membership=Membership.objects.get(account=ola), by=make.BY)

    assert letter.write_letters(on=DECEMBER) == 0


def test_it_is_sent_as_plain_text_and_with_marks(ola, mailoutbox):
    letter.write_letters(on=DECEMBER)

    send_mail.run(str(letters()[0].pk))

    [message] = mailoutbox
    assert [kind for _content, kind in message.alternatives] == ["text/html"]
    assert "<" not in message.body
