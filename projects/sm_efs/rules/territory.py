"""The address against the territorial units that are known (V18); of others nothing is said."""

from collections.abc import Iterator

from projects.sm_efs.rules import texts
from projects.sm_efs.rules.problems import BLOCKS, Known, Mend, Problem


def problems(row: dict[str, str], known: Known) -> Iterator[Problem]:
    """Of a row whose texts are tidy; each part is judged by what the one before it means."""
    powiat, found = _powiat(row["powiat"], known)
    yield from found
    gmina, more = _gmina(row["gmina"], powiat, known)
    yield from more
    yield from _degurba(row["degurba"], gmina, powiat, known)
    yield from _place(row["place"], known)


def _powiat(text: str, known: Known) -> tuple[str, list[Problem]]:
    if not text or text in known.places.powiats:
        return text, []
    meant = known.places.powiat_like(text)
    if meant:
        return meant, [_spelt("powiat", text, meant)]
    # A powiat is an adjective in small letters, but for the cities, and no city has two words.
    return text, [_spelt("powiat", text, text.lower())] if texts.is_shouted(
        text
    ) and text != text.lower() else []


def _gmina(text: str, powiat: str, known: Known) -> tuple[str, list[Problem]]:
    places = known.places
    if not text or (powiat and powiat not in places.powiats):
        return text, []
    if powiat in places.powiats_with(text):
        return text, []
    meant = places.gmina_like(text, powiat)
    if meant:
        return meant, [_spelt("gmina", text, meant)] if meant != text else []
    elsewhere = places.powiats_with(places.gmina_like(text, ""))
    if elsewhere:
        return text, [_elsewhere(text, powiat, elsewhere)]
    near = places.gmina_near(text, powiat)
    facts = {"powiat": powiat}
    mend = Mend({"gmina": near}, is_sure=False) if near else None
    return near or text, [_problem("gmina", "no_gmina", text, mend, **facts)]


def _elsewhere(gmina: str, powiat: str, powiats: list[str]) -> Problem:
    mend = Mend({"powiat": powiats[0]}, is_sure=False) if len(powiats) == 1 else None
    return _problem("powiat", "elsewhere", powiat, mend, gmina=gmina, powiat=", ".join(powiats))


def _degurba(text: str, gmina: str, powiat: str, known: Known) -> Iterator[Problem]:
    degrees = known.places.degrees(gmina, powiat)
    if not text or not degrees or text in {str(degree) for degree in degrees}:
        return
    mend = Mend({"degurba": str(min(degrees))}) if len(degrees) == 1 else None
    told = ", ".join(str(degree) for degree in sorted(degrees))
    yield _problem("degurba", "degree", text, mend, gmina=gmina, meant=told)


def _place(text: str, known: Known) -> Iterator[Problem]:
    if not text or text in known.places.towns:
        return
    meant = known.places.town_like(text)
    if meant:
        yield _spelt("place", text, meant)
    elif texts.is_shouted(text):
        yield _spelt("place", text, texts.as_a_name(text), is_sure=False)


def _spelt(column: str, value: str, meant: str, *, is_sure: bool = True) -> Problem:
    return _problem(column, "spelt", value, Mend({column: meant}, is_sure), meant=meant)


def _problem(column: str, reason: str, value: str, mend: Mend | None, **facts: object) -> Problem:
    return Problem(
        check="V18",
        column=column,
        severity=BLOCKS,
        reason=reason,
        value=value,
        facts=facts,
        mend=mend,
    )
