"""Open data: files and their schemas agree, the catalogue has what DCAT-AP demands, no number leaks."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from pyshacl import validate
from rdflib import DCAT, DCTERMS, Graph

from dashboards.public import contents, tables
from dashboards.public.catalogue import catalogue
from dashboards.public.contents import HIDDEN, Place, Told
from dashboards.public.tables import TABLES
from tests.make import public

# Said by rdflib about itself, and by pyshacl, which leans on it.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
SHAPES = Path(__file__).parent / "dcat_ap.ttl"
SITE = "https://szansa.example.org"


def _graph() -> Graph:
    return catalogue(
        site=SITE, publisher="Metropolia", mail="dane@example.org", edition=3, issued=public.AT
    )


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.key)
def test_every_row_has_every_column_and_fits_its_schema(table):
    content = public.content()

    told = json.loads(tables.as_json(table, content, edition=1, schema_url=SITE))
    lines = list(csv.DictReader(io.StringIO(tables.as_csv(table, content))))

    Draft202012Validator(
        tables.schema(table), format_checker=Draft202012Validator.FORMAT_CHECKER
    ).validate(told)
    assert lines
    assert [list(line) for line in lines] == [list(row) for row in told["dane"]]
    assert len(lines) == len(told["dane"])


def test_a_hidden_figure_is_an_empty_cell_and_one_word():
    content = public.content()

    lines = csv.DictReader(io.StringIO(tables.as_csv(TABLES["wyniki-jednostek"], content)))
    hidden = [line for line in lines if line["stan"] != "wartość"]

    assert [(line["stan"], line["osoby"], line["udzialy"]) for line in hidden] == [
        ("ukryte", "", "")
    ]


def test_a_title_cannot_become_a_formula():
    content = public.content(projects=(public.project_entry(title="=HYPERLINK(1)"),))

    assert "'=HYPERLINK(1)" in tables.as_csv(TABLES["wyniki-projektow"], content)


def test_an_official_figure_is_in_no_counted_table():
    content = public.content(official=(public.official(contents.EMPLOYED, 83),))

    counted = [
        tables.as_csv(table, content) for key, table in TABLES.items() if key != "wyniki-ogloszone"
    ]

    assert "83" not in "".join(counted).replace(public.PROJECT, "")
    assert ",83," in tables.as_csv(TABLES["wyniki-ogloszone"], content)


def test_the_catalogue_has_what_dcat_ap_demands():
    conforms, _report, words = validate(_graph(), shacl_graph=str(SHAPES), inference="none")

    assert conforms, words


@pytest.mark.parametrize(
    "predicate", [DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.accessURL]
)
def test_the_shapes_notice_what_is_missing(predicate):
    graph = _graph()
    graph.remove((None, predicate, None))

    conforms, _report, _words = validate(graph, shacl_graph=str(SHAPES), inference="none")

    assert not conforms


def test_the_catalogue_says_the_same_in_both_notations_each_time():
    graph = _graph()
    again = Graph().parse(data=graph.serialize(format="json-ld"), format="json-ld")

    assert graph.isomorphic(again)
    assert graph.serialize(format="turtle") == _graph().serialize(format="turtle")
    assert len(list(graph.subjects(predicate=DCAT.downloadURL))) == 2 * len(TABLES)


def test_two_worlds_with_the_same_public_figures_write_the_same_files():
    """What was counted is gone before anything is written: only the content speaks."""
    one = public.content()
    other = contents.from_json(json.loads(json.dumps(contents.to_json(replace(one)))))
    # Cells in another order, as another world would have counted them.
    other = replace(other, cells=dict(reversed(list(other.cells.items()))))

    for table in TABLES.values():
        assert tables.as_csv(table, one) == tables.as_csv(table, other)
        assert tables.as_json(table, one, edition=1, schema_url=SITE) == tables.as_json(
            table, other, edition=1, schema_url=SITE
        )


def test_a_hidden_cell_looks_like_every_other_hidden_cell():
    place = Place("2205", code=contents.DISABLED)
    content = public.content()
    assert content.told(place) == Told(HIDDEN, HIDDEN)

    kept = json.dumps(contents.to_json(content))

    assert kept.count(f'"{HIDDEN}"') == 2
