"""The embedded database starts once, survives kill -9, and is stopped by whoever leaves last."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from config import env, postgres_program, postgres_remains
from config.embedded_pg import DidNotStart, EmbeddedPostgres

PATHS = os.pathsep.join([str(env.ROOT), str(env.ROOT / "platform")])
# A process that uses the database until its input ends, and says what it sees.
USER = """
import os, sys
from config.embedded_pg import EmbeddedPostgres
database = EmbeddedPostgres(sys.argv[1], throwaway=True)
database.ensure_running()
print((database.data / "postmaster.pid").read_text().split()[0], flush=True)
sys.stdin.read()
"""
PARENT_OF_A_USER = """
import os, sys
from config.embedded_pg import EmbeddedPostgres
database = EmbeddedPostgres(sys.argv[1], throwaway=True)
database.ensure_running()
if os.fork() == 0:
    database.ensure_running()
    print("both use it", flush=True)
    sys.stdin.read()
    sys.exit()
database.release()
os.wait()
"""


@pytest.fixture(scope="module")
def folder():
    """A folder that the server's own account can reach: pytest's own ones are closed to it."""
    path = Path(tempfile.mkdtemp(prefix="szansa-test-"))
    path.chmod(0o711)
    yield path
    shutil.rmtree(path)


@pytest.fixture
def home(folder):
    path = folder / "pg"
    yield path
    EmbeddedPostgres(path, throwaway=True).stop()
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture(scope="module")
def made_once(folder):
    """A cluster as initdb leaves it, to be copied: making one takes a second or more."""
    database = EmbeddedPostgres(folder / "made-once")
    database.ensure_running()
    database.release()
    return database.data


@pytest.fixture
def durable(home, made_once):
    home.mkdir()
    home.chmod(0o711)
    subprocess.run(["cp", "-a", made_once, home / "data"], check=True)
    database = EmbeddedPostgres(home)
    yield database
    database.release()


@pytest.fixture
def throwaway(home):
    database = EmbeddedPostgres(home, throwaway=True)
    yield database
    database.release()


def connect(database: EmbeddedPostgres) -> psycopg.Connection:
    address = str(database.socket_dir)
    return psycopg.connect(host=address, user="postgres", dbname="postgres", autocommit=True)


def program(text: str, home: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", text, str(home)],
        env={**os.environ, "PYTHONPATH": PATHS},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def server_of(database: EmbeddedPostgres) -> int:
    return int((database.data / "postmaster.pid").read_text().split()[0])


def account_of(database: EmbeddedPostgres) -> dict[str, int]:
    owner = database.data.stat().st_uid
    return {"user": owner} if os.geteuid() == 0 else {}


def eventually(is_so, *, within: float = 60.0) -> bool:
    deadline = time.monotonic() + within
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.02)
    return is_so()


def test_making_the_object_touches_nothing(home):
    EmbeddedPostgres(home)

    assert not home.exists()


def test_four_processes_at_once_share_one_server_and_the_last_one_stops_it(home):
    users = [program(USER, home) for _ in range(4)]
    servers = {user.stdout.readline().strip() for user in users}
    database = EmbeddedPostgres(home, throwaway=True)

    assert len(servers) == 1
    for user in users[:3]:
        user.communicate()
    assert database.is_running()
    users[3].communicate()
    assert not database.is_running()
    assert not home.exists()


def test_committed_rows_survive_kill_9_of_the_server_and_this_process_goes_on(durable):
    durable.ensure_running()
    with connect(durable) as first:
        first.execute("create table kept (n int)")
        first.execute("insert into kept select generate_series(1, 500)")
        os.kill(server_of(durable), signal.SIGKILL)
    assert eventually(lambda: not durable.is_running())

    durable.ensure_running()

    with connect(durable) as second:
        assert second.execute("select count(*) from kept").fetchone() == (500,)


def test_rows_survive_an_orderly_restart(durable):
    durable.ensure_running()
    with connect(durable) as first:
        first.execute("create table kept as select 'Łódź' as town")
    durable.release()
    assert not durable.is_running()

    durable.ensure_running()

    with connect(durable) as second:
        assert second.execute("select lower(town) from kept").fetchone() == ("łódź",)


def test_a_user_killed_with_9_does_not_keep_the_server_alive(home, throwaway):
    with program(USER, home) as killed:
        killed.stdout.readline()
        throwaway.ensure_running()
        killed.kill()

    throwaway.release()

    assert not throwaway.is_running()


def test_a_forked_child_counts_as_a_user_of_its_own(home):
    family = program(PARENT_OF_A_USER, home)
    database = EmbeddedPostgres(home, throwaway=True)

    assert family.stdout.readline() == "both use it\n"
    assert database.is_running()
    family.communicate()
    assert not database.is_running()


def test_no_port_is_opened_and_no_stranger_may_enter_the_socket_folder(throwaway):
    throwaway.ensure_running()
    process = Path("/proc") / str(server_of(throwaway))
    sockets = {path.readlink().name for path in (process / "fd").iterdir() if path.is_symlink()}
    tables = [process / "net" / "tcp", process / "net" / "tcp6"]
    listening = {
        line.split()[9] for table in tables for line in table.read_text().split("\n")[1:-1]
    }

    assert any(name.startswith("socket:") for name in sockets)
    assert not {f"socket:[{number}]" for number in listening} & sockets
    assert throwaway.socket_dir.stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(os.geteuid() != 0, reason="only root drops its rights")
def test_root_runs_the_server_as_an_unprivileged_account(throwaway):
    throwaway.ensure_running()

    owner = (Path("/proc") / str(server_of(throwaway))).stat().st_uid

    assert owner == throwaway.data.stat().st_uid != 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root keeps data elsewhere")
def test_root_keeps_the_data_outside_a_closed_checkout(home, monkeypatch):
    monkeypatch.setattr(postgres_program, "STATE", home.parent / "state")
    closed = home.parent / "closed"
    closed.mkdir(mode=0o700)

    assert EmbeddedPostgres(closed / "pg").home.parent == home.parent / "state"
    assert EmbeddedPostgres(home).home == home


def test_the_number_of_a_dead_server_that_now_belongs_to_another_process_is_no_obstacle(durable):
    durable.ensure_running()
    lines = (durable.data / "postmaster.pid").read_text().splitlines()
    durable.release()
    with subprocess.Popen(["sleep", "60"], **account_of(durable)) as stranger:
        pid_file = durable.data / "postmaster.pid"
        pid_file.write_text("\n".join([str(stranger.pid), *lines[1:], ""]))

        durable.ensure_running()

        assert durable.is_running()
        assert stranger.poll() is None
        stranger.kill()


def test_a_server_whose_socket_was_removed_is_replaced(durable):
    durable.ensure_running()
    before = server_of(durable)
    (durable.socket_dir / ".s.PGSQL.5432").unlink()

    durable.ensure_running()

    assert durable.is_running()
    assert server_of(durable) != before
    assert before not in postgres_remains.working_in(durable.data)


def test_an_initdb_that_was_cut_off_is_done_again(throwaway):
    unfinished = throwaway.home / "data.unfinished"
    unfinished.mkdir(parents=True)
    throwaway.home.chmod(0o711)
    (unfinished / "PG_VERSION").write_text("18\n")

    throwaway.ensure_running()

    assert throwaway.is_running()


def test_a_path_too_long_for_a_socket_moves_the_socket_alone(home):
    database = EmbeddedPostgres(home / ("long" * 20), throwaway=True)

    database.ensure_running()

    assert database.home.is_relative_to(home)
    assert database.socket_dir.parent == Path(tempfile.gettempdir())
    with connect(database) as connection:
        assert connection.execute("select 1").fetchone() == (1,)
    database.release()
    assert not database.socket_dir.exists()


def test_a_folder_with_spaces_apostrophes_and_commas_is_no_obstacle(home):
    database = EmbeddedPostgres(home / "Anna's new, folder", throwaway=True)

    database.ensure_running()

    assert database.is_running()
    database.release()


def test_a_server_that_cannot_start_is_answered_with_its_own_words(durable):
    durable.ensure_running()
    durable.release()
    (durable.data / "global" / "pg_control").write_bytes(b"rubbish")

    with pytest.raises(DidNotStart, match=r"did not start: pg_ctl(.|\n)*pg_control"):
        durable.ensure_running()


def test_the_log_repeats_neither_statements_nor_values(durable):
    durable.ensure_running()
    with connect(durable) as connection:
        connection.execute("create table person (pesel text unique)")
        connection.execute("insert into person values ('secret-number')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("insert into person values ('secret-number')")

    written = durable.log.read_text()

    assert "duplicate key" in written
    assert "secret-number" not in written
