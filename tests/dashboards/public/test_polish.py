"""Polish grammar of figures, over the numbers that break it."""

from decimal import Decimal

import pytest

from dashboards.public.wording import polish

THIN, HARD = polish.NARROW_NO_BREAK, polish.NO_BREAK


@pytest.mark.parametrize(
    ("number", "form"),
    [(0, 2), (1, 0), (2, 1), (4, 1), (5, 2), (11, 2), (12, 2), (14, 2), (21, 2), (22, 1), (24, 1)]
    + [(25, 2), (100, 2), (101, 2), (102, 1), (112, 2), (122, 1), (1000, 2), (1002, 1)],
)
def test_a_number_takes_its_form(number, form):
    assert polish.form(number) == form


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "0"),
        (1, "1"),
        (22, "22"),
        (784, "784"),
        (969, "969"),
        (999, f"prawie{HARD}tysiąc"),
        (1_000, "tysiąc"),
        (1_030, f"ponad{HARD}tysiąc"),
        (1_200, f"1{THIN}200"),
        (1_470, f"prawie{HARD}1,5{HARD}tysiąca"),
        (1_500, f"1,5{HARD}tysiąca"),
        (2_000, f"2{HARD}tysiące"),
        (4_990, f"prawie{HARD}5{HARD}tysięcy"),
        (5_000, f"5{HARD}tysięcy"),
        (5_005, f"ponad{HARD}5{HARD}tysięcy"),
        (12_000, f"12{HARD}tysięcy"),
        (22_000, f"22{HARD}tysiące"),
        (112_000, f"112{HARD}tysięcy"),
    ],
)
def test_a_number_in_words(number, words):
    assert polish.said(number).words == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("2340000", "2,34 mln zł"),
        ("2000000", "2 mln zł"),
        ("7600000", "7,6 mln zł"),
        ("1949999.88", "1,95 mln zł"),
        ("921302.56", "921 tys. zł"),
        ("8500", f"8{THIN}500 zł"),
        ("1512000000", "1,51 mld zł"),
    ],
)
def test_money_in_words(amount, words):
    assert polish.zlotys(Decimal(amount)).replace(HARD, " ") == words


def test_a_list_ends_with_its_last_word():
    assert polish.listed([]) == ""
    assert polish.listed(["Kartuzy"]) == "Kartuzy"
    assert polish.listed(["Kartuzy", "Żukowo", "Chmielno"]) == "Kartuzy, Żukowo i Chmielno"
