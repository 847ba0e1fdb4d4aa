"""Reports of a project: of a frozen period always the same, else counted from what is entered."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.utils import timezone, translation

from core import tenancy
from core.errors import NotAllowed
from core.ledger.models import AuditEvent, Member
from dashboards.metropolis.codes import DISABLED, EMPLOYED, RISK
from dashboards.project_reports import contents, effects, making, queries
from dashboards.project_reports.models import ProjectReport
from dashboards.project_reports.operations import BeforeItBegan
from dashboards.project_reports.queries import Reached
from dashboards.public.contents import AREAS
from dashboards.public.models import PublishedFigure
from dashboards.reports.models import Kind, State
from dashboards.reports.operations import NotYet
from indicators.periods.rules.counting import Cell
from indicators.targets import operations
from tests import make
from tests.indicators.facts import world
from tests.make import agreements, periods, reports
from tests.make import targets as made


def plain(text):
    """With ordinary spaces."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def said(project, **counts):
    cells = {Cell(code): count for code, count in counts.items()}
    return effects.sentences(project, Reached(tuple(counts), cells, {}))


@pytest.mark.parametrize(
    ("count", "polish"),
    [
        (1, "1 osobę"),
        (2, "2 osoby"),
        (5, "5 osób"),
        (12, "12 osób"),
        (22, "22 osoby"),
        (112, "112 osób"),
    ],
)
def test_the_note_says_people_in_correct_polish(inside_alfa, count, polish):
    project = make.project(by=inside_alfa)

    with translation.override("pl"):
        assert said(project, **{RISK: count})[0] == f"Projekt wsparł {polish}."


def test_of_nobody_the_note_says_nothing(inside_alfa):
    project = make.project(by=inside_alfa)

    with translation.override("en"):
        told = said(project, **{RISK: 5, DISABLED: 0})

    assert told[0] == "The project supported 5 people."
    assert not any("disabilities" in sentence for sentence in told)


def test_the_note_names_the_partners_and_not_the_leader_among_them(inside_alfa):
    project = make.project(by=inside_alfa)
    agreements.partner(of=project, by=inside_alfa, name="Gmina Alfa", is_leader=True)
    agreements.partner(of=project, by=inside_alfa, name="Fundacja Most")

    with translation.override("en"):
        assert said(project)[-1] == "Partners: Fundacja Most."


def test_the_note_tells_the_unions_money_and_the_areas_that_were_published(inside_alfa):
    """As the metropolis told of powiat kartuski: 2.34 million of the Union's, five areas."""
    project = make.project(by=inside_alfa)
    project.eu_amount, project.total_amount = Decimal("2340000.00"), Decimal("2752941.18")
    project.invented = ["total_amount"]
    five = [PublishedFigure(subject=AREAS, value=5)]

    with translation.override("pl"):
        told = plain(" ".join(effects.sentences(project, Reached((), {}, {}), five)))

    assert "Wkład Unii Europejskiej to 2,34 mln zł." in told
    assert "Projekt jest wart" not in told
    assert (
        "Wsparcie objęło 5 obszarów: społeczny, zdrowotny, zawodowy, edukacyjny, wsparcie" in told
    )


@pytest.mark.parametrize(("counted", "is_said"), [(80, True), (81, False)])
def test_the_note_names_a_published_figure_that_differs_from_what_is_counted(
    inside_alfa, counted, is_said
):
    published = [PublishedFigure(subject=EMPLOYED, value=81)]
    reached = Reached((EMPLOYED,), {Cell(EMPLOYED): counted}, {})

    with translation.override("pl"):
        told = plain(" ".join(effects.sentences(make.project(by=inside_alfa), reached, published)))

    said_so = "Oficjalnie ogłoszono: pracujące po opuszczeniu programu – 81." in told
    assert said_so is is_said


def test_money_that_a_demonstration_made_up_is_marked_as_such(inside_alfa):
    project = make.project(by=inside_alfa)
    project.eu_amount, project.total_amount = Decimal(2_340_000), Decimal(2_752_941)
    project.invented = ["total_amount"]

    with translation.override("en"):
        labels = [row[0] for row in contents.money(project)[0].table.rows]

    assert labels[:2] == ["Total value (invented)", "EU funds"]


@pytest.mark.parametrize(
    ("count", "polish"),
    [(1, "1 obszar"), (2, "2 obszary"), (12, "12 obszarów"), (22, "22 obszary")],
)
def test_the_note_says_areas_in_correct_polish(inside_alfa, count, polish):
    areas = [PublishedFigure(subject=AREAS, value=count)]

    with translation.override("pl"):
        told = effects.sentences(make.project(by=inside_alfa), Reached((), {}, {}), areas)

    assert f"Wsparcie objęło {polish}." in told


def test_the_note_reads_what_was_published_of_its_own_project(alfa, coordinator):
    with tenancy.inside(alfa):
        by = Member.objects.get(account_id=coordinator.pk)
        project = make.project(by=by)
        report = reports.of_project(project, by=by, kind=Kind.EFFECTS)
    source = "Biuletyn Metropolii"
    with tenancy.acting_as(tenancy.Role.WEB):
        PublishedFigure.objects.create(
            subject=AREAS,
            project_id=project.pk,
            value=5,
            source=source,
            approved_by="Ola Miotk",
            entered_at=timezone.now(),
            entered_by_name="Ola Miotk",
        )

    making.make(alfa.schema_name, str(report.pk))

    with tenancy.inside(alfa):
        workbook = ZipFile(BytesIO(ProjectReport.objects.get(pk=report.pk).workbook))
    assert any(source in workbook.read(name).decode() for name in workbook.namelist())


@pytest.mark.parametrize("kind", [Kind.PROJECT, Kind.EFFECTS])
def test_it_is_made_inside_the_unit_and_nobody_is_named_in_it(alfa, coordinator, kind):
    with tenancy.inside(alfa):
        by = Member.objects.get(account_id=coordinator.pk)
        project = make.project(by=by)
        world.takes_part(world.person(1), project, at_risk=True)
        report = reports.of_project(project, by=by, kind=kind)

    making.make(alfa.schema_name, str(report.pk))

    with tenancy.inside(alfa):
        report = ProjectReport.objects.get(pk=report.pk)
        assert report.state == State.DONE
        assert bytes(report.pdf).startswith(b"%PDF-")
        assert b"Cwik" not in bytes(report.workbook)
        assert AuditEvent.objects.filter(verb="ordered a project report").count() == 1


def test_the_day_of_a_frozen_period_gives_its_frozen_values(inside_alfa):
    project = make.project(by=inside_alfa)
    period = periods.period(of=project, by=inside_alfa)
    before = queries.reached(project, by_day=period.ends_on)
    assert before.frozen is None

    closing = periods.closed(period, by=inside_alfa)

    frozen = queries.reached(project, by_day=period.ends_on)
    assert frozen.frozen == closing
    assert queries.reached(project, by_day=period.ends_on - timedelta(days=1)).frozen is None


def test_a_past_day_is_told_with_the_targets_that_held_on_it(inside_alfa):
    project = make.project(by=inside_alfa)
    made.targets(of=project, by=inside_alfa)
    amendment = agreements.amendment(of=project, by=inside_alfa)
    _raised(project, amendment=amendment, by=inside_alfa)

    assert promised(project, amendment.signed_on - timedelta(days=1)) == 220
    assert promised(project, amendment.signed_on) == 260


def test_a_frozen_report_keeps_its_targets_whatever_is_set_or_withdrawn_later(inside_alfa):
    project = make.project(by=inside_alfa)
    made.targets(of=project, by=inside_alfa)
    amendment = agreements.amendment(of=project, by=inside_alfa)
    _raised(project, amendment=amendment, by=inside_alfa)
    period = periods.period(of=project, by=inside_alfa)
    periods.closed(period, by=inside_alfa)

    agreements.withdrawn(amendment, by=inside_alfa, at=timezone.now())
    assert promised(project, period.ends_on) == 260

    _raised(project, total=300, reason="literówka", by=inside_alfa)
    assert promised(project, period.ends_on) == 260
    assert promised(project, period.ends_on - timedelta(days=1)) == 300


def _raised(project, *, total=260, **facts):
    entries = [made.entry(None, None, total), made.entry(70, 40, 110, subset=made.DISABLED)]
    operations.set_targets(project=project, entries=entries, **facts)


def promised(project, day):
    return queries.reached(project, by_day=day).targets[made.PEOPLE].total


def test_a_day_to_come_and_a_day_before_the_project_are_refused(inside_alfa):
    project = make.project(by=inside_alfa)

    with pytest.raises(NotYet):
        reports.of_project(project, by=inside_alfa, as_of=make.TODAY + timedelta(days=1))
    with pytest.raises(BeforeItBegan):
        reports.of_project(project, by=inside_alfa, as_of=date(1999, 1, 1))


def test_kinds_are_numbered_apart(inside_alfa):
    project = make.project(by=inside_alfa)

    numbers = [
        reports.of_project(project, by=inside_alfa, kind=kind).full_number
        for kind in (Kind.PROJECT, Kind.EFFECTS, Kind.PROJECT)
    ]

    year = make.TODAY.year
    assert numbers == [f"RP/{year}/1", f"NE/{year}/1", f"RP/{year}/2"]


def test_whoever_is_bound_to_another_project_orders_nothing_and_sees_nothing(alfa, inside_alfa):
    project, other = (make.project(by=inside_alfa, edition_no=number) for number in (1, 2))
    reports.of_project(project, by=inside_alfa)

    class Bound:
        display_name = "Ewa"
        grants = [{"role": "viewer", "project": str(other.pk)}]

    with pytest.raises(NotAllowed):
        reports.of_project(project, by=Bound())
    assert not queries.reports_visible_to(Bound()).exists()
