"""Decisions on candidates: one by one, by the ranking, from the reserve, and taken back."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core import audit, outbox
from core.errors import RuleBroken, StaleEdit
from core.ledger.models import Member
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.recruitment import queries
from projects.recruitment.models import Candidate, Decision, Recruitment
from projects.recruitment.operations.applying import locked_candidate
from projects.recruitment.operations.keeping import set_day
from projects.recruitment.operations.priority import set_priority
from projects.recruitment.rules import eligibility, ranking
from projects.recruitment.sentences import sentence
from projects.recruitment.vocabulary import Ground, Standing

REASONED = (Standing.REJECTED, Standing.WITHDRAWN)
PLACES = (Standing.ACCEPTED, Standing.RESERVE)


class NoPlaceLeft(RuleBroken):
    message = _(
        "All %(places)s places of the round are taken. Put the candidate on the reserve list, "
        "or free a place, or enter more places in the round."
    )
    field = "standing"


class NoReserveLeft(RuleBroken):
    message = _(
        "All %(places)s places on the reserve list are taken. Enter more of them in the round, "
        "or decide otherwise."
    )
    field = "standing"


class ReasonMissing(RuleBroken):
    message = _("Say why: the candidate has a right to know, and a check will ask.")
    field = "reason"


class NotEligible(RuleBroken):
    message = _("Cannot be accepted: %(why)s")
    field = "standing"


class NotScored(RuleBroken):
    message = _("Confirm the points of every criterion first: without them there is no ranking.")
    field = "standing"


class NotAllScored(RuleBroken):
    def __str__(self) -> str:
        count = int(str(self.facts["count"]))
        return ngettext(
            "One candidate has no confirmed points yet. Score everybody first, or reject and "
            "withdraw those who are not ranked.",
            "%(count)s candidates have no confirmed points yet. Score everybody first, or reject "
            "and withdraw those who are not ranked.",
            count,
        ) % {"count": count}


class OnePersonTwice(RuleBroken):
    """Nobody but the team says which application of one person holds.

    Neither the newest nor the oldest wins by itself: whoever knows a PESEL could set somebody
    else's application aside with one of their own, and the older one may have the papers.
    """

    message = _(
        "These applications are of one person, by the PESEL: %(applications)s. One person takes "
        "one place. Reject or withdraw those that do not hold, and say why; then try again."
    )
    field = "standing"


class NobodyToDivide(RuleBroken):
    message = _("Nobody waits for a decision.")


class ReserveEmpty(RuleBroken):
    message = _("Nobody who may be accepted is on the reserve list.")


class AlreadyPromoted(RuleBroken):
    message = _(
        "This candidate is a participant now, so the decision stays. "
        "What happens next belongs to the participant's page."
    )


class NothingToUndo(RuleBroken):
    message = _("There is no decision to take back.")


@operation(moves_figures=True)
def decide(
    *, candidate: Candidate, standing: str, reason: str, version: int, on: date, by: Actor
) -> Candidate:
    """Decide on one candidate; places are counted under the lock of the round."""
    require(by, Permission.EDIT_PEOPLE, project=candidate.recruitment.project_id)
    locked = _undecided_place(candidate, version=version)
    if standing in REASONED and not reason.strip():
        raise ReasonMissing
    if standing in PLACES:
        _refuse_unfit(locked)
    _refuse_full(locked, standing)
    _set(locked, standing, reason=reason, on=on, by=by)
    audit.record("decided on a candidate", locked, by=by)
    outbox.write(outbox.Topic.CARD, locked.recruitment.project_id)
    return locked


@operation(moves_figures=True)
def divide_places(*, recruitment: Recruitment, version: int, on: date, by: Actor) -> Recruitment:
    """Give every free place and the reserve to those who wait, in the order of the ranking.

    Whoever does not meet the conditions is left for a person to reject, and is given no place.
    """
    require(by, Permission.EDIT_PEOPLE, project=recruitment.project_id)
    found = _locked_round(recruitment, version=version)
    waiting = list(found.candidates.filter(standing=Standing.APPLIED).select_for_update().ranked())
    _renew_priority(waiting)
    fit = _fit(found, waiting)
    if not fit:
        raise NobodyToDivide
    unscored = sum(each.scored_at is None for each in fit)
    if unscored and queries.asks_anything(found):
        raise NotAllScored(count=unscored)
    _refuse_twice(found, fit)
    division = ranking.divided(
        queries.places_of(fit), free=_free(found), free_on_reserve=_free_on_reserve(found)
    )
    parts = (
        (division.accepted, Standing.ACCEPTED, ""),
        (division.reserve, Standing.RESERVE, ""),
        (division.beyond, Standing.REJECTED, Ground.NO_PLACE.value),
    )
    for candidates, standing, reason in parts:
        for candidate in candidates:
            _set(candidate, standing, reason=reason, on=on, by=by)
    found.version += 1
    found.save(update_fields=["version"])
    audit.record("divided the places", found, by=by, count=len(fit))
    outbox.write(outbox.Topic.CARD, found.project_id)
    return found


@operation(moves_figures=True)
def take_from_reserve(*, recruitment: Recruitment, version: int, on: date, by: Actor) -> Candidate:
    """Accept the first on the reserve list who still meets the conditions, if a place is free."""
    require(by, Permission.EDIT_PEOPLE, project=recruitment.project_id)
    found = _locked_round(recruitment, version=version)
    if _free(found) < 1:
        raise NoPlaceLeft(places=found.places_count)
    first = next(iter(_fit(found, list(queries.reserve_in_order(found)))), None)
    if first is None:
        raise ReserveEmpty
    _refuse_twice(found, [first])
    _set(first, Standing.ACCEPTED, reason="", on=on, by=by)
    found.version += 1
    found.save(update_fields=["version"])
    audit.record("took from the reserve", first, by=by)
    outbox.write(outbox.Topic.CARD, found.project_id)
    return first


@operation(moves_figures=True)
def undo_decision(*, candidate: Candidate, version: int, at: datetime, by: Actor) -> Candidate:
    """Take the last decision back: the one before it holds again, if its place is still free."""
    require(by, Permission.EDIT_PEOPLE, project=candidate.recruitment.project_id)
    locked = _undecided_place(candidate, version=version)
    standing_ones = list(locked.decisions.filter(undone_at=None)[:2])
    if not standing_ones:
        raise NothingToUndo
    last, earlier = standing_ones[0], standing_ones[1] if len(standing_ones) > 1 else None
    before = earlier.standing if earlier else Standing.APPLIED
    _refuse_full(locked, before)
    last.undone_at = at
    last.save(update_fields=["undone_at"])
    locked.standing, locked.decided_on = before, earlier.decided_on if earlier else None
    _keep(locked)
    audit.record("took a decision back", locked, by=by)
    outbox.write(outbox.Topic.CARD, locked.recruitment.project_id)
    return locked


def _undecided_place(candidate: Candidate, *, version: int) -> Candidate:
    locked = locked_candidate(candidate, version=version)
    if locked.participation_id is not None:
        raise AlreadyPromoted
    return locked


def _locked_round(recruitment: Recruitment, *, version: int) -> Recruitment:
    rows = Recruitment.objects.select_for_update(of=("self",)).select_related("project")
    found = rows.get(pk=recruitment.pk)
    if found.version != version:
        raise StaleEdit
    return found


def _fit(recruitment: Recruitment, candidates: list[Candidate]) -> list[Candidate]:
    """Those of whom no check says no, in the given order."""
    rows = queries.with_checks(recruitment.candidates.filter(pk__in=[c.pk for c in candidates]))
    findings = queries.findings_of(recruitment, rows)
    return [
        each
        for each in candidates
        if eligibility.verdict(findings.get(each.pk, [])) != eligibility.FAIL
    ]


def _renew_priority(candidates: Iterable[Candidate]) -> None:
    """The agreement may have changed since they applied."""
    for each in candidates:
        if each.has_priority != queries.is_admitted_first(each):
            set_priority(each)
            each.save(update_fields=["has_priority"])


def _refuse_unfit(candidate: Candidate) -> None:
    found = queries.findings_now(candidate)
    failed = [each for each in found if each.verdict == eligibility.FAIL]
    if failed:
        raise NotEligible(why=" ".join(sentence(each) for each in failed))
    if candidate.scored_at is None and queries.asks_anything(candidate.recruitment):
        raise NotScored


def _refuse_full(candidate: Candidate, standing: str) -> None:
    """Raise when the standing is given out; whoever has it already takes nothing more."""
    recruitment = candidate.recruitment
    if candidate.standing == standing:
        return
    if standing in PLACES:
        _refuse_twice(recruitment, [candidate])
    if standing == Standing.ACCEPTED and _free(recruitment) < 1:
        raise NoPlaceLeft(places=recruitment.places_count)
    on_reserve = _free_on_reserve(recruitment)
    if standing == Standing.RESERVE and on_reserve is not None and on_reserve < 1:
        raise NoReserveLeft(places=recruitment.reserve_count)


def _refuse_twice(recruitment: Recruitment, candidates: Sequence[Candidate]) -> None:
    """Raise when two of them, or one of them and somebody with a place, have one PESEL."""
    met: dict[bytes, dict[UUID, Candidate]] = defaultdict(dict)
    for each in (*candidates, *queries.with_places(recruitment, of=candidates)):
        if each.pesel_index:
            met[bytes(each.pesel_index)][each.pk] = each
    twice = [each for twins in met.values() if len(twins) > 1 for each in twins.values()]
    if twice:
        raise OnePersonTwice(applications=_applications(twice, recruitment))


def _applications(candidates: Iterable[Candidate], recruitment: Recruitment) -> str:
    """'2, 5, 1 (Drugi nabór)': a number means something only within its round."""
    return ", ".join(
        f"{each.number}"
        if each.recruitment_id == recruitment.pk
        else f"{each.number} ({each.recruitment})"
        for each in candidates
    )


def _free(recruitment: Recruitment) -> int:
    taken = recruitment.candidates.filter(standing=Standing.ACCEPTED).count()
    return recruitment.places_count - taken


def _free_on_reserve(recruitment: Recruitment) -> int | None:
    if recruitment.reserve_count is None:
        return None
    return recruitment.reserve_count - queries.reserve_in_order(recruitment).count()


def _set(candidate: Candidate, standing: str, *, reason: str, on: date, by: Actor) -> None:
    Decision.objects.create(
        candidate=candidate,
        standing=standing,
        reason=reason.strip(),
        decided_on=on,
        decided_by=by if isinstance(by, Member) else None,
    )
    candidate.standing, candidate.decided_on = standing, on
    _keep(candidate)


def _keep(candidate: Candidate) -> None:
    """Save the decision with what hangs on it: how long the data are kept."""
    set_day(candidate, candidate.recruitment)
    candidate.version += 1
    candidate.save(update_fields=["standing", "decided_on", "delete_after", "version"])
