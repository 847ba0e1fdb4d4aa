"""Two people keep views of the list of participants: one for the unit, one for oneself."""

from django.http import QueryDict
from django.utils import translation

from config.demo.scenes import Scene
from projects.participants.list_page import MINE, PARTICIPANTS
from projects.participants.queries import TAKING_PART, WAITING
from projects.workbench import operations
from projects.workbench.lists import ORDER


def play(scene: Scene) -> None:
    """The coordinator shares what is due; the case worker keeps their own people."""
    with translation.override("pl"):
        operations.save_view(
            page=PARTICIPANTS,
            name="Po wyjściu: ustalić rezultat",
            asked=_asked(stan=WAITING, **{ORDER: "left"}),
            columns=["person", "project", "left", "state", "case-worker"],
            is_shared=True,
            by=scene.coordinator,
        )
        operations.save_view(
            page=PARTICIPANTS,
            name="Moi uczestnicy",
            asked=_asked(stan=TAKING_PART, opieka=MINE),
            columns=["person", "project", "started", "last-support", "state"],
            is_shared=False,
            by=scene.case_worker,
        )


def _asked(**parameters: str) -> QueryDict:
    asked = QueryDict(mutable=True)
    asked.update(parameters)
    return asked
