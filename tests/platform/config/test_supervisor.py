"""Programs in one terminal speak with a prefix, are restarted, and leave nobody behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from config import env
from config.child import Program
from config.supervisor import Supervisor

RUN = """
import sys
from config.child import Program
from config.supervisor import Supervisor
programs = [Program(name, [sys.executable, "-c", text]) for name, text in {programs!r}.items()]
sys.exit(Supervisor(programs, grace={grace}).run())
"""
SLEEPS = "import time; print('awake'); time.sleep(60)"
SAYS_GOODBYE = """
import signal, sys, time
def leave(*_):
    print("goodbye")
    sys.exit()
signal.signal(signal.SIGTERM, leave)
print("awake")
time.sleep(60)
"""
WILL_NOT_LEAVE = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + SLEEPS
HAS_A_CHILD = """
import subprocess, time
child = subprocess.Popen(["sleep", "60"])
print("child", child.pid)
time.sleep(60)
"""


class Terminal:
    """A supervisor in a process of its own, and what it has printed."""

    def __init__(self, output: Path, programs: dict[str, str], grace: float) -> None:
        text = RUN.format(programs=programs, grace=grace)
        paths = os.pathsep.join([str(env.ROOT), str(env.ROOT / "platform")])
        self.output = output
        with output.open("w") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-c", text],
                env={**os.environ, "PYTHONPATH": paths},
                stdout=out,
                stderr=out,
            )

    def printed(self) -> str:
        return self.output.read_text()

    def wait_for(self, text: str, *, times: int = 1) -> str:
        assert eventually(lambda: self.printed().count(text) >= times), self.printed()
        return self.printed()

    def end(self, number: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(number)
        return self.process.wait(timeout=10)


@pytest.fixture
def terminal(tmp_path):
    opened = []

    def run(grace: float = 5.0, **programs: str) -> Terminal:
        opened.append(Terminal(tmp_path / "output", programs, grace))
        return opened[-1]

    yield run
    for one in opened:
        one.process.kill()
        one.process.wait()


def eventually(is_so, *, within: float = 60.0) -> bool:
    deadline = time.monotonic() + within
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.02)
    return is_so()


def is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def child_named_in(printed: str) -> int:
    return int(printed.partition("child ")[2].split()[0])


def test_every_line_carries_the_name_of_who_said_it(terminal):
    screen = terminal(web=SLEEPS, operations=SLEEPS)

    printed = screen.wait_for("awake", times=2)

    assert sorted(printed.splitlines()) == ["operations | awake", "web        | awake"]
    assert "\033" not in printed


def test_a_last_line_without_its_end_is_printed_too(terminal):
    screen = terminal(web="import sys, time; print('é ż', end=''); sys.exit(3)")

    printed = screen.wait_for("unexpectedly")

    assert "web    | é ż\n" in printed


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_everything_in_order_with_code_0(terminal, number):
    screen = terminal(web=SAYS_GOODBYE, worker=SAYS_GOODBYE)
    screen.wait_for("awake", times=2)

    code = screen.end(number)

    assert code == 0
    assert screen.printed().count("goodbye") == 2
    assert "szansa | stopping" in screen.printed()
    assert "Traceback" not in screen.printed()
    assert "unexpectedly" not in screen.printed()


def test_who_will_not_leave_is_killed_when_the_grace_is_over(terminal):
    screen = terminal(worker=WILL_NOT_LEAVE, grace=0.5)
    screen.wait_for("awake")

    assert screen.end() == 0


def test_a_second_ctrl_c_kills_at_once(terminal):
    screen = terminal(worker=WILL_NOT_LEAVE, grace=60.0)
    screen.wait_for("awake")
    screen.process.send_signal(signal.SIGINT)
    screen.wait_for("stopping")

    assert screen.end() == 0


def test_grandchildren_are_gone_after_the_end(terminal):
    screen = terminal(web=HAS_A_CHILD)
    grandchild = child_named_in(screen.wait_for("child"))
    assert is_alive(grandchild)

    screen.end()

    assert eventually(lambda: not is_alive(grandchild))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends children with their parent")
def test_children_end_when_the_supervisor_is_killed_with_9(terminal):
    screen = terminal(web="import os; print('child', os.getpid()); " + SLEEPS)
    child = child_named_in(screen.wait_for("awake"))

    screen.end(signal.SIGKILL)

    assert eventually(lambda: not is_alive(child))


def test_who_dies_unexpectedly_is_started_again_and_its_family_is_ended(terminal):
    screen = terminal(web=HAS_A_CHILD.replace("time.sleep(60)", "raise SystemExit(7)"))

    printed = screen.wait_for("child", times=2)

    assert "szansa | web ended with code 7 unexpectedly; starting it again in 0.5 s" in printed
    assert eventually(lambda: not is_alive(child_named_in(printed)))


def test_who_is_killed_is_started_again(terminal):
    screen = terminal(worker="import os; print('child', os.getpid()); " + SLEEPS)
    os.kill(child_named_in(screen.wait_for("awake")), signal.SIGKILL)

    printed = screen.wait_for("awake", times=2)

    assert "szansa | worker was killed by signal 9 unexpectedly" in printed


def test_who_dies_again_and_again_ends_everything(monkeypatch, capsys):
    monkeypatch.setattr("config.supervisor.LONGEST_PAUSE", 0.01)
    programs = [
        Program("worker", [sys.executable, "-c", "print('no broker'); raise SystemExit(4)"]),
        Program("web", [sys.executable, "-c", SAYS_GOODBYE]),
    ]

    code = Supervisor(programs).run()

    printed = capsys.readouterr().out
    assert code == 1
    assert printed.count("worker | no broker") == 5
    assert "worker ended with code 4, 5 times within a minute" in printed
    assert printed.count("web    | goodbye") == 1


def test_everything_ends_when_nobody_reads_any_more(tmp_path):
    reading, writing = os.pipe()
    pids = tmp_path / "pid"
    chatters = f"import os, time; open({str(pids)!r}, 'w').write(str(os.getpid()))\n"
    chatters += "while True: print('word'); time.sleep(0.05)"
    text = RUN.format(programs={"web": chatters}, grace=5)
    paths = os.pathsep.join([str(env.ROOT), str(env.ROOT / "platform")])
    command = [sys.executable, "-c", text]
    variables = {**os.environ, "PYTHONPATH": paths}
    with subprocess.Popen(command, env=variables, stdout=writing, stderr=writing) as process:
        os.close(writing)
        os.read(reading, 1)
        os.close(reading)

        assert process.wait(timeout=10) == 0
    assert not is_alive(int(pids.read_text()))
