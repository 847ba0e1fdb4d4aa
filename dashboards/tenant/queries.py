"""What a unit can ask about its own figures: targets reached, who counts and why, how fresh."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from core.permissions import Actor, Permission, projects_held
from indicators import judging
from indicators.cells import queries as cells
from indicators.cells.queries import NOBODY, Count, Overlap
from indicators.definitions import queries as definitions
from indicators.definitions.models import Definition
from indicators.facts.models import Publication
from indicators.judging import Indicator, Judgement, Row
from indicators.language import as_sentence, opening
from indicators.language.as_python import Verdict
from indicators.language.opening import Standing, State
from indicators.local import parts as local_parts
from indicators.local import queries as local
from indicators.targets import queries as promised
from indicators.targets.models import TargetInForce
from projects.agreements.queries import Figures, Progress, Reached
from projects.participants import queries as participants
from projects.participants.models import Participation
from projects.participants.queries import Counting
from ui import formats

CELLS = {"total": "", "women": "F", "men": "M"}
OPEN = (State.IN_PROGRESS, State.PENDING)


def figures_of(
    projects: Iterable[UUID],
    *,
    known: Mapping[str, Definition] | None = None,
    set_targets: Iterable[TargetInForce] | None = None,
) -> dict[UUID, Figures]:
    """Of each project: who is in it and out of it, and every indicator against its target.

    A page that has read the definitions, or the targets of these projects, says so.
    """
    ids = list(projects)
    counts, known = cells.by_project(ids), known or definitions.definitions()
    targets = promised.final_of(ids) if set_targets is None else _final(set_targets)
    people = participants.totals_by_project(ids)
    found = {}
    for pk in ids:
        rows = [
            _progress(code, definition.short_name, pk, counts, targets.get((pk, code)))
            for code, definition in known.items()
        ]
        shown = [row for row in rows if row.total.achieved or row.has_target]
        total = people.get(pk, participants.Totals(0, 0, 0, 0))
        left = total.participations - total.taking_part
        found[pk] = Figures(total.taking_part, left, total.waiting, shown)
    return found


def _final(rows: Iterable[TargetInForce]) -> dict[tuple[UUID, str], TargetInForce]:
    final = (row for row in rows if not (row.period_id or row.subset))
    return {(row.project_id, row.definition_code): row for row in final if row.project_id}


def _progress(
    code: str,
    name: str,
    project: UUID,
    counts: Mapping[tuple[UUID, str, str], Count],
    target: TargetInForce | None,
) -> Progress:
    reached = {
        cell: Reached(
            achieved=counts.get((project, code, sex), NOBODY).participations,
            target=getattr(target, f"{cell}_count", None),
            is_invented=target is not None and cell in target.invented,
        )
        for cell, sex in CELLS.items()
    }
    return Progress(code=code, name=name, **reached)


@dataclass(frozen=True)
class Supported:
    """One indicator over all the projects the reader sees; people once, or unknown."""

    participations: int
    people: int | None


def supported(by: Actor, projects: Iterable[UUID]) -> dict[str, Supported]:
    """Each indicator's count; people only for whoever sees the whole unit: they do not add up."""
    if projects_held(by, Permission.SEE_FIGURES) is None:
        whole = cells.whole_tenant()
        return {code: Supported(c.participations, c.people) for code, c in whole.items()}
    found: dict[str, Supported] = {}
    for (_project, code, sex), count in cells.by_project(projects).items():
        if not sex:
            before = found.get(code, Supported(0, None))
            found[code] = Supported(before.participations + count.participations, None)
    return found


def overlap(by: Actor) -> Overlap:
    """From participations to people, for whoever sees the whole unit; nothing for anybody else."""
    whole = projects_held(by, Permission.SEE_FIGURES) is None
    return cells.overlap() if whole else Overlap({}, [])


def publication_of(tenant_id: int) -> Publication | None:
    """When the unit's figures were last published, and what went wrong since."""
    return Publication.objects.filter(tenant_id=tenant_id).first()


def indicator(code: str, *, on: date) -> Indicator | None:
    """A shared indicator or one of the unit's own: their codes are never alike."""
    return judging.indicators(on=on).get(code) or local.indicators(on=on).get(code)


def counting_of(participation: Participation, on: date) -> list[Counting]:
    """What one participation counts to; the reason is a sentence.

    It comes with its person, its project and its outcomes, and is not asked for again. Whoever is
    accepted and has had no support yet counts to nothing, and there is no row.
    """
    row = judging.counting_row(participation)
    if row is None:
        return []
    known = [*judging.indicators(on=on).values(), *local.indicators(on=on).values()]
    asking = [one for one in known if one.asks(row)]
    return [_counting(one, row, on=on) for one in asking]


def reason_against(one: Indicator, row: Row, judgement: Judgement, *, on: date) -> str:
    """Why a participation does not count: of one that may still count, first where it stands.

    Where a result is awaited, so it is of the others: the branch alone would say the same of whoever
    is too late and of whoever never could.
    """
    standing = _standing(one, row)
    is_open = standing.state(on=on) in OPEN
    if not is_open and not one.definition.awaits:
        return reason_of(judgement.verdict)
    reason = _still_open(judgement.verdict) if is_open else reason_of(judgement.verdict)
    facts = {"standing": _stands(standing, row, on=on), "reason": reason}
    return _("%(standing)s; %(reason)s") % facts


def reason_of(verdict: Verdict) -> str:
    """The branch that decided, and whether it is fulfilled."""
    clause = {"clause": as_sentence.sentence(verdict.branch)}
    if _is_fulfilled(verdict):
        return _("fulfilled: %(clause)s") % clause
    return _("not fulfilled: %(clause)s") % clause


def _still_open(verdict: Verdict) -> str:
    return _("still open: %(clause)s") % {"clause": as_sentence.sentence(verdict.branch)}


def _is_fulfilled(verdict: Verdict) -> bool:
    # Each "not" above the branch turned its answer over.
    turned = verdict.decided_by.split(".").count("not") % 2
    return verdict.holds is not bool(turned)


def _standing(one: Indicator, row: Row) -> Standing:
    return opening.standing([version.counted for version in one.versions], row)


def _stands(standing: Standing, row: Row, *, on: date) -> str:
    state = standing.state(on=on)
    if state == State.IN_PROGRESS:
        return _("may still count") if row["ended_on"] else _("still in the project")
    if standing.closes_on is None:
        return _("never could count")
    day = {"day": formats.day(standing.closes_on)}
    if state == State.PENDING:
        return _("the window is open until %(day)s") % day
    return _("the window closed on %(day)s") % day


def _counting(one: Indicator, row: Row, *, on: date) -> Counting:
    judgement = judging.judge(one, row)
    answer, reason = "yes" if judgement.counts else "no", reason_of(judgement.verdict)
    if _standing(one, row).state(on=on) in OPEN:
        answer, reason = "possible", _still_open(judgement.verdict)
    tag = local_parts.tag() if one.is_local else ""
    return Counting(one.definition.code, one.definition.short_name, answer, reason, tag)
