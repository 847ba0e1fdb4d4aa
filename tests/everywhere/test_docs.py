"""Every document: what it names exists, and what exists is named."""

import importlib
import re
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import get_commands

from core.permissions import HELD_BY, Permission

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [ROOT / "README.md", *ROOT.glob("docs/**/*.md"), *ROOT.glob("deploy/*.md")]
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
# Made when the pages have their look; everything else that is linked must be there.
MADE_LATER = {ROOT / "docs" / "pictures" / "metropolis.png"}


def section(text: str, heading: str) -> str:
    """What stands under a heading, up to the next one of its level."""
    found = re.search(
        rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL
    )
    assert found, f"no heading {heading!r}"
    return found[1]


def named_in_map() -> list[str]:
    """The first word of every line of the README's map."""
    lines = section(README, "Map").split("```")[1].splitlines()
    return [line.split()[0].rstrip("/") for line in lines if line.strip()]


def top_folders() -> set[str]:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    left_out = {line.strip("/") for line in ignored}
    visible = [path for path in ROOT.iterdir() if path.is_dir() and path.name[0] not in "._"]
    return {path.name for path in visible} - left_out


def our_apps() -> set[str]:
    found = {app.name: Path(app.path) for app in apps.get_app_configs()}
    return {
        name
        for name, path in found.items()
        if ROOT in path.parents and "site-packages" not in path.parts
    }


def resolved(dotted: str) -> Any:
    """The module, class or function of a dotted name."""
    parts = dotted.split(".")
    for cut in range(len(parts), 0, -1):
        try:
            found: Any = importlib.import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        for name in parts[cut:]:
            found = getattr(found, name)
        return found
    raise ModuleNotFoundError(dotted)


def roles_written() -> dict[str, set[str]]:
    """Each role of docs/roles.md with the permissions whose cell says yes."""
    held: dict[str, set[str]] = {}
    roles: list[str] = []
    for line in (ROOT / "docs" / "roles.md").read_text(encoding="utf-8").splitlines():
        if not line.startswith("|") or line.startswith("|---"):
            continue
        first, *cells = [cell.strip() for cell in line.strip("|").split("|")]
        if first == "permission":
            roles = [cell.strip("`") for cell in cells]
            held.update({role: set() for role in roles})
            continue
        for role, cell in zip(roles, cells, strict=True):
            assert cell in ("", "yes")
            held[role] |= {first} if cell else set()
    return held


def test_the_map_names_every_folder_and_app_and_nothing_else() -> None:
    shelf = {path.name for path in (ROOT / "platform").iterdir() if path.name[0] not in "._"}
    names = named_in_map()

    assert len(names) == len(set(names))
    assert set(names) == top_folders() | shelf | our_apps()


def test_the_request_that_is_followed_goes_through_code_that_exists() -> None:
    named = re.findall(r"`([^`\n]+)`", section(README, "One request, followed"))
    paths = [name for name in named if name.endswith(".py")]
    dotted = [
        name for name in named if re.fullmatch(r"[a-z_]+(\.\w+)+", name) and name not in paths
    ]
    addresses = [name for name in named if name.split()[-1].startswith("/")]

    assert len(paths) + len(dotted) + len(addresses) == len(named)
    assert len(dotted) >= 10
    assert all((ROOT / path).exists() for path in paths)
    assert all(callable(resolved(name)) for name in dotted)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_relative_link_leads_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    links = [link for link in LINK.findall(text) if "://" not in link]

    dead = [link for link in links if not _leads_somewhere(document, link)]

    assert dead == []


def _leads_somewhere(document: Path, link: str) -> bool:
    path, _, anchor = link.partition("#")
    target = (document.parent / path).resolve() if path else document
    if target in MADE_LATER:
        return True
    if not target.exists():
        return False
    return not anchor or anchor in _anchors(target)


def _anchors(document: Path) -> set[str]:
    headings = re.findall(r"^#+ (.*)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in headings}


def test_the_documents_link_to_much() -> None:
    links = [link for path in DOCUMENTS for link in LINK.findall(path.read_text(encoding="utf-8"))]

    assert len(DOCUMENTS) > 15
    assert len(links) > 80


def test_every_function_that_a_document_links_to_is_in_that_file() -> None:
    pairs = [
        (name.split(".")[-1], (path.parent / link).resolve())
        for path in DOCUMENTS
        for name, link in re.findall(
            r"\[`([\w.]+)`\]\(([^)\s]+\.py)\)", path.read_text(encoding="utf-8")
        )
    ]
    missing = [
        (name, target.name)
        for name, target in pairs
        if name != target.stem
        and not re.search(rf"(def|class) {name}\b|^{name} =", target.read_text(), re.MULTILINE)
    ]

    assert len(pairs) > 15
    assert missing == []


def test_every_command_of_ours_is_explained_and_no_other() -> None:
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE))
    ours = {name for name, app in get_commands().items() if app in our_apps()}

    assert explained - {"test"} == ours


def test_every_permission_of_every_role_is_written_as_it_is_held() -> None:
    written = roles_written()
    held = {str(role): {one.value for one in permissions} for role, permissions in HELD_BY.items()}

    assert written == held
    assert set().union(*written.values()) == {one.value for one in Permission}


def test_every_decision_is_numbered_and_of_one_shape() -> None:
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))

    for number, path in enumerate(decisions, start=1):
        text = path.read_text(encoding="utf-8")
        assert path.name.startswith(f"{number:04}-")
        assert text.startswith(f"# {number:04} · ")
        assert re.findall(r"^## (.*)$", text, re.MULTILINE) == [
            "Context",
            "Decision",
            "Consequences",
        ]
    assert len(decisions) >= 11


def test_every_name_of_the_glossary_is_in_the_code() -> None:
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\|[^|]*\|[^|]*\|([^|]*)\|$", text, re.MULTILINE)
    names = {name for row in rows for name in re.findall(r"`([\w.]+)`", row)}
    folders = ("platform", "tenants", "projects", "indicators", "dashboards")
    code = "\n".join(
        path.read_text(encoding="utf-8") for name in folders for path in (ROOT / name).rglob("*.py")
    )
    words = set(re.findall(r"\w+", code))

    assert len(names) >= 30
    assert {name for name in names if not set(name.split(".")) <= words} == set()
