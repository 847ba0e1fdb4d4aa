"""Factories of recruitment: rounds, grids and candidates, made through the real operations."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from core import pesel
from core.permissions import Visitor
from projects.agreements.models import Project
from projects.participants import operations as participants
from projects.participants.entries import PersonEntry
from projects.recruitment import operations, queries, shipped
from projects.recruitment.entries import Application, BandEntry, CriterionEntry, Situation
from projects.recruitment.models import Candidate, Grid, Recruitment
from projects.recruitment.operations.drafting import Draft
from projects.recruitment.rules.scoring import Mark
from tests import make

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
VISITOR = Visitor()


def recruitment(*, by: Any, of: Project | None = None, **facts: Any) -> Recruitment:
    """An open round; `has_web_form` publishes the information for candidates first."""
    usual = {
        "name": "Pierwszy nabór",
        "opens_on": date(2026, 11, 1),
        "closes_on": date(2026, 12, 31),
        "places_count": 2,
        "reserve_count": 1,
    }
    with_web_form = facts.pop("has_web_form", False)
    made = operations.open_recruitment(
        project=of or make.project(by=by), by=by, at=NOW, **{**usual, **facts}
    )
    return open_web_form(made, by=by) if with_web_form else made


def open_web_form(recruitment: Recruitment, *, by: Any) -> Recruitment:
    operations.publish_notice(recruitment=recruitment, text="Dane są bezpieczne.", at=NOW, by=by)
    return operations.correct_recruitment(
        recruitment=recruitment, version=recruitment.version, has_web_form=True, by=by
    )


def criterion(**facts: Any) -> CriterionEntry:
    usual = {"name": "Mieszka samotnie", "kind": "yes_no", "points": Decimal(3)}
    return CriterionEntry(**{**usual, **facts})


def band(label: str, begins: int | None, ends: int | None, points: int) -> BandEntry:
    return BandEntry(
        label=label,
        points=Decimal(points),
        at_least=None if begins is None else Decimal(begins),
        below=None if ends is None else Decimal(ends),
    )


def grid(recruitment: Recruitment, *criteria: CriterionEntry, by: Any) -> Grid:
    """Fill the round's grid; by default one question worth three points."""
    held = queries.grid_in_force(recruitment)
    entries = criteria or (criterion(),)
    return operations.copy_grid(grid=held, entries=entries, source="", by=by)


def shipped_grid(recruitment: Recruitment, code: str, *, by: Any) -> Grid:
    held = queries.grid_in_force(recruitment)
    template = shipped.grid(code)
    return operations.copy_grid(grid=held, entries=template.criteria, source=template.source, by=by)


def state_entry(**facts: Any) -> Situation:
    usual: dict[str, Any] = {"labour_status": "INACTIVE", "isced": 3, "disability": "NO"}
    return Situation(**{**usual, **facts})


def person_entry(serial: int = 0, **facts: Any) -> PersonEntry:
    """Somebody of an impossible era, another one for each serial number."""
    if "pesel" not in facts:
        born_on = facts.setdefault("born_on", date(1885, 2, 28))
        facts["pesel"] = pesel.make(born_on=born_on, sex=facts.get("sex", "F"), serial=serial)
    return make.person_entry(**{"family_name": f"Ćwik{'abcdefgh'[serial % 8]}", **facts})


def application(serial: int = 0, **facts: Any) -> Application:
    """A whole application; facts of the person and of the state may be given by name."""
    names = PersonEntry.__dataclass_fields__
    answers = facts.pop("answers", {})
    return Application(
        person=person_entry(serial, **{k: v for k, v in facts.items() if k in names}),
        state=state_entry(**{k: v for k, v in facts.items() if k not in names}),
        answers=answers,
    )


def candidate(
    recruitment: Recruitment, serial: int = 0, *, by: Any, applied_at: datetime = NOW, **facts: Any
) -> Candidate:
    return operations.add_candidate(
        recruitment=recruitment,
        application=application(serial, **facts),
        source="paper",
        applied_at=applied_at,
        at=max(applied_at, NOW),
        by=by,
    )


def scored(candidate: Candidate, *, by: Any, **answers: str) -> Candidate:
    """Confirm answers by the codes of criteria, every proof seen; by default all are 'yes'."""
    criteria = list(queries.criteria_of(queries.grid_in_force(candidate.recruitment)))
    marks = {
        each.pk: Mark(value=answers.get(each.code.replace("-", "_"), "yes"), proof_seen=True)
        for each in criteria
    }
    return operations.score_candidate(
        candidate=candidate, marks=marks, version=candidate.version, at=NOW, by=by
    )


def decided(
    candidate: Candidate, standing: str = "accepted", *, by: Any, **facts: Any
) -> Candidate:
    usual = {"reason": "nie spełnia warunków", "on": make.TODAY}
    return operations.decide(
        candidate=candidate,
        standing=standing,
        version=candidate.version,
        by=by,
        **{**usual, **facts},
    )


def draft(recruitment: Recruitment, *, at: datetime = NOW, **facts: Any) -> Draft:
    usual = {"nonce": f"nonce {at.isoformat()} {id(facts)}"[:32], "address": "192.0.2.1"}
    return operations.begin_draft(recruitment=recruitment, at=at, by=VISITOR, **{**usual, **facts})


def minutes_later(minutes: int) -> datetime:
    return NOW + timedelta(minutes=minutes)


def participants_accept(candidate: Candidate, *, by: Any) -> Any:
    """Somebody accepts the same person at the desk, past recruitment."""
    return participants.accept(
        project=candidate.recruitment.project,
        person=queries.person_of(candidate),
        state=queries.state_of(candidate),
        on=make.TODAY,
        by=by,
    )
