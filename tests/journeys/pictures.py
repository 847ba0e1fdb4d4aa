"""Takes the pictures of docs/pictures from a running demonstration: python -m tests.journeys.pictures"""

import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.journeys.browsing import CHROMIUM, FLAGS, WIDTHS

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
PICTURES = {
    "metropolis": ("localhost", "koordynator metropolitalny"),
    "start": ("kartuzy.localhost", "koordynator projektu"),
}


def take(browser: Browser, name: str, host: str, role: str, *, port: int) -> None:
    for suffix, width in WIDTHS.items():
        page = browser.new_context(viewport={"width": width, "height": 900}).new_page()
        page.goto(f"http://{host}:{port}/wejscie/")
        page.locator("form button", has_text=role).first.click()
        page.wait_for_timeout(1500)
        page.screenshot(path=FOLDER / f"{name}{suffix}.png", full_page=True)


def main() -> None:
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8000
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        for name, (host, role) in PICTURES.items():
            take(browser, name, host, role, port=port)
        browser.close()


if __name__ == "__main__":
    main()
