"""Rows that are made without ceremony are the rows that Django would make."""

from typing import Any

import pytest
from django.apps import apps
from django.db.models import Model
from django.utils import translation

from core import tenancy
from core.rows import Row
from projects.participants.models import Participation, Person
from tests import make


def quick() -> list[type[Model]]:
    return [model for model in apps.get_models() if issubclass(model, Row)]


@pytest.fixture
def stay(alfa: Any) -> Any:
    anna = make.member(alfa, "anna@example.org", "Anna Lis", "coordinator")
    with tenancy.inside(alfa):
        yield make.participation(by=anna)


def by_ceremony(row: Model) -> dict[str, Any]:
    """The same values through the constructor."""
    names = [field.attname for field in row._meta.concrete_fields]
    made = Model.from_db.__func__(type(row), "default", names, [row.__dict__[n] for n in names])  # type: ignore[attr-defined]
    return {name: made.__dict__[name] for name in names}


def test_a_row_holds_what_the_constructor_would_have_put_there(stay):
    found = Participation.objects.select_related("person").get(pk=stay.pk)

    for row in (found, found.person):
        assert {name: row.__dict__[name] for name in by_ceremony(row)} == by_ceremony(row)
        assert (row._state.adding, row._state.db) == (False, "default")


def test_what_was_not_read_is_read_when_it_is_asked_for(stay, django_assert_num_queries):
    person = Person.objects.only("family_name").get(pk=stay.person_id)

    with django_assert_num_queries(1):
        assert person.given_name == stay.person.given_name


def test_so_is_what_is_sealed(stay, django_assert_num_queries):
    person = Person.objects.only("family_name").get(pk=stay.person_id)

    with django_assert_num_queries(1):
        assert (person.pesel, person.pesel) == (stay.person.pesel, stay.person.pesel)
    assert person.pesel


def test_a_row_is_saved_as_one_that_is_there_already(stay):
    found = Person.objects.get(pk=stay.person_id)
    found.given_name = "Zofia"
    found.save(update_fields=["given_name"])

    assert Person.objects.get(pk=found.pk).given_name == "Zofia"
    assert Person.objects.filter(family_name=found.family_name).count() == 1


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("model", quick(), ids=lambda model: model._meta.label)
def test_every_choice_of_such_a_row_is_told_in_the_words_of_its_reader(model, language):
    with translation.override(language):
        for field in model._meta.concrete_fields:
            for value, words in field.flatchoices or ():
                row = model(**{field.attname: value})
                assert getattr(row, f"get_{field.name}_display")() == str(words)


def test_a_value_that_is_no_choice_is_told_as_it_is():
    assert Person(sex="X").get_sex_display() == "X"
    assert Participation(isced=None).get_isced_display() is None


def test_a_new_row_is_as_the_model_makes_it():
    facts = {"family_name": "Ćwik", "pesel": "85822812347", "flat": ""}

    made, usual = Person.new(facts), Person(**facts)

    assert made.pk != Person.new(facts).pk
    differing = {name for name, value in vars(usual).items() if vars(made)[name] != value}
    # Each has a key of its own; the moment of a change is an expression, and those equal nothing.
    assert differing <= {"id", "_state", "changed_at"}
    assert (made.pesel, made.flat, made._state.adding) == ("85822812347", None, True)


def test_a_new_row_knows_its_columns():
    with pytest.raises(TypeError):
        Person.new({"surname": "Ćwik"})
