"""What a draft would change, counted from the facts: everybody judged as if it were published.

Runs under the publishing role and leaves protected counts alone behind; nothing of a person, no
record, no small number.
"""

from collections.abc import Sequence
from dataclasses import astuple, replace
from datetime import date
from typing import Any

from django.db import OperationalError, connection, transaction
from django.utils import timezone
from psycopg.errors import QueryCanceled

from core import tenancy
from indicators.definitions import queries as definitions
from indicators.definitions.models import Definition, Version
from indicators.definitions.vocabulary import Family
from indicators.drafts import proposals, queries
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
_CLOSED = """
select count(distinct s.project_id), max(s.closed_until)
from preview_judged j
join facts.participation p on p.id = j.fact_id
join period_standing s on s.project_id = p.project_id and s.closed_until >= j.counted_on
where j.is_in <> j.would_be"""


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
        waiting = Preview.objects.select_for_update(of=("self",), skip_locked=True)
        preview = (
            waiting.filter(pk=preview_id, made_at=None)
            .select_related("version__definition", "proposal")
            .first()
        )
        if preview is None:
            return
        if preview.is_live:
            # Of a proposal always: it has no state that anybody is judged by.
            preview.result, preview.state = _counted_live(preview), Preview.State.DONE
        elif preview.version and preview.fingerprint == fingerprint(preview.version):
            preview.result, preview.state = _counted(preview.version), Preview.State.DONE
        else:
            # The draft was saved anew meanwhile, and has a preview of its own.
            preview.state, preview.problem = Preview.State.FAILED, "SAVED_ANEW"
        preview.made_at = timezone.now()
        preview.save(update_fields=["result", "state", "problem", "made_at"])


def _give_up(preview_id: str, problem: str) -> None:
    Preview.objects.filter(pk=preview_id, made_at=None).update(
        state=Preview.State.FAILED, problem=problem, made_at=timezone.now()
    )


def _counted(draft: Version) -> dict[str, Any]:
    hits, params = _hits(draft)
    # Before anything is counted: what is closed meanwhile makes the preview out of date.
    mark = queries.mark_of_closed(draft.effective_from)
    with connection.cursor() as cursor:
        cursor.execute(_BOUNDED)
        cursor.execute(_FORGET_JUDGED)
        cursor.execute(_JUDGED.format(hits=hits), [draft.definition.number, *params])
        cursor.execute(_WHOLE)
        now_count, now_people, then_count, then_people = cursor.fetchone()
        cursor.execute(_LINES)
        lines = [protecting.Line(*row) for row in cursor.fetchall()]
        cursor.execute(_CLOSED)
        projects, until = cursor.fetchone()
    now, then = protecting.Pair(now_count, now_people), protecting.Pair(then_count, then_people)
    told = _told(draft, now, then, lines)
    _remember(draft, then, lines)
    return {**told, "closed": {"projects": projects, "until": _iso(until), "mark": mark}}


def _counted_live(preview: Preview) -> dict[str, Any]:
    """Everybody by what stands on the page, in all: one statement, guarded as every preview is."""
    draft = preview.version or proposals.as_draft(preview.proposal)  # type: ignore[arg-type]
    draft.rule = preview.rule
    draft.effective_from = preview.effective_from or draft.effective_from
    hits, params = _hits(draft)
    with connection.cursor() as cursor:
        cursor.execute(_BOUNDED)
        cursor.execute(_FORGET_JUDGED)
        cursor.execute(_JUDGED.format(hits=hits), [draft.definition.number, *params])
        cursor.execute(_WHOLE)
        now_count, now_people, then_count, then_people = cursor.fetchone()
    now, then = protecting.Pair(now_count, now_people), protecting.Pair(then_count, then_people)
    told = _told(draft, now, then, [], others=_others() if preview.proposal else [])
    _remember(draft, then, None)
    return told


def _others() -> list[protecting.Earlier]:
    """What every indicator counts: one that comes near would tell of those who are in one alone."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED_BY_ALL)
        return [protecting.Earlier(protecting.Pair(*row)) for row in cursor.fetchall()]


def _told(
    draft: Version,
    now: protecting.Pair,
    then: protecting.Pair,
    lines: list[protecting.Line],
    *,
    others: Sequence[protecting.Earlier] = (),
) -> dict[str, Any]:
    """The result as it is shown, of which nobody can be told."""
    definition = draft.definition
    found = protecting.told(
        now,
        then,
        lines,
        earlier=[*_earlier(draft), *others],
        least=protecting.SMALLEST_SPECIAL if definition.is_special else protecting.SMALLEST,
        tells_levels=_is_told_live(definition),
    )
    shown = found.lines[: protecting.MOST_LINES]
    return {
        "now": found.now and astuple(found.now),
        "then": found.then and astuple(found.then),
        "change": found.change and astuple(found.change),
        "lines": [astuple(line) for line in shown],
        "left_out": len(found.lines) - len(shown),
    }


def _is_told_live(definition: Definition) -> bool:
    """Whether the metropolis sees this total as it moves anyway; see dashboards.metropolis."""
    return definition.family == Family.PROGRAMME and not definition.is_special


def _earlier(draft: Version) -> list[protecting.Earlier]:
    """What other rules counted, of this draft or of one that was discarded.

    Where the total is not told as it moves, also what the same rule counted a while ago.
    """
    counts = PreviewCount.objects.filter(definition_no=draft.definition.number)
    if _is_told_live(draft.definition):
        counts = counts.exclude(fingerprint=judging(draft))
    return [
        protecting.Earlier(protecting.Pair(one.participations_count, one.people_count), one.lines)
        for one in counts
    ]


def _remember(draft: Version, then: protecting.Pair, lines: list[protecting.Line] | None) -> None:
    """What later previews are compared with; without lines, those that were told of before stay."""
    counted: dict[str, Any] = {
        "participations_count": then.participations,
        "people_count": then.people,
    }
    if lines is not None:
        counted["lines"] = {line.place: line.difference for line in lines}
    PreviewCount.objects.update_or_create(
        definition_no=draft.definition.number, fingerprint=judging(draft), defaults=counted
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


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
