"""The small language of wordings: what it draws, what it refuses, what it never runs."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from projects.documents.rules import wording

KNOWN = {"osoba", "projekt", "data"}


def drawn(text, **values):
    return [
        (block.kind, [[(run.text, run.is_bold) for run in item] for item in block.items])
        for block in wording.blocks(text, values)
    ]


def test_headings_paragraphs_lists_and_boxes_are_told_apart():
    text = "# Tytuł\nPierwszy wiersz\ni drugi.\n\n1. raz\n2) dwa\n\n- kropka\n[ ] pole\n[] drugie"

    kinds = [(kind, len(items)) for kind, items in drawn(text)]

    assert kinds == [("heading", 1), ("paragraph", 1), ("numbered", 2), ("list", 1), ("boxes", 2)]


def test_two_lines_make_one_paragraph_and_an_empty_one_begins_the_next():
    assert [kind for kind, _items in drawn("raz\ndwa\n\ntrzy")] == ["paragraph", "paragraph"]
    assert wording.plain(wording.blocks("raz\ndwa\n\ntrzy", {})) == "raz dwa\ntrzy"


def test_bold_is_bold_and_a_name_is_filled_inside_it():
    assert drawn("Umowa z **{osoba}**.", osoba="Żaneta Ćwik") == [
        ("paragraph", [[("Umowa z ", False), ("Żaneta Ćwik", True), (".", False)]])
    ]


def test_what_is_not_known_leaves_room_for_a_pen():
    [[_kind, [[(text, _bold)]]]] = drawn("Adres: {adres}", adres="")

    assert text == f"Adres: {wording.ROOM_FOR_A_PEN}"


@pytest.mark.parametrize("name", ["**gruba**", "# nie nagłówek", "{projekt}", "1. nie lista"])
def test_what_is_filled_in_is_never_read_as_wording(name):
    [[kind, [[(text, is_bold)]]]] = drawn("Osoba: {osoba}", osoba=name, projekt="KIS")

    assert (kind, text, is_bold) == ("paragraph", f"Osoba: {name}", False)


@pytest.mark.parametrize(
    ("text", "line", "sign", "nearest"),
    [
        ("raz\n{imie}", 2, "{imie}", ""),
        ("{osba}", 1, "{osba}", "osoba"),
        ("{}", 1, "{}", ""),
        ("{osoba.__class__}", 1, "{osoba.__class__}", "osoba"),
        ("{osoba!r}", 1, "{osoba!r}", "osoba"),
        ("{% load x %}", 1, "{% load x %}", ""),
        ("{{ osoba }}", 1, "{ osoba }", "osoba"),
        ("koszt { brutto", 1, "{", ""),
        ("brutto }", 1, "}", ""),
    ],
)
def test_a_name_nobody_fills_and_a_lonely_brace_are_named_with_their_line(
    text, line, sign, nearest
):
    first = wording.faults(text, known=KNOWN)[0]

    assert (first.line, first.sign, first.nearest) == (line, sign, nearest)


@given(some.text(max_size=400), some.dictionaries(some.sampled_from(sorted(KNOWN)), some.text()))
def test_any_text_at_all_is_drawn_without_a_fall(text, values):
    if not wording.faults(text, known=KNOWN):
        for block in wording.blocks(text, values):
            assert block.kind in {"heading", "paragraph", "numbered", "list", "boxes"}
            assert all(block.items)
