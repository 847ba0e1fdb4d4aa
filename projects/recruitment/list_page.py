"""The list of candidates: its filters, its columns, and which rows an address asks for."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.permissions import Actor, Permission
from projects import filters
from projects.filters import Chip
from projects.recruitment import parts, queries
from projects.recruitment.models import Candidate, listed_name, takes_part
from projects.recruitment.queries.candidates import PROMOTED, TO_SCORE, WITH_PRIORITY
from projects.recruitment.vocabulary import Source, Standing
from projects.workbench.columns import Number, Of, attribute, display
from projects.workbench.lists import ListColumn, ListPage
from ui import formats
from ui.parts import Cell


def chips(by: Actor) -> list[Chip]:
    marks = [
        (TO_SCORE, _("to be scored")),
        (WITH_PRIORITY, _("with priority")),
        (PROMOTED, _("participants now")),
    ]
    return [
        _chip(_("Round"), "nabor", _rounds(by)),
        _chip(_("Decision"), "decyzja", Standing.choices),
        _chip(_("Mark"), "znak", marks),
        _chip(_("How they applied"), "droga", Source.choices),
    ]


def _rounds(by: Actor) -> Iterator[tuple[object, object]]:
    for each in queries.recruitments_visible_to(by, Permission.SEE_PEOPLE):
        yield each.pk, f"{each}, {each.project}"


def _chip(label: str, parameter: str, choices: Iterable[tuple[object, object]]) -> Chip:
    """Choices are read only where they are drawn: not every caller of `chips` draws them."""
    return {"label": label, "parameter": parameter, "choices": chain([("", _("all"))], choices)}


def rows(by: Actor, asked: Mapping[str, str]) -> QuerySet[Candidate]:
    """Those whom the actor sees and the address asks for; nonsense asks for nothing."""
    visible = queries.candidates_visible_to(by, Permission.SEE_PEOPLE)
    found = queries.found(
        queries.with_checks(visible),
        words=asked.get("q", ""),
        recruitment=filters.id_in(asked.get("nabor", "")),
        standing=asked.get("decyzja", ""),
        mark=asked.get("znak", ""),
        source=asked.get("droga", ""),
    )
    return found.prefetch_related("recruitment__required_documents", queries.STREETS)


def _name(
    family_name: str, given_name: str, number: int, erased_at: datetime | None, is_first: bool
) -> Cell:
    name = _("data deleted") if erased_at else listed_name(family_name, given_name, number)
    return Cell(name, tag=_("priority") if is_first else "")


def _conditions(row: Candidate, on: date) -> str:
    """Of other rows and of what is sealed: the only column that needs a record."""
    return parts.conditions_of(row)


def _points(points: Decimal | None, scored_at: datetime | None) -> Cell:
    is_partial = points is not None and scored_at is None
    return Cell("NOT_YET" if points is None else points, tag=_("in part") if is_partial else "")


def _decision(participation: UUID | None, took_part: bool, standing: str) -> str:
    is_in = takes_part(participation, took_part)
    return _("participant") if is_in else str(Standing(standing).label)


CANDIDATES = ListPage(
    code="candidates",
    title=gettext_lazy("Candidates"),
    url_name="recruitment:candidates",
    model=Candidate,
    permission=Permission.SEE_PEOPLE,
    rows=rows,
    chips=chips,
    order="points",
    ties=("applied_at", "number"),
    pesel=Number(field="pesel", project="recruitment__project_id"),
    columns=(
        ListColumn(
            code="candidate",
            label=gettext_lazy("Candidate"),
            value=Of(
                ("family_name", "given_name", "number", "erased_at", "has_priority"),
                _name,
                is_varied=True,
            ),
            link=lambda row: reverse_lazy("recruitment:candidate", args=[row.pk]),
            order_by=("sort_key",),
            is_fixed=True,
        ),
        ListColumn(
            code="number",
            label=gettext_lazy("No."),
            value=attribute("number", is_varied=True),
            kind="number",
            order_by=("number",),
            wide_only=True,
        ),
        ListColumn(
            code="round",
            label=gettext_lazy("Round"),
            value=attribute("recruitment__name"),
            order_by=("recruitment__name",),
            wide_only=True,
        ),
        ListColumn(
            code="applied",
            label=gettext_lazy("Applied"),
            value=Of(("applied_at",), formats.moment, is_varied=True),
            order_by=("applied_at",),
            wide_only=True,
        ),
        ListColumn(code="conditions", label=gettext_lazy("Conditions"), value=_conditions),
        # The order of the ranking: priority stands above points.
        ListColumn(
            code="points",
            label=gettext_lazy("Points"),
            value=Of(("points", "scored_at"), _points, is_varied=True),
            kind="number",
            order_by=("-has_priority", "-points"),
        ),
        ListColumn(
            code="decision",
            label=gettext_lazy("Decision"),
            value=Of(("participation_id", "took_part", "standing"), _decision, is_varied=True),
            order_by=("standing",),
        ),
        ListColumn(
            code="source",
            label=gettext_lazy("How they applied"),
            value=display("source", Source.choices),
            is_optional=True,
        ),
        ListColumn(
            code="project",
            label=gettext_lazy("Project"),
            value=attribute("recruitment__project__title"),
            is_optional=True,
        ),
        ListColumn(
            code="kept",
            label=gettext_lazy("Data kept until"),
            value=attribute("delete_after"),
            kind="day",
            order_by=("delete_after",),
            is_optional=True,
        ),
    ),
)
