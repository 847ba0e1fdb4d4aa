"""The project's money as tables: by source and form, by person, by task and partner."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.agreements.models import Project, ProjectPartner, column
from projects.agreements.queries import Cost, Figures, TaskGrid, costs_of
from projects.agreements.queries.money import PER_EMPLOYED, PER_PERSON, PER_PLANNED
from ui import formats
from ui.parts import Cell, Column, Table

MONEY = ("eu_amount", "state_amount", "own_amount", "total_amount")
OWN = ("own_cash_amount", "own_in_kind_amount", "own_benefits_amount")
OWN_NAMES: dict[str, Promise] = {
    "own_cash_amount": gettext_lazy("of which in cash"),
    "own_in_kind_amount": gettext_lazy("of which in kind"),
    "own_benefits_amount": gettext_lazy("of which purpose benefits"),
}
INVENTED_TITLE = gettext_lazy("Nobody published this: it is made up for the demonstration")


def money_table(project: Project) -> Table:
    """The parts of the total in zlotys and their shares; an unknown part says so."""
    columns = [
        Column(_("Part")),
        Column(_("Amount"), "money"),
        Column(_("Share"), "percent", wide_only=True),
    ]
    *parts, total = [_money_row(project, name) for name in MONEY]
    forms = [
        _money_row(project, name, str(OWN_NAMES[name]))
        for name in OWN
        if getattr(project, name) is not None
    ]
    rows = [*parts, *forms]
    return Table(_("Money of the project"), columns, rows, total, caption_hidden=True)


def _money_row(project: Project, name: str, label: str = "") -> list[object]:
    label = label or capfirst(str(column(name).verbose_name))
    amount, total = getattr(project, name), project.total_amount
    tag = _("made up") if name in project.invented else ""
    shown = Cell("NO_DATA" if amount is None else amount, tag=tag, tag_title=str(INVENTED_TITLE))
    return [label, shown, amount / total if amount and total else "NO_DATA"]


AMOUNT_NAMES: dict[str, Promise] = {
    "total_amount": gettext_lazy("Total value"),
    "eu_amount": gettext_lazy("European funds alone"),
}


def cost_table(project: Project, figures: Figures) -> Table:
    """Cost of one person, each figure under the people and beside the amount that it is made of."""
    costs = costs_of(project, figures)
    people = {cost.base: cost.people for cost in next(iter(costs.values()))}
    columns = [Column(_("Made of")), *(Column(_head(b, n), "money") for b, n in people.items())]
    rows = [[str(AMOUNT_NAMES[name]), *_each(line)] for name, line in costs.items()]
    return Table(_("Cost of one person, by what it is made of"), columns, rows, caption_hidden=True)


def _head(base: str, people: int | None) -> str:
    heads = {
        PER_PLANNED: _("Per planned participant (%(people)s)"),
        PER_PERSON: _("Per participant so far (%(people)s)"),
        PER_EMPLOYED: _("Per person who found work (%(people)s)"),
    }
    return heads[base] % {"people": "—" if people is None else formats.number(people)}


def _each(line: Iterable[Cost]) -> list[object]:
    return ["NO_DATA" if cost.each is None else cost.each for cost in line]


@dataclass(frozen=True)
class PartnerLine:
    """A partner with its tasks; the amounts only for whoever may see money."""

    partner: ProjectPartner
    tasks: list[str]
    budget: Decimal | None


def partner_lines(grid: TaskGrid, *, with_money: bool) -> list[PartnerLine]:
    budgets = grid.by_partner
    return [
        PartnerLine(
            partner,
            [str(line.task) for line in grid.lines if line.takes_part[place]],
            budgets[place] if with_money else None,
        )
        for place, partner in enumerate(grid.partners)
    ]
