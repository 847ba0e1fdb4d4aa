"""What files said is forgotten: two weeks after the end, or at once when somebody drops them."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.utils import timezone

from core.ledger.models import Member
from core.sealed import SealedField
from projects.exchange import forgetting, operations
from projects.exchange.earlier import operations as earlier
from projects.exchange.models import (
    EarlierFile,
    EarlierProject,
    Import,
    ImportFile,
    ImportRow,
)
from projects.exchange.vocabulary import Step
from tests import make
from tests.make import exchange, support

PEOPLE, GIVEN, LEFT = range(3)
# What the next file of the unit is read by.
STAYS = {"Import.titles", "Import.meanings", "Import.columns"}


@pytest.fixture
def anna(inside_alfa) -> Member:
    return inside_alfa


@pytest.fixture
def whole(anna) -> EarlierProject:
    """Its people are entered, the support is to be named, the exits wait."""
    project = make.project(by=anna)
    support.benefit(of=project, by=anna)
    content = exchange.whole(exchange.person(1))
    found = exchange.whole_divided(content, project=project, by=anna)
    exchange.entered(exchange.checked(exchange.part(found, PEOPLE), by=anna), by=anna)
    return exchange.whole_moved(found)


def telling(model: Any) -> list[Any]:
    """Columns that hold what a file or somebody said."""
    kinds = (SealedField, models.JSONField)
    return [one for one in model._meta.fields if isinstance(one, kinds)]


def filled() -> None:
    """Every such column of every row tells something, whatever the way here was."""
    for model in apps.get_app_config("exchange").get_models():
        for row in model.objects.all():
            for field in telling(model):
                setattr(
                    row, field.name, {"": "x"} if field.get_internal_type() == "JSONField" else "x"
                )
            row.save()


def left() -> set[str]:
    return {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("exchange").get_models()
        for field in telling(model)
        if model.objects.exclude(**{f"{field.name}__isnull": True}).exists()
    }


def test_nothing_that_was_said_is_left_after_two_weeks(anna, whole):
    exchange.sent(exchange.office_csv([exchange.person(2)]), by=anna)
    filled()
    assert left() > STAYS | {"ImportRow.decided", "Import.answering", "EarlierProject.sheets"}

    forgetting.forget(at=timezone.now() + timedelta(days=15))

    assert left() <= STAYS
    assert not ImportFile.objects.exists()
    assert not EarlierFile.objects.exists()


def test_a_file_without_a_name_is_forgotten_like_any_other(anna):
    found = exchange.sent(exchange.office_csv([exchange.person(2)]), by=anna, name="")
    assert found.file_name is None

    forgetting.forget(at=timezone.now() + timedelta(days=15))

    assert not ImportFile.objects.exists()
    assert not ImportRow.objects.filter(cells__isnull=False).exists()


def test_nothing_that_was_said_is_left_when_a_file_is_dropped(anna):
    found = exchange.sent(exchange.office_csv([exchange.person(2)]), by=anna)
    filled()

    operations.drop(of=found, by=anna)

    assert left() <= STAYS
    assert not ImportRow.objects.exists()
    assert not ImportFile.objects.exists()


def test_nothing_that_was_said_is_left_when_a_whole_project_is_dropped(anna):
    content = exchange.whole(exchange.person(1))
    found = exchange.whole_divided(content, project=make.project(by=anna), by=anna)
    filled()

    earlier.drop_earlier(of=found, by=anna)

    assert left() <= STAYS
    assert not ImportRow.objects.exists()
    assert not EarlierFile.objects.exists()


@pytest.mark.parametrize("order", [(LEFT, GIVEN, PEOPLE), (PEOPLE, GIVEN, LEFT)])
def test_a_whole_project_is_forgotten_with_the_last_part_that_somebody_wants(anna, order):
    content = exchange.whole(exchange.person(1))
    found = exchange.whole_divided(content, project=make.project(by=anna), by=anna)
    filled()

    for place in order[:-1]:
        operations.drop(of=exchange.part(found, place), by=anna)
    assert EarlierFile.objects.exists()
    assert "EarlierProject.sheets" in left()
    operations.drop(of=exchange.part(found, order[-1]), by=anna)

    assert left() <= STAYS
    assert not EarlierFile.objects.exists()
    assert EarlierProject.objects.get().step == Step.DROPPED


def test_what_is_entered_of_a_whole_project_keeps_its_workbook_and_name(anna, whole):
    for place in (GIVEN, LEFT):
        operations.drop(of=exchange.part(whole, place), by=anna)

    assert EarlierFile.objects.exists()
    assert EarlierProject.objects.get().file_name == whole.file_name


def test_a_part_that_waits_lives_as_long_as_the_workbook(anna, whole):
    """Sent three weeks ago; of its parts the first was entered now."""
    long_ago = timezone.now() - timedelta(days=21)
    EarlierProject.objects.update(made_at=long_ago)
    Import.objects.update(made_at=long_ago)

    forgetting.forget(at=timezone.now())

    assert EarlierFile.objects.exists()
    steps = Import.objects.order_by("place").values_list("step", flat=True)
    assert list(steps) == [Step.APPLIED, Step.NAMING, Step.WAITING]
    assert exchange.part(whole, GIVEN).rows.filter(cells__isnull=False).exists()

    forgetting.forget(at=timezone.now() + timedelta(days=15))
    assert list(steps.all()) == [Step.APPLIED, Step.DROPPED, Step.DROPPED]


def test_when_people_of_a_project_are_removed_nothing_is_left_of_its_files(anna, whole):
    filled()

    forgetting.forget_project(whole.project_id)

    assert left() <= {"Import.columns"}
    assert not Import.objects.exclude(columns={}).exists()
