"""The editor over HTTP: write a rule without JSON, read its sentence, count it, publish it."""

import re
from typing import Any

import pytest

from indicators.definitions.models import Version
from indicators.drafts import tasks
from tests import make
from tests.make import drafts

PAGE = f"/wskazniki/{drafts.CODE}"
UNDERSTOOD = {"understood": "yes"}
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def ola(metropolis: Any, client_of: Any) -> Any:
    account = make.account("ola@example.org", "Ola Miotk", metropolis, "metropolitan_coordinator")
    return client_of(account, metropolis)


@pytest.fixture
def draft(ola: Any) -> Version:
    answer = ola.post(f"{PAGE}/nowa-wersja/", {"effective_from": "01.06.2026"})
    assert answer.url == f"{PAGE}/szkic/"
    return Version.objects.get(definition=drafts.CODE, number=2)


def controls(html: str) -> dict[str, Any]:
    """What a browser would send: every control of the form with its value."""
    form = (
        html[html.index('id="draft"') :].partition("</form>")[0] if 'id="draft"' in html else html
    )
    sent: dict[str, Any] = {}
    for tag in re.findall(r"<input [^>]*>", form):
        said = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        is_box = said.get("type") in ("checkbox", "radio")
        if "name" in said and (not is_box or " checked" in tag):
            sent.setdefault(said["name"], []).append(said.get("value", ""))
    for name, options in re.findall(r'<select [^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        sent[name] = [
            chosen.group(1) if chosen else re.search(r'value="([^"]*)"', options).group(1)
        ]
    sent.setdefault("note", [""])
    return sent


def test_a_rule_is_written_by_buttons_and_lists_alone(ola, draft):
    page = ola.get(f"{PAGE}/szkic/").content.decode()
    sent = controls(page)

    part = ola.post(f"{PAGE}/szkic/", {**sent, "do": "add-question:b"}, **HTMX).content.decode()
    assert "<html" not in part
    sent = {**sent, **controls(part), "b.1-value": ["F"]}
    part = ola.post(f"{PAGE}/szkic/", sent, **HTMX).content.decode()

    assert "kobieta" in part
    assert Version.objects.get(pk=draft.pk).rule == draft.rule, "nothing is saved yet"

    answer = ola.post(f"{PAGE}/szkic/", {**sent, **controls(part)})
    assert answer.status_code == 302, answer.content.decode()
    assert Version.objects.get(pk=draft.pk).rule == drafts.WOMEN


def test_an_error_stands_at_its_branch_and_nothing_is_saved(ola, draft):
    sent = controls(ola.get(f"{PAGE}/szkic/").content.decode())
    sent |= {
        "b-was": ["age"],
        "b-subject": ["age"],
        "b-question": ["at_least"],
        "b-number": ["osiemnaście"],
    }

    part = ola.post(f"{PAGE}/szkic/", sent, **HTMX).content.decode()
    page = ola.post(f"{PAGE}/szkic/", sent).content.decode()

    for html in (part, page):
        assert 'id="b-error"' in html
        assert "osiemnaście" in html
    assert Version.objects.get(pk=draft.pk).rule == draft.rule


def test_a_question_without_an_answer_is_a_quiet_hint_and_is_not_saved(ola, draft):
    sent = controls(ola.get(f"{PAGE}/szkic/").content.decode())
    sent = {**sent, "b-was": ["sex"], "b-subject": ["age"]}

    part = ola.post(f"{PAGE}/szkic/", sent, **HTMX).content.decode()
    page = ola.post(f"{PAGE}/szkic/", {**sent, **controls(part), "b-value": []}).content.decode()

    assert 'id="b-hint"' in part
    assert "rule-error" not in part
    assert "field-error" not in part
    assert 'id="b-error"' in page
    for html in (part, page):
        assert "Uzupełnij odpowiedź: „wiek w dniu rozpoczęcia udziału”." in html
    assert "at_least" not in page.partition("error-summary")[2].partition("</div>")[0]
    assert Version.objects.get(pk=draft.pk).rule == draft.rule


def test_a_refused_branch_of_a_group_is_named_as_on_the_page(ola, draft):
    sent = controls(ola.get(f"{PAGE}/szkic/").content.decode())
    part = ola.post(f"{PAGE}/szkic/", {**sent, "do": "add-question:b"}, **HTMX).content.decode()

    page = ola.post(f"{PAGE}/szkic/", {**sent, **controls(part)}).content.decode()

    assert "<li>Gałąź 2: Wybierz odpowiedź: „płeć”.</li>" in page


def test_counting_is_polled_and_then_published(ola, draft):
    sent = controls(ola.get(f"{PAGE}/szkic/").content.decode())
    ola.post(f"{PAGE}/szkic/", sent)
    assert "every 1s" in ola.get(f"{PAGE}/szkic/podglad/").content.decode()

    tasks.make_left_previews.run()
    assert "szkic/opublikuj/" in ola.get(f"{PAGE}/szkic/podglad/").content.decode()

    assert ola.post(f"{PAGE}/szkic/opublikuj/").url == f"{PAGE}/szkic/", "it was not ticked"
    assert Version.objects.get(pk=draft.pk).status == "draft"
    assert ola.post(f"{PAGE}/szkic/opublikuj/", UNDERSTOOD).url == f"{PAGE}/wersje/"
    assert Version.objects.get(pk=draft.pk).status == "published"
    assert ola.get(f"{PAGE}/szkic/").status_code == 404


def test_an_unseen_draft_is_not_published(ola, draft):
    page = ola.post(f"{PAGE}/szkic/opublikuj/", UNDERSTOOD, follow=True).content.decode()

    assert "notice-bad" in page
    assert Version.objects.get(pk=draft.pk).status == "draft"


def test_versions_show_what_changed_in_the_sentence(ola):
    drafts.published(by=make.BY)

    page = ola.get(f"{PAGE}/wersje/").content.decode()

    assert "<ins>" in page
    assert "kobieta" in page


def test_the_list_of_indicators_names_the_drafts(ola, draft):
    assert f'href="{PAGE}/szkic/"' in ola.get("/wskazniki/").content.decode()


def test_a_draft_is_discarded(ola, draft):
    ola.post(f"{PAGE}/szkic/odrzuc/")

    assert not Version.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize("role", ["metropolitan_viewer", "operator"])
def test_others_read_versions_and_write_none(metropolis, client_of, role):
    account = make.account("iga@example.org", "Iga Szulc", metropolis, role)
    iga = client_of(account, metropolis)

    assert iga.get(f"{PAGE}/wersje/").status_code == 200
    assert "nowa-wersja" not in iga.get(f"{PAGE}/wersje/").content.decode()
    assert iga.get(f"{PAGE}/nowa-wersja/").status_code == 403


def test_every_change_is_counted_by_the_publisher_and_nothing_is_saved(ola, draft):
    sent = {**controls(ola.get(f"{PAGE}/szkic/").content.decode()), "note": ["x"]}

    part = ola.post(f"{PAGE}/szkic/", sent, **HTMX).content.decode()
    assert f'hx-get="{PAGE}/szkic/liczba/"' in part
    ola.post(f"{PAGE}/szkic/", sent, **HTMX)
    assert draft.previews.count() == 1, "the same state is asked about once"

    tasks.make_left_previews.run()
    counted = ola.get(f"{PAGE}/szkic/liczba/").content.decode()
    assert "hx-get" not in counted
    assert "Według tej reguły osoby: 0" in counted
    assert Version.objects.get(pk=draft.pk).rule == draft.rule


def test_a_rule_of_another_indicator_is_told_so_at_once(ola, draft):
    sent = controls(ola.get(f"{PAGE}/szkic/").content.decode())
    sent |= {
        "b-was": ["disability"],
        "b-subject": ["disability"],
        "b-question": ["is"],
        "b-value": ["YES"],
    }

    part = ola.post(f"{PAGE}/szkic/", sent, **HTMX).content.decode()

    assert "niepełnosprawność" in part.partition('id="live"')[2].partition("</div>")[0]
    assert not draft.previews.exists()
