"""The public pages over HTTP: what everybody reads, what no cookie changes, what withdrawing does."""

import xml.etree.ElementTree as ET
from datetime import date

import pytest
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse

from core import tenancy
from dashboards.public import contents, operations, refusals, tables
from dashboards.public.contents import HIDDEN, Place, Told
from dashboards.public.models import Edition, OpenPage
from tests import make
from tests.make import public

PROJECT_PAGE = f"/program/projekty/{public.PROJECT}/"
PAGES = (
    "/program/",
    "/program/en/",
    "/program/powiaty-i-miasta/powiat-kartuski/",
    PROJECT_PAGE,
    "/program/dane/",
    "/program/dostepnosc/",
    "/osadz/program/",
    "/osadz/powiat-kartuski.svg",
    "/dane/wyniki.rss",
    "/dane/katalog.ttl",
    "/dane/wyniki-jednostek.csv",
    "/dane/wyniki-projektow.json",
)


@pytest.fixture
def visitor(metropolis, client_of):
    return client_of(None, metropolis)


def test_before_the_first_edition_there_is_a_sentence_and_no_file(visitor):
    public.candidate()

    page = visitor.get("/program/")

    assert page.status_code == 200
    assert "Nie opublikowano jeszcze wyników" in page.content.decode()
    assert visitor.get("/dane/wyniki-jednostek.csv").status_code == 404


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_the_same_for_everybody_and_leaves_no_cookie(address, visitor, metropolis):
    public.edition()

    answer = visitor.get(address)
    known = visitor.get(address, headers={"cookie": "szansa=stolen; szansa-language=en"})

    assert answer.status_code == 200
    assert answer.content == known.content
    for one in (answer, known):
        assert not one.cookies
        assert "Vary" not in one.headers
        assert one.headers["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize("address", PAGES)
def test_a_cache_asks_and_hears_that_nothing_changed(address, visitor):
    public.edition()
    tag = visitor.get(address).headers["ETag"]

    assert visitor.get(address, headers={"if-none-match": tag}).status_code == 304
    assert tag.startswith('"1-')


def test_withdrawing_works_at_once_and_the_edition_before_holds_again(visitor):
    public.edition()
    second = public.edition(projects_count=77)
    tag = visitor.get("/program/").headers["ETag"]
    assert "77 projektów" in visitor.get("/program/").content.decode()

    with tenancy.acting_as(tenancy.Role.WEB):
        operations.withdraw_edition(edition=second, reason="pomyłka", at=public.AT, by=make.BY)

    after = visitor.get("/program/", headers={"if-none-match": tag})
    assert after.status_code == 200
    assert "77 projektów" not in after.content.decode()
    assert visitor.get("/dane/wyniki.rss").content.count(b"<item>") == 1


def test_the_feed_forgets_a_withdrawn_edition_even_behind_a_newer_one(visitor):
    public.edition()
    second = public.edition(projects_count=77)
    public.edition(projects_count=5)
    tag = visitor.get("/dane/wyniki.rss").headers["ETag"]

    with tenancy.acting_as(tenancy.Role.WEB):
        operations.withdraw_edition(edition=second, reason="pomyłka", at=public.AT, by=make.BY)

    after = visitor.get("/dane/wyniki.rss", headers={"if-none-match": tag})
    assert after.status_code == 200
    assert after.content.count(b"<item>") == 2
    assert "77 projektów" not in after.content.decode()
    again = visitor.get("/dane/wyniki.rss", headers={"if-none-match": after.headers["ETag"]})
    assert again.status_code == 304


def test_a_unit_takes_its_page_back_between_editions(visitor):
    public.edition()
    tag = visitor.get("/program/").headers["ETag"]

    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        OpenPage.objects.all().delete()

    assert visitor.get(PROJECT_PAGE).status_code == 404
    assert visitor.get("/program/powiaty-i-miasta/powiat-kartuski/").status_code == 404
    assert visitor.get("/program/", headers={"if-none-match": tag}).status_code == 200
    assert public.PROJECT not in visitor.get("/dane/wyniki-projektow.json").content.decode()


def test_only_widgets_may_stand_in_other_peoples_pages(visitor):
    public.edition()
    widget, page = visitor.get("/osadz/program/"), visitor.get("/program/")

    assert "frame-ancestors *" in widget.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in widget.headers
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    assert page.headers["X-Frame-Options"] == "DENY"
    assert "unsafe" not in widget.headers["Content-Security-Policy"]


def test_the_code_to_embed_leads_to_the_widget_and_its_picture(visitor):
    public.edition()

    page = visitor.get("/program/powiaty-i-miasta/powiat-kartuski/").content.decode()

    assert "/osadz/powiat-kartuski/" in page
    assert "/osadz/powiat-kartuski.svg" in page
    picture = ET.fromstring(visitor.get("/osadz/powiat-kartuski.svg").content)  # noqa: S314
    assert picture.tag.endswith("svg")
    assert visitor.get("/osadz/sopot/").status_code == 404


def test_an_official_figure_is_shown_as_published_with_its_source(visitor):
    public.edition()

    page = visitor.get(PROJECT_PAGE).content.decode()

    assert "pracę znalazło 81 osób" in page
    assert public.NOTE in page
    assert "jak ogłoszono oficjalnie" in page


def test_english_has_its_own_address(visitor):
    public.edition()

    page = visitor.get("/program/en/")

    assert page.headers["Content-Language"] == "en"
    assert 'lang="en"' in page.content.decode()
    assert "5,000 people supported" in page.content.decode()


IDS = (
    "wstep podmiot url data-publikacja data-aktualizacja status data-sporzadzenie kontakt osoba "
    "email telefon procedura architektura aplikacje"
)


def test_the_accessibility_declaration_has_the_ids_that_are_looked_up(visitor):
    public.edition()

    page = visitor.get("/program/dostepnosc/").content.decode()

    assert [name for name in IDS.split() if f'id="a11y-{name}"' not in page] == []
    assert page.count("<time ") == 3
    assert "/program/dostepnosc/" in visitor.get("/program/").content.decode()


def test_two_worlds_with_the_same_public_figures_have_the_same_pages(visitor):
    """One hides 1, the other 7; the order of counting differs too. Nothing that is read does."""
    place = Place("2261", code=contents.EMPLOYED)
    answers = []
    for turned in (False, True):
        cells = {**public.cells(), place: Told(HIDDEN, HIDDEN)}
        if turned:
            cells = dict(reversed(list(cells.items())))
        edition = public.edition(cells=cells)
        answers.append([visitor.get(one).content for one in PAGES])
        # So that both are the first edition of their world.
        with tenancy.acting_as(tenancy.Role.OWNER):
            Edition.objects.filter(pk=edition.pk).delete()

    assert answers[0] == answers[1]


@pytest.mark.parametrize(
    "statement",
    [
        "select * from edition",
        "select * from edition_candidate",
        "select * from published_figure",
        "select * from released_cell",
        "select * from live_total",
        "select * from account",
        "select * from tenant",
        "select * from facts.participation",
        "select * from alfa.person",
        "update open_page set tenant_id = 1",
    ],
)
def test_the_publics_role_is_refused(db, statement):
    with tenancy.acting_as(tenancy.Role.PUBLIC):
        with pytest.raises(ProgrammingError, match="permission denied"):
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)


def test_the_publics_role_does_not_see_a_withdrawn_edition(db):
    edition = public.edition()
    with tenancy.acting_as(tenancy.Role.WEB):
        operations.withdraw_edition(edition=edition, reason="pomyłka", at=public.AT, by=make.BY)

    with tenancy.acting_as(tenancy.Role.PUBLIC), connection.cursor() as cursor:
        cursor.execute("select count(*) from standing_edition")

        assert cursor.fetchone() == (0,)


def test_a_page_asks_the_database_little(visitor, django_assert_max_num_queries):
    public.edition()

    with django_assert_max_num_queries(8):
        visitor.get("/program/")


def test_a_changed_candidate_is_not_approved_by_an_old_preview(db):
    old = public.candidate()
    public.candidate(projects_count=9)

    with tenancy.acting_as(tenancy.Role.WEB), pytest.raises(refusals.AnotherCandidate):
        operations.approve_edition(candidate=old, at=public.AT, by=make.BY)


@pytest.fixture
def nowicka(metropolis, client_of):
    account = make.account(
        "nowicka@example.org", "Aleksandra Nowicka", metropolis, "metropolitan_coordinator"
    )
    return client_of(account, metropolis)


def test_a_candidate_that_gives_somebody_away_is_shown_and_not_approved(nowicka):
    place = Place("2205", public.PROJECT, contents.EMPLOYED)
    waiting = public.candidate(exposed=(place,))

    page = nowicka.get(reverse("editions:preview"))

    assert page.context["exposed"] == [f"{public.project_entry().title}, osoby pracujące"]
    assert page.context["exposed"][0] in page.content.decode()
    assert reverse("editions:approve", args=[waiting.pk]) not in page.content.decode()
    with tenancy.acting_as(tenancy.Role.WEB), pytest.raises(refusals.SomebodyIsExposed):
        operations.approve_edition(candidate=waiting, at=public.AT, by=make.BY)


def test_a_table_that_is_left_out_is_named_in_the_preview_and_nobody_is_blamed(nowicka):
    place = Place("2205", public.PROJECT, contents.EMPLOYED)
    left_out = {place: contents.Told(contents.NO_DATA, contents.NO_DATA)}
    waiting = public.candidate(dropped=(place,), cells=public.cells() | left_out, official=())

    page = nowicka.get(reverse("editions:preview"))

    assert page.context["dropped"] == ["powiat kartuski, osoby pracujące, według projektów"]
    assert page.context["dropped"][0] in page.content.decode()
    assert reverse("editions:approve", args=[waiting.pk]) in page.content.decode()
    address = reverse("editions:preview-project", args=["pl", public.PROJECT])
    assert "brak danych" in nowicka.get(address).content.decode()


def test_a_table_that_is_left_out_has_no_row_in_the_data():
    place = Place("2205", public.PROJECT, contents.EMPLOYED)
    left_out = {place: contents.Told(contents.NO_DATA, contents.NO_DATA)}
    content = public.content(dropped=(place,), cells=public.cells() | left_out)

    rows = list(tables.TABLES["wyniki-projektow"].rows(content))

    assert rows
    assert contents.EMPLOYED not in {value for row in rows for value in row}


def test_what_is_published_is_said_once_more_before_everybody_reads_it(nowicka):
    public.edition()
    waiting = public.candidate(projects_count=9, as_of=date(2027, 1, 4))
    address = reverse("editions:approve", args=[waiting.pk])

    asked = nowicka.get(address)

    assert "I kw. 2027" in asked.content.decode()
    assert asked.context["in_force"].number == 1
    with tenancy.acting_as(tenancy.Role.WEB):
        assert Edition.objects.count() == 1
    assert nowicka.post(address).status_code == 302
    with tenancy.acting_as(tenancy.Role.WEB):
        assert Edition.objects.count() == 2


def test_a_candidate_that_is_gone_is_said_to_be_out_of_date(nowicka):
    old = public.candidate()
    public.candidate(projects_count=9)
    address = reverse("editions:approve", args=[old.pk])

    assert nowicka.get(address).context["candidate"] is None
    assert nowicka.post(address).status_code == 200
    with tenancy.acting_as(tenancy.Role.WEB):
        assert not Edition.objects.exists()


def test_of_two_editions_the_later_is_current_and_the_earlier_says_what_replaced_it(nowicka):
    public.edition(as_of=date(2026, 9, 30))
    public.edition(projects_count=9, as_of=date(2026, 11, 20))

    rows = nowicka.get(reverse("editions:list")).context["table"].rows

    assert [(row[0], row[1], str(row[-1].value)) for row in rows] == [
        ("2", "IV kw. 2026", "aktualne; wycofaj"),
        ("1", "III kw. 2026", "zastąpione przez wydanie 2; wycofaj"),
    ]


def test_an_edition_that_holds_again_is_current(nowicka):
    public.edition()
    later = public.edition(projects_count=9)
    with tenancy.acting_as(tenancy.Role.WEB):
        operations.withdraw_edition(edition=later, reason="Pomyłka", at=public.AT, by=make.BY)

    rows = nowicka.get(reverse("editions:list")).context["table"].rows

    assert str(rows[1][-1].value) == "aktualne; wycofaj"


SIGNS = "documents/strip-placeholder"


@pytest.mark.parametrize("address", ["/program/", "/program/en/", PROJECT_PAGE])
def test_a_public_page_carries_the_row_of_signs(address, visitor):
    public.edition()

    assert visitor.get(address).content.decode().count(SIGNS) == 1


def test_shares_of_rounded_numbers_are_told_as_about_so_large(visitor):
    public.edition()

    programme = visitor.get("/program/en/").context["stats"]
    unit = visitor.get("/program/en/powiaty-i-miasta/powiat-kartuski/").context

    shares = [one["sub"] for one in [*programme, *unit["stats"]] if "%" in one["sub"]]
    assert shares
    assert all(one.startswith("about ") for one in shares)
    assert unit["stats"][0]["sub"].startswith("about ")
    assert "about" in unit["who"].finding


def test_powiats_together_are_not_said_to_be_more_than_the_programme(visitor):
    """They may be: where nobody took part in two of them, they are as many."""
    public.edition()

    page = visitor.get("/program/en/").content.decode()

    assert "may therefore be more than the programme" in page
