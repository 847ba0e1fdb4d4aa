"""Each process of the product is started under its own name, with what that name may do."""

from pathlib import Path

import pytest

from config import processes


@pytest.fixture
def programs():
    web = processes.web(host="127.0.0.1", port=8123)
    return [web, *processes.background(data_dir=Path("/data"), port=8123)]


def test_every_process_takes_its_settings_under_its_own_name(programs):
    assert [one.variables["SZANSA_PROCESS"] for one in programs] == [one.name for one in programs]


def test_every_queue_has_exactly_one_worker(programs):
    words = [word for one in programs for word in one.command if word.startswith("--queues=")]

    queues = ("default", "files", "operations", "publishing")
    assert sorted(words) == [f"--queues={name}" for name in queues]


def test_links_lead_to_the_port_that_is_served(programs):
    assert {one.variables["PUBLIC_PORT"] for one in programs} == {"8123"}


def test_the_access_log_leaves_out_the_query_where_names_are_searched():
    assert "%(q)s" not in processes.ACCESS_LOG
    assert "%(r)s" not in processes.ACCESS_LOG
    assert "%(f)s" not in processes.ACCESS_LOG


def test_an_ipv6_address_is_written_in_brackets():
    assert "--bind=[::1]:80" in processes.web(host="::1", port=80).command
