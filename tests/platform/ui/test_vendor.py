"""Files of others that we ship: what VENDOR.json says of them is true, and each is used."""

import hashlib
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
STATIC = ROOT / "platform" / "ui" / "static" / "ui"
VENDOR = STATIC / "vendor"
ENTRIES = json.loads((VENDOR / "VENDOR.json").read_text())["vendored"]
FILES = [pinned for entry in ENTRIES for pinned in entry["files"]]


@pytest.mark.parametrize("pinned", FILES, ids=lambda pinned: pinned["file"])
def test_a_vendored_file_is_the_one_that_was_checked_in(pinned):
    content = (VENDOR / pinned["file"]).read_bytes()

    assert hashlib.sha256(content).hexdigest() == pinned["sha256"]


@pytest.mark.parametrize("pinned", FILES, ids=lambda pinned: pinned["file"])
def test_a_vendored_file_is_named_by_a_template_or_a_style_sheet(pinned):
    places = [*ROOT.glob("platform/ui/templates/ui/*.html"), *STATIC.glob("css/*.css")]

    assert any(f"vendor/{pinned['file']}" in place.read_text() for place in places)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["name"])
def test_a_vendored_part_has_its_licence_and_its_version_in_the_names(entry):
    assert (VENDOR / entry["licence_file"]).stat().st_size > 500
    assert all(entry["version"] in pinned["file"] for pinned in entry["files"])


def test_nothing_lies_in_the_folder_that_the_list_does_not_know():
    known = {pinned["file"] for pinned in FILES} | {entry["licence_file"] for entry in ENTRIES}

    assert {path.name for path in VENDOR.iterdir()} == known | {"VENDOR.json"}


def test_the_drawing_script_never_offers_to_send_a_chart_away():
    script = (STATIC / "js" / "charts.js").read_text()

    assert "showSendToCloud: false" in script
    assert "showEditInChartStudio: false" in script
    assert 'topojsonURL: ""' in script
    assert 'plotlyServerURL: ""' in script
    assert "displaylogo: false" in script
