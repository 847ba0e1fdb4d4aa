"""The nine units in the cases that sentences need; grammar of names is data, not rules."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PlaceName:
    """`where` answers "gdzie?", `of` answers "kogo?"; `slug` is the name in an address."""

    slug: str
    pl: str
    where: str
    of: str
    en: str
    is_city: bool = False

    @property
    def short(self) -> str:
        """Beside its neighbours, where everybody knows what it is."""
        return self.pl.removeprefix("powiat ")

    def named(self, language: str) -> str:
        return self.pl if language == "pl" else self.en


def _city(name: str, *, slug: str, where: str, of: str) -> PlaceName:
    return PlaceName(slug, name, f"w {where}", of, name, is_city=True)


def _powiat(name: str, *, where: str, of: str, slug: str = "") -> PlaceName:
    """Only the adjective bends: powiat kartuski, w powiecie kartuskim, powiatu kartuskiego."""
    slug = f"powiat-{slug or name}"
    return PlaceName(slug, f"powiat {name}", f"w powiecie {where}", of, f"powiat {name}")


PLACES = {
    "2261": _city("Gdańsk", slug="gdansk", where="Gdańsku", of="Gdańska"),
    "2262": _city("Gdynia", slug="gdynia", where="Gdyni", of="Gdyni"),
    "2264": _city("Sopot", slug="sopot", where="Sopocie", of="Sopotu"),
    "2204": _powiat("gdański", slug="gdanski", where="gdańskim", of="gdańskiego"),
    "2205": _powiat("kartuski", where="kartuskim", of="kartuskiego"),
    "2210": _powiat("nowodworski", where="nowodworskim", of="nowodworskiego"),
    "2211": _powiat("pucki", where="puckim", of="puckiego"),
    "2214": _powiat("tczewski", where="tczewskim", of="tczewskiego"),
    "2215": _powiat("wejherowski", where="wejherowskim", of="wejherowskiego"),
}
BY_SLUG = {name.slug: code for code, name in PLACES.items()}
