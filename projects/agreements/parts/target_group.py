"""Quotas and rules of the target group as the pages show them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from projects.agreements import sentences
from projects.agreements.models import EfficiencyLevel, RevitalisationArea, StreetRange, TargetGroup
from projects.agreements.queries import QuotaReading
from projects.agreements.queries.target_group import DISABILITY, EMPLOYMENT, FOOD_AID, SOCIAL
from projects.agreements.rules import Range
from territory.models import Unit
from ui import formats
from ui.parts import Cell, Column, Table

NAMES: dict[str, Promise] = {
    DISABILITY: gettext_lazy("People with disabilities"),
    FOOD_AID: gettext_lazy("Users of food aid"),
    SOCIAL: gettext_lazy("Social efficiency"),
    EMPLOYMENT: gettext_lazy("Employment efficiency"),
}


@dataclass(frozen=True)
class QuotaLine:
    """A quota in words, and as a bar where both of its ends are known."""

    label: str
    text: str
    share: float | None = None
    tone: str = ""


def quota_lines(readings: Iterable[QuotaReading]) -> list[QuotaLine]:
    return [
        QuotaLine(
            label=_label(reading),
            text=_promise(reading) + _standing(reading),
            share=None if reading.quota.share is None else 100 * reading.quota.share,
            tone="ok" if reading.quota.missing == 0 else "",
        )
        for reading in readings
    ]


def _label(reading: QuotaReading) -> str:
    name = str(NAMES[reading.kind])
    if reading.group == EfficiencyLevel.Group.HARDEST:
        group = EfficiencyLevel.Group.HARDEST.label
        return _("%(quota)s: %(group)s") % {"quota": name, "group": group}
    return name


def _promise(reading: QuotaReading) -> str:
    quota = reading.quota
    if quota.needed is None:
        share = formats.percent((reading.percent or 0) / 100)
        return _("at least %(share)s") % {"share": share}
    needed = formats.number(quota.needed)
    if quota.planned is None:
        return _("at least %(needed)s") % {"needed": needed}
    of = {"planned": formats.number(quota.planned), "needed": needed}
    promise = _("of %(planned)s at least %(needed)s") % of
    if reading.percent is None:
        return promise
    return f"{promise} ({formats.percent(reading.percent / 100)})"


def _standing(reading: QuotaReading) -> str:
    quota = reading.quota
    if quota.reached is None:
        return _("; not counted yet")
    reached = {"reached": formats.number(quota.reached)}
    if quota.missing is None:
        return _(": %(reached)s so far") % reached
    if not quota.missing:
        return _(": %(reached)s so far, reached") % reached
    return ngettext(
        ": %(reached)s so far, %(missing)s missing",
        ": %(reached)s so far, %(missing)s missing",
        quota.missing,
    ) % {**reached, "missing": formats.number(quota.missing)}


def group_sentences(group: TargetGroup) -> list[str]:
    return sentences.of_target_group(group, gminas=gmina_names(group.gminas))


def gmina_names(codes: Sequence[str]) -> list[str]:
    """Names in the order of the alphabet; a code that no list knows stays a code."""
    names = dict(Unit.objects.filter(code__in=codes).values_list("code", "display_name"))
    return sorted(names.get(code, code) for code in codes)


def area_facts(area: RevitalisationArea) -> list[dict[str, str]]:
    until = formats.day(area.valid_to) if area.valid_to else _("still in force")
    facts = {
        _("Gmina"): ", ".join(gmina_names([area.gmina])),
        _("Town or village"): area.place,
        _("In force"): f"{formats.day(area.valid_from)} – {until}",
        _("Resolution"): area.source,
    }
    return [{"label": label, "value": value} for label, value in facts.items() if value]


def areas_table(areas: Iterable[RevitalisationArea]) -> Table:
    rows = list(areas)
    names = dict(
        Unit.objects.filter(code__in={area.gmina for area in rows}).values_list(
            "code", "display_name"
        )
    )
    columns = [
        Column(_("Area")),
        Column(_("Gmina"), wide_only=True),
        Column(_("In force from"), "day"),
        Column(_("To"), "day"),
        Column(_("Entries"), "number"),
    ]
    lines = [
        [
            Cell(area.name, url=reverse("agreements:area", args=[area.pk])),
            names.get(area.gmina, area.gmina),
            area.valid_from,
            area.valid_to,
            area.ranges_count,  # type: ignore[attr-defined]
        ]
        for area in rows
    ]
    return Table(_("Revitalised areas"), columns, lines, caption_hidden=True)


def streets_table(ranges: Iterable[Range]) -> Table:
    columns = [Column(_("Street")), Column(_("Numbers")), Column(_("Odd or even"))]
    rows = [[one.street, _numbers(one), StreetRange.Parity(one.parity).label] for one in ranges]
    return Table(_("Streets of the area"), columns, rows, caption_hidden=True)


def _numbers(one: Range) -> str:
    if one.first is None and one.last is None:
        return _("the whole street")
    if one.first is None:
        return _("to %(last)s") % {"last": one.last}
    if one.last is None:
        return _("from %(first)s") % {"first": one.first}
    return str(one.first) if one.first == one.last else f"{one.first}–{one.last}"
