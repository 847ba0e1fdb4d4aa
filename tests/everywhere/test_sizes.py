"""The size budget: short functions, modules one can hold in the head, templates that fit a screen."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import median

import pytest

# Every function is looked at once.
pytestmark = pytest.mark.xdist_group("sizes")
ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("platform", "tenants", "projects", "indicators", "dashboards")
LONGEST_FUNCTION, LONGEST_MODULE, LONGEST_TEMPLATE, LONGEST_VIEW = 50, 400, 120, 15
# At most five, each with its reason.
EXCEPTIONS: dict[str, str] = {
    "platform/config/settings.py": "every setting in one place, as the reader expects them",
}


def _modules() -> list[Path]:
    found = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")]
    return [path for path in found if "migrations" not in path.parts]


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def _functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            end = node.end_lineno or node.lineno
            yield f"{path.relative_to(ROOT)}:{node.name}", end - node.lineno + 1


@cache
def module_sizes() -> dict[str, int]:
    return {str(path.relative_to(ROOT)): _lines(path) for path in _modules()}


@cache
def function_sizes() -> dict[str, int]:
    return dict(pair for path in _modules() for pair in _functions(path))


def _percentile(sizes: list[int], share: float) -> int:
    return sorted(sizes)[int(len(sizes) * share)]


def test_there_is_something_to_measure():
    assert len(module_sizes()) > 100
    assert len(function_sizes()) > 500


def test_modules_are_short():
    sizes = [size for name, size in module_sizes().items() if name not in EXCEPTIONS]
    long = {name: size for name, size in module_sizes().items() if size > LONGEST_MODULE}

    assert not set(long) - set(EXCEPTIONS), long
    assert median(sizes) <= 90
    assert _percentile(sizes, 0.95) <= 300


def test_functions_are_short():
    sizes = list(function_sizes().values())
    long = {name: size for name, size in function_sizes().items() if size > LONGEST_FUNCTION}

    assert not set(long) - set(EXCEPTIONS), long
    assert median(sizes) <= 8
    assert _percentile(sizes, 0.95) <= 30


def test_views_are_recipes_of_fifteen_lines():
    views = {
        name: size
        for name, size in function_sizes().items()
        if "/views" in name and not name.split(":")[1].startswith("_")
    }
    long = {name: size for name, size in views.items() if size > LONGEST_VIEW}

    assert len(views) > 20
    assert not set(long) - set(EXCEPTIONS), long


def test_templates_fit_a_screen_or_two():
    templates = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.html")]
    long = {str(p.relative_to(ROOT)): _lines(p) for p in templates if _lines(p) > LONGEST_TEMPLATE}

    assert len(templates) > 30
    assert not set(long) - set(EXCEPTIONS), long


def test_exceptions_are_few_and_needed():
    assert len(EXCEPTIONS) <= 5
    assert all(name in module_sizes() or name in function_sizes() for name in EXCEPTIONS)
