"""Which mends of a project concern what is stored, with what each would change."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from projects.agreements.models import Project
from projects.participants.models import Participation
from projects.sm_efs.layout import Layout
from projects.sm_efs.queries.lines import Line, Lines, lines_of
from projects.sm_efs.rules.problems import Problem

# Columns of the file that we store as they are, by where they are corrected.
OF_PERSON = frozenset({"given_name", "family_name", "phone", "email", "sex"})
IN_ADDRESS = frozenset({"place", "postal_code", "country"})
OF_START = frozenset(
    {
        "institution_name",
        "support_scope",
        "participant_kind",
        "labour_detail",
        "third_country",
        "foreign_background",
    }
)
STORED = OF_PERSON | IN_ADDRESS | OF_START
# Named in place of the keys of all mends that are beyond doubt: an address has no room for hundreds.
SURE = "sure"
# What one page shows and one transaction carries out.
AT_ONCE = 500


@dataclass(frozen=True, kw_only=True)
class StoredMend:
    """One value of one person, before and after, in the words of the file; `value` as we store it."""

    participation: Participation
    column: str
    topic: str
    before: str
    after: str
    value: str
    is_sure: bool
    is_held: bool
    """Whether something that no sure click mends may keep the person from being corrected."""

    @property
    def key(self) -> str:
        return f"{self.participation.pk}:{self.column}"


@dataclass(frozen=True)
class Chosen:
    """The mends of one go, and how many more were chosen than it holds."""

    mends: list[StoredMend]
    later: int


def stored_mends(project: Project, *, on: date) -> list[StoredMend]:
    return mends_in(lines_of(project, on=on))


def chosen_mends(project: Project, names: Sequence[str], *, on: date) -> Chosen:
    """Those of these keys, and all sure ones where they are asked for together; the first of them."""
    wanted = set(names)
    asked = [
        one
        for one in stored_mends(project, on=on)
        if one.key in wanted or (one.is_sure and SURE in wanted)
    ]
    first = _first(asked)
    return Chosen(first, len(asked) - len(first))


def _first(asked: Sequence[StoredMend]) -> list[StoredMend]:
    """Whole people, as one half of somebody's mends would be refused for the other.

    Who may be refused comes last: they would otherwise fill each next go and keep back the rest.
    """
    found: list[StoredMend] = []
    in_turn = sorted(asked, key=lambda one: one.is_held)
    for _key, of_one in groupby(in_turn, key=lambda one: one.participation.pk):
        own = list(of_one)
        if found and len(found) + len(own) > AT_ONCE:
            break
        found += own
    return found


def mends_in(lines: Lines) -> list[StoredMend]:
    """The last mend of a value is the one that holds: it is made of the ones before it."""
    found = {}
    for line in lines.rows:
        is_held = any(_holds(problem) for problem in line.problems)
        for problem in line.problems:
            one = _stored(problem, line, lines.known.layout, is_held=is_held)
            if one:
                found[one.key] = one
    return list(found.values())


def key_of(problem: Problem, line: Line) -> str:
    """Under which key the problem is mended; empty where what it mends is not stored."""
    column = _column_of(problem)
    return f"{line.key}:{column}" if column else ""


def fingerprint(mends: Sequence[StoredMend]) -> str:
    """Of what a page showed: another text before or after is another fingerprint."""
    told = sorted(f"{one.key}\n{one.before}\n{one.after}" for one in mends)
    return hashlib.sha256("\n\n".join(told).encode()).hexdigest()


def _column_of(problem: Problem) -> str:
    """The one column that the mend writes."""
    columns = list(problem.mend.cells) if problem.mend else []
    return columns[0] if len(columns) == 1 and columns[0] in STORED else ""


def _holds(problem: Problem) -> bool:
    return problem.blocks and not (problem.mend and problem.mend.is_sure and _column_of(problem))


def _stored(problem: Problem, line: Line, form: Layout, *, is_held: bool) -> StoredMend | None:
    name = _column_of(problem)
    if not name or problem.mend is None:
        return None
    column, after = form.by_name[name], problem.mend.cells[name]
    of = getattr(line.record, column.depends_on) if column.depends_on else ""
    is_closed = column.format == "closed"
    return StoredMend(
        participation=line.participation,
        column=name,
        topic=problem.topic,
        before=line.cells[column.position],
        after=after,
        value=form.dictionary(column).code_of(after, of) if is_closed else after,
        is_sure=problem.mend.is_sure,
        is_held=is_held,
    )
