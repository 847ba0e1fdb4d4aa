"""Hostile, ugly and spoiled files, measured: none takes more than half a gigabyte or half a minute."""

import json
import os
import subprocess
import sys

import pytest

from sheets import limits
from tests.environment import ROOT
from tests.platform.sheets import hostile, ugly
from tests.platform.sheets.test_two_ways import spoiled, spoiled_inside

MOST_MEGABYTES, MOST_SECONDS = 512, 30
SPOILED = 450


def _files():
    """One after another: all of them together would fill the memory that is measured."""
    yield from (case[:2] for case in (*hostile.FILES.values(), *ugly.FILES.values()))
    for build in (spoiled, spoiled_inside):
        for seed in range(SPOILED):
            content, name = build(seed)
            yield (lambda content=content: content), name


@pytest.mark.slow
def test_no_file_takes_more_than_it_may(tmp_path):
    count = 0
    for build, name in _files():
        content = build()
        # Larger ones are refused before anybody reads them.
        if len(content) <= limits.FILE_BYTES:
            (tmp_path / f"{count:05}-{name}").write_bytes(content)
            count += 1
    assert count > 1_000

    done = subprocess.run(
        [sys.executable, "-m", "tests.platform.sheets.measured", str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'platform'}"},
        capture_output=True,
        check=True,
        timeout=3_000,
    )

    told = json.loads(done.stdout)
    print(told)
    assert sum(told["outcomes"].values()) == count
    assert told["slowest"][1] < MOST_SECONDS, told
    assert max(told["memory"].values()) < MOST_MEGABYTES, told
