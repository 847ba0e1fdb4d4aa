"""What the page of look-alikes is made of: pairs, compared field by field."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import pesel, polish
from projects.participants.columns import address_of
from projects.participants.models import Participation, Person, PersonLink
from projects.participants.parts.records import written
from projects.participants.similarity import Likeness, Reason
from territory import queries as territory
from ui import formats
from ui.parts import Link

WHY: dict[str, Promise] = {
    Reason.NAME_TYPO: gettext_lazy("the names differ by a letter or two"),
    Reason.PART_OF_NAME: gettext_lazy("a part of a double name is the same"),
    Reason.SWAPPED_NAMES: gettext_lazy("first and last name are swapped"),
    Reason.OTHER_FAMILY_NAME: gettext_lazy("another last name, perhaps a maiden name"),
    Reason.SWAPPED_DAY: gettext_lazy("day and month of birth are swapped"),
    Reason.ONE_DIGIT: gettext_lazy("one digit of the date of birth differs"),
    Reason.OTHER_SEX: gettext_lazy("another sex"),
    Reason.OTHER_PESEL: gettext_lazy("the PESELs differ"),
}


@dataclass(frozen=True)
class Compared:
    """One line of the comparison: what one entry says and what the other."""

    label: str
    one: str
    other: str

    @property
    def is_equal(self) -> bool:
        return polish.folded(self.one) == polish.folded(self.other)


@dataclass(frozen=True)
class Couple:
    """Two people as a card of the list draws them."""

    one: Person
    other: Person
    lines: list[Compared]
    stays: tuple[list[Link], list[Link]]
    why: str = ""
    link: PersonLink | None = None


def couples(
    rows: Iterable[tuple[Person, Person, Likeness | None, PersonLink | None]],
    *,
    visible: QuerySet[Participation],
) -> list[Couple]:
    """Each pair with its comparison and both people's participations; one query for them all."""
    rows = list(rows)
    stays = _stays(visible, {person.pk for row in rows for person in row[:2]})
    gminas = {unit.code: unit.name for unit in territory.gminy()} if rows else {}
    return [
        Couple(
            one,
            other,
            _lines(one, other, gminas),
            (stays[one.pk], stays[other.pk]),
            why=_why(likeness),
            link=link,
        )
        for one, other, likeness, link in rows
    ]


def _why(likeness: Likeness | None) -> str:
    if likeness is None:
        return ""
    if not likeness.reasons:
        return _("Equal names and date of birth.")
    said = ", ".join(str(WHY[reason]) for reason in likeness.reasons)
    return f"{said[:1].upper()}{said[1:]}."


def _lines(one: Person, other: Person, gminas: dict[str, str]) -> list[Compared]:
    read = (
        (_("Last name"), lambda person: person.family_name),
        (_("First name"), lambda person: person.given_name),
        (_("Date of birth"), lambda person: formats.day(person.born_on)),
        (_("Sex"), lambda person: person.get_sex_display()),
        (_("Address"), lambda person: _address(person, gminas)),
        (_("Telephone"), lambda person: person.phone or _("no data")),
    )
    lines = [Compared(str(label), str(tell(one)), str(tell(other))) for label, tell in read]
    return [*lines[:4], Compared(_("PESEL"), _number(one), _number(other)), *lines[4:]]


def _number(person: Person) -> str:
    return pesel.masked(person.pesel) if person.pesel else _("no PESEL")


def _address(person: Person, gminas: dict[str, str]) -> str:
    gmina = _("gmina %(name)s") % {"name": gminas.get(person.gmina, person.gmina)}
    return f"{written(address_of(person))}, {gmina}"


def _stays(visible: QuerySet[Participation], people: set[UUID]) -> dict[UUID, list[Link]]:
    found: dict[UUID, list[Link]] = defaultdict(list)
    for each in visible.filter(person__in=people).order_by("-created_at", "id"):
        url = reverse("desk:person", args=[each.pk])
        found[each.person_id].append(Link(str(each.project), url))
    return found
