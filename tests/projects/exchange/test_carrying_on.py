"""What a lost message or a dead worker left behind is taken up by the clock: every file by itself."""

import pytest

from projects.exchange import tasks
from projects.exchange.models import EarlierProject, Import
from projects.exchange.vocabulary import Step
from tests import make, waiting
from tests.make import exchange


@pytest.fixture
def sent(own_database, monkeypatch) -> list[tuple[str, ...]]:
    """The messages, in their order: task, unit, and what it is about."""
    waiting.hire()
    told: list[tuple[str, ...]] = []
    monkeypatch.setattr(tasks.jobs, "send_after_commit", lambda *message: told.append(message))
    return told


def left_behind(anna) -> tuple[EarlierProject, Import, Import]:
    """A workbook that nobody has looked at, two files that nobody checks, and one that waits for somebody."""
    project = make.project(by=anna)
    workbook = exchange.whole_sent(exchange.whole(exchange.person(1)), project=project, by=anna)
    EarlierProject.objects.update(step=Step.READING)
    lists = [exchange.office_csv([exchange.person(number)]) for number in range(3)]
    one, other, ready = (exchange.sent(content, project=project, by=anna) for content in lists)
    for found in (one, other):
        exchange.named(found, by=anna)
    exchange.checked(ready, by=anna)
    return workbook, one, other


def test_each_file_has_a_message_of_its_own_so_that_none_waits_for_another(sent):
    workbook, *files = waiting.as_anna(left_behind)
    unit = make.tenant("alfa").schema_name
    sent.clear()

    tasks.carry_on.run()

    assert sent[0] == (tasks.ADVANCE_EARLIER, unit, str(workbook.pk))
    assert set(sent[1:]) == {(tasks.ADVANCE, unit, str(found.pk)) for found in files}


def test_what_the_messages_ask_for_is_done(sent):
    waiting.as_anna(left_behind)
    sent.clear()
    tasks.carry_on.run()
    by_name = {tasks.ADVANCE: tasks.advance, tasks.ADVANCE_EARLIER: tasks.advance_earlier}

    for task, *about in list(sent):
        by_name[task].run(*about)

    def steps(_anna):
        whole = EarlierProject.objects.values_list("step", flat=True)
        return list(whole), set(Import.objects.values_list("step", flat=True))

    assert waiting.as_anna(steps) == ([Step.NAMING], {Step.READY})
