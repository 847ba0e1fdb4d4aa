"""Runs programs in one terminal: they speak with a prefix, are restarted, and end together."""

import contextlib
import os
import selectors
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TextIO

from config.child import Child, Program

DEATHS_ALLOWED = 5
WITHIN = 60.0
LONGEST_PAUSE = 8.0
TICK = 0.2
COLOURS = (36, 33, 35, 32, 34)
OWN_NAME = "szansa"
OWN_COLOUR = 1


class Supervisor:
    """Runs programs until a signal comes, or until one of them dies again and again."""

    def __init__(
        self,
        programs: Sequence[Program],
        *,
        later: Sequence[Program] = (),
        out: TextIO | None = None,
        grace: float = 10.0,
        on_tick: Callable[[], None] = lambda: None,
    ) -> None:
        self._programs = {program.name: program for program in (*programs, *later)}
        self._starts_at = {program.name: 0.0 for program in programs}
        self._later = list(later)
        self._deaths: dict[str, list[float]] = defaultdict(list)
        self._children: list[Child] = []
        self._out = out or sys.stdout
        self._prefixes = _prefixes(list(self._programs), in_colour=_wants_colour(self._out))
        self._grace = grace
        self._on_tick = on_tick
        self._signals = 0
        self._kill_at: float | None = None
        self._gave_up = False
        self._outputs = selectors.DefaultSelector()

    def run(self) -> int:
        """Return 0 after an orderly end, 1 when a program could not be kept running."""
        with self._noting_signals():
            try:
                while self._kill_at is None or self._children:
                    self._run_once()
            finally:
                self._end_unheard()
        return 1 if self._gave_up else 0

    def start_later_ones(self) -> None:
        """Start those that were held back so that the first had the processors to themselves."""
        self._starts_at |= {program.name: 0.0 for program in self._later}
        self.say(f"starting {', '.join(program.name for program in self._later)}")
        self._later = []

    def say(self, sentence: str) -> None:
        self._write(OWN_NAME, [sentence])

    def _run_once(self) -> None:
        self._listen()
        for child in [child for child in self._children if child.has_ended()]:
            self._mourn(child)
        if self._kill_at is None:
            self._keep_running()
        elif self._signals > 1 or time.monotonic() > self._kill_at:
            for child in self._children:
                child.kill_family()

    def _keep_running(self) -> None:
        if self._signals:
            self._begin_to_end("stopping")
            return
        for name in [name for name, at in self._starts_at.items() if time.monotonic() >= at]:
            del self._starts_at[name]
            child = Child(self._programs[name])
            self._children.append(child)
            self._outputs.register(child.output, selectors.EVENT_READ, child)
        self._on_tick()

    def _begin_to_end(self, sentence: str) -> None:
        self.say(sentence)
        self._kill_at = time.monotonic() + self._grace
        for child in self._children:
            child.ask_to_end()

    def _listen(self) -> None:
        for key, _ in self._outputs.select(timeout=TICK):
            child: Child = key.data
            self._write(child.name, child.lines())
            if child.is_silent:
                self._outputs.unregister(child.output)

    def _mourn(self, child: Child) -> None:
        # Its family first: a living grandchild would hold the output open and could still speak.
        child.kill_family()
        self._write(child.name, child.last_words())
        code = self._bury(child)
        if self._kill_at is None:
            self._decide_after_death(child.name, how=_how_it_ended(code))

    def _bury(self, child: Child) -> int:
        self._children.remove(child)
        if child.output in self._outputs.get_map():
            self._outputs.unregister(child.output)
        return child.bury()

    def _decide_after_death(self, name: str, *, how: str) -> None:
        now = time.monotonic()
        deaths = [at for at in self._deaths[name] if now - at < WITHIN] + [now]
        if len(deaths) >= DEATHS_ALLOWED:
            self._gave_up = True
            self._begin_to_end(
                f"{name} {how}, {len(deaths)} times within a minute: the reason is above."
                " Stopping everything."
            )
            return
        pause = min(2.0 ** (len(deaths) - 2), LONGEST_PAUSE)
        self._deaths[name] = deaths
        self._starts_at[name] = now + pause
        self.say(f"{name} {how} unexpectedly; starting it again in {pause:g} s")

    def _end_unheard(self) -> None:
        """Leave nobody behind when we ourselves failed."""
        for child in list(self._children):
            child.kill_family()
            self._bury(child)

    def _write(self, name: str, lines: Iterable[str]) -> None:
        for line in filter(None, lines):
            try:
                print(self._prefixes[name], line, file=self._out, flush=True)
            except OSError:
                self._end_unread()

    def _end_unread(self) -> None:
        """Nobody reads us any more, as in `up | head` or a closed terminal: end, as at a signal."""
        self._signals = max(self._signals, 1)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self._out.fileno())
        os.close(nowhere)

    @contextlib.contextmanager
    def _noting_signals(self) -> Iterator[None]:
        wanted = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        before = {number: signal.signal(number, self._note) for number in wanted}
        try:
            yield
        finally:
            for number, noticed_by in before.items():
                signal.signal(number, noticed_by)

    def _note(self, *_: object) -> None:
        self._signals += 1


def _prefixes(names: list[str], *, in_colour: bool) -> dict[str, str]:
    width = max(map(len, [OWN_NAME, *names]))
    colours = {name: COLOURS[place % len(COLOURS)] for place, name in enumerate(names)}
    plain = {name: f"{name:<{width}} |" for name in [OWN_NAME, *names]}
    if not in_colour:
        return plain
    return {
        name: f"\033[{colours.get(name, OWN_COLOUR)}m{prefix}\033[0m"
        for name, prefix in plain.items()
    }


def _wants_colour(out: TextIO) -> bool:
    return out.isatty() and "NO_COLOR" not in os.environ


def _how_it_ended(code: int) -> str:
    return f"was killed by signal {-code}" if code < 0 else f"ended with code {code}"
