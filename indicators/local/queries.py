"""What can be asked about a tenant's own indicators. Nothing here changes anything."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from indicators.definitions import files
from indicators.definitions.models import Definition, Version
from indicators.definitions.queries import Published
from indicators.definitions.vocabulary import Kind, OverTime, OverUnits, Status
from indicators.drafts.fingerprints import hashed
from indicators.judging import Indicator
from indicators.language import nodes, tree
from indicators.local.models import LocalIndicator, LocalVersion
from projects.agreements.models import Project

# Whose the definition is: no family of shared ones is called so.
FAMILY = "LOCAL"
# The number of a draft where it is counted beside what is in force: no indicator has it.
DRAFTED = 0


def indicators(*, on: date) -> dict[str, Indicator]:
    """Every one that is in force on a day, by its code, as whatever judges and tells takes it."""
    rows = LocalVersion.objects.filter(
        status=Status.PUBLISHED, effective_from__lte=on, indicator__withdrawn_at=None
    )
    own: dict[LocalIndicator, list[LocalVersion]] = defaultdict(list)
    for row in rows.select_related("indicator").order_by("-indicator__number", "number"):
        own[row.indicator].append(row)
    return {one.code: as_indicator(one, versions) for one, versions in own.items()}


def as_indicator(
    one: LocalIndicator, versions: Sequence[LocalVersion], *, number: int | None = None
) -> Indicator:
    """The indicator with these versions in force one after another, the oldest first."""
    rules = [tree.parse(version.rule) for version in versions]
    definition = _as_definition(one, rules[-1])
    definition.number = one.number if number is None else number
    ends = [*(following.effective_from for following in versions[1:]), None]
    told = [
        Published(definition, as_version(version), rule, version.effective_from, until)
        for version, rule, until in zip(versions, rules, ends, strict=True)
    ]
    return Indicator(definition, told)


def _as_definition(one: LocalIndicator, rule: nodes.Branch) -> Definition:
    """In the shape of a shared definition, and never saved as one.

    Nothing could: the tenant's role may only read them, and their table refuses such numbers.
    """
    windows = files.longest_windows([branch for _path, branch in nodes.walk(rule)])
    return Definition(
        code=one.code,
        family=FAMILY,
        kind=Kind.RESULT if any(windows.values()) else Kind.OUTPUT,
        name_pl=one.name_pl,
        name_en=one.name_en,
        short_name_pl=one.short_name_pl,
        short_name_en=one.short_name_en,
        unit=one.unit,
        counting_unit=one.counting_unit,
        counts_on=one.counts_on,
        adds_over_time=OverTime.SUM,
        adds_over_units=OverUnits.NONE,
        breakdowns=["sex", "disability"],
        window_days=windows["days"],
        window_months=windows["months"],
        source=_("defined by the unit itself"),
    )


def as_version(version: LocalVersion) -> Version:
    return Version(
        id=version.pk,
        definition_id=version.indicator.code,
        number=version.number,
        status=version.status,
        effective_from=version.effective_from,
        rule=version.rule,
        note=version.note,
        published_at=version.published_at,
        published_by=version.published_by,
    )


def with_draft(draft: LocalVersion, *, rule: object, effective_from: date) -> Indicator:
    """The indicator as it would count if this stood in the draft and it were published."""
    written = LocalVersion(
        indicator=draft.indicator,
        number=draft.number,
        rule=rule,
        effective_from=effective_from,
    )
    versions = [*reversed(published_of(draft.indicator)), written]
    return as_indicator(draft.indicator, versions, number=DRAFTED)


def in_force(one: LocalIndicator) -> Indicator | None:
    """The indicator by what was published of it, also from days to come."""
    published = published_of(one)
    return as_indicator(one, published[::-1]) if published else None


def everything() -> QuerySet[LocalIndicator]:
    """Drafts and withdrawn ones too, the oldest first."""
    return LocalIndicator.objects.prefetch_related("versions")


def published_of(one: LocalIndicator) -> list[LocalVersion]:
    """Every published version, the newest first."""
    rows = one.versions.filter(status=Status.PUBLISHED).select_related("indicator")
    return list(rows.order_by("-number"))


def draft_of(one: LocalIndicator) -> LocalVersion | None:
    return one.versions.filter(status=Status.DRAFT).select_related("indicator").first()


def fingerprint(version: LocalVersion) -> str:
    """Which state of a draft somebody saw."""
    state = [version.effective_from.isoformat(), version.rule, version.note]
    return hashed(version.pk.hex, *state)


def first_day() -> date | None:
    """The day from which a first version counts everybody: that of the oldest project."""
    found = Project.objects.order_by("starts_on").values_list("starts_on", flat=True)
    return found.first()
