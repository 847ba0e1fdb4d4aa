"""Pages of the watch on the metropolis's host."""

from dashboards.watching.views.asking import ask, requests, withdraw
from dashboards.watching.views.warnings import warnings

__all__ = ["ask", "requests", "warnings", "withdraw"]
