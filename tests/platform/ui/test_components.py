"""What the components put on a page: words, ids that belong together, nothing dangerous."""

import json
import re
from pathlib import Path

import pytest
from django import forms
from django.contrib.staticfiles import finders
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from ui import charts_theme
from ui.parts import Cell, Chart, Column, Table


class Enrolment(forms.Form):
    family_name = forms.CharField(help_text="As in the identity card.")
    phone = forms.CharField(required=False)
    sex = forms.ChoiceField(choices=[("k", "woman"), ("m", "man")], widget=forms.RadioSelect)
    informed = forms.BooleanField()


@pytest.fixture
def table():
    columns = [Column("Unit"), Column("People", "number"), Column("Target", "share")]
    rows = [[Cell("Gdańsk", url="/g"), 1498, 0.94], ["powiat nowodworski", "HIDDEN", "NO_DATA"]]
    return Table("Units", columns, rows, total=["All", 1498, "NOT_ADDITIVE"])


def drawn(source: str, **context: object) -> str:
    return Template("{% load i18n ui %}" + source).render(Context(context))


def test_a_state_looks_like_a_word_and_a_number_like_a_number():
    assert drawn("{{ 1234|value }}") == "1,234"
    assert drawn("{{ 'HIDDEN'|value }}") == '<span class="state state-hidden">hidden</span>'


def test_the_width_of_a_bar_is_never_written_in_the_reader_s_locale(polish):
    assert drawn("{{ 83.456|share }} {{ 130|share }} {{ below|share }}", below=-2) == (
        "83.5% 100.0% 0.0%"
    )


def test_the_table_ties_every_cell_to_its_head_and_aligns_numbers(table):
    page = render_to_string("ui/components/table.html", {"table": table})

    assert '<th scope="row" class=""><a href="/g">Gdańsk</a></th>' in page
    assert '<td class="is-number">1,498</td>' in page
    assert page.count("hidden</span>") == 1
    assert "<tfoot>" in page


def test_a_row_of_another_length_than_its_head_is_refused():
    ragged = Table("Units", [Column("Unit"), Column("People", "number")], [["Sopot"]])

    with pytest.raises(ValueError, match="shorter"):
        list(ragged.parts)


def test_a_figure_cannot_end_the_script_element_it_stands_in():
    hostile = {"layout": {"title": {"text": "</script><script>alert(1)</script><!--"}}}

    written = drawn("{{ figure|figure_json }}", figure=hostile)

    assert "<" not in written
    assert json.loads(written) == hostile


def test_a_chart_carries_its_table_and_its_figure_in_the_page(table):
    chart = Chart("growth", "Growth slowed", "Per quarter", {"data": []}, table, csv_url="/x.csv")

    page = render_to_string("ui/components/chart.html", {"chart": chart})

    assert '<script type="application/json" class="chart-figure">{"data": []}</script>' in page
    assert "<td" in page
    assert 'href="/x.csv"' in page


def test_help_and_errors_have_the_ids_that_their_field_names():
    form = Enrolment({"family_name": ""})

    page = drawn("{% include 'ui/components/form.html' with submit='Save' %}", form=form)

    named = re.findall(r'aria-describedby="([^"]+)"', page)
    assert named
    for identifier in " ".join(named).split():
        assert f'id="{identifier}"' in page


def test_every_line_of_the_error_summary_leads_to_a_field_of_the_form():
    form = Enrolment({})

    page = drawn("{% include 'ui/components/form.html' with submit='Save' %}", form=form)

    targets = re.findall(r'href="#([^"]+)"', page)
    assert targets == ["id_family_name", "id_sex_0", "id_informed"]
    assert all(f'id="{target}"' in page for target in targets)


def test_the_error_summary_counts_what_is_to_be_corrected():
    nearly_right = Enrolment({"family_name": "Hirsz", "sex": "k"})

    one = render_to_string("ui/components/error_summary.html", {"form": nearly_right})
    three = render_to_string("ui/components/error_summary.html", {"form": Enrolment({})})

    assert "One thing to correct" in one
    assert "3 things to correct" in three


def test_a_form_without_errors_has_no_summary():
    assert not render_to_string("ui/components/error_summary.html", {"form": Enrolment()}).strip()


def test_only_the_field_that_may_stay_empty_says_so():
    page = drawn("{% include 'ui/components/form.html' with submit='Save' %}", form=Enrolment())

    assert page.count("(optional)") == 1


def test_pages_keep_the_other_parameters_of_the_address():
    request = RequestFactory().get("/people", {"unit": "gdansk", "page": "3"})
    page = Paginator(range(200), 20).get_page(3)

    links = render_to_string("ui/components/pagination.html", {"page": page}, request=request)

    assert 'href="?unit=gdansk&amp;page=4"' in links
    assert "41–60 of 200" in links


def test_the_colours_of_charts_are_the_tokens_of_the_style_sheet():
    light = Path(finders.find("ui/css/tokens.css")).read_text().split("@media")[0]

    for name, colour in charts_theme.TOKENS.items():
        assert f"--{name}: {colour};" in light
