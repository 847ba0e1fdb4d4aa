"""What the programme says: every fact has a source, and the catalogue to begin with can be used."""

import json

from projects.support import reference
from projects.support.entries import ServiceEntry
from projects.support.vocabulary import Area, Kind, Unit


def _written(name: str) -> dict:
    return json.loads((reference.FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def test_every_limit_says_where_it_comes_from_and_that_nobody_checked_it_yet():
    facts = [fact for name, fact in _written("limits").items() if name != "version"]

    assert len(facts) == 5
    assert all(fact["source"] and "checked_by" in fact for fact in facts)


def test_national_values_keep_the_spelling_of_the_file():
    values = reference.national_values("P2021")

    assert values["ADVICE_LEGAL"].detail == "doradztwo/ pomoc prawna"
    assert values["COURSE"].detail == ""
    assert all(value.source for value in values.values())


def test_a_period_without_a_known_list_has_no_values():
    assert not reference.national_values("P2014")
    assert not reference.national_values("P1999")


def test_the_catalogue_to_begin_with_covers_five_areas_in_words_that_are_known():
    services = [ServiceEntry(**service) for service in reference.starter_catalogue()]
    codes = {service.national_code for service in services} - {""}

    assert {service.area for service in services} == set(Area.values)
    assert {service.kind for service in services} == set(Kind.values)
    assert {service.unit for service in services} <= set(Unit.values)
    assert codes <= set(reference.national_values("P2021"))
    assert len({service.name for service in services}) == len(services) == 17


def test_what_only_accompanies_begins_no_participation():
    services = [ServiceEntry(**service) for service in reference.starter_catalogue()]

    assert all(
        service.counts_as_first_support == (service.area != Area.ACCOMPANYING)
        for service in services
    )
