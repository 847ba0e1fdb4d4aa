"""The catalogue of open data by DCAT-AP 3: one dataset for each public table, two files each."""

from datetime import datetime

from rdflib import DCAT, DCTERMS, FOAF, RDF, RDFS, XSD, BNode, Graph, Literal, Namespace, URIRef

from dashboards.public import addresses
from dashboards.public.tables import LICENCE, TABLES, PublicTable

# Of DCAT 3, which rdflib does not list yet.
DCAT_VERSION = URIRef("http://www.w3.org/ns/dcat#version")
FREQUENCY = URIRef("http://publications.europa.eu/resource/authority/frequency/QUARTERLY")
THEME = URIRef("http://publications.europa.eu/resource/authority/data-theme/SOCI")
RIGHTS = URIRef("http://publications.europa.eu/resource/authority/access-right/PUBLIC")
LANGUAGE = URIRef("http://publications.europa.eu/resource/authority/language/POL")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
FILE_TYPES = Namespace("http://publications.europa.eu/resource/authority/file-type/")
MEDIA = Namespace("http://www.iana.org/assignments/media-types/")
FORMATS = {
    "csv": (FILE_TYPES.CSV, MEDIA["text/csv"]),
    "json": (FILE_TYPES.JSON, MEDIA["application/json"]),
}


def catalogue(
    *, site: str, publisher: str, mail: str, edition: int, issued: datetime | None
) -> Graph:
    """`site` is the address of the metropolis, without a slash at the end."""
    graph = Graph()
    for prefix, names in {"dcat": DCAT, "dct": DCTERMS, "foaf": FOAF, "vcard": VCARD}.items():
        graph.bind(prefix, names)
    whole = URIRef(f"{site}{addresses.file('catalogue-ttl')}")
    office = URIRef(f"{site}{addresses.of('programme', 'pl')}#wydawca")
    _agent(graph, office, publisher)
    graph.add((whole, RDF.type, DCAT.Catalog))
    _named(graph, whole, "Otwarte dane programu aktywizacji", "Open data of the programme")
    about = "Wyniki metropolitalnego programu aktywizacji społeczno-zawodowej, bez danych osób."
    graph.add((whole, DCTERMS.description, Literal(about, lang="pl")))
    graph.add((whole, DCTERMS.publisher, office))
    graph.add((whole, DCTERMS.license, _licence(graph)))
    graph.add((whole, DCTERMS.language, LANGUAGE))
    _dated(graph, whole, issued)
    graph.add((whole, FOAF.homepage, URIRef(f"{site}{addresses.of('data', 'pl')}")))
    contact = _contact(graph, publisher, mail)
    for table in TABLES.values():
        dataset = _dataset(graph, table, site=site, edition=edition, issued=issued)
        graph.add((dataset, DCTERMS.publisher, office))
        graph.add((dataset, DCAT.contactPoint, contact))
        graph.add((whole, DCAT.dataset, dataset))
    return graph


def _agent(graph: Graph, office: URIRef, publisher: str) -> None:
    graph.add((office, RDF.type, FOAF.Agent))
    graph.add((office, FOAF.name, Literal(publisher, lang="pl")))


def _contact(graph: Graph, publisher: str, mail: str) -> BNode:
    # Named, so that the same catalogue is written the same way each time.
    contact = BNode("kontakt")
    graph.add((contact, RDF.type, VCARD.Organization))
    graph.add((contact, VCARD.fn, Literal(publisher, lang="pl")))
    graph.add((contact, VCARD.hasEmail, URIRef(f"mailto:{mail}")))
    return contact


def _licence(graph: Graph) -> URIRef:
    licence = URIRef(LICENCE)
    graph.add((licence, RDF.type, DCTERMS.LicenseDocument))
    return licence


def _named(graph: Graph, what: URIRef, polish: str, english: str) -> None:
    graph.add((what, DCTERMS.title, Literal(polish, lang="pl")))
    graph.add((what, DCTERMS.title, Literal(english, lang="en")))


def _dated(graph: Graph, what: URIRef, issued: datetime | None) -> None:
    if issued:
        graph.add((what, DCTERMS.modified, Literal(issued.isoformat(), datatype=XSD.dateTime)))


def _dataset(
    graph: Graph, table: PublicTable, *, site: str, edition: int, issued: datetime | None
) -> URIRef:
    dataset = URIRef(f"{site}{addresses.of('data', 'pl')}#{table.key}")
    graph.add((dataset, RDF.type, DCAT.Dataset))
    _named(graph, dataset, table.title, table.title_en)
    graph.add((dataset, DCTERMS.description, Literal(table.about, lang="pl")))
    graph.add((dataset, DCTERMS.identifier, Literal(table.key)))
    graph.add((dataset, DCAT_VERSION, Literal(str(edition))))
    _dated(graph, dataset, issued)
    for predicate, one in (
        (DCTERMS.accrualPeriodicity, FREQUENCY),
        (DCAT.theme, THEME),
        (DCTERMS.accessRights, RIGHTS),
        (DCTERMS.language, LANGUAGE),
    ):
        graph.add((dataset, predicate, one))
    for word in ("aktywizacja społeczna", "aktywizacja zawodowa", "fundusze europejskie"):
        graph.add((dataset, DCAT.keyword, Literal(word, lang="pl")))
    for name in FORMATS:
        graph.add((dataset, DCAT.distribution, _distribution(graph, table, name, site=site)))
    return dataset


def _distribution(graph: Graph, table: PublicTable, name: str, *, site: str) -> URIRef:
    url = URIRef(f"{site}{addresses.file(name, table=table.key)}")
    schema = URIRef(f"{site}{addresses.file('schema', table=table.key)}")
    file_type, media = FORMATS[name]
    graph.add((url, RDF.type, DCAT.Distribution))
    _named(graph, url, f"{table.title} ({name.upper()})", f"{table.title_en} ({name.upper()})")
    graph.add((schema, RDF.type, DCTERMS.Standard))
    graph.add((schema, RDFS.label, Literal(f"Schemat: {table.title}", lang="pl")))
    for predicate, one in (
        (DCAT.accessURL, url),
        (DCAT.downloadURL, url),
        (DCTERMS.license, URIRef(LICENCE)),
        (DCTERMS.conformsTo, schema),
        (DCTERMS["format"], file_type),
        (DCAT.mediaType, media),
    ):
        graph.add((url, predicate, one))
    return url
