"""An indicator of the unit's own is defined, described, counted by versions, and withdrawn."""

from dataclasses import replace
from datetime import date, datetime

from django.db.models import Min, Q

from core import audit
from core.errors import StaleEdit
from core.operation import operation
from core.permissions import Actor, Permission, require
from core.turns import take_turn
from indicators.definitions.models import Definition
from indicators.definitions.vocabulary import Status
from indicators.drafts.refusals import RuleRefused
from indicators.language import tree
from indicators.local import queries, refusals
from indicators.local.entries import FIXED, Description
from indicators.local.models import LocalIndicator, LocalVersion
from ui import formats

DEFINE = Permission.DEFINE_LOCAL_INDICATORS
# Where a rule begins: whoever has started.
EVERYBODY = {"field": "started_on", "known": True}


@operation()
def define_indicator(*, description: Description, effective_from: date, by: Actor) -> LocalVersion:
    """Begin an indicator with the draft of its first version, which counts everybody."""
    require(by, DEFINE)
    said = _checked(description)
    one = LocalIndicator.objects.create(number=_next_number(), **vars(said))
    made = LocalVersion.objects.create(
        indicator=one, number=1, effective_from=effective_from, rule=EVERYBODY
    )
    audit.record("defined an indicator", one, by=by)
    return made


@operation()
def describe_indicator(
    *, indicator: LocalIndicator, description: Description, by: Actor
) -> LocalIndicator:
    """Name it otherwise; once it was published, what makes it this indicator stays."""
    require(by, DEFINE)
    one = _locked(indicator)
    said = _checked(description, but=one)
    changed = [name for name, value in vars(said).items() if getattr(one, name) != value]
    if any(name in FIXED for name in changed) and queries.published_of(one):
        raise refusals.AnotherIndicator
    for name in changed:
        setattr(one, name, getattr(said, name))
    one.save()
    audit.record("described an indicator", one, by=by, fields=changed)
    return one


@operation()
def start_version(*, indicator: LocalIndicator, effective_from: date, by: Actor) -> LocalVersion:
    """Start the next version as a copy of the last one, to hold from a later day."""
    require(by, DEFINE)
    one = _locked(indicator)
    if queries.draft_of(one):
        raise refusals.DraftedAlready(name=one.short_name)
    last = queries.published_of(one)[0]
    _refuse_early(one, effective_from)
    made = LocalVersion.objects.create(
        indicator=one, number=last.number + 1, effective_from=effective_from, rule=last.rule
    )
    audit.record("started a local version", one, by=by)
    return made


@operation()
def save_version(
    *, version: LocalVersion, rule: object, effective_from: date, note: str, seen: str, by: Actor
) -> LocalVersion:
    """Keep a draft whose rule can be read; `seen` is the fingerprint of what was changed."""
    require(by, DEFINE)
    draft = _draft(version, seen=seen)
    try:
        read = tree.parse(rule)
    except tree.RuleInvalid as mistake:
        raise RuleRefused(path=mistake.path, reason=str(mistake)) from mistake
    _refuse_early(draft.indicator, effective_from)
    draft.rule, draft.effective_from, draft.note = tree.to_json(read), effective_from, note
    draft.save(update_fields=["rule", "effective_from", "note"])
    changed = ["rule", "effective_from", "note"]
    audit.record("saved a local version", draft.indicator, by=by, fields=changed)
    return draft


@operation()
def discard_version(*, version: LocalVersion, by: Actor) -> None:
    """Take a draft away; of an indicator that was never published nothing is left."""
    require(by, DEFINE)
    draft = _draft(version)
    audit.record("discarded a local version", draft.indicator, by=by)
    draft.delete()
    if not queries.published_of(draft.indicator):
        draft.indicator.delete()


@operation()
def publish_version(*, version: LocalVersion, seen: str, at: datetime, by: Actor) -> LocalVersion:
    """Let exactly the draft that was seen judge from its day on, inside this unit alone."""
    require(by, DEFINE)
    draft = _draft(version, seen=seen)
    _refuse_early(draft.indicator, draft.effective_from)
    draft.status, draft.published_at = Status.PUBLISHED, at
    draft.published_by = by.display_name
    draft.save(update_fields=["status", "published_at", "published_by"])
    audit.record("published a local version", draft.indicator, by=by)
    return draft


@operation()
def withdraw_indicator(
    *, indicator: LocalIndicator, reason: str, at: datetime, by: Actor
) -> LocalIndicator:
    """Count nobody by it any more; what it was and who published it stays to be read."""
    require(by, DEFINE)
    one = _locked(indicator)
    if not reason.strip():
        raise refusals.ReasonMissing
    if not queries.published_of(one):
        raise refusals.NothingToWithdraw(name=one.short_name)
    one.versions.filter(status=Status.DRAFT).delete()
    one.withdrawn_at = at
    one.save(update_fields=["withdrawn_at"])
    audit.record("withdrew an indicator", one, by=by, reason=reason.strip())
    return one


def _locked(indicator: LocalIndicator) -> LocalIndicator:
    """The row as it is, held until the end; one that is withdrawn changes no more."""
    one = LocalIndicator.objects.select_for_update().get(pk=indicator.pk)
    if one.is_withdrawn:
        raise refusals.Withdrawn(name=one.short_name)
    return one


def _draft(version: LocalVersion, *, seen: str | None = None) -> LocalVersion:
    """The draft as it is, held until the end; a published one cannot be held, and is not found."""
    rows = LocalVersion.objects.select_for_update(of=("self",)).select_related("indicator")
    found = rows.filter(pk=version.pk, status=Status.DRAFT).first()
    if found is None:
        raise refusals.NotADraft
    if seen is not None and seen != queries.fingerprint(found):
        raise StaleEdit
    return found


def _next_number() -> int:
    # Two that are defined at once get two numbers.
    take_turn("local indicators")
    lowest = LocalIndicator.objects.aggregate(lowest=Min("number"))["lowest"]
    return (lowest or 0) - 1


def _refuse_early(one: LocalIndicator, effective_from: date) -> None:
    for last in queries.published_of(one)[:1]:
        if effective_from <= last.effective_from:
            day = formats.day(last.effective_from)
            raise refusals.HoldsTooEarly(number=last.number, day=day)


def _checked(said: Description, *, but: LocalIndicator | None = None) -> Description:
    """The names as they are kept; no two indicators that a reader meets are called alike."""
    said = replace(said, **{name: value.strip() for name, value in vars(said).items()})
    if not all(vars(said).values()):
        raise refusals.NameMissing
    alike = Q(short_name_pl__iexact=said.short_name_pl) | Q(
        short_name_en__iexact=said.short_name_en
    )
    others = LocalIndicator.objects.filter(alike, withdrawn_at=None)
    if but is not None:
        others = others.exclude(pk=but.pk)
    if others.exists() or Definition.objects.filter(alike).exists():
        raise refusals.NameTaken
    return said
