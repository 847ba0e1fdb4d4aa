"""Every setting: explained in `.env.example`, and refused with one sentence when it is wrong."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")
NAMES_READ = """
from django.conf import settings
settings.INSTALLED_APPS
from config import env
print(*(one.name for one in env.known()))
"""
PRODUCTION = {
    "SZANSA_ENV": "production",
    "SECRET_KEY": "for-this-test-alone",
    "BASE_DOMAIN": "szansa.example",
    "DATABASE_URL": "postgres://szansa_web@localhost/szansa",
}


def run(*command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the root with these variables and none of the tests' own.

    What it compiled is kept where the tests keep theirs.
    """
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPYCACHEPREFIX")}
    kept["SZANSA_VENV"] = sys.prefix
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**kept, "DJANGO_SETTINGS_MODULE": "config.settings", **variables},
        capture_output=True,
        text=True,
        timeout=60,
    )


def names_read(**variables: str) -> set[str]:
    path = os.pathsep.join([str(ROOT), str(ROOT / "platform")])
    answer = run("-c", NAMES_READ, PYTHONPATH=path, **variables)
    assert answer.returncode == 0, answer.stderr
    return set(answer.stdout.split())


def explained() -> list[str]:
    return re.findall(r"^#([A-Z][A-Z_]*)=", EXAMPLE, re.MULTILINE)


def test_the_example_explains_every_setting_and_no_other() -> None:
    read = names_read() | names_read(**PRODUCTION)

    assert len(read) > 20
    assert set(explained()) == read


def test_the_example_explains_each_setting_once_in_one_sentence() -> None:
    pairs = re.findall(r"^(.*)\n#([A-Z][A-Z_]*)=", EXAMPLE, re.MULTILINE)

    bad = [name for line, name in pairs if not re.fullmatch(r"# .*[^.]\.", line)]

    assert len(pairs) == len(explained()) == len(set(explained()))
    assert bad == []


def test_the_example_says_which_settings_may_come_from_a_file() -> None:
    marked = set(re.findall(r"^# \(secret\).*\n#([A-Z][A-Z_]*)=", EXAMPLE, re.MULTILINE))
    source = (ROOT / "platform" / "config" / "settings.py").read_text(encoding="utf-8")

    assert marked == set(re.findall(r'env\.secret\(\s*"([A-Z_]+)"', source))


def test_production_is_content_with_what_it_needs() -> None:
    answer = run("manage.py", "check", **PRODUCTION)

    assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize(
    ("name", "variables"),
    [
        ("SECRET_KEY", {"SECRET_KEY": ""}),
        ("SECRET_KEY_FILE", {"SECRET_KEY": "", "SECRET_KEY_FILE": "/nowhere/secret"}),
        ("KEY_RING_FILE", {"SZANSA_PROCESS": "web"}),
        ("KEY_RING_FILE", {"SZANSA_PROCESS": "files"}),
        ("MATCHING_KEYS_FILE", {"SZANSA_PROCESS": "publisher"}),
        ("DATABASE_URL", {"DATABASE_URL": "mysql://anna:hushhush@localhost/szansa"}),
        ("DATABASE_URL", {"DATABASE_URL": "postgres://anna:hushhush@localhost:port/szansa"}),
        ("PUBLIC_PORT", {"PUBLIC_PORT": "eight"}),
        ("PUBLIC_PORT", {"PUBLIC_PORT": "65536"}),
        ("EMAIL_PORT", {"EMAIL_PORT": "0"}),
        ("HTTPS", {"HTTPS": "perhaps"}),
        ("SZANSA_ENV", {"SZANSA_ENV": "staging"}),
        ("SZANSA_PROCESS", {"SZANSA_PROCESS": "gardener"}),
        ("WEBHOOK_TEST_RECEIVER", {"WEBHOOK_TEST_RECEIVER": "localhost:44300"}),
    ],
)
def test_a_wrong_setting_is_answered_by_one_sentence_that_names_it(
    name: str, variables: dict[str, str]
) -> None:
    answer = run("manage.py", "check", **{**PRODUCTION, **variables})

    assert answer.returncode == 2
    assert answer.stdout == ""
    assert answer.stderr.startswith(f"szansa: {name} ")
    assert answer.stderr.count("\n") == 1
    assert "hushhush" not in answer.stderr
