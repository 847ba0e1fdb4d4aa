"""What a draft would change, counted from the facts: everybody judged as if it were published.

Runs under the publishing role and leaves protected counts alone behind; nothing of a person, no
record, no small number.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from typing import Any

from django.db import OperationalError, connection, transaction
from django.utils import timezone
from psycopg.errors import QueryCanceled

from core import tenancy
from indicators.definitions import queries as definitions
from indicators.definitions.models import Definition, Version
from indicators.definitions.vocabulary import Family
from indicators.drafts import proposals
from indicators.drafts.fingerprints import fingerprint, judging
from indicators.drafts.models import Preview, PreviewCount
from indicators.drafts.rules import protecting
from indicators.language import tree
from indicators.language.as_sql import hits_statement
from indicators.language.counted import Counted

LONGEST_SECONDS = 20
_BOUNDED = f"set local statement_timeout = '{LONGEST_SECONDS}s'"

# Gone with the commit, and here for who counts twice in one transaction.
_FORGET_JUDGED = "drop table if exists preview_judged"
# Everybody who counts, would count, or both.
_JUDGED = """
create temporary table preview_judged on commit drop as
select coalesce(h.participation_id, d.id) as fact_id,
  coalesce(h.counted_on, d.counted_on) as counted_on,
  h.participation_id is not null as is_in, d.id is not null as would_be
from (select * from facts.hit where definition_no = %s) h
full join ({hits}) d on d.id = h.participation_id"""
_WHOLE = """
select count(*) filter (where j.is_in), count(distinct p.person_no) filter (where j.is_in),
  count(*) filter (where j.would_be), count(distinct p.person_no) filter (where j.would_be)
from preview_judged j join facts.participation p on p.id = j.fact_id"""
# By what a unit's people of a quarter would differ; a quarter in which nobody changes is left out.
_LINES = """
select t.tenant_name, to_char(j.counted_on, 'YYYY"Q"Q') as period,
  count(distinct p.person_no) filter (where j.would_be)
    - count(distinct p.person_no) filter (where j.is_in) as difference
from preview_judged j
join facts.participation p on p.id = j.fact_id
join publication t on t.tenant_id = p.tenant_id
group by t.tenant_id, t.tenant_name, period
having bool_or(j.is_in <> j.would_be)
order by abs(count(distinct p.person_no) filter (where j.would_be)
    - count(distinct p.person_no) filter (where j.is_in)) desc, t.tenant_name, period"""
_COUNTED_BY_ALL = """
select count(*), count(distinct p.person_no)
from facts.hit h join facts.participation p on p.id = h.participation_id group by h.definition_no"""
# Held by whoever counts a preview. It is no lock of the row: whoever takes that away never waits.
_TAKE = "select pg_try_advisory_xact_lock(hashtext('preview'), hashtext(%s))"
# One at a time from here on, or two rules that differ by one person would not know of each other.
_COMPARE = "select pg_advisory_xact_lock(hashtext('compared previews'))"


def make(preview_id: str) -> None:
    """Count a preview that waits; twice is once, and whoever dies on the way leaves it waiting."""
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        try:
            _make(preview_id)
        except OperationalError as error:
            if not isinstance(error.__cause__, QueryCanceled):
                raise
            _give_up(preview_id, "TOO_LONG")
        except Exception as error:
            _give_up(preview_id, type(error).__name__)
            raise


def _make(preview_id: str) -> None:
    with transaction.atomic():
        if not _is_taken(preview_id):
            return
        waiting = Preview.objects.filter(pk=preview_id, made_at=None)
        preview = waiting.select_related("version__definition", "proposal").first()
        if preview is None:
            return
        made = {**_made(preview), "made_at": timezone.now()}
        if not waiting.update(**made):
            # Taken away meanwhile: nobody will see it, so nothing is compared with it either.
            transaction.set_rollback(True)


def _is_taken(preview_id: str) -> bool:
    """Whether it is ours to count until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [preview_id])
        return bool(cursor.fetchone()[0])


def _made(preview: Preview) -> dict[str, Any]:
    if preview.is_live:
        # Of a proposal always: it has no state that anybody is judged by.
        return {"result": _counted_live(preview), "state": Preview.State.DONE}
    if preview.version and preview.fingerprint == fingerprint(preview.version):
        found = _found(preview.version, by_place=True)
        return {"result": _told(preview.version, found), "state": Preview.State.DONE}
    # The draft was saved anew meanwhile, and has a preview of its own.
    return {"state": Preview.State.FAILED, "problem": "SAVED_ANEW"}


def _give_up(preview_id: str, problem: str) -> None:
    Preview.objects.filter(pk=preview_id, made_at=None).update(
        state=Preview.State.FAILED, problem=problem, made_at=timezone.now()
    )


@dataclass(frozen=True)
class _Found:
    """Exact counts, of which nobody may know; `lines` is None where no places were asked about."""

    now: protecting.Pair
    then: protecting.Pair
    lines: list[protecting.Line] | None


def _counted_live(preview: Preview) -> dict[str, Any]:
    """Everybody by what stands on the page, in all: one statement, guarded as every preview is."""
    draft = preview.version or proposals.as_draft(preview.proposal)  # type: ignore[arg-type]
    draft.rule = preview.rule
    draft.effective_from = preview.effective_from or draft.effective_from
    found = _found(draft, by_place=False)
    return _told(draft, found, others=_others() if preview.proposal else [])


def _found(draft: Version, *, by_place: bool) -> _Found:
    hits, params = _hits(draft)
    with connection.cursor() as cursor:
        cursor.execute(_BOUNDED)
        cursor.execute(_FORGET_JUDGED)
        cursor.execute(_JUDGED.format(hits=hits), [draft.definition.number, *params])
        cursor.execute(_WHOLE)
        now_count, now_people, then_count, then_people = cursor.fetchone()
        lines = None
        if by_place:
            cursor.execute(_LINES)
            lines = [protecting.Line(*row) for row in cursor.fetchall()]
    now, then = protecting.Pair(now_count, now_people), protecting.Pair(then_count, then_people)
    return _Found(now, then, lines)


def _others() -> list[protecting.Earlier]:
    """What every indicator counts: one that comes near would tell of those who are in one alone."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED_BY_ALL)
        return [protecting.Earlier(protecting.Pair(*row)) for row in cursor.fetchall()]


def _told(
    draft: Version, counted: _Found, *, others: Sequence[protecting.Earlier] = ()
) -> dict[str, Any]:
    """The result as it is shown, of which nobody can be told."""
    with connection.cursor() as cursor:
        cursor.execute(_COMPARE)
    definition, is_in_force = draft.definition, _is_in_force(draft)
    least = protecting.SMALLEST_SPECIAL if definition.is_special else protecting.SMALLEST
    counts = PreviewCount.objects.filter(definition_no=definition.number)
    same = counts.filter(fingerprint=judging(draft)).first()
    if same and protecting.is_near(counted.then, same.then, least):
        counts, counted = counts.exclude(pk=same.pk), _as_told(same, counted)
    found = protecting.told(
        counted.now,
        counted.then,
        counted.lines or [],
        earlier=[*(protecting.Earlier(one.then, one.lines) for one in counts), *others],
        least=least,
        tells_levels=_is_told_live(definition),
        is_in_force=is_in_force,
    )
    if found.change and not is_in_force:
        _remember(draft, counted)
    return _shown(found)


def _is_in_force(draft: Version) -> bool:
    """Whether the draft asks what the last version asks, however many that counts."""
    published = definitions.versions_of(draft.definition)
    return bool(published) and published[-1].counted.tree == tree.parse(draft.rule)


def _is_told_live(definition: Definition) -> bool:
    """Whether the metropolis sees this total as it moves anyway; see dashboards.metropolis."""
    return definition.family == Family.PROGRAMME and not definition.is_special


def _as_told(same: PreviewCount, counted: _Found) -> _Found:
    """What the same rule counted first: told as it moves, it would tell of whoever came since."""
    lines = counted.lines
    if lines is not None and same.lines:
        placed = ((*place.rpartition(" ")[::2], count) for place, count in same.lines.items())
        lines = [protecting.Line(*each) for each in placed]
        lines.sort(key=lambda line: (-abs(line.difference), line.tenant, line.period))
    return _Found(same.now, same.then, lines)


def _remember(draft: Version, told: _Found) -> None:
    """What later previews are compared with; without lines, those that were told of before stay."""
    counted: dict[str, Any] = {
        "participations_count": told.then.participations,
        "people_count": told.then.people,
        "participations_before_count": told.now.participations,
        "people_before_count": told.now.people,
    }
    if told.lines is not None:
        counted["lines"] = {line.place: line.difference for line in told.lines}
    PreviewCount.objects.update_or_create(
        definition_no=draft.definition.number, fingerprint=judging(draft), defaults=counted
    )


def _shown(found: protecting.Told) -> dict[str, Any]:
    lines = found.lines[: protecting.MOST_LINES]
    return {
        "now": found.now and astuple(found.now),
        "then": found.then and astuple(found.then),
        "change": found.change and astuple(found.change),
        "lines": [astuple(line) for line in lines],
        "left_out": len(found.lines) - len(lines),
    }


def _hits(draft: Version) -> tuple[str, list[Any]]:
    """Who would count if the draft took over from the last version on its day."""
    definition = draft.definition
    published = [one.counted for one in definitions.versions_of(definition)]
    drafted = Counted(
        key=definition.number,
        tree=tree.parse(draft.rule),
        counts_on=definition.counts_on,
        rule_set=definition.rule_set,
        since=draft.effective_from,
    )
    last = [replace(one, until=draft.effective_from) for one in published[-1:]]
    sql, params = hits_statement([*published[:-1], *last, drafted])
    return sql, list(params)


def left() -> list[str]:
    """What a lost message left waiting."""
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        waiting = Preview.objects.filter(made_at=None).order_by("asked_at")
        return [str(preview_id) for preview_id in waiting.values_list("pk", flat=True)]
