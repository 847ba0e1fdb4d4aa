"""WeasyPrint with our print style: the one module that imports it. It fetches nothing of others."""

import threading
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.contrib.staticfiles import finders
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

STYLE = "ui/css/paper.css"
STRIP_ADDRESS = "szansa:strip"
# Pango keeps one map of fonts for the whole process: one paper at a time.
ONE_AT_A_TIME = threading.Lock()


class NotOurFile(ValueError):
    """A paper asked for an address that is neither a static file of ours nor its row of signs."""


class OurFilesOnly(URLFetcher):
    """Answers with our static files and the paper's own row of signs, refuses everything else."""

    def __init__(self, strip: bytes = b"", strip_type: str = "") -> None:
        super().__init__(fail_on_errors=True)
        self.strip, self.strip_type = strip, strip_type

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        if url == STRIP_ADDRESS and self.strip:
            return URLFetcherResponse(url, self.strip, {"Content-Type": self.strip_type})
        return URLFetcherResponse(url, our_file(url).read_bytes())


def our_file(url: str) -> Path:
    """The static file of ours that an address names; raises NotOurFile for anything else."""
    parts = urlsplit(url)
    path = Path(unquote(parts.path)).resolve()
    is_ours = _style_sheet().parents[1] in path.parents and path.is_file()
    if parts.scheme != "file" or parts.netloc or not is_ours:
        raise NotOurFile(url)
    return path


def as_pdf(html: str, *, strip: bytes, strip_type: str) -> tuple[bytes, int]:
    """The PDF/UA document of one page of HTML, and how many pages of paper it takes."""
    fetcher = OurFilesOnly(strip, strip_type)
    style, fonts = _style()
    try:
        with ONE_AT_A_TIME:
            page = HTML(string=html, url_fetcher=fetcher)
            document = page.render(font_config=fonts, stylesheets=[style])
            return document.write_pdf(pdf_variant="pdf/ua-1"), len(document.pages)
    except FatalURLFetchingError as error:
        # WeasyPrint lets it pass every ordinary handler; here it ends as what it is, our mistake.
        raise NotOurFile(str(error)) from error


@lru_cache(maxsize=1)
def _style() -> tuple[Any, Any]:
    """Our style with its fonts, read once: that is most of the time a single paper would take."""
    fonts = FontConfiguration()
    sheet = str(_style_sheet())
    return CSS(filename=sheet, font_config=fonts, url_fetcher=OurFilesOnly()), fonts


def _style_sheet() -> Path:
    return Path(str(finders.find(STYLE))).resolve()
