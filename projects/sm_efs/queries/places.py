"""Territorial units as the national file names them, in one query."""

from collections.abc import Mapping
from datetime import date

from django.db.models import OuterRef, Subquery

from projects.sm_efs.rules.problems import Gmina, Places
from territory.models import Unit, UrbanisationDegree
from territory.queries import GMINA_KINDS

REGION_DIGITS = 2


def units(on: date) -> list[Unit]:
    """Every unit, each with its degree of urbanisation by the list in force."""
    lists = UrbanisationDegree.objects.filter(valid_from__lte=on).order_by("-valid_from")
    in_force = lists.values("valid_from")[:1]
    named = UrbanisationDegree.objects.filter(gmina=OuterRef("pk"), valid_from=Subquery(in_force))
    return list(Unit.objects.annotate(degree=Subquery(named.values("degree")[:1])).order_by("pk"))


def places_of(known: list[Unit]) -> Places:
    powiats = {unit.code: unit.name for unit in known}
    gminas = tuple(
        Gmina(unit.name, powiats.get(unit.parent_code, ""), unit.degree)  # type: ignore[attr-defined]
        for unit in known
        if unit.kind in GMINA_KINDS
    )
    towns = frozenset(unit.name for unit in known if len(unit.code) > REGION_DIGITS * 2)
    regions = {unit.code[:REGION_DIGITS] for unit in known}
    return Places(gminas, regions.pop() if len(regions) == 1 else "", towns)


def address_of(gmina: str, known: Mapping[str, Unit]) -> dict[str, str]:
    """The region, powiat and gmina of a code; nothing of one that is not known."""
    unit = known.get(gmina)
    if unit is None:
        return {"region": gmina[:REGION_DIGITS]}
    powiat = known.get(unit.parent_code)
    names = {"gmina": unit.name, "powiat": powiat.name if powiat else ""}
    return {"region": gmina[:REGION_DIGITS], **names}
