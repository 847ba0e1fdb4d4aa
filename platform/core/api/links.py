"""Where an answer leads: from a list to its records, from a record to what is about it and to its end.

Links of OpenAPI, for whoever walks the API without knowing it. They follow from the addresses and from the
fields themselves, so none has to be written down.
"""

from collections.abc import Iterator, Mapping
from typing import Any

RECORD = "{record_id}/"
FIRST = "$response.body#/items/0"
Link = tuple[str, dict[str, Any]]


def add_links(result: dict[str, Any], **_asked: Any) -> dict[str, Any]:
    """A step of drf-spectacular, after the whole description is made."""
    description = Description(result)
    for path, methods in result["paths"].items():
        for method, operation in methods.items():
            found = dict(description.links_of(path, method))
            if found:
                _answer(operation)["links"] = found
    return result


def _answer(operation: Mapping[str, Any]) -> dict[str, Any]:
    """What is told when all is well."""
    return operation["responses"]["201" if "201" in operation["responses"] else "200"]


class Description:
    """The whole of it, asked by address and method."""

    def __init__(self, result: Mapping[str, Any]) -> None:
        self.paths = result["paths"]
        self.schemas = result["components"]["schemas"]

    def links_of(self, path: str, method: str) -> Iterator[Link]:
        if path.endswith(RECORD):
            if method == "get":
                yield from self._from_record(path)
        elif f"{path}{RECORD}" in self.paths:
            if method == "get":
                yield self._link(f"{path}{RECORD}", "get", {"path.record_id": f"{FIRST}/id"})
            elif method == "post":
                yield from self._from_sent(path)

    def _from_record(self, path: str) -> Iterator[Link]:
        """To lists that can be narrowed to it, to what lies below it, to sending it anew and to its end."""
        whose, told = _singular(path), "$response.body#/id"
        for other, methods in self.paths.items():
            if whose in self._query(other):
                yield self._link(other, "get", {f"query.{whose}": told})
            elif other.startswith(path) and other != path and "get" in methods:
                yield self._link(other, "get", {"path.record_id": told})
        if "delete" in self.paths[path]:
            seen = {"path.record_id": told, "header.If-Match": "$response.header.ETag"}
            yield self._link(path, "delete", seen)
        if "post" in self.paths[path.removesuffix(RECORD)]:
            yield self._anew(path)

    def _anew(self, path: str) -> Link:
        """The record as somebody would send it, to be corrected."""
        many, entry = self._sent(path.removesuffix(RECORD))
        told = self._fields(_body(_answer(self.paths[path]["get"])))
        wanted = [name for name in entry["properties"] if name in told]
        body: Any = {name: f"$response.body#/{name}" for name in wanted}
        return self._link(
            path.removesuffix(RECORD), "post", {}, requestBody={"items": [body]} if many else body
        )

    def _from_sent(self, path: str) -> Iterator[Link]:
        """To what was made, where its id is told, and to the list of what was sent."""
        many, entry = self._sent(path)
        # What is corrected by its version was there before, and is told no id.
        if "version" not in entry["properties"]:
            told = f"{FIRST}/id" if many else "$response.body#/id"
            yield self._link(f"{path}{RECORD}", "get", {"path.record_id": told})
        sent = "$request.body#/items/0" if many else "$request.body#"
        named = [name for name in self._query(path) if name in entry["properties"]]
        yield self._link(path, "get", {f"query.{name}": f"{sent}/{name}" for name in named})

    def _link(self, path: str, method: str, parameters: dict[str, str], **more: Any) -> Link:
        name = self.paths[path][method]["operationId"]
        told = {"operationId": name, **({"parameters": parameters} if parameters else {}), **more}
        return name, told

    def _query(self, path: str) -> list[str]:
        """Names of the parameters of a list; none where nothing is listed."""
        told = self.paths[path].get("get", {}).get("parameters", [])
        return [one["name"] for one in told if one["in"] == "query"]

    def _sent(self, path: str) -> tuple[bool, dict[str, Any]]:
        """Whether many are sent at once, and what one of them is made of."""
        body = self._meant(_body(self.paths[path]["post"]["requestBody"]))
        if "items" in body["properties"]:
            return True, self._meant(body["properties"]["items"]["items"])
        return False, body

    def _fields(self, schema: Mapping[str, Any]) -> dict[str, Any]:
        return self._meant(schema)["properties"]

    def _meant(self, schema: Mapping[str, Any]) -> dict[str, Any]:
        name = schema.get("$ref", "").rpartition("/")[2]
        return self.schemas[name] if name else dict(schema)


def _body(told: Mapping[str, Any]) -> dict[str, Any]:
    return told["content"]["application/json"]["schema"]


def _singular(path: str) -> str:
    """Of an address that ends in a plural and an id, the name of one."""
    return path.removesuffix(f"/{RECORD}").rpartition("/")[2].removesuffix("s")
