"""What a browser fetches for a page, compressed as production sends it."""

import gzip
import re
from dataclasses import dataclass
from pathlib import Path

import brotli
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage

ASKED = re.compile(r"""(?:src|href)="(/static/[^"]+)\"""")
NAMED = re.compile(r"url\(\"?([^)\"]+)\"?\)")
# Compressed already; brotli would make them larger.
AS_IT_IS = {".woff2", ".png"}
# An answer is compressed in passing, as deploy/nginx.conf has it; a file once and for good.
HTML_LEVEL, FILE_QUALITY = 5, 11
PLOTLY = "plotly"


@dataclass(frozen=True)
class Weight:
    page: int
    files: dict[str, int]

    @property
    def with_plotly(self) -> int:
        return self.page + sum(self.files.values())

    @property
    def without_plotly(self) -> int:
        return self.page + sum(size for name, size in self.files.items() if PLOTLY not in name)


def of_page(html: bytes) -> Weight:
    """The page, every file that it names, and every font that those name."""
    page = len(gzip.compress(html, HTML_LEVEL))
    names = {address.removeprefix("/static/") for address in ASKED.findall(html.decode())}
    sheets = [name for name in names if name.endswith(".css")]
    fonts = {font for sheet in sheets for font in _fonts_of(sheet)}
    return Weight(page, {name: _sent(name) for name in sorted(names | fonts)})


def _fonts_of(sheet: str) -> list[str]:
    folder = Path(sheet).parent
    found = NAMED.findall(_file(sheet).read_text())
    return [
        str((folder / address).as_posix()).replace("css/../", "")
        for address in found
        if address.endswith(".woff2")
    ]


def _sent(name: str) -> int:
    content = _file(name).read_bytes()
    if Path(name).suffix in AS_IT_IS:
        return len(content)
    return len(brotli.compress(content, quality=FILE_QUALITY))


def _file(name: str) -> Path:
    return Path(str(finders.find(name) or staticfiles_storage.path(name)))
