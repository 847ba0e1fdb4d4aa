"""Tests that share something dear stay on one worker: else each worker makes it for itself."""

import pytest

from tests.environment import WORKER


@pytest.mark.skipif(WORKER == "main", reason="a single process has nothing to share")
@pytest.mark.xdist_group("together")
def test_a_group_is_known_to_whoever_spreads_the_tests(request):
    assert request.node.nodeid.endswith("@together")
