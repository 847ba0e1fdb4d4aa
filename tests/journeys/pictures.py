"""Takes the pictures of docs/pictures from a running demonstration: python -m tests.journeys.pictures"""

import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.journeys.browsing import CHROMIUM, FLAGS, WIDTHS

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
TALLEST = 2600
METROPOLIS = ("localhost", "koordynator metropolitalny")
TEAM = ("kartuzy.localhost", "koordynator projektu")
# By name: whose page it is, and its address or the words of the links that lead there.
PICTURES: dict[str, tuple[tuple[str, str], str, tuple[str, ...]]] = {
    "metropolis": (METROPOLIS, "/", ()),
    "start": (TEAM, "/", ()),
    "my-day": (TEAM, "/moj-dzien/?kto=wszyscy", ()),
    "participants": (TEAM, "/uczestnicy/?stan=trwa", ()),
    "person": (TEAM, "/uczestnicy/?stan=trwa&q=Czapiewski", ("Czapiewski",)),
    "project": (TEAM, "/projekty/?stan=trwa", ("Nowa droga",)),
    "round": (TEAM, "/rekrutacja/", ("Nabór I",)),
    "group": (TEAM, "/wsparcie/grupy/", ("Grupa A",)),
    "documents": (TEAM, "/dokumenty/", ()),
}


def take(browser: Browser, name: str, *, port: int) -> None:
    (host, role), address, links = PICTURES[name]
    for suffix, width in WIDTHS.items():
        page = browser.new_context(viewport={"width": width, "height": 900}).new_page()
        page.goto(f"http://{host}:{port}/wejscie/")
        page.locator("form button", has_text=role).first.click()
        page.goto(f"http://{host}:{port}{address}")
        for words in links:
            page.locator("main a", has_text=words).first.click()
        page.wait_for_timeout(1500)
        path = FOLDER / f"{name}{suffix}.png"
        page.screenshot(path=path, full_page=True)
        _lighten(path)


def _lighten(path: Path) -> None:
    """A page has few colours: 256 of them make a third of the file."""
    with Image.open(path) as picture:
        picture.crop((0, 0, picture.width, min(picture.height, TALLEST))).quantize(256).save(
            path, optimize=True
        )


def main() -> None:
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8000
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        for name in PICTURES:
            take(browser, name, port=port)
        browser.close()


if __name__ == "__main__":
    main()
