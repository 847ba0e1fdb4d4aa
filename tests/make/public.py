"""Factories of public editions: contents as plain values, and candidates as the publisher makes them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from core import tenancy
from dashboards.consent import operations as consent
from dashboards.consent.models import PageConsent
from dashboards.public import contents, operations
from dashboards.public.contents import (
    AREAS,
    DISABLED,
    EMPLOYED,
    PEOPLE,
    Content,
    Official,
    Place,
    ProjectEntry,
    Told,
    UnitEntry,
)
from dashboards.public.entries import PublishedEntry
from dashboards.public.models import Candidate, Edition, OpenPage, PublishedFigure
from dashboards.public.queries import Reading
from projects.agreements.models import Project
from tests import make

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
TODAY_LATER = date(2026, 12, 24)
PROJECT = "01900000-0000-7000-8000-000000000001"
NOTE = "Metropolia Gdańsk-Gdynia-Sopot, nota prasowa"
NAMES = {
    PEOPLE: ("osoby zagrożone ubóstwem", "people at risk"),
    DISABLED: ("osoby z niepełnosprawnościami", "people with disabilities"),
    EMPLOYED: ("osoby pracujące", "people in work"),
    AREAS: ("obszary wsparcia", "areas of support"),
}
PARTNERS = (
    ("Gmina Kartuzy", "gmina"),
    ("Gmina Żukowo", "gmina"),
    ("Gmina Somonino", "gmina"),
    ("Gmina Przodkowo", "gmina"),
    ("Gmina Chmielno", "gmina"),
    ("Fundacja Edukacji i Działań Społecznych w Kartuzach", "ngo"),
)


def project_entry(**facts: Any) -> ProjectEntry:
    usual = {
        "id": PROJECT,
        "unit_code": "2205",
        "title": "Aktywizacja społeczno-zawodowa mieszkańców (edycja II)",
        "edition_no": 2,
        "leader": "Powiat Kartuski",
        "fund": "RPO_WP",
        "starts_on": date(2019, 11, 1),
        "ends_on": date(2022, 9, 30),
        "total_amount": Decimal("2752941.18"),
        "eu_amount": Decimal("2340000.00"),
        "partners": PARTNERS,
    }
    return ProjectEntry(**{**usual, **facts})


def official(subject: str, value: int, **facts: Any) -> Official:
    usual = {
        "unit_code": "",
        "project_id": PROJECT,
        "source": NOTE,
        "published_on": None,
        "approved_by": "Biuro Metropolii",
    }
    return Official(subject=subject, value=value, **{**usual, **facts})


def content(**facts: Any) -> Content:
    """The programme of the press note, as the public is told of it."""
    usual: dict[str, Any] = {
        "as_of": date(2026, 11, 20),
        "projects_count": 3,
        "eu_projects_count": 2,
        "eu_amount": Decimal(12_500_000),
        "units": (_unit("2261", 487_371, 1), _unit("2205", 153_813, 2), _unit("2210", 33_626, 0)),
        "projects": (project_entry(),),
        "cells": cells(),
        "official": (official(PEOPLE, 200), official(EMPLOYED, 81), official(AREAS, 5)),
        "names": NAMES,
    }
    return Content(**{**usual, **facts})


def cells() -> dict[Place, Told]:
    return {
        Place(): Told(5_600, 5_000),
        Place(code=DISABLED): Told(1_600, 1_470),
        Place(code=EMPLOYED): Told(1_620, 1_560),
        Place(period="2024"): Told(2_600, 2_600),
        Place(period="2025"): Told(3_000, 3_000),
        Place("2261"): Told(4_400, 3_900),
        Place("2205"): Told(1_200, 1_100),
        Place("2205", sex="F"): Told(800, 700),
        Place("2205", sex="M"): Told(400, 400),
        Place("2205", code=DISABLED): Told(contents.HIDDEN, contents.HIDDEN),
        Place("2205", code=EMPLOYED): Told(345, 345),
        Place("2205", PROJECT): Told(200, 200),
        Place("2205", PROJECT, EMPLOYED): Told(80, 80),
    }


def _unit(code: str, population: int, projects: int) -> UnitEntry:
    return UnitEntry(
        code=code, population=population, population_on="2023-12-31", projects_count=projects
    )


def reading(number: int = 1, **facts: Any) -> Reading:
    return Reading(number=number, content=content(**facts), approved_at=AT)


def candidate(**facts: Any) -> Candidate:
    """As the publisher leaves it; its projects have their units' consent."""
    made = content(**facts)
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        for one in made.projects:
            OpenPage.objects.get_or_create(
                project_id=UUID(one.id), defaults={"tenant_id": 0, "given_at": AT}
            )
        Candidate.objects.all().delete()
        return Candidate.objects.create(made_at=AT, content=contents.to_json(made))


def edition(*, by: Any = make.BY, **facts: Any) -> Edition:
    """Approved, under the role that approves."""
    waiting = candidate(**facts)
    with tenancy.acting_as(tenancy.Role.WEB):
        return operations.approve_edition(candidate=waiting, at=AT, by=by)


def entry(**facts: Any) -> PublishedEntry:
    usual = {"subject": EMPLOYED, "value": 81, "source": NOTE, "approved_by": "Biuro Metropolii"}
    return PublishedEntry(**{**usual, **facts})


def published_figure(*, by: Any = make.BY, **facts: Any) -> PublishedFigure:
    return operations.enter_published_figure(entry=entry(**facts), on=make.TODAY, at=AT, by=by)


def agreed(*, of: Project, by: Any) -> PageConsent:
    return consent.agree_to_page(project=of, at=AT, by=by)
