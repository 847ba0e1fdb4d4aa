"""No name of a file leads out of its folder, hides its ending or is too long for a disk."""

import unicodedata
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.leaving.names import path_of

ROW = UUID("01890000-0000-7000-8000-000000000001")
HOSTILE = [
    "../../etc/passwd",
    "..\\..\\windows\\system32\\config",
    "/etc/cron.d/x",
    "C:\\temp\\umowa.pdf",
    "umowa\u202efdp.exe",
    "umowa.pdf\x00.exe",
    "a/b/c.pdf",
    "....//....//x.pdf",
    "CON.pdf",
    "name\nwith\r\nlines.pdf",
    "`rm -rf`.pdf",
    "-rf.pdf",
    "~root.pdf",
    ".",
    "..",
    "",
    " ",
    "\u200b",
    "ą" * 400 + ".pdf",
    "😀" * 200 + ".pdf",
    "file.pdf ",
    "file.pdf.",
]


def is_safe(path: str) -> bool:
    folder, row, name = path.split("/")
    return (
        (folder, row) == ("files", str(ROW))
        and 0 < len(name.encode()) <= 120
        and name.strip(" .") == name
        and not name.startswith("-")
        and "\\" not in name
        and all(unicodedata.category(sign)[0] != "C" for sign in name)
    )


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_a_hostile_name_stays_in_its_folder(name):
    assert is_safe(path_of(ROW, name))


@given(st.text(max_size=300))
def test_whatever_the_name_it_stays_in_its_folder(name):
    assert is_safe(path_of(ROW, name))


def test_a_usual_name_stays_as_it_is():
    assert path_of(ROW, "Umowa nr 3-2026 – Żółć.pdf").endswith("/Umowa nr 3-2026 – Żółć.pdf")


def test_a_long_name_keeps_its_ending():
    assert path_of(ROW, "ą" * 400 + ".pdf").endswith("ą.pdf")


def test_the_ending_that_is_shown_is_the_one_there_is():
    assert path_of(ROW, "umowa\u202efdp.exe").endswith("umowafdp.exe")
