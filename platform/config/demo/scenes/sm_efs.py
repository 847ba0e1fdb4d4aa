"""What the national system knows of Kartuzy's running project: a file a month old, and one back.

Since then a telephone was corrected and somebody came who has not been told of; some people have no
support that is reported, and two places are not written as TERYT has them.
"""

from dataclasses import replace
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from config.demo.scenes import Scene
from projects.agreements import operations as agreements
from projects.agreements.models import Project
from projects.participants import operations as participants
from projects.participants.columns import address_at_start, entry_of, start_of
from projects.participants.models import Participation
from projects.sm_efs import operations
from projects.sm_efs.layout import layout
from projects.sm_efs.models import Export
from projects.sm_efs.queries.lines import lines_of
from projects.sm_efs.rules import files
from projects.sm_efs.rules.record import lay_out
from projects.support import operations as support
from projects.support.entries import ServiceEntry
from projects.support.vocabulary import Area, Kind, Unit

NUMBER = "FEPM.05.11-IZ.00-0001/23"
SCOPE = "Usługi aktywnej integracji"
OFFICE = {"phone": "586810000", "email": "projekt@kartuzy.example.org", "support_scope": SCOPE}
# Given without a sheet, so that one row of it is enough.
SERVICE = {
    "name": "Pierwsza rozmowa z pracownikiem socjalnym",
    "area": Area.SOCIAL,
    "kind": Kind.OTHER,
    "unit": Unit.SESSION,
    "national_code": "INTEGRATION_SOCIAL",
}
# Of so many somebody wrote down the first talk with the social worker.
TALKED_WITH = 40
SENT_DAYS_AGO = 31
TWO = 2


def play(scene: Scene) -> None:
    project = Project.objects.get(pk=scene.project.pk)
    if project.rule_set != "P2021":
        return
    _settle(scene, project)
    _talk(scene, project)
    _send(scene, project)
    _change(scene, project)
    _compare(scene, project)


def _settle(scene: Scene, project: Project) -> None:
    """The number every row begins with, and what stands in for missing values."""
    if not project.agreement_number:
        number = {"agreement_number": NUMBER, "version": project.version}
        agreements.correct_project(project=project, **number, by=scene.coordinator)
    reason = "ustalone z kierownikiem GOPS"
    told = {"version": 0, "reason": reason, "by": scene.coordinator}
    operations.agree_office(project=project, **OFFICE, **told)


def _everybody(project: Project):  # type: ignore[no-untyped-def]
    rows = Participation.objects.filter(project=project, voided_at=None, started_on__isnull=False)
    return rows.select_related("person", "project").order_by("person__sort_key", "pk")


def _talk(scene: Scene, project: Project) -> None:
    """The social worker's first talk, on the day of the start."""
    entry = ServiceEntry(**SERVICE)
    service = support.enter_service(project=project, entry=entry, by=scene.coordinator)
    given = {"service": service, "quantity": Decimal(1), "on": scene.today, "by": scene.case_worker}
    for who in _everybody(project)[:TALKED_WITH]:
        support.give_support(participation=who, given_on=who.started_on, **given)


def _send(scene: Scene, project: Project) -> None:
    asked = {"kind": Export.Kind.WHOLE, "reason": "wniosek o płatność za poprzedni miesiąc"}
    sent = operations.export_people(project=project, **asked, on=scene.today, by=scene.coordinator)
    # All of the demonstration is played at once; this file left last month.
    day = scene.today - timedelta(days=SENT_DAYS_AGO)
    at = timezone.make_aware(datetime.combine(day, time(10, 20)))
    Export.objects.filter(pk=sent.export.pk).update(exported_at=at)


def _change(scene: Scene, project: Project) -> None:
    """Telephones and places are corrected after the file had left, the places by somebody in haste,
    who also left out an answer that the citizenship gives.
    """
    moment = {"reason": "dane z rozmowy", "on": scene.today, "by": scene.case_worker}
    for other in _everybody(project)[:2]:
        entry = replace(entry_of(other.person), phone="600700800")
        facts = {"entry": entry, "version": other.person.version}
        participants.correct_person(person=other.person, **facts, **moment)
    for found, spelt in zip(_everybody(project)[2:4], (str.upper, str.lower), strict=True):
        address = address_at_start(found)
        start = replace(start_of(found), address=replace(address, place=spelt(address.place)))
        _correct_start(found, replace(start, third_country=""), **moment)


def _correct_start(found: Participation, start: Any, **moment: Any) -> None:
    facts = {"start": start, "version": found.version}
    participants.correct_start(participation=found, **facts, **moment)


def _compare(scene: Scene, project: Project) -> None:
    """What SM EFS held of them: one with another place, one it never took, and one nobody knows."""
    lines = lines_of(Project.objects.get(pk=project.pk), on=scene.today).ready
    if len(lines) < TWO:
        return
    form = layout(project.rule_set)
    there = [replace(each.record, technical_id=_id_of(n)) for n, each in enumerate(lines[1:], 1)]
    there[0] = replace(there[0], place="Somonino")
    content = files.written([lay_out(each, form) for each in there], form)
    name = f"Uczestnicy_projektu_Efs_{scene.today:%Y-%m-%d}.csv"
    told = {"name": name, "content": content, "on": scene.today, "by": scene.coordinator}
    operations.read_export(project=project, **told)


def _id_of(number: int) -> str:
    return f"UCZ-{number:06}"
