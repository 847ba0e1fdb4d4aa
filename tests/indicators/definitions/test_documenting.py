"""docs/indicators.md says what the shipped files say."""

import pytest
from django.core.management import CommandError, call_command

from indicators.definitions import documenting, files


def test_the_page_is_what_the_definitions_say():
    call_command("document_indicators", "--check")


def test_a_page_that_says_otherwise_is_refused_and_written_anew(tmp_path, monkeypatch):
    page = tmp_path / "indicators.md"
    page.write_text(f"Ours.\n\n{documenting.BEGIN}\n\nold", encoding="utf-8")
    monkeypatch.setattr(documenting, "PAGE", page)

    with pytest.raises(CommandError, match="document_indicators"):
        call_command("document_indicators", "--check")
    call_command("document_indicators")
    call_command("document_indicators", "--check")

    assert page.read_text(encoding="utf-8").startswith("Ours.\n")


@pytest.fixture(scope="module")
def tables() -> str:
    return documenting.tables()


@pytest.mark.parametrize("definition", files.read_standard(), ids=lambda one: one["code"])
def test_every_definition_stands_on_the_page_once(tables, definition):
    assert tables.count(f"\n| `{definition['code']}` |") == 1
