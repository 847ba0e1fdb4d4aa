"""The environment is built when missing or stale, once; a half-built one is built anew."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from config import bootstrap, env

PROGRAM = """
import sys; sys.path.insert(0, {shelf!r})
from pathlib import Path
from config import bootstrap
bootstrap.ensure_environment(root=Path({root!r}), wants_tests=sys.argv[1:] == ["test"])
print(sys.prefix)
"""
# Stands for `python -m pip` and `python -m uv`: it notes what it was asked, waits while a file
# named `pause` lies there, and refuses where it is told to.
INSTALLER = """
import os, sys, time
from pathlib import Path
name, root = Path(sys.argv[0]).parent.name, Path(os.environ["TEST_ROOT"])
with (root / "notes").open("a") as notes:
    print(name, *sys.argv[1:], os.environ.get("UV_DEFAULT_INDEX", ""), file=notes)
while (root / "pause").exists():
    time.sleep(0.02)
sys.exit(name in os.environ.get("TEST_REFUSED", "").split())
"""
# Bringing pip along is what takes the seconds, so this Python cannot.
WITHOUT_ENSUREPIP = "import sys; sys.modules['ensurepip'] = None"


class Checkout:
    """A tree with lock files, and installers that only take notes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.venv = root / ".venv"
        self.lock("alpha==1")
        for name in ("pip", "uv"):
            (root / "installers" / name).mkdir(parents=True)
            (root / "installers" / name / "__init__.py").touch()
            (root / "installers" / name / "__main__.py").write_text(INSTALLER)
        (root / "installers" / "sitecustomize.py").write_text(WITHOUT_ENSUREPIP)
        program = PROGRAM.format(shelf=str(env.ROOT / "platform"), root=str(root))
        (root / "program.py").write_text(program)

    def lock(self, runtime: str) -> None:
        (self.root / "requirements.lock").write_text(runtime)
        (self.root / "requirements-dev.lock").write_text(f"{runtime} and tools")

    def begin(self, *arguments: str, **variables: str) -> subprocess.Popen[str]:
        """Run what manage.py runs first; it prints which environment it ended up in."""
        clean = {name: value for name, value in os.environ.items() if "SZANSA" not in name}
        ours = {"PYTHONPATH": str(self.root / "installers"), "TEST_ROOT": str(self.root)}
        return subprocess.Popen(
            [sys.executable, self.root / "program.py", *arguments],
            env={**clean, **ours, **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def start(self, *arguments: str, **variables: str) -> tuple[str, str]:
        return self.begin(*arguments, **variables).communicate()

    def notes(self) -> str:
        notes = self.root / "notes"
        return notes.read_text() if notes.exists() else ""

    def installed(self) -> list[tuple[str, str]]:
        """Who installed which lock, in order."""
        lines = [line for line in self.notes().splitlines() if " -r " in line]
        calls = [line.split() for line in lines if bootstrap.INSTALLER not in line]
        return [(call[0], Path(call[call.index("-r") + 1]).name) for call in calls]


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    # Or a test that builds in this very process would empty the environment it runs in.
    monkeypatch.delenv("SZANSA_VENV", raising=False)
    monkeypatch.delenv("SZANSA_DEV", raising=False)
    return Checkout(tmp_path)


def test_the_first_start_builds_and_the_second_builds_nothing(checkout):
    first, said = checkout.start()
    second, silence = checkout.start()

    assert checkout.installed() == [("uv", "requirements.lock")]
    assert first == second == f"{checkout.venv}\n"
    assert "building the environment" in said
    assert silence == ""


def test_packages_are_installed_by_hash_alone(checkout):
    checkout.start()

    assert [line for line in checkout.notes().splitlines() if " -r " in line] == [
        line for line in checkout.notes().splitlines() if "--require-hashes" in line
    ]
    assert "--require-hashes" in checkout.notes()


def test_tests_add_their_tools_without_emptying_what_a_server_may_run_from(checkout):
    checkout.start()
    (checkout.venv / "in-use").touch()

    checkout.start("test")

    assert checkout.installed()[1:] == [("uv", "requirements-dev.lock")]
    assert (checkout.venv / "in-use").exists()


def test_who_once_had_the_tools_keeps_them_when_the_lock_changes(checkout):
    checkout.start("test")
    (checkout.venv / "of-old").touch()
    checkout.lock("alpha==2")

    checkout.start()

    assert checkout.installed() == [("uv", "requirements-dev.lock")] * 2
    assert not (checkout.venv / "of-old").exists()


def test_a_variable_asks_for_the_tools_too(checkout):
    checkout.start(SZANSA_DEV="1")

    assert checkout.installed() == [("uv", "requirements-dev.lock")]


def test_two_starts_at_once_build_once(checkout):
    both = [checkout.begin(), checkout.begin()]
    prefixes = {process.communicate()[0] for process in both}

    assert checkout.installed() == [("uv", "requirements.lock")]
    assert prefixes == {f"{checkout.venv}\n"}


def test_a_build_that_was_cut_off_is_done_again(checkout):
    (checkout.root / "pause").touch()
    with checkout.begin() as killed:
        deadline = time.monotonic() + 60
        while not checkout.notes() and time.monotonic() < deadline:
            time.sleep(0.02)
        killed.kill()
    (checkout.root / "pause").unlink()
    (checkout.venv / "half").touch()

    prefix, _ = checkout.start()

    assert prefix == f"{checkout.venv}\n"
    assert checkout.installed()[-1] == ("uv", "requirements.lock")
    assert not (checkout.venv / "half").exists()


def test_pip_takes_over_when_uv_fails_and_says_so(checkout):
    prefix, said = checkout.start(TEST_REFUSED="uv")

    assert prefix == f"{checkout.venv}\n"
    assert checkout.installed()[-1] == ("pip", "requirements.lock")
    assert "uv did not work here; using pip" in said


def test_a_build_that_fails_is_told_in_a_sentence_and_tried_again(checkout):
    _, said = checkout.start(TEST_REFUSED="uv pip")
    prefix, _ = checkout.start()

    assert "failed with code 1" in said
    assert "Traceback" not in said
    assert prefix == f"{checkout.venv}\n"


def test_uv_is_told_the_index_that_pip_was_told(checkout):
    checkout.start(PIP_INDEX_URL="https://mirror.example/simple")

    uv = [line for line in checkout.notes().splitlines() if line.startswith("uv ")]

    assert [line.split()[-1] for line in uv] == ["https://mirror.example/simple"]


def test_the_environment_may_be_kept_elsewhere(checkout, tmp_path):
    prefix, _ = checkout.start(SZANSA_VENV=str(tmp_path / "elsewhere"))

    assert prefix == f"{tmp_path / 'elsewhere'}\n"
    assert not checkout.venv.exists()


def test_an_environment_that_was_moved_is_stale(checkout, tmp_path):
    checkout.start()
    checkout.venv.rename(tmp_path / "moved")

    checkout.start(SZANSA_VENV=str(tmp_path / "moved"))

    assert len(checkout.installed()) == 2


def test_our_packages_can_be_imported_from_any_folder(checkout):
    checkout.start()

    command = [checkout.venv / "bin" / "python", "-c", "import sys; print(sys.path)"]
    path = subprocess.run(command, cwd="/", capture_output=True, text=True, check=True).stdout

    assert f"'{checkout.root}'" in path
    # Not there yet, so Python leaves it out; in the repository it exists.
    assert str(checkout.root / "platform") in next(checkout.venv.rglob("szansa.pth")).read_text()


def test_a_fresh_environment_is_recognised_in_20_milliseconds_of_work(checkout, monkeypatch):
    checkout.start()
    monkeypatch.setattr(sys, "prefix", str(checkout.venv))

    times = []
    for _ in range(5):
        began = time.process_time()
        bootstrap.ensure_environment(root=checkout.root)
        times.append(time.process_time() - began)

    assert min(times) < 0.020


@pytest.mark.parametrize(
    ("answer", "cure"),
    [
        ("3 11 0 0", "ensurepip is missing.*apt-get install python3-venv"),
        ("3 9 1 1", "Python 3.11 or newer is needed.*python3.11 is 3.9"),
        ("", "Python 3.11 or newer is needed.*none was found"),
    ],
)
def test_a_python_that_cannot_serve_is_answered_with_the_cure(checkout, monkeypatch, answer, cure):
    pythons = checkout.root / "bin"
    pythons.mkdir()
    for name in bootstrap.CANDIDATES:
        (pythons / name).write_text(f"#!/bin/sh\necho {answer}\n")
        (pythons / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(pythons))
    monkeypatch.setattr(sys, "_base_executable", str(pythons / "python3"))

    with pytest.raises(SystemExit, match=cure):
        bootstrap.ensure_environment(root=checkout.root)


def test_a_package_named_platform_is_refused_before_it_hides_pythons_own(checkout):
    (checkout.root / "platform").mkdir()
    (checkout.root / "platform" / "__init__.py").touch()

    _, said = checkout.start()

    assert "platform/__init__.py must not exist" in said
    assert "Traceback" not in said


def test_the_installer_itself_is_held_to_its_hash(checkout):
    checkout.start()

    (uv,) = [line for line in checkout.notes().splitlines() if bootstrap.INSTALLER in line]
    assert uv.startswith("pip ")
    assert "--require-hashes" in uv
