"""Builds the virtual environment with the standard library alone, then goes on inside it.

Read by any Python 3.7 or newer, so that an old one can be answered with a sentence.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

OLDEST = (3, 11)
CANDIDATES = ("python3.13", "python3.12", "python3.11", "python3")
RUNTIME, DEVELOPMENT = "runtime", "development"
LOCKS = {RUNTIME: "requirements.lock", DEVELOPMENT: "requirements-dev.lock"}
# uv itself is held to its hash too: it runs before anything else is checked.
INSTALLER = "requirements-installer.lock"
STAMP = "szansa-built-from"
# Prints the version, then whether the interpreter can put pip into a new environment, and has pip.
PROBE = (
    "import sys, venv; from importlib.util import find_spec as find;"
    "print(*sys.version_info[:2], int(bool(find('ensurepip'))), int(bool(find('pip'))))"
)


class CannotBuild(Exception):
    """The environment cannot be built here; the text says what is missing and how to get it."""


class Interpreter:
    """A Python that was found, and what it answered when it was asked."""

    def __init__(self, path: str, answer: str) -> None:
        major, minor, has_ensurepip, has_pip = map(int, answer.split())
        self.path = path
        self.version = (major, minor)
        self.has_ensurepip = bool(has_ensurepip)
        self.has_pip = bool(has_pip)

    @property
    def written_version(self) -> str:
        return ".".join(map(str, self.version))


def ensure_environment(*, root: Path, wants_tests: bool = False) -> None:
    """Return inside the project's environment; from outside, start this command anew in there."""
    try:
        _refuse_shadowed_platform(root)
        venv = place_of(root)
        kind = _kind_wanted(venv, wants_tests=wants_tests)
        if not is_fresh(venv, root=root, kind=kind):
            _build_once(venv, root=root, kind=kind)
    except CannotBuild as refusal:
        sys.exit(f"szansa: {refusal}")
    except KeyboardInterrupt:
        sys.exit("szansa: stopped; the next start builds the environment again.")
    if os.path.realpath(sys.prefix) != os.path.realpath(venv):
        os.execv(_python_of(venv), [_python_of(venv), *sys.argv])


def place_of(root: Path) -> Path:
    return Path(os.environ.get("SZANSA_VENV") or root / ".venv").expanduser().absolute()


def is_fresh(venv: Path, *, root: Path, kind: str) -> bool:
    whole = (venv / "bin" / "python").exists() and (venv / "pyvenv.cfg").exists()
    return whole and _stamp_of(venv) == _stamp_wanted(venv, root=root, kind=kind)


def _refuse_shadowed_platform(root: Path) -> None:
    if (root / "platform" / "__init__.py").exists():
        raise CannotBuild(
            "platform/__init__.py must not exist: it hides Python's own module of that name."
            " Remove it (docs/decisions/0001)."
        )


def _kind_wanted(venv: Path, *, wants_tests: bool) -> str:
    """Who once had the development tools keeps them."""
    asked = wants_tests or os.environ.get("SZANSA_DEV") == "1"
    return DEVELOPMENT if asked or _stamp_of(venv).startswith(DEVELOPMENT) else RUNTIME


def _stamp_of(venv: Path) -> str:
    try:
        return (venv / STAMP).read_text()
    except OSError:
        return ""


def _stamp_wanted(venv: Path, *, root: Path, kind: str) -> str:
    """Name what the environment is made of: it survives no move, and no new Python under it."""
    locks = [_hash_of_lock(root, RUNTIME), _hash_of_lock(root, kind)]
    return "\n".join([kind, *locks, str(venv), os.path.realpath(_python_of(venv)), ""])


def _hash_of_lock(root: Path, kind: str) -> str:
    try:
        return hashlib.sha256((root / LOCKS[kind]).read_bytes()).hexdigest()
    except OSError as error:
        raise CannotBuild(f"{root / LOCKS[kind]} cannot be read: {error.strerror}.") from error


def _python_of(venv: Path) -> str:
    return str(venv / "bin" / "python")


def _build_once(venv: Path, *, root: Path, kind: str) -> None:
    with _only_builder(venv):
        # Whoever waited for another builder finds its work here.
        if is_fresh(venv, root=root, kind=_kind_wanted(venv, wants_tests=kind == DEVELOPMENT)):
            return
        started = time.monotonic()
        if kind == DEVELOPMENT and is_fresh(venv, root=root, kind=RUNTIME):
            # Added on top: a server may be running from this environment right now.
            _say(f"adding the test tools to {venv}")
        else:
            _say(f"building the environment {venv}")
            _make_empty(venv)
        _install(venv, lock=root / LOCKS[kind])
        _put_on_path(venv, root=root)
        _replace(venv / STAMP, _stamp_wanted(venv, root=root, kind=kind))
        _say(f"environment ready in {time.monotonic() - started:.0f} s")


@contextlib.contextmanager
def _only_builder(venv: Path) -> Iterator[None]:
    """Hold the environment's folder: `venv --clear` empties it and lets it stand."""
    try:
        venv.mkdir(parents=True, exist_ok=True)
        folder = os.open(venv, os.O_RDONLY)
    except OSError as error:
        raise CannotBuild(_cannot_write(venv, error)) from error
    # Inherited by the installers: while one of them outlives a killed builder, nobody else builds.
    os.set_inheritable(folder, True)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _say("another command is building the environment; waiting for it")
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    except PermissionError as error:
        raise CannotBuild(_cannot_write(venv, error)) from error
    finally:
        os.close(folder)


def _cannot_write(venv: Path, error: OSError) -> str:
    return (
        f"the environment cannot be written to {venv}: {error.strerror}."
        " Name another folder with SZANSA_VENV."
    )


def _make_empty(venv: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        (venv / STAMP).unlink()
    python = _find_python()
    extra = [] if python.has_ensurepip else ["--without-pip"]
    _run([python.path, "-m", "venv", "--clear", *extra, str(venv)])


def _pip_of(venv: Path) -> list[str]:
    """Return the command that installs into the environment, which may have no pip of its own."""
    if any(venv.glob("lib/python3*/site-packages/pip")):
        return [_python_of(venv), "-m", "pip"]
    return [_find_python().path, "-m", "pip", "--python", _python_of(venv)]


def _find_python() -> Interpreter:
    found = []
    running = getattr(sys, "_base_executable", "") or sys.executable
    for name in (running, *CANDIDATES):
        path = shutil.which(name) if name else None
        python = _asked(path) if path else None
        if python is None:
            continue
        if python.version >= OLDEST and (python.has_ensurepip or python.has_pip):
            return python
        found.append(python)
    raise CannotBuild(_what_is_missing(found))


def _asked(path: str) -> Interpreter | None:
    # A name on the path may be a shim that runs nothing, so the answer counts, not the name.
    with contextlib.suppress(OSError, ValueError):
        answer = subprocess.run([path, "-c", PROBE], check=False, capture_output=True, text=True)
        return Interpreter(path, answer.stdout)
    return None


def _what_is_missing(found: list[Interpreter]) -> str:
    for python in found:
        if python.version >= OLDEST:
            return (
                f"{python.path} can make no virtual environment: its module ensurepip is missing."
                " On Debian: apt-get install python3-venv."
            )
    seen = ", ".join(f"{one.path} is {one.written_version}" for one in found)
    return (
        f"Python 3.11 or newer is needed ({seen or 'none was found'})."
        " On Debian 12 or newer: apt-get install python3 python3-venv."
    )


def _install(venv: Path, *, lock: Path) -> None:
    pip = [*_pip_of(venv), "--disable-pip-version-check"]
    requirements = ["--require-hashes", "-r", str(lock)]
    uv = [_python_of(venv), "-m", "uv", "pip", "install"]
    try:
        _run([*pip, "install", "--require-hashes", "-r", str(lock.with_name(INSTALLER))])
        _run([*uv, *requirements], env=_environment_of_uv(venv, pip=pip))
    except CannotBuild as refusal:
        _say(f"{refusal}\nszansa: uv did not work here; using pip, which takes a minute or two")
        _run([*pip, "install", *requirements])


def _environment_of_uv(venv: Path, *, pip: list[str]) -> dict[str, str]:
    """Tell uv what pip was told: it reads none of pip's configuration."""
    env = {**os.environ, "VIRTUAL_ENV": str(venv), "UV_PYTHON_DOWNLOADS": "never"}
    if "UV_INDEX_URL" not in env and "UV_DEFAULT_INDEX" not in env:
        index = os.environ.get("PIP_INDEX_URL") or _configured_index(pip)
        if index:
            env["UV_DEFAULT_INDEX"] = index
    if os.environ.get("PIP_CERT"):
        env.setdefault("SSL_CERT_FILE", os.environ["PIP_CERT"])
    return env


def _configured_index(pip: list[str]) -> str:
    answer = subprocess.run(
        [*pip, "config", "get", "global.index-url"], check=False, capture_output=True, text=True
    )
    return answer.stdout.strip() if answer.returncode == 0 else ""


def _run(command: list[str], *, env: dict[str, str] | None = None) -> None:
    """Run quietly; what the program said is shown only when it failed."""
    with tempfile.TemporaryFile() as said:
        code = subprocess.run(
            command,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            env=env,
            close_fds=False,
        ).returncode
        said.seek(0)
        tail = said.read().decode(errors="replace").strip()[-2000:]
    if code:
        raise CannotBuild(f"this failed with code {code}: {' '.join(command)}\n{tail}")


def _put_on_path(venv: Path, *, root: Path) -> None:
    """Let every tool of the environment import our packages, from any folder."""
    for packages in venv.glob("lib/python3*/site-packages"):
        _replace(packages / "szansa.pth", f"{root}\n{root / 'platform'}\n")


def _replace(path: Path, text: str) -> None:
    unfinished = path.with_name(path.name + ".new")
    unfinished.write_text(text)
    unfinished.replace(path)


def _say(sentence: str) -> None:
    print(f"szansa: {sentence}", file=sys.stderr, flush=True)
