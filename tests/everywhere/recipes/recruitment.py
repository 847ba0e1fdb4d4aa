"""Recipes of recruitment."""

from datetime import date, timedelta
from typing import Any

from core.permissions import System
from projects.recruitment import operations, queries
from projects.recruitment.entries import FiledApplication
from projects.recruitment.models import Recruitment
from projects.recruitment.rules.scoring import Mark
from tests import make
from tests.everywhere.recipes.recipe import coordinator, recipe
from tests.make import recruitment as made
from tests.make.recruitment import NOW, VISITOR, minutes_later

OPERATIONS = "projects.recruitment.operations"


def _round(**facts: Any) -> Recruitment:
    return made.recruitment(by=coordinator(), **facts)


def _candidate(**facts: Any) -> Any:
    recruitment = _round(**facts)
    made.grid(recruitment, by=coordinator())
    return made.candidate(recruitment, by=coordinator())


def _scored(**facts: Any) -> Any:
    return made.scored(_candidate(**facts), by=coordinator())


@recipe(f"{OPERATIONS}.rounds.open_recruitment", inside_a_tenant=True)
def open_recruitment() -> dict[str, Any]:
    return {
        "project": make.project(by=coordinator()),
        "name": "Nabór II",
        "opens_on": date(2026, 11, 1),
        "places_count": 10,
        "at": NOW,
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.rounds.correct_recruitment", inside_a_tenant=True)
def correct_recruitment() -> dict[str, Any]:
    return {"recruitment": _round(), "version": 1, "places_count": 12, "by": coordinator()}


@recipe(f"{OPERATIONS}.rounds.require_document", inside_a_tenant=True)
def require_document() -> dict[str, Any]:
    return {
        "recruitment": _round(),
        "name": "Orzeczenie",
        "needed_by": "disability",
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.rounds.drop_document", inside_a_tenant=True)
def drop_document() -> dict[str, Any]:
    document = operations.require_document(**require_document())
    return {"document": document, "by": coordinator()}


@recipe(f"{OPERATIONS}.rounds.publish_notice", inside_a_tenant=True)
def publish_notice() -> dict[str, Any]:
    return {"recruitment": _round(), "text": "Twoje dane", "at": NOW, "by": coordinator()}


@recipe(f"{OPERATIONS}.grids.set_criterion", inside_a_tenant=True)
def set_criterion() -> dict[str, Any]:
    bands = (made.band("6–12", 6, 12, 5), made.band("od 12", 12, None, 10))
    return {
        "grid": queries.grid_in_force(_round()),
        "entry": made.criterion(kind="number", bands=bands),
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.grids.remove_criterion", inside_a_tenant=True)
def remove_criterion() -> dict[str, Any]:
    held = made.grid(_round(), by=coordinator())
    return {"criterion": queries.criteria_of(held)[0], "by": coordinator()}


@recipe(f"{OPERATIONS}.grids.copy_grid", inside_a_tenant=True)
def copy_grid() -> dict[str, Any]:
    held = made.grid(_round(), by=coordinator())
    return {
        "grid": held,
        "entries": [made.criterion(name="Kobieta", reads="woman")],
        "source": "wzór",
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.grids.prepare_version", inside_a_tenant=True)
def prepare_version() -> dict[str, Any]:
    return {"recruitment": _scored().recruitment, "by": coordinator()}


@recipe(f"{OPERATIONS}.grids.put_in_force", inside_a_tenant=True)
def put_in_force() -> dict[str, Any]:
    grid = operations.prepare_version(**prepare_version())
    return {"grid": grid, "at": NOW, "by": coordinator()}


@recipe(f"{OPERATIONS}.applying.add_candidate", inside_a_tenant=True)
def add_candidate() -> dict[str, Any]:
    return {
        "recruitment": _round(),
        "application": made.application(),
        "source": "paper",
        "applied_at": NOW,
        "at": NOW,
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.applying.correct_candidate", inside_a_tenant=True)
def correct_candidate() -> dict[str, Any]:
    return {
        "candidate": _candidate(),
        "application": made.application(family_name="Ćwiek"),
        "version": 1,
        "at": NOW,
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.applying.reveal_pesel", inside_a_tenant=True)
def reveal_pesel() -> dict[str, Any]:
    return {"candidate": _candidate(), "by": coordinator()}


@recipe(f"{OPERATIONS}.scoring.score_candidate", inside_a_tenant=True)
def score_candidate() -> dict[str, Any]:
    candidate = _candidate()
    criterion = queries.criteria_of(queries.grid_in_force(candidate.recruitment))[0]
    return {
        "candidate": candidate,
        "marks": {criterion.pk: Mark(value="yes")},
        "version": 1,
        "at": NOW,
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.scoring.mark_documents", inside_a_tenant=True)
def mark_documents() -> dict[str, Any]:
    candidate = _candidate()
    document = operations.require_document(
        recruitment=candidate.recruitment,
        name="Kwestionariusz",
        needed_by="everybody",
        by=coordinator(),
    )
    return {
        "candidate": candidate,
        "states": {document.pk: "received"},
        "version": 1,
        "on": make.TODAY,
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.deciding.decide", inside_a_tenant=True)
def decide() -> dict[str, Any]:
    return {
        "candidate": _scored(),
        "standing": "accepted",
        "reason": "",
        "version": 2,
        "on": make.TODAY,
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.deciding.divide_places", inside_a_tenant=True)
def divide_places() -> dict[str, Any]:
    recruitment = _scored().recruitment
    made.scored(made.candidate(recruitment, 1, by=coordinator()), by=coordinator())
    return {"recruitment": recruitment, "version": 1, "on": make.TODAY, "by": coordinator()}


@recipe(f"{OPERATIONS}.deciding.take_from_reserve", inside_a_tenant=True)
def take_from_reserve() -> dict[str, Any]:
    waiting = made.decided(_scored(), "reserve", by=coordinator())
    return {
        "recruitment": waiting.recruitment,
        "version": 1,
        "on": make.TODAY,
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.deciding.undo_decision", inside_a_tenant=True)
def undo_decision() -> dict[str, Any]:
    candidate = operations.decide(**decide())
    return {"candidate": candidate, "version": 3, "at": NOW, "by": coordinator()}


@recipe(f"{OPERATIONS}.promoting.promote", inside_a_tenant=True)
def promote() -> dict[str, Any]:
    candidate = operations.decide(**decide())
    return {"candidate": candidate, "version": 3, "on": make.TODAY, "by": coordinator()}


@recipe(f"{OPERATIONS}.forgetting.forget_candidates", inside_a_tenant=True)
def forget_candidates() -> dict[str, Any]:
    rejected = made.decided(_scored(), "rejected", by=coordinator())
    return {
        "recruitment": rejected.recruitment,
        "on": rejected.delete_after + timedelta(days=1),
        "at": NOW,
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.drafting.begin_draft", inside_a_tenant=True)
def begin_draft() -> dict[str, Any]:
    return {
        "recruitment": _round(has_web_form=True),
        "nonce": "once",
        "address": "192.0.2.1",
        "at": NOW,
        "by": VISITOR,
    }


def _draft() -> Any:
    return operations.begin_draft(**begin_draft()).row


@recipe(f"{OPERATIONS}.drafting.save_draft", inside_a_tenant=True)
def save_draft() -> dict[str, Any]:
    return {"draft": _draft(), "typed": "given_name=Ewa", "at": NOW, "by": VISITOR}


@recipe(f"{OPERATIONS}.drafting.apply_on_the_web", inside_a_tenant=True)
def apply_on_the_web() -> dict[str, Any]:
    return {
        "draft": _draft(),
        "application": made.application(),
        "address": "192.0.2.1",
        "at": minutes_later(5),
        "by": VISITOR,
    }


@recipe(f"{OPERATIONS}.drafting.drop_draft", inside_a_tenant=True)
def drop_draft() -> dict[str, Any]:
    return {"draft": _draft(), "by": VISITOR}


@recipe(f"{OPERATIONS}.drafting.forget_visits", inside_a_tenant=True)
def forget_visits() -> dict[str, Any]:
    _draft()
    return {"on": make.TODAY + timedelta(days=30), "by": System("clock")}


@recipe(f"{OPERATIONS}.in_bulk.add_candidates", inside_a_tenant=True)
def add_candidates() -> dict[str, Any]:
    entries = [
        FiledApplication(application=made.application(serial), source="paper", applied_at=NOW)
        for serial in range(2)
    ]
    return {"recruitment": _round(), "entries": entries, "at": NOW, "by": coordinator()}


@recipe(f"{OPERATIONS}.in_bulk.take_back_candidates", inside_a_tenant=True)
def take_back_candidates() -> dict[str, Any]:
    asked = add_candidates()
    entered = [candidate.pk for candidate in operations.add_candidates(**asked)]
    return {
        "recruitment": asked["recruitment"],
        "entered": operations.fingerprints(entered),
        "by": coordinator(),
    }
