"""The folders of the embedded database: in reach of its account, closed to everybody else."""

import hashlib
import os
import tempfile
from pathlib import Path

from config import postgres_program
from config.postgres_program import Account, DidNotStart

# Kernels allow 104 to 108 bytes for the socket's path, of which its name takes 15.
LONGEST_SOCKET_DIR = 88


def home_within_reach(home: Path) -> Path:
    """Keep the data in the checkout, unless root has it where nobody else can go (/root)."""
    if os.geteuid() != 0:
        return home
    moved = postgres_program.STATE / hashlib.sha256(str(home).encode()).hexdigest()[:12]
    if (moved / "data").exists():
        return moved
    account = postgres_program.account_for(home / "data")
    in_reach = account is None or account.can_reach(home.parent)
    return home if in_reach or (home / "data").exists() else moved


def socket_dir_of(home: Path) -> Path:
    inside = home / "run"
    if len(os.fsencode(inside)) <= LONGEST_SOCKET_DIR:
        return inside
    return Path(tempfile.gettempdir()) / (
        "szansa-pg-" + hashlib.sha256(str(home).encode()).hexdigest()[:12]
    )


def make_passable(path: Path, *, account: Account | None) -> None:
    """Make the missing folders on the way, passable for the server's account."""
    try:
        missing = [folder for folder in (path, *path.parents) if not folder.exists()]
        for folder in reversed(missing):
            folder.mkdir(exist_ok=True)
            folder.chmod(0o711 if account else 0o700)
    except OSError as error:
        raise DidNotStart(
            f"the embedded database cannot be kept in {path}: {error.strerror}."
            " Name a folder you may write to in EMBEDDED_POSTGRES_HOME."
        ) from error


def make_private(path: Path, *, account: Account | None) -> None:
    path.mkdir(mode=0o700, exist_ok=True)
    found = path.lstat()
    expected = account.uid if account else os.geteuid()
    # In a shared temporary folder somebody else may have been here first.
    if path.is_symlink() or found.st_uid not in (expected, os.geteuid()):
        raise DidNotStart(f"{path} belongs to somebody else: remove it and start again.")
    if account:
        os.chown(path, account.uid, account.gid)
    path.chmod(0o700)


def is_still_at(path: Path, descriptor: int) -> bool:
    return path.exists() and os.path.samestat(path.stat(), os.fstat(descriptor))


def give(descriptor: int, account: Account | None) -> None:
    if account:
        os.fchown(descriptor, account.uid, account.gid)
