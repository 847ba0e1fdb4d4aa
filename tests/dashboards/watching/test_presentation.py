"""The presentation: one figure on a screen, reached by links without a script."""

import pytest

from dashboards.watching import noting
from tests import make
from tests.make import watching


@pytest.fixture
def browser(metropolis, client_of):
    account = make.account("ola@example.org", "Ola Miotk", metropolis, "metropolitan_viewer")
    return client_of(account, metropolis)


def test_each_main_figure_is_a_slide_and_leads_to_the_next(browser):
    page = browser.get("/prezentacja/")

    text = page.content.decode()
    count = len(page.context["slides"])
    kinds = [slide.kind for slide in page.context["slides"]]
    assert kinds[0] == "title"
    assert kinds.count("figure") >= 5
    assert kinds.count("map") == 1
    assert all(f'id="slajd-{n}"' in text for n in range(1, count + 1))
    assert all(f'href="#slajd-{n}"' in text for n in range(1, count + 1))
    assert "site-nav" not in text


def test_trouble_comes_last_and_filters_are_kept(browser):
    card = watching.released_project()
    watching.release({card.pk: 60})
    noting.renew(on=make.TODAY)

    page = browser.get("/prezentacja/?powiat=2205")

    assert page.context["slides"][-1].kind == "trouble"
    said = page.content.decode().count("<b>powiat kartuski, od początku programu.</b>")
    assert said == len(page.context["slides"])
    assert "/?powiat=2205" in page.content.decode()


def test_it_asks_the_database_at_most_fifteen_times(browser, django_assert_max_num_queries):
    watching.warned()
    browser.get("/prezentacja/")

    with django_assert_max_num_queries(15):
        browser.get("/prezentacja/")
