"""Żaneta in a project of alfa, and a way to read what a PDF says."""

import io
from typing import Any

import pytest
from pypdf import PdfReader

from tests import make


@pytest.fixture
def zaneta(inside_alfa: Any) -> Any:
    """Żaneta Ćwik, who takes part since March."""
    return make.participation(by=inside_alfa)


@pytest.fixture
def opened() -> Any:
    return lambda content: PdfReader(io.BytesIO(content), strict=True)
