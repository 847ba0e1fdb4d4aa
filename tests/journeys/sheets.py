"""One picture a page of a running demonstration: desk, laptop, phone, dark and printed, side by side.

    python -m tests.journeys.sheets PORT FOLDER [name ...]

The names are those of SHEETS; without one, all are taken. Each view is also kept in full beside its
sheet with --full. The sheets of docs/pictures/pages are made by this command.
"""

import argparse
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.browsing import CHROMIUM, FIRST_PAGE, FLAGS
from ui.charts_theme import TOKENS

METROPOLIS = ("localhost", "koordynator metropolitalny")
TEAM = ("kartuzy.localhost", "koordynator projektu")
ADMINISTRATOR = ("kartuzy.localhost", "administrator")
OPERATOR = ("localhost", "operator platformy")
PERSON = ("localhost", "osoba z organizacji")
EVERYBODY = ("localhost", "")
# What the names of sheets end with whose page is read in English, and the cookie that says so.
ENGLISH, LANGUAGE = "-in-english", "szansa-language"
# By name: whose page it is, its address, and what the links are named that lead on from there.
SHEETS: dict[str, tuple[tuple[str, str], str, tuple[str, ...]]] = {
    "metropolis": (METROPOLIS, "/", ()),
    "organisation": (PERSON, "/organizacja/", ()),
    "organisation-in-english": (PERSON, "/organizacja/", ()),
    "organisation-invite": (PERSON, "/organizacja/zapros/", ()),
    "organisation-token": (PERSON, "/organizacja/", ("Lista obecności",)),
    "partners-people": (TEAM, "/programy-partnerow/", ("Lista obecności",)),
    "partners": (TEAM, "/programy-partnerow/", ()),
    "partners-token": (TEAM, "/programy-partnerow/", ("Dziennik zajęć partnera",)),
    "make-a-token": (TEAM, "/programy-partnerow/nowy/", ("Fundacja",)),
    "portal": (PERSON, "/organizacja/", ("Lista obecności",)),
    "portal-requests": (PERSON, "/organizacja/", ("Lista obecności", "Zapytania")),
    "portal-guide": (PERSON, "/organizacja/", ("Lista obecności", "Przewodnik")),
    "portal-try-out": (PERSON, "/organizacja/", ("Lista obecności", "Wypróbuj")),
    "portal-changes": (PERSON, "/organizacja/", ("Lista obecności", "Zmiany")),
    "problems": (EVERYBODY, "/api/v1/problems", ()),
    "problems-in-english": (EVERYBODY, "/api/v1/problems", ()),
    "events": (TEAM, "/zdarzenia/", ()),
    "events-address": (TEAM, "/zdarzenia/", ("https://dziennik.pasja.example",)),
    "import": (TEAM, "/import/", ("Lista z OPS.xlsx",)),
    "metropolis-in-english": (METROPOLIS, "/", ()),
    "metropolis-of-a-powiat": (METROPOLIS, "/?powiat=2205", ()),
    "map": (METROPOLIS, "/mapa/", ()),
    "map-of-gminas": (METROPOLIS, "/mapa/?poziom=gminy", ()),
    "map-as-table": (METROPOLIS, "/mapa/?widok=tabela", ()),
    "path": (METROPOLIS, "/droga/", ()),
    "basket": (METROPOLIS, "/koszyk/", ()),
    "breakdown": (METROPOLIS, "/podzial/", ()),
    "comparison": (METROPOLIS, "/porownanie/", ()),
    "comparison-of-a-year": (METROPOLIS, "/porownanie/?okres=2026", ()),
    "comparison-in-english": (METROPOLIS, "/porownanie/", ()),
    "units": (METROPOLIS, "/powiaty-i-miasta/", ()),
    "unit": (METROPOLIS, "/powiaty-i-miasta/2205/", ()),
    "project-card": (METROPOLIS, "/powiaty-i-miasta/2205/", ("Nowa droga",)),
    "indicators": (METROPOLIS, "/wskazniki/", ()),
    "indicator": (METROPOLIS, "/wskazniki/", ("społecznym objętych wsparciem",)),
    "programme-targets": (METROPOLIS, "/cele/", ()),
    "set-targets": (METROPOLIS, "/cele/ustal/", ()),
    "enter-plan": (METROPOLIS, "/cele/okresy/nowy/", ()),
    "warnings": (METROPOLIS, "/ostrzezenia/", ()),
    "requests": (METROPOLIS, "/prosby/", ()),
    "calendar": (METROPOLIS, "/kalendarz/", ()),
    "calendar-address": (METROPOLIS, "/kalendarz/adres/", ()),
    "views": (METROPOLIS, "/widoki/", ()),
    "save-view": (METROPOLIS, "/widoki/nowy/?strona=/podzial/", ()),
    "presentation": (METROPOLIS, "/prezentacja/", ()),
    "presentation-figure": (METROPOLIS, "/prezentacja/#slajd-2", ()),
    "presentation-map": (METROPOLIS, "/prezentacja/#slajd-11", ()),
    "presentation-chart": (METROPOLIS, "/prezentacja/#slajd-12", ()),
    "reports": (METROPOLIS, "/sprawozdania/", ()),
    "report": (METROPOLIS, "/sprawozdania/", ("RM/",)),
    "order-report": (METROPOLIS, "/sprawozdania/nowe/", ()),
    "editions": (METROPOLIS, "/wydania/", ()),
    "preview": (METROPOLIS, "/wydania/podglad/", ()),
    "preview-programme": (METROPOLIS, "/wydania/podglad/pl/program/", ()),
    "published": (METROPOLIS, "/wydania/ogloszone/", ()),
    "enter-published": (METROPOLIS, "/wydania/ogloszone/nowa/", ()),
    "serving": (METROPOLIS, "/odbiorcy-danych/", ()),
    "serving-in-english": (METROPOLIS, "/odbiorcy-danych/", ()),
    "serving-token": (METROPOLIS, "/odbiorcy-danych/", ("Wojewódzki Urząd Pracy",)),
    "serving-token-in-english": (METROPOLIS, "/odbiorcy-danych/", ("Wojewódzki Urząd Pracy",)),
    "make-serving": (METROPOLIS, "/odbiorcy-danych/nowy/", ()),
    "make-serving-in-english": (METROPOLIS, "/odbiorcy-danych/nowy/", ()),
    "periods": (METROPOLIS, "/okresy/", ()),
    "reconciliations": (OPERATOR, "/uzgodnienia/", ()),
    "sign-in": (EVERYBODY, "/wejscie/", ()),
    "operator": (OPERATOR, "/", ()),
    "open-tenant": (OPERATOR, "/jednostki/otworz/", ()),
    "programme": (EVERYBODY, "/program/", ()),
    "programme-in-english": (EVERYBODY, "/program/en/", ()),
    "public-unit": (EVERYBODY, "/program/powiaty-i-miasta/powiat-kartuski/", ()),
    "public-project": (EVERYBODY, "/program/powiaty-i-miasta/powiat-kartuski/", ("Nowa droga",)),
    "public-unit-in-english": (
        EVERYBODY,
        "/program/en/powiaty-i-miasta/powiat-kartuski/",
        (),
    ),
    "public-data": (EVERYBODY, "/program/dane/", ()),
    "accessibility": (EVERYBODY, "/program/dostepnosc/", ()),
    "widget": (EVERYBODY, "/osadz/powiat-kartuski/", ()),
    "tenant-start": (TEAM, "/", ()),
    "tenant-indicators": (TEAM, "/wskazniki/", ()),
    "tenant-targets": (TEAM, "/cele/", ()),
    "progress": (TEAM, "/projekty/?stan=trwa", ("Nowa droga", "Jak idzie")),
    "progress-support": (
        TEAM,
        "/projekty/?stan=trwa",
        ("Nowa droga", "Jak idzie", "Osoby i wsparcie"),
    ),
    "progress-settlement": (
        TEAM,
        "/projekty/?stan=trwa",
        ("Nowa droga", "Jak idzie", "Rozliczenie"),
    ),
    "tenant-indicator": (TEAM, "/wskazniki/EMPLOYED_AFTER/", ()),
    "imports": (TEAM, "/import/", ()),
    "import-of-candidates": (TEAM, "/import/", ("Rejestr zgłoszeń",)),
    "import-of-candidates-columns": (
        TEAM,
        "/import/",
        ("Rejestr zgłoszeń", "Zmień kolumny"),
    ),
    "import-of-candidates-rows": (TEAM, "/import/", ("Rejestr zgłoszeń", "Popraw wiersze")),
    "import-of-candidates-enter": (
        TEAM,
        "/import/",
        ("Rejestr zgłoszeń", "Wprowadź tylko"),
    ),
    "send-a-file": (TEAM, "/import/", ("Nowa droga",)),
    "earlier-project": (TEAM, "/import/", ("CUS Kartuzy",)),
    "send-an-earlier-project": (TEAM, "/import/", ("Nowa droga", "Cały wcześniejszy projekt")),
    "round": (TEAM, "/rekrutacja/", ("Nabór II",)),
    "project": (TEAM, "/projekty/?stan=trwa", ("Nowa droga",)),
    "project-targets": (TEAM, "/projekty/?stan=trwa", ("Nowa droga", "Zmień cele")),
    "consent": (TEAM, "/projekty/?stan=trwa", ("Nowa droga", "Strona publiczna")),
    "project-reports": (TEAM, "/sprawozdania/", ()),
    "project-report": (TEAM, "/sprawozdania/", ("NE/",)),
    "order-a-project-report": (TEAM, "/sprawozdania/", ("Zamów sprawozdanie",)),
    "my-day": (TEAM, "/moj-dzien/", ()),
    "participants": (TEAM, "/uczestnicy/", ()),
    "person": (TEAM, "/uczestnicy/", ("Baranowska Helena",)),
    "recruitment": (TEAM, "/rekrutacja/", ()),
    "groups": (TEAM, "/wsparcie/grupy/", ()),
    "documents": (TEAM, "/dokumenty/", ()),
    "sm-efs": (TEAM, "/projekty/?stan=trwa", ("Nowa droga", "SM EFS")),
    "sm-efs-in-english": (TEAM, "/projekty/?stan=trwa", ("Nowa droga", "SM EFS")),
    "sm-efs-people": (
        TEAM,
        "/projekty/?stan=trwa",
        ("Nowa droga", "SM EFS", "Popraw, co zostałoby odrzucone"),
    ),
    "sm-efs-export": (
        TEAM,
        "/projekty/?stan=trwa",
        ("Nowa droga", "SM EFS", "Pobierz plik dla SM EFS"),
    ),
    "sm-efs-reconciliation": (
        TEAM,
        "/projekty/?stan=trwa",
        ("Nowa droga", "SM EFS", "eksport uczestników z SM EFS"),
    ),
    "sm-efs-columns": (
        TEAM,
        "/projekty/?stan=trwa",
        ("Nowa droga", "SM EFS", "Kolumny i wartości"),
    ),
    "archive": (ADMINISTRATOR, "/archiwum-jednostki/", ()),
    "archive-agree": (TEAM, "/archiwum-jednostki/", ("Obejrzyj i zgódź się",)),
    "archive-in-english": (TEAM, "/archiwum-jednostki/", ()),
}
# By view: the width of the window, the colour scheme.
VIEWS = {
    "desk": (1440, "light"),
    "laptop": (1024, "light"),
    "phone": (390, "light"),
    "dark": (1440, "dark"),
}
TALLEST = 2600
MOST_SHEETS = 6
SHEET_HEIGHT = 760
# A sheet stays small enough for the repository: with as many colours as that leaves.
MOST_BYTES, PALETTES = 200_000, (128, 96, 64, 48, 40, 36)
# The mark, links and reached targets after sunset.
OF_THE_DARK = ("#f0b23c", "#7ab8ee", "#5cc8a0")
GAP = 12


def taken(browser: Browser, name: str, port: int) -> dict[str, Image.Image]:
    """The page's views by name."""
    (host, role), address, links = SHEETS[name]
    root = f"http://{host}:{port}"
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.set_default_navigation_timeout(FIRST_PAGE)
    if role:
        page.goto(f"{root}/wejscie/")
        with page.expect_navigation():
            page.locator("form button", has_text=role).first.click()
    language = "en" if name.endswith(ENGLISH) else "pl"
    page.context.add_cookies([{"name": LANGUAGE, "value": language, "url": root}])
    page.goto(root + address)
    for words in links:
        with page.expect_navigation():
            page.locator("main a", has_text=words).first.click()
    found = {view: _seen(page, width, scheme) for view, (width, scheme) in VIEWS.items()}
    found["print"] = _printed(page)
    page.context.close()
    return found


def _seen(page: Page, width: int, scheme: str) -> Image.Image:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    # Charts measure their place when the page is made: each view is a page of its own.
    page.reload()
    page.wait_for_timeout(1200)
    return _picture(page.screenshot(full_page=True))


def _printed(page: Page) -> Image.Image:
    """The first sheets of A4, one above the other."""
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1024, "height": 900})
    page.reload()
    page.wait_for_timeout(1200)
    paper = pypdfium2.PdfDocument(page.pdf(format="A4", print_background=True))
    sheets = [
        paper[number].render(scale=1.5).to_pil() for number in range(min(MOST_SHEETS, len(paper)))
    ]
    return _above(sheets)


def _picture(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png)).convert("RGB")


def _above(pictures: list[Image.Image]) -> Image.Image:
    whole = Image.new(
        "RGB",
        (pictures[0].width, sum(each.height + GAP for each in pictures)),
        "#8a94a3",
    )
    top = 0
    for each in pictures:
        whole.paste(each, (0, top))
        top += each.height + GAP
    return whole


def sheet(views: dict[str, Image.Image]) -> Image.Image:
    """All views at one height, side by side: a page that goes on below is cut."""
    small = []
    for each in views.values():
        cut = each.crop((0, 0, each.width, min(each.height, TALLEST)))
        scale = min(SHEET_HEIGHT / cut.height, 0.5 if cut.width > 400 else 0.8)
        small.append(
            cut.resize(
                (round(cut.width * scale), round(cut.height * scale)), Image.Resampling.LANCZOS
            )
        )
    whole = Image.new(
        "RGB", (sum(each.width + GAP for each in small) - GAP, SHEET_HEIGHT), "#8a94a3"
    )
    left = 0
    for each in small:
        whole.paste(each, (left, 0))
        left += each.width + GAP
    return whole


def _palette(whole: Image.Image, colours: int) -> Image.Image:
    """The colours of most of the sheet, and those of the look that few of its pixels have."""
    kept = [bytes.fromhex(each.removeprefix("#")) for each in (*TOKENS.values(), *OF_THE_DARK)]
    most = whole.quantize(colours - len(kept)).getpalette() or []
    few = Image.new("P", (1, 1))
    few.putpalette([*b"".join(kept), *most[: 3 * (colours - len(kept))]])
    return few


def save(whole: Image.Image, path: Path) -> None:
    for colours in PALETTES:
        few = whole.quantize(palette=_palette(whole, colours), dither=Image.Dither.NONE)
        few.save(path, optimize=True)
        if path.stat().st_size <= MOST_BYTES:
            return


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("port", type=int)
    wanted.add_argument("folder", type=Path)
    wanted.add_argument("names", nargs="*")
    wanted.add_argument("--full", action="store_true", help="keep each view in full, too")
    given = wanted.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        for name in given.names or SHEETS:
            views = taken(browser, name, given.port)
            save(sheet(views), given.folder / f"{name}.png")
            for view, picture in views.items() if given.full else ():
                picture.save(given.folder / f"{name}-{view}.png")
            print(name, flush=True)
        browser.close()


if __name__ == "__main__":
    main()
