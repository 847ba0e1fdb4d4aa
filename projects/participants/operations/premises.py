"""Premises of exclusion: what somebody saw of the evidence, its end, and a mistake taken away."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from core import audit, outbox
from core.errors import RuleBroken, StaleEdit
from core.ledger.models import Member
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.participants.entries import PremiseEntry
from projects.participants.models import Participation, Premise
from projects.participants.premise_kinds import catalogue
from ui import formats


class UnknownPremise(RuleBroken):
    message = _("“%(value)s” is not in the list of premises. Choose one from the list.")
    field = "kind"


class UnknownEvidence(RuleBroken):
    message = _(
        "“%(value)s” does not prove this premise. Choose one of the kinds of evidence it allows."
    )
    field = "evidence"


class EvidenceSeenTomorrow(RuleBroken):
    message = _("The evidence was seen on %(day)s, which has not come yet. Correct the day.")
    field = "seen_on"


class EvidenceEndsBeforeItBegins(RuleBroken):
    message = _(
        "The evidence is valid to %(valid_to)s, before it begins on %(valid_from)s. "
        "Correct one of the days."
    )
    field = "valid_to"


class DegreeOfNothing(RuleBroken):
    message = _(
        "A degree and a kind of disability belong to evidence of a disability. "
        "Clear them, or choose the premise that the evidence proves."
    )
    field = "disability_degree"


@operation(moves_figures=True)
def note_premise(
    *, participation: Participation, entry: PremiseEntry, on: date, by: Actor
) -> Premise:
    """Write down a premise and the evidence that was seen, by whom and when."""
    require(by, Permission.EDIT_PEOPLE, project=participation.project_id)
    _decide(entry, on=on)
    premise = premise_row(participation, entry, by=by)
    premise.save(force_insert=True)
    audit.record("noted a premise", participation, by=by, fields=["premises"])
    outbox.write(outbox.Topic.PARTICIPATION, participation.pk)
    return premise


@operation()
def end_premise(
    *, premise: Premise, ends_on: date, version: int, reason: str, by: Actor
) -> Premise:
    """The evidence holds no longer than this day: a new certificate came, or it was taken back."""
    found = _locked(premise, by=by)
    if found.version != version:
        raise StaleEdit
    if found.valid_from and ends_on < found.valid_from:
        raise EvidenceEndsBeforeItBegins(
            valid_to=formats.day(ends_on), valid_from=formats.day(found.valid_from), field="ends_on"
        )
    found.valid_to = ends_on
    found.version += 1
    found.save(update_fields=["valid_to", "version"])
    audit.record("ended a premise", found.participation, by=by, fields=["premises"], reason=reason)
    return found


@operation(moves_figures=True)
def remove_premise(*, premise: Premise, reason: str, by: Actor) -> None:
    """Take away what was entered by mistake; the history keeps that it was there, and why."""
    found = _locked(premise, by=by)
    found.delete()
    audit.record(
        "removed a premise", found.participation, by=by, fields=["premises"], reason=reason
    )
    outbox.write(outbox.Topic.PARTICIPATION, found.participation_id)


def premise_row(participation: Participation, entry: PremiseEntry, *, by: Actor) -> Premise:
    seen_by = by if isinstance(by, Member) else None
    return Premise(participation=participation, seen_by=seen_by, **vars(entry))


def _locked(premise: Premise, *, by: Actor) -> Premise:
    rows = Premise.objects.select_for_update(of=("self",)).select_related("participation")
    found = rows.get(pk=premise.pk)
    require(by, Permission.EDIT_PEOPLE, project=found.participation.project_id)
    return found


def _decide(entry: PremiseEntry, *, on: date) -> None:
    kind = catalogue().premises.get(entry.kind)
    if kind is None:
        raise UnknownPremise(value=entry.kind)
    if entry.evidence not in kind.evidence:
        raise UnknownEvidence(value=entry.evidence)
    if entry.seen_on > on:
        raise EvidenceSeenTomorrow(day=formats.day(entry.seen_on))
    if entry.valid_from and entry.valid_to and entry.valid_to < entry.valid_from:
        raise EvidenceEndsBeforeItBegins(
            valid_to=formats.day(entry.valid_to), valid_from=formats.day(entry.valid_from)
        )
    if (entry.disability_degree or entry.disability_kind) and not kind.proves_disability:
        raise DegreeOfNothing
