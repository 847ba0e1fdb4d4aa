"""Which mends of a project concern what is stored, with what each would change."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from projects.agreements.models import Project
from projects.participants.models import Participation
from projects.sm_efs.queries.lines import Line, lines_of

# Columns of the file that are texts we store, by where they are corrected.
OF_PERSON = frozenset({"given_name", "family_name", "phone", "email"})
IN_ADDRESS = frozenset({"place", "postal_code"})
IN_STATE = frozenset({"institution_name", "support_scope"})
STORED = OF_PERSON | IN_ADDRESS | IN_STATE


@dataclass(frozen=True, kw_only=True)
class StoredMend:
    """One text of one person, before and after."""

    participation: Participation
    column: str
    check: str
    before: str
    after: str
    is_sure: bool

    @property
    def key(self) -> str:
        return f"{self.participation.pk}:{self.column}"


def stored_mends(project: Project, *, on: date) -> list[StoredMend]:
    return mends_in(lines_of(project, on=on).rows)


def mends_in(lines: Iterable[Line]) -> list[StoredMend]:
    """The last mend of a text is the one that holds: it is made of the ones before it."""
    found: dict[str, StoredMend] = {}
    for line in lines:
        for problem in line.problems:
            if problem.mend is None or problem.column not in STORED:
                continue
            one = StoredMend(
                participation=line.participation,
                column=problem.column,
                check=problem.check,
                before=getattr(line.record, problem.column),
                after=problem.mend.cells[problem.column],
                is_sure=problem.mend.is_sure,
            )
            found[one.key] = one
    return list(found.values())


def fingerprint(mends: Sequence[StoredMend]) -> str:
    """Of what a page showed: another text before or after is another fingerprint."""
    told = sorted(f"{one.key}\n{one.before}\n{one.after}" for one in mends)
    return hashlib.sha256("\n\n".join(told).encode()).hexdigest()
