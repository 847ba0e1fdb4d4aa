"""The same workbook by the usual libraries: openpyxl, a serializer of DRF, and the ORM.

They judge by the same rules and keep the same columns, sealed by the product's own functions, so the
database ends the same. What they leave out is what the product does besides: rows staged and kept sealed,
a look at every row before anything is entered, people known under another name, an audit row, the outbox,
a fingerprint to take the file back by, and going on after a crash.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime
from io import BytesIO
from itertools import islice
from typing import Any

import openpyxl
from django.db import transaction
from django.utils import timezone
from rest_framework import serializers

from core import crypto, pesel, polish
from core.ledger.models import Member
from projects.agreements.models import Project
from projects.participants import rules
from projects.participants.columns import (
    address_columns,
    person_columns,
    pesel_index,
    seal_identity,
    start_columns,
)
from projects.participants.entries import PersonEntry, StartEntry, as_start, errors
from projects.participants.models import Participation, Person
from projects.participants.operations import entering
from projects.participants.rule_sets import rule_set
from projects.participants.urbanisation import Degrees
from territory import queries as territory
from tests import make
from tests.benchmarks.importing.people import STATUSES, TITLES

AT_ONCE = 1_000
YES_NO = {"tak": "YES", "nie": "NO"}
WORDS: dict[str, dict[str, str]] = {
    **dict.fromkeys(
        ("disability", "minority", "homeless", "foreign_background", "third_country"), YES_NO
    ),
    "labour_status": {
        STATUSES[0][0]: "INACTIVE",
        STATUSES[1][0]: "UNEMPLOYED",
        STATUSES[2][0]: "EMPLOYED",
    },
    "labour_detail": {
        STATUSES[0][1]: "NOT_IN_EDUCATION",
        STATUSES[1][1]: "LONG_TERM",
        STATUSES[2][1]: "SMALL_FIRM",
    },
    "citizenship": {"polskie": "PL"},
}


class RowSerializer(serializers.Serializer):
    """What a usual import would check, and then the numbered checks."""

    family_name = serializers.CharField(max_length=80)
    given_name = serializers.CharField(max_length=80)
    pesel = serializers.CharField(max_length=20)
    phone = serializers.RegexField(r"^\+?[\d\s()/-]{7,}$", max_length=30)
    email = serializers.CharField(max_length=120)
    gmina = serializers.CharField(max_length=7)
    place = serializers.CharField(max_length=80)
    street = serializers.CharField(max_length=120, allow_blank=True)
    building = serializers.CharField(max_length=12)
    postal_code = serializers.CharField(max_length=6)
    started_on = serializers.DateField()
    labour_status = serializers.ChoiceField(sorted(WORDS["labour_status"].values()))
    labour_detail = serializers.CharField(max_length=24)
    months_out_of_work = serializers.IntegerField(
        min_value=0, max_value=720, allow_null=True, required=False
    )
    isced = serializers.IntegerField(min_value=0, max_value=8)
    citizenship = serializers.ChoiceField(["PL", "EU", "OUTSIDE_EU"])
    notice_given_on = serializers.DateField()
    disability = serializers.ChoiceField(["YES", "NO", "REFUSED"])
    minority = serializers.ChoiceField(["YES", "NO", "REFUSED"])
    homeless = serializers.ChoiceField(["YES", "NO"])
    foreign_background = serializers.ChoiceField(["YES", "NO"])
    third_country = serializers.ChoiceField(["YES", "NO"])

    def validate(self, told: dict[str, Any]) -> dict[str, Any]:
        project: Project = self.context["project"]
        person, start = _entries(told)
        found = rules.problems_at_start(
            as_start(person, start),
            project_starts_on=project.starts_on,
            project_ends_on=project.ends_on,
            gmina_known=told["gmina"] in self.context["gminy"],
            today=make.TODAY,
            rule_set=rule_set(project.rule_set),
        )
        if errors(found):
            raise serializers.ValidationError([one.check for one in errors(found)])
        return {"person": person, "start": start}


PERSON = (
    "family_name",
    "given_name",
    "phone",
    "email",
    "gmina",
    "place",
    "street",
    "building",
    "postal_code",
)


def _entries(told: dict[str, Any]) -> tuple[PersonEntry, StartEntry]:
    try:
        known = pesel.read(told["pesel"])
    except ValueError:
        raise serializers.ValidationError({"pesel": "PESEL"}) from None
    person = PersonEntry(
        pesel=told["pesel"],
        born_on=known.born_on,
        sex=known.sex,
        **{name: told[name] for name in PERSON},
    )
    rest = {name: value for name, value in told.items() if name not in (*PERSON, "pesel")}
    is_long = told["labour_detail"] == "LONG_TERM"
    return person, StartEntry(**rest, long_term_unemployed=is_long)


def naive(project: Project, content: bytes, _by: Member) -> tuple[int, dict[str, float]]:
    """Openpyxl, a serializer for each row, and each row saved by itself."""
    entered = 0
    for told in _rows(content, read_only=False):
        one = RowSerializer(data=told, context=_context(project))
        if not one.is_valid():
            continue
        person, start = one.validated_data["person"], one.validated_data["start"]
        with transaction.atomic():
            if entering.person_with(person.pesel) is None:
                entering.begin(project, entering.new_person(person), start, on=make.TODAY)
                entered += 1
    return entered, {}


def good(project: Project, content: bytes, _by: Member) -> tuple[int, dict[str, float]]:
    """Openpyxl that keeps no sheet, a serializer for a thousand rows, and those created in bulk."""
    entered, rows = 0, _rows(content, read_only=True)
    context = _context(project)
    while some := list(islice(rows, AT_ONCE)):
        many = RowSerializer(data=some, many=True, context=context)
        entered += _create(project, list(_whole(many, some)))
    return entered, {}


def _whole(
    many: serializers.ListSerializer, some: list[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """What DRF does with many, except that it would tell nothing whole where something is wrong."""
    for told in some:
        with suppress(serializers.ValidationError):
            yield many.run_child_validation(told)


def _create(project: Project, told: list[dict[str, Any]]) -> int:
    boxes = crypto.Boxes()
    indexes = [pesel_index(one["person"].pesel) for one in told]
    known = set(
        Person.objects.filter(pesel_index__in=indexes).values_list("pesel_index", flat=True)
    )
    new = [one for one, index in zip(told, indexes, strict=True) if index not in known]
    degrees = Degrees(one["person"].gmina for one in new)
    people, stays = [], []
    for one in new:
        person, start = Person(**person_columns(one["person"])), one["start"]
        seal_identity(person, one["person"].pesel, boxes=boxes)
        people.append(person)
        address = one["person"].address
        stays.append(
            Participation(
                project=project,
                person=person,
                degurba_at_start=degrees.of(address.gmina, start.started_on),
                **address_columns(address),
                **start_columns(start, rule_set=project.rule_set, born_on=person.born_on),
            )
        )
    with transaction.atomic():
        for rows in (people, stays):
            _bulk_create(rows)
    return len(new)


def _bulk_create(rows: Sequence[Person | Participation]) -> None:
    """Where the database fills in a column, Django inserts row by row: so it is said here."""
    now = timezone.now()
    for row in rows:
        row.changed_at = now
    type(rows[0])._default_manager.bulk_create(rows, batch_size=AT_ONCE)


def _context(project: Project) -> dict[str, Any]:
    return {"project": project, "gminy": _gminy().values()}


def _gminy() -> dict[str, str]:
    return {polish.folded(unit.name): unit.code for unit in territory.gminy()}


def _rows(content: bytes, *, read_only: bool) -> Iterator[dict[str, Any]]:
    book = openpyxl.load_workbook(BytesIO(content), read_only=read_only)
    lines = book.worksheets[0].iter_rows(values_only=True)
    next(lines)
    gminy = _gminy()
    for line in lines:
        told = {name: _plain(cell) for name, cell in zip(TITLES, line, strict=True)}
        told["gmina"] = gminy.get(polish.folded(told["gmina"]), told["gmina"])
        if told["months_out_of_work"] == "":
            del told["months_out_of_work"]
        yield {name: WORDS.get(name, {}).get(value, value) for name, value in told.items()}


def _plain(cell: Any) -> str | date:
    return cell.date() if isinstance(cell, datetime) else cell or ""
