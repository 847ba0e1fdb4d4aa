"""The list of participants: its filters, its columns, and which rows an address asks for."""

from collections.abc import Mapping

from django.db.models import QuerySet
from django.urls import reverse_lazy
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.permissions import Actor, Permission
from projects import filters
from projects.agreements import queries as agreements
from projects.filters import Chip
from projects.participants import in_charge, parts, queries
from projects.participants.models import Participation, listed_name
from projects.participants.vocabulary import Isced, LabourStatus, Sex
from projects.workbench.columns import Number, Of, attribute, display, text
from projects.workbench.lists import ListColumn, ListPage

STATE_NAMES: dict[str, Promise] = {
    queries.ACCEPTED: gettext_lazy("accepted, not started yet"),
    queries.TAKING_PART: gettext_lazy("in a project"),
    queries.LEFT: gettext_lazy("left"),
    queries.WAITING: gettext_lazy("outcome awaited"),
}
MINE, NOBODYS = "moje", "niczyje"


def chips(by: Actor) -> list[Chip]:
    projects = agreements.projects_visible_to(by, Permission.SEE_PEOPLE)
    return [
        _chip(_("Project"), "projekt", [(project.pk, str(project)) for project in projects]),
        _chip(_("State"), "stan", STATE_NAMES.items()),
        _chip(_("Sex"), "plec", Sex.choices),
        _chip(_("Case worker"), "opieka", _keepers(by)),
    ]


def _chip(label: str, parameter: str, choices: object) -> Chip:
    return {"label": label, "parameter": parameter, "choices": [("", _("all")), *choices]}  # type: ignore[misc]


def _keepers(by: Actor) -> list[tuple[object, str]]:
    own = [(MINE, _("me")), (NOBODYS, _("nobody yet"))]
    others = [each for each in in_charge.who_may_look_after() if each != by]
    return [*own, *((member.pk, member.display_name) for member in others)]


def rows(by: Actor, asked: Mapping[str, str]) -> QuerySet[Participation]:
    """Those whom the actor sees and the address asks for; nonsense asks for nothing."""
    visible = queries.participations_visible_to(by, Permission.SEE_PEOPLE)
    found = queries.found(
        visible.select_related("cared_for_by", "advised_by"),
        words=asked.get("q", ""),
        project=filters.id_in(asked.get("projekt", "")),
        state=asked.get("stan", ""),
        sex=asked.get("plec", "") if asked.get("plec") in Sex.values else "",
    )
    return queries.with_state(_cared_for(found, by, asked.get("opieka", "")))


def _cared_for(found: QuerySet[Participation], by: Actor, keeper: str) -> QuerySet[Participation]:
    if keeper == MINE:
        return found.filter(cared_for_by=getattr(by, "pk", None))
    if keeper == NOBODYS:
        return found.filter(cared_for_by=None)
    member = filters.id_in(keeper)
    return found.filter(cared_for_by=member) if member else found


PARTICIPANTS = ListPage(
    code="participants",
    title=gettext_lazy("Participants"),
    url_name="participants:list",
    model=Participation,
    permission=Permission.SEE_PEOPLE,
    rows=rows,
    chips=chips,
    order="person",
    ties=("-started_on",),
    pesel=Number(field="person__pesel", project="project_id"),
    columns=(
        ListColumn(
            code="person",
            label=gettext_lazy("Person"),
            value=Of(("person__family_name", "person__given_name"), listed_name, is_varied=True),
            link=lambda row: reverse_lazy("desk:person", args=[row.pk]),
            order_by=("person__sort_key", "person_id"),
            is_fixed=True,
        ),
        ListColumn(
            code="project",
            label=gettext_lazy("Project"),
            value=attribute("project__title"),
            order_by=("project__title", "project__edition_no"),
            wide_only=True,
        ),
        ListColumn(
            code="started",
            label=gettext_lazy("First support"),
            value=attribute("started_on"),
            kind="day",
            order_by=("started_on",),
            wide_only=True,
        ),
        ListColumn(
            code="status",
            label=gettext_lazy("Status at start"),
            value=display("labour_status", LabourStatus.choices),
            is_optional=True,
        ),
        ListColumn(
            code="state",
            label=gettext_lazy("State"),
            value=Of(
                (queries.HAS_BEGUN, "ended_on", queries.IS_WAITING, "project__rule_set"),
                parts.state,
                is_dated=True,
            ),
            order_by=("ended_on",),
        ),
        ListColumn(
            code="case-worker",
            label=gettext_lazy("Case worker"),
            value=text("cared_for_by__display_name"),
            order_by=("cared_for_by__display_name",),
            wide_only=True,
        ),
        ListColumn(
            code="adviser",
            label=gettext_lazy("Career adviser"),
            value=text("advised_by__display_name"),
            order_by=("advised_by__display_name",),
            is_optional=True,
            wide_only=True,
        ),
        ListColumn(
            code="last-support",
            label=gettext_lazy("Last support"),
            value=attribute("last_support_on"),
            kind="day",
            order_by=("last_support_on",),
            is_optional=True,
        ),
        ListColumn(
            code="left",
            label=gettext_lazy("Left"),
            value=attribute("ended_on"),
            kind="day",
            order_by=("ended_on",),
            is_optional=True,
        ),
        ListColumn(
            code="sex",
            label=gettext_lazy("Sex"),
            value=display("person__sex", Sex.choices),
            is_optional=True,
        ),
        ListColumn(
            code="age",
            label=gettext_lazy("Age at start"),
            value=attribute("age_at_start"),
            kind="number",
            order_by=("age_at_start",),
            is_optional=True,
        ),
        ListColumn(
            code="education",
            label=gettext_lazy("Education"),
            value=display("isced", Isced.choices),
            order_by=("isced",),
            is_optional=True,
        ),
        ListColumn(
            code="place",
            label=gettext_lazy("Town or village"),
            value=attribute("person__place"),
            is_optional=True,
        ),
    ),
)
