"""One person's basket: a bar for each area, a line for each service, and what happened lately."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from projects.participants.models import Participation
from projects.participants.vocabulary import OutcomeKind
from projects.support.models import CourseResult, Service
from projects.support.parts import words
from projects.support.queries import story
from projects.support.queries.basket import AreaLine, Basket, Line
from projects.support.vocabulary import ATTENDED, Mark, ResultKind
from ui import formats


@dataclass(frozen=True)
class Bar:
    label: str
    share: float
    text: str
    tone: str = ""


@dataclass(frozen=True)
class BasketLine:
    """One service: so much of so much, and what is missing."""

    service: Service
    area: str
    text: str
    share: float | None
    tone: str
    missing: str
    period: str
    note: str
    change_url: str = ""
    drop_url: str = ""


@dataclass(frozen=True)
class Happened:
    when: str
    text: str
    url: str = ""
    due: bool = False
    tag: str = ""


def area_bars(areas: Iterable[AreaLine]) -> list[Bar]:
    return [_bar(line) for line in areas]


def _bar(line: AreaLine) -> Bar:
    planned, delivered = line.planned_hours, line.delivered_hours
    share = float(line.share * 100) if line.share is not None else 0.0
    texts = [_of(delivered, planned)] if planned or delivered else []
    texts += [_quantity_of(other) for other in line.other]
    tone = "ok" if line.share is not None and line.share >= 1 else ""
    return Bar(str(line.area.label), share, ", ".join(texts) or _("no service planned"), tone)


def _of(delivered: Decimal, planned: Decimal) -> str:
    if not planned:
        return words.hours(delivered)
    facts = {"delivered": formats.number(delivered), "planned": words.hours(planned)}
    return _("%(delivered)s of %(planned)s") % facts


def _quantity_of(line: Line) -> str:
    if line.planned_quantity is None:
        return words.quantity(line.delivered, line.service)
    facts = {
        "delivered": formats.number(line.delivered),
        "planned": words.quantity(line.planned_quantity, line.service),
    }
    return _("%(delivered)s of %(planned)s") % facts


def basket_lines(basket: Basket) -> list[BasketLine]:
    """In the order of the areas, then of the alphabet."""
    order = {line.area.value: place for place, line in enumerate(basket.areas)}
    lines = sorted(basket.lines, key=lambda line: order[line.service.area])
    return [_basket_line(line) for line in lines]


def _basket_line(line: Line) -> BasketLine:
    planned, share = line.planned, line.share
    return BasketLine(
        service=line.service,
        area=line.service.get_area_display(),
        text=_quantity_of(line),
        share=None if share is None else float(share * 100),
        tone="ok" if share is not None and share >= 1 else "",
        missing=words.quantity(line.missing, line.service) if line.missing else "",
        period=_period(planned.starts_on, planned.ends_on) if planned else _("not in the plan"),
        note=(planned.note or "") if planned else "",
        change_url=reverse("support:change-plan", args=[planned.pk]) if planned else "",
        drop_url=reverse("support:drop-plan", args=[planned.pk]) if planned else "",
    )


def _period(starts_on: date | None, ends_on: date | None) -> str:
    since, until = formats.day(starts_on), formats.day(ends_on)
    if since and until:
        return f"{since} – {until}"
    if since:
        return _("from %(day)s") % {"day": since}
    return _("to %(day)s") % {"day": until} if until else ""


def around(participation: Participation, *, on: date) -> dict[str, Any]:
    """What comes next, the last marks, and proofs without a sheet by their kind: two queries."""
    coming, marked = story.sessions_around(participation, on=on)
    proofs = story.proofs_of(participation)
    return {
        "coming": [_coming(met) for met in coming],
        "attended": [_attended(met) for met in marked],
        "given": [proof for proof in proofs if proof.kind == "given"],
        "placements": [proof for proof in proofs if proof.kind == "placement"],
        "results": [proof for proof in proofs if proof.kind == "result"],
    }


def _coming(met: story.Met) -> Happened:
    when = f"{formats.day(met.held_on)}, {met.start_time:%H:%M}–{met.end_time:%H:%M}"
    return Happened(when, met.service, reverse("support:sheet", args=[met.session_id]), due=True)


def _attended(met: story.Met) -> Happened:
    said = str(Mark(met.mark).label)
    if met.mark in ATTENDED and met.hours:
        said = f"{said}, {words.hours(met.hours)}"
    url = reverse("support:sheet", args=[met.session_id])
    return Happened(formats.day(met.held_on), f"{met.service}: {said}", url)


def offer(result: CourseResult) -> dict[str, Any]:
    """Whether an outcome can be made of the result, and if not, why."""
    participation = result.participation
    held = participation.outcomes.filter(kind=OutcomeKind.QUALIFICATION).first()
    qualifies = result.passed and result.kind == ResultKind.QUALIFICATION
    return {
        "qualifies": qualifies,
        "held": held,
        "has_left": participation.ended_on is not None,
        "is_open": qualifies and held is None and participation.ended_on is not None,
    }
