"""What the notes are told: read from an edition's content, official figures before counted ones."""

from dashboards.public.contents import (
    AREAS,
    DISABLED,
    EMPLOYED,
    NO_DATA,
    PEOPLE,
    Content,
    Place,
    ProjectEntry,
    Shown,
    UnitEntry,
)
from dashboards.public.wording.facts import ProgrammeFacts, ProjectFacts, UnitFacts

__all__ = ["ProgrammeFacts", "ProjectFacts", "UnitFacts", "programme", "project", "unit"]


def programme(content: Content) -> ProgrammeFacts:
    return ProgrammeFacts(
        people=content.told(Place()).people,
        disabled=content.told(Place(code=DISABLED)).people,
        employed=content.told(Place(code=EMPLOYED)).people,
        projects_count=content.projects_count,
        eu_projects_count=content.eu_projects_count,
        eu_amount=content.eu_amount,
        units=tuple(one.code for one in content.units if one.projects_count),
    )


def unit(content: Content, entry: UnitEntry) -> UnitFacts:
    return UnitFacts(
        unit_code=entry.code,
        people=content.told(Place(entry.code)).people,
        disabled=content.told(Place(entry.code, code=DISABLED)).people,
        employed=content.told(Place(entry.code, code=EMPLOYED)).people,
        projects_count=entry.projects_count,
    )


def project(content: Content, entry: ProjectEntry) -> ProjectFacts:
    """What is made up for a demonstration is left out: nobody published it."""
    dates_known = not {"starts_on", "ends_on"} & set(entry.invented)
    money_known = "eu_amount" not in entry.invented
    areas = content.officially(AREAS, project=entry.id)
    official = [one for one in content.official if one.project_id == entry.id]
    return ProjectFacts(
        unit_code=entry.unit_code,
        edition_no=entry.edition_no,
        people=_of_project(content, entry, PEOPLE),
        employed=_of_project(content, entry, EMPLOYED),
        leader=entry.leader,
        partners=entry.partners,
        starts_on=entry.starts_on if dates_known else None,
        ends_on=entry.ends_on if dates_known else None,
        is_over=entry.ends_on < content.as_of,
        eu_amount=entry.eu_amount if money_known else None,
        areas=areas.value if areas else None,
        sources=tuple(dict.fromkeys(one.source for one in official)),
    )


def _of_project(content: Content, entry: ProjectEntry, code: str) -> Shown:
    official = content.officially(code, project=entry.id)
    if official:
        return official.value
    place = Place(entry.unit_code, entry.id, code)
    return NO_DATA if content.knows_nothing_of(place) else content.told(place).participations
