"""What the web process holds before it forks."""

import os
import subprocess
import sys

from config import env

ASKED = """
import gc, sys
from django.template import engines
from config import wsgi
[cached] = engines["django"].engine.template_loaders
names = {key for key in cached.get_template_cache}
print(gc.get_freeze_count() > 100_000)
print("projects.desk.views.my_day" in sys.modules)
print("desk/my_day.html" in names)
"""


def test_pages_and_their_templates_are_loaded_and_frozen():
    done = subprocess.run(
        [sys.executable, "-c", ASKED],
        cwd=env.ROOT,
        env={**os.environ, "PYTHONPATH": f"{env.ROOT}:{env.ROOT / 'platform'}"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.split() == ["True"] * 3
