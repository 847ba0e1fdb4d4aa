"""What is due from whom in the programme: requests, closing days, ends of projects, plans, claims."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dashboards.metropolis import queries as released
from dashboards.metropolis.models import ReleasedProject
from dashboards.watching import queries, sentences
from indicators.programme_periods.models import ClosingDay, PeriodStanding
from indicators.programme_targets import queries as programme

# The programme's first year, and how far ahead anything can be due.
FIRST_YEAR, YEARS_AHEAD = 2014, 10


class Kind(StrEnum):
    """The value stands in the address of an entry's calendar event."""

    REQUEST = "prosba"
    CLOSING = "zamkniecie"
    PROJECT_END = "koniec"
    PLAN = "plan"
    PERIOD = "okres"


NAMES: dict[Kind, Promise] = {
    Kind.REQUEST: gettext_lazy("request to a unit"),
    Kind.CLOSING: gettext_lazy("periods are closed"),
    Kind.PROJECT_END: gettext_lazy("end of the project"),
    Kind.PLAN: gettext_lazy("end of a plan"),
    Kind.PERIOD: gettext_lazy("end of a settlement period"),
}


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing due on a day; without a unit it is due from all of them, or from the programme."""

    day: date
    kind: Kind
    key: str
    title: str
    text: str
    url: str
    unit_code: str = ""

    @property
    def name(self) -> str:
        return str(NAMES[self.kind])


def entries(*, since: date, until: date, unit_code: str = "") -> list[Entry]:
    """Everything due on these days, both included; of one unit, with what is due from all of them."""
    found = [*_requests(), *_closings(), *_plans(), *_of_projects()]
    wanted = ("", unit_code)
    return sorted(
        (
            one
            for one in found
            if since <= one.day <= until and (not unit_code or one.unit_code in wanted)
        ),
        key=lambda one: (one.day, list(Kind).index(one.kind), one.title),
    )


def _requests() -> Iterator[Entry]:
    for each in queries.open_requests():
        yield Entry(
            day=each.wanted_by,
            kind=Kind.REQUEST,
            key=str(each.pk),
            title=each.tenant_name,
            text=sentences.matter(each.kind, each.day),
            url=reverse("watching:requests"),
            unit_code=each.unit_code,
        )


def _closings() -> Iterator[Entry]:
    for each in ClosingDay.objects.all():
        yield Entry(
            day=each.close_by,
            kind=Kind.CLOSING,
            key=str(each.pk),
            title=each.name,
            text=_("due from every unit: what ended by then is closed by itself"),
            url=reverse("programme_periods:period", args=[each.pk]),
        )


def _plans() -> Iterator[Entry]:
    for each in programme.periods():
        yield Entry(
            day=each.ends_on,
            kind=Kind.PLAN,
            key=str(each.pk),
            title=each.name,
            text=_("what the programme has planned for these days is counted"),
            url=reverse("metropolis:targets"),
        )


def _of_projects() -> Iterator[Entry]:
    ends = dict(PeriodStanding.objects.values_list("project_id", "first_open_ends_on"))
    for card in released.projects():
        yield _of_project(card, Kind.PROJECT_END, card.ends_on)
        if period_ends_on := ends.get(card.pk):
            yield _of_project(card, Kind.PERIOD, period_ends_on)


def _of_project(card: ReleasedProject, kind: Kind, day: date) -> Entry:
    texts = {
        Kind.PROJECT_END: _("no support and no costs after that day: %(unit)s"),
        Kind.PERIOD: _("afterwards the period is reported and closed: %(unit)s"),
    }
    return Entry(
        day=day,
        kind=kind,
        key=str(card.pk),
        title=str(card),
        text=texts[kind] % {"unit": card.tenant_name},
        url=reverse("metropolis:project", args=[card.pk]),
        unit_code=card.unit_code,
    )


def month_of_the_next(*, on: date, unit_code: str = "") -> "Month":
    """The month in which the next thing is due, today included; this one where nothing is to come."""
    coming = entries(
        since=on, until=on.replace(day=1, year=on.year + YEARS_AHEAD), unit_code=unit_code
    )
    return Month((coming[0].day if coming else on).replace(day=1))


@dataclass(frozen=True)
class Month:
    """The days of a month, from its first to its last, as an address names it: 2026-11."""

    first: date

    @classmethod
    def read(cls, text: str, *, on: date) -> tuple["Month", bool]:
        """The month that an address names, or this one; and whether it named one at all wrongly."""
        now = cls(on.replace(day=1))
        try:
            first = date.fromisoformat(f"{text}-01")
        except ValueError:
            return now, bool(text)
        is_known = FIRST_YEAR <= first.year <= on.year + YEARS_AHEAD
        return (cls(first), False) if is_known else (now, True)

    @property
    def last(self) -> date:
        return self.after.first - timedelta(days=1)

    @property
    def after(self) -> "Month":
        return Month((self.first + timedelta(days=31)).replace(day=1))

    @property
    def before(self) -> "Month":
        return Month((self.first - timedelta(days=1)).replace(day=1))

    @property
    def code(self) -> str:
        return f"{self.first:%Y-%m}"
