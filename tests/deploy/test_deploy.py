"""The deployment's files against the product: logins, secrets, commands, and a real installation."""

import configparser
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import get_commands

from config import processes
from core.tenancy.roles import Role
from projects.documents import press

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {name: one for name, one in SERVICES.items() if one["image"].startswith("szansa:")}
OF_IMAGES = {"postgres": {"POSTGRES_PASSWORD_FILE"}, "nginx": {"BASE_DOMAIN"}}
MOUNTED = "/run/secrets/"
# Not made by make-secrets.sh: the keys have a command of their own, the mail server its own owner.
MADE_ELSEWHERE = {"key_ring", "matching_keys", "mail_password"}


def settings_explained() -> set[str]:
    """Every setting, and for a secret its other spelling too."""
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    names = set(re.findall(r"^#([A-Z][A-Z_]*)=", example, re.MULTILINE))
    secrets = re.findall(r"^# \(secret\).*\n#([A-Z][A-Z_]*)=", example, re.MULTILINE)
    return names | {f"{name}_FILE" for name in secrets}


def secrets_mounted(name: str) -> set[str]:
    listed = SERVICES[name].get("secrets", [])
    return {one["source"] if isinstance(one, dict) else one for one in listed}


def secrets_used(name: str) -> set[str]:
    values = SERVICES[name].get("environment", {}).values()
    return {str(one).removeprefix(MOUNTED) for one in values if str(one).startswith(MOUNTED)}


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile as pairs of instruction and the rest, continued lines joined."""
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(line.partition(" ")[0], line.partition(" ")[2].strip()) for line in lines]


def test_the_compose_file_keeps_the_schema_of_compose() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]

    answer = subprocess.run([*command, DEPLOY / "compose.yaml"], capture_output=True, text=True)

    assert answer.returncode == 0, answer.stdout


@pytest.mark.parametrize("name", SERVICES)
def test_every_variable_of_a_service_is_a_setting_or_known_to_its_image(name: str) -> None:
    known = OF_IMAGES.get(name) if name not in OURS else settings_explained()

    assert set(SERVICES[name].get("environment", {})) <= (known or set())


def test_every_variable_that_the_operator_fills_in_is_a_setting() -> None:
    text = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
    asked = set(re.findall(r"\$\{([A-Z_]+)", text))

    assert "BASE_DOMAIN" in asked
    assert asked - {"SZANSA_VERSION"} <= settings_explained()


@pytest.mark.parametrize("name", OURS)
def test_every_command_of_a_service_exists(name: str) -> None:
    python, what, *rest = OURS[name]["command"]

    assert python == "python"
    if what == "manage.py":
        assert rest[0] in get_commands()
    else:
        assert importlib.util.find_spec(rest[0]) is not None


@pytest.mark.parametrize("name", [name for name in OURS if name != "prepare"])
def test_a_service_runs_what_up_runs_under_the_same_name(name: str) -> None:
    background = processes.background(data_dir=Path("/var/lib/szansa"), port=443)
    programs = {one.name: one for one in [processes.web(host="0.0.0.0", port=8000), *background]}  # noqa: S104
    differing = ("--schedule=", "--access-log", "--logger-class=")

    def told(command: Any) -> list[str]:
        return [word for word in command if not word.startswith(differing)]

    assert OURS[name]["environment"]["SZANSA_PROCESS"] == name
    assert told(OURS[name]["command"][1:]) == told(programs[name].command[1:])


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_gets_the_secrets_it_uses_and_no_others(name: str) -> None:
    mounted = secrets_mounted(name)

    assert mounted <= set(COMPOSE["secrets"])
    if name in OURS:
        assert mounted == secrets_used(name)
    else:
        assert secrets_used(name) <= mounted


def test_each_process_signs_in_as_the_role_that_may_do_its_work() -> None:
    logins = {
        name: one["environment"]["DATABASE_URL_FILE"].removeprefix(MOUNTED).split("_")[0]
        for name, one in OURS.items()
    }

    assert logins == {
        "prepare": Role.OWNER,
        "operations": Role.OWNER,
        "publisher": Role.PUBLISHING,
        "web": Role.WEB,
        "worker": Role.WEB,
        "files": Role.WEB,
        "scheduler": Role.WEB,
    }


def test_nobody_holds_the_keys_of_tenants_and_those_of_matching_together() -> None:
    rings = {name for name in SERVICES if "key_ring" in secrets_mounted(name)}
    matching = {name for name in SERVICES if "matching_keys" in secrets_mounted(name)}

    assert rings == {"web", "files", "prepare"}
    assert matching == {"publisher"}


def test_only_the_proxy_is_reached_from_outside() -> None:
    published = {name for name, one in SERVICES.items() if "ports" in one}

    assert published == {"nginx"}
    assert COMPOSE["networks"]["inside"] == {"internal": True}


def test_connections_are_pooled_by_session() -> None:
    pooler = configparser.ConfigParser()
    pooler.read(DEPLOY / "pgbouncer.ini")

    assert pooler["pgbouncer"]["pool_mode"] == "session"
    assert pooler["pgbouncer"]["server_reset_query"] == "DISCARD ALL"


def test_the_image_is_made_by_the_installer_and_does_not_run_as_root() -> None:
    done = instructions()
    ran = [rest for word, rest in done if word == "RUN"]

    assert [command.split()[0] for command in ran] == ["apt-get", "useradd", "deploy/install.sh"]
    assert set(press.PACKAGES.split()) <= set(ran[0].split())
    assert done[-1] == ("USER", "szansa")


def test_the_image_leaves_secrets_behind() -> None:
    ignored = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()

    assert {".env", "**/.env", "deploy/secrets", "deploy/certificates", ".git"} <= set(ignored)


def test_secrets_are_made_once_and_all_of_them(tmp_path: Path) -> None:
    shutil.copy(DEPLOY / "make-secrets.sh", tmp_path)
    made = tmp_path / "secrets"

    first = subprocess.run([tmp_path / "make-secrets.sh"], capture_output=True, text=True)
    contents = {path.name: path.read_text() for path in made.iterdir()}
    subprocess.run([tmp_path / "make-secrets.sh"], check=True, capture_output=True)

    assert set(contents) == set(COMPOSE["secrets"]) - MADE_ELSEWHERE
    assert contents == {path.name: path.read_text() for path in made.iterdir()}
    assert all(len(content) > 30 for content in contents.values())
    assert all(name in first.stdout for name in MADE_ELSEWHERE)
    assert made.stat().st_mode & 0o077 == 0


@pytest.mark.slow
def test_the_installer_makes_what_production_serves(tmp_path: Path) -> None:
    tree, target = tmp_path / "tree", tmp_path / "environment"
    left = shutil.ignore_patterns(".*", "staticfiles", "__pycache__", "*.mo")
    shutil.copytree(ROOT, tree, ignore=left)
    variables = {**os.environ, "SZANSA_ENV": "production"}

    first = _installed(tree, target, variables)
    second = _installed(tree, target, variables)
    settings = {"SECRET_KEY": "x" * 60, "DATABASE_URL": "postgres://a@localhost/b"}
    answer = subprocess.run(
        [target / "bin" / "python", "manage.py", "check", "--deploy"],
        cwd=tree,
        env={**variables, **settings, "SZANSA_VENV": str(target)},
        capture_output=True,
        text=True,
    )

    assert first.returncode == second.returncode == answer.returncode == 0, first.stderr
    assert "building" not in second.stderr
    assert (target / "bin" / "gunicorn").exists()
    assert (tree / "staticfiles" / "staticfiles.json").exists()
    assert list((tree / "platform").rglob("django.mo"))


def _installed(
    tree: Path, target: Path, variables: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    command = [tree / "deploy" / "install.sh", target]
    return subprocess.run(command, env=variables, capture_output=True, text=True, timeout=900)


def test_the_installer_asks_for_its_target() -> None:
    answer = subprocess.run([DEPLOY / "install.sh"], capture_output=True, text=True)

    assert answer.returncode == 2
    assert "TARGET" in answer.stderr
