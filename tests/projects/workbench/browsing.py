"""What a browser would send of a form, read from the page itself."""

from html.parser import HTMLParser

UNSENT = ("submit", "button", "image", "reset")


class SentForm(HTMLParser):
    """The values of the form that has a field of this name, as lists by their names."""

    def __init__(self, page: str, *, having: str) -> None:
        super().__init__()
        self.having, self.values, self.is_found = having, {}, False
        self._open: dict[str, list[str]] = {}
        self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = {}
        elif tag == "input":
            self._input(told)
        elif tag == "select":
            self._select = told.get("name", "")
        elif tag == "option" and "selected" in told:
            self._add(self._select, told.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self.having in self._open:
            self.values, self.is_found = self._open, True

    def _input(self, told: dict[str, str]) -> None:
        kind = told.get("type", "text")
        is_left_out = kind in ("checkbox", "radio") and "checked" not in told
        if told.get("name") and kind not in UNSENT and not is_left_out:
            unsaid = "on" if kind in ("checkbox", "radio") else ""
            self._add(told["name"], told.get("value", unsaid))

    def _add(self, name: str, value: str) -> None:
        self._open.setdefault(name, []).append(value)


def sent(page: str, *, having: str = "version", **typed: str) -> dict[str, list[str] | str]:
    """Everything the form sends once these are typed into it."""
    form = SentForm(page, having=having)
    assert form.is_found, f"no form with {having}"
    return {**form.values, **typed}
