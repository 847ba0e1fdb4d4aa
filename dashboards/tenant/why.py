"""Why this number: the question that a figure's address asks, who is in the answer, who is out and why."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from re import fullmatch
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.days import add_months, quarter_key
from dashboards.tenant.queries import reason_against
from indicators import judging
from indicators.cells.queries import WHOLE_TIME
from indicators.judging import Indicator, Judgement
from indicators.language import fields
from projects.agreements.models import Project
from projects.participants.models import Participation
from ui import formats

PROJECT, PERIOD, SEX, DISABILITY, AS_OF = (
    "projekt",
    "okres",
    "plec",
    "niepelnosprawnosc",
    "stan",
)
TRAITS = {SEX: "sex", DISABILITY: "disability"}
PERIODS = r"[0-9]{4}|[0-9]{4}Q[1-4]|[0-9]{4}-(0[1-9]|1[0-2])"
# The programme's first day, and how far ahead anybody could have entered something.
FIRST_DAY, YEARS_AHEAD = date(2014, 1, 1), 10


@dataclass(frozen=True)
class Question:
    """Which figure: of one project or the whole unit, in a period, of whom, as of which day.

    The day makes an address that gives the same answer tomorrow, as long as nobody changes what
    happened until then.
    """

    as_of: date
    project: UUID | None = None
    period: str = WHOLE_TIME
    sex: str = ""
    disability: str = ""

    @property
    def query(self) -> str:
        """The end of the address that asks this question again."""
        asked = {
            PROJECT: self.project or "",
            PERIOD: "" if self.period == WHOLE_TIME else self.period,
            SEX: self.sex,
            DISABILITY: self.disability,
            AS_OF: self.as_of.isoformat(),
        }
        return "?" + urlencode({name: str(value) for name, value in asked.items() if value})

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day that are asked about."""
        first, last = days_of(self.period)
        return first, min(last, self.as_of)

    def is_of_period(self, day: date) -> bool:
        return self.period in names_of(day)

    def is_about(self, row: judging.Row) -> bool:
        """Whether the person has the traits that are asked for."""
        return (not self.sex or row["sex"] == self.sex) and (
            not self.disability or row["disability"] == self.disability
        )


def names_of(day: date) -> tuple[str, str, str, str]:
    """The periods that a day belongs to."""
    return WHOLE_TIME, f"{day:%Y}", quarter_key(day), f"{day:%Y-%m}"


def days_of(period: str) -> tuple[date, date]:
    """The days of a period by its name; ALL has all there are."""
    if period == WHOLE_TIME:
        return date.min, date.max
    year, rest = int(period[:4]), period[4:]
    if not rest:
        return date(year, 1, 1), date(year, 12, 31)
    first_month = 3 * int(rest[1:]) - 2 if rest.startswith("Q") else int(rest[1:])
    first = date(year, first_month, 1)
    following = add_months(first, 3 if rest.startswith("Q") else 1)
    return first, following - timedelta(days=1)


def read(
    typed: Mapping[str, str], *, projects: Iterable[UUID], on: date
) -> tuple[Question, list[str]]:
    """The question nearest to what an address asks, and a sentence for what it cannot have."""
    as_of, about_day = _day(typed.get(AS_OF, ""), on=on)
    project, about_project = _project(typed.get(PROJECT, ""), projects)
    period, about_period = _period(typed.get(PERIOD, ""), on=on)
    sex, about_sex = _trait(SEX, typed.get(SEX, ""))
    disability, about_disability = _trait(DISABILITY, typed.get(DISABILITY, ""))
    said = [about_project, about_period, about_sex, about_disability, about_day]
    return Question(as_of, project, period, sex, disability), [text for text in said if text]


def _day(asked: str, *, on: date) -> tuple[date, str]:
    if not asked:
        return on, ""
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        day = None
    nearest = min(max(day, FIRST_DAY), on) if day else on
    if nearest == day:
        return nearest, ""
    text = _("Nothing can be counted until “%(day)s”; it is counted until %(nearest)s instead.")
    return nearest, text % {"day": asked[:20], "nearest": formats.day(nearest)}


def _project(asked: str, projects: Iterable[UUID]) -> tuple[UUID | None, str]:
    found = next((pk for pk in projects if str(pk) == asked), None)
    if found or not asked:
        return found, ""
    return None, _("The project in this address is none that you see; all of them are shown.")


def _period(asked: str, *, on: date) -> tuple[str, str]:
    """Its name, as far as its year is one of the programme's; else the year nearest to it."""
    if asked in ("", WHOLE_TIME):
        return WHOLE_TIME, ""
    facts = {"period": asked[:20]}
    if not fullmatch("[0-9]{4}", asked[:4]):
        text = _("There are no figures for “%(period)s”; figures from the start are shown instead.")
        return WHOLE_TIME, text % facts
    year = int(asked[:4])
    is_known = FIRST_DAY.year <= year <= on.year + YEARS_AHEAD
    if is_known and fullmatch(PERIODS, asked):
        return asked, ""
    nearest = str(year if is_known else min(max(year, FIRST_DAY.year), on.year))
    text = _("There are no figures for “%(period)s”; the nearest year, %(year)s, is shown instead.")
    return nearest, text % (facts | {"year": nearest})


def _trait(name: str, asked: str) -> tuple[str, str]:
    field = fields.FIELDS[TRAITS[name]]
    if not asked or asked in field.values:
        return asked, ""
    text = _("Nobody is told apart by “%(asked)s” (%(label)s); everybody is shown instead.")
    return "", text % {"asked": asked[:20], "label": field.label}


@dataclass(frozen=True)
class Listed:
    """One participation in a list: the day it counts on, or why it does not count."""

    participation_id: UUID
    counted_on: date | None
    reason: str = ""


@dataclass(frozen=True)
class Answer:
    """Who counts and who does not, in the order of the rows; people count once."""

    counted: list[Listed]
    others: list[Listed]
    people: int

    @property
    def participations(self) -> int:
        return len(self.counted)


@dataclass(frozen=True)
class Judged:
    """A participation's id, what a rule may ask of it, and what the rule said."""

    participation_id: UUID
    row: judging.Row
    judgement: Judgement


def answer(rows: QuerySet[Participation], one: Indicator, question: Question) -> Answer:
    """Judge everybody in the scope of the question; three queries for any number of people."""
    if question.project:
        rows = rows.filter(project=question.project)
    judged = [Judged(pk, row, judging.judge(one, row)) for pk, row in judging.counting_rows(rows)]
    counted, others = [], []
    for each in judged:
        listed = _listed(each, one, question)
        (others if listed.reason else counted).append(listed)
    return Answer(counted, others, _people(rows, judged, one, question))


def anonymous(projects: QuerySet[Project], one: Indicator, question: Question) -> int:
    """How many participations of the figure are nobody's any more, and so in no list."""
    if question.project:
        projects = projects.filter(pk=question.project)
    judged = (
        Judged(pk, row, judging.judge(one, row)) for pk, row in judging.anonymous_rows(projects)
    )
    return sum(not _why_not(each, one, question) for each in judged)


def _listed(each: Judged, one: Indicator, question: Question) -> Listed:
    day = each.judgement.counted_on if one.asks(each.row) else None
    return Listed(each.participation_id, day, _why_not(each, one, question))


def _why_not(each: Judged, one: Indicator, question: Question) -> str:
    """The reason in words; nothing for whoever counts."""
    day = each.judgement.counted_on
    if not one.asks(each.row):
        rules = fields.FIELDS["rule_set"].values[one.definition.rule_set].label
        return _("the indicator is about projects by other rules: %(rules)s") % {"rules": rules}
    if day is None:
        return reason_against(one, each.row, each.judgement, on=question.as_of)
    if day > question.as_of or not question.is_of_period(day):
        return _("counts on %(day)s, which is another period") % {"day": formats.day(day)}
    if not question.is_about(each.row):
        return _("counts, but not among those who are asked for")
    return ""


def _people(
    rows: QuerySet[Participation], judged: list[Judged], one: Indicator, question: Question
) -> int:
    """People once, under the traits of the first day on which they count in this scope and period."""
    persons = dict(rows.values_list("pk", "person_id"))
    everybody = replace(question, sex="", disability="")
    days: dict[UUID, list[Judged]] = defaultdict(list)
    for each in judged:
        if not _why_not(each, one, everybody):
            days[persons[each.participation_id]].append(each)
    return sum(question.is_about(each.row) for each in _firsts(days))


def _firsts(days: Mapping[UUID, list[Judged]]) -> Iterator[Judged]:
    for own in days.values():
        yield min(
            own,
            key=lambda each: (
                each.judgement.counted_on or date.max,
                each.row["started_on"],
                each.participation_id.bytes,
            ),
        )
