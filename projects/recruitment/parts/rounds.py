"""Rounds on a page: the table of them, what is to be done with one, and who may."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.permissions import Actor, Permission, can
from projects.recruitment import queries
from projects.recruitment.models import Recruitment
from projects.recruitment.queries import Figures
from projects.recruitment.queries.candidates import TO_SCORE
from projects.recruitment.queries.rounds import CLOSED, OPEN, PLANNED
from ui import formats
from ui.parts import Cell, Column, Table

STATE_NAMES: dict[str, Promise] = {
    PLANNED: gettext_lazy("not open yet"),
    OPEN: gettext_lazy("takes applications"),
    CLOSED: gettext_lazy("closed"),
}


def rounds_table(
    rounds: Iterable[Recruitment], *, figures: Mapping[UUID, Figures], on: date
) -> Table:
    columns = [
        Column(_("Round")),
        Column(_("Project"), wide_only=True),
        Column(_("Open"), wide_only=True),
        Column(_("Places"), "number", wide_only=True),
        Column(_("Applications"), "number"),
        Column(_("Scored"), "number", wide_only=True),
        Column(_("Accepted"), "number"),
        Column(_("Reserve"), "number", wide_only=True),
        Column(_("Rejected"), "number", wide_only=True),
    ]
    rows = [_row(each, figures[each.pk], on=on) for each in rounds]
    return Table(_("Rounds, the newest first"), columns, rows, caption_hidden=True)


def _row(recruitment: Recruitment, figures: Figures, *, on: date) -> list[object]:
    url = reverse("recruitment:recruitment", args=[recruitment.pk])
    state = queries.round_state(recruitment, on=on)
    return [
        Cell(recruitment.name, url=url, tag=str(STATE_NAMES[state])),
        str(recruitment.project),
        days(recruitment),
        recruitment.places_count,
        figures.applied,
        figures.scored,
        figures.accepted,
        figures.reserve,
        figures.rejected,
    ]


def days(recruitment: Recruitment) -> str:
    """'01.03.2026 – 31.03.2026', or since when it is rolling."""
    if recruitment.closes_on is None:
        return _("rolling, since %(day)s") % {"day": formats.day(recruitment.opens_on)}
    return f"{formats.day(recruitment.opens_on)} – {formats.day(recruitment.closes_on)}"


@dataclass(frozen=True)
class Todo:
    """One thing to do, as the list of things to do draws it."""

    when: str
    text: str
    url: str = ""
    overdue: bool = False


def round_todos(
    recruitment: Recruitment, figures: Figures, *, on: date, may: Mapping[str, bool]
) -> list[Todo]:
    """What the round, which comes `with_setup`, still lacks; then what its candidates wait for."""
    is_over = queries.round_state(recruitment, on=on) == CLOSED
    setup = list(_to_set_up(recruitment, is_over=is_over)) if may["set_up"] else []
    return [*setup, *_to_decide(recruitment, figures, on=on)]


def _to_set_up(recruitment: Recruitment, *, is_over: bool) -> Iterator[Todo]:
    first = _("first")
    if not recruitment.has_grid:  # type: ignore[attr-defined]
        url = reverse("recruitment:grid", args=[recruitment.pk])
        yield Todo(first, _("Make the scoring grid, or copy one"), url)
    if not recruitment.has_documents:  # type: ignore[attr-defined]
        url = reverse("recruitment:documents", args=[recruitment.pk])
        yield Todo(first, _("Say which documents candidates bring"), url)
    if not recruitment.has_notice:  # type: ignore[attr-defined]
        url = reverse("recruitment:notice", args=[recruitment.pk])
        yield Todo(first, _("Publish the information for candidates (GDPR)"), url)
    elif not recruitment.has_web_form and not is_over:
        url = reverse("recruitment:correct", args=[recruitment.pk])
        yield Todo(_("you may"), _("Open the web form"), url)


def _to_decide(recruitment: Recruitment, figures: Figures, *, on: date) -> Iterator[Todo]:
    here = f"{reverse('recruitment:candidates')}?nabor={recruitment.pk}"
    unscored = figures.unscored
    is_late = queries.round_state(recruitment, on=on) == CLOSED
    if unscored:
        text = ngettext("Score one candidate", "Score %(n)s candidates", unscored) % {"n": unscored}
        yield Todo(
            _("round closed") if is_late else _("now"), text, f"{here}&znak={TO_SCORE}", is_late
        )
    elif figures.waiting:
        text = ngettext(
            "One candidate waits for a decision",
            "%(n)s candidates wait for a decision",
            figures.waiting,
        ) % {"n": figures.waiting}
        url = reverse("recruitment:ranking", args=[recruitment.pk])
        yield Todo(_("round closed") if is_late else _("now"), text, url, is_late)
    free = recruitment.places_count - figures.accepted
    if figures.reserve and free > 0:
        text = ngettext(
            "One place is free, and somebody is on the reserve list",
            "%(n)s places are free, and somebody is on the reserve list",
            free,
        ) % {"n": free}
        yield Todo(_("now"), text, f"{here}&decyzja=reserve")
    if left := figures.accepted - figures.promoted:
        text = ngettext(
            "One accepted candidate is no participant yet",
            "%(n)s accepted candidates are no participants yet",
            left,
        ) % {"n": left}
        yield Todo(_("now"), text, f"{here}&decyzja=accepted")


# As many as fit above the fold; the whole ranking is one click away.
FIRST_OF_RANKING = 10


def first_of_ranking(recruitment: Recruitment) -> Table:
    """Who leads now, each with what was decided."""
    columns = [
        Column(_("Place"), wide_only=True),
        Column(_("Candidate")),
        Column(_("Points"), "number"),
        Column(_("Decision")),
    ]
    first = enumerate(queries.ranked(recruitment)[:FIRST_OF_RANKING], start=1)
    rows = [
        [
            str(place),
            Cell(str(each), url=reverse("recruitment:candidate", args=[each.pk])),
            Cell(each.points, tag=_("priority") if each.has_priority else ""),
            _("participant") if each.is_participant else each.get_standing_display(),
        ]
        for place, each in first
    ]
    return Table(_("First in the ranking"), columns, rows, caption_hidden=True)


def rights(actor: Actor, recruitment: Recruitment) -> dict[str, bool]:
    """Which buttons and facts the actor may see."""
    project = recruitment.project_id
    return {
        "edit": can(actor, Permission.EDIT_PEOPLE, project=project),
        "set_up": can(actor, Permission.EDIT_PROJECTS, project=project),
        "reveal": can(actor, Permission.REVEAL_PESEL, project=project),
        "read_case": can(actor, Permission.READ_CASES, project=project),
    }
