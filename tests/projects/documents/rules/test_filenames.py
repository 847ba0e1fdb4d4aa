"""Names of uploaded files: what is dangerous in them is gone, what tells something stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from projects.documents.rules import filenames


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("orzeczenie.pdf", "orzeczenie.pdf"),
        ("Zaświadczenie z PUP Łódź.PDF", "Zaświadczenie z PUP Łódź.pdf"),
        ("umowa.exe.pdf", "umowa_exe.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\anna\\umowa.pdf", "umowa.pdf"),
        ("umowa\r\nSet-Cookie: a=b.pdf", "umowaSet-Cookie_ a=b.pdf"),
        ("umowa\u202efdp.exe.pdf", "umowafdp_exe.pdf"),
        ("umowa\u200b\x00.pdf", "umowa.pdf"),
        ("NUL.pdf", "plik-NUL.pdf"),
        (".pdf", "pdf"),
        ("   .png", "png"),
        ("<script>.png", "script.png"),
        ('"; rm -rf.jpg', "rm -rf.jpg"),
        ("umowa." + "x" * 300, "umowa_" + "x" * 114),
        ("bez końcówki", "bez końcówki"),
        ("a" * 400 + ".pdf", "a" * 120 + ".pdf"),
    ],
)
def test_a_name_is_kept_without_what_does_harm(given_name, kept):
    assert filenames.harmless(given_name) == kept


@given(some.text(max_size=400))
def test_no_name_at_all_gets_through_with_a_path_or_a_hidden_sign(name):
    kept = filenames.harmless(name)

    assert not set(kept) & set('/\\<>:"|?*\r\n\x00\u202e')
    assert kept.count(".") <= 1
    assert 0 < len(kept) <= 140


@given(some.text(max_size=200))
def test_a_harmless_name_stays_as_it_is(name):
    once = filenames.harmless(name)

    assert filenames.harmless(once) == once
