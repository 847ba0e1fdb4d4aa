"""Where something may be sent: https, by a name, on a port of the web, to a machine of the public network.

What is written is judged when it is entered, what it leads to at each sending: a name that was honest
yesterday may lead into our own network today.
"""

import re
import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.errors import RuleBroken

PORTS = (443, 8443)
LONGEST = 500
# One strict shape instead of a parser: nothing is left that two programs could read in two ways. No
# user before the name, no signs beyond ASCII (a name with others is written in its xn-- form).
SHAPE = re.compile(
    r"https://(?P<host>[a-z0-9.-]+)(?::(?P<port>[0-9]{1,5}))?"
    r"(?P<path>/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*)?(?P<query>\?[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*)?",
    re.ASCII,
)
LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", re.ASCII)
# Names that lead to one's own machine or network wherever they are asked for.
AT_HOME = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "arpa", "onion")

# What Python calls global and is not for us: clouds' own services, and ways around through IPv6.
FORBIDDEN = tuple(
    ip_network(network)
    for network in (
        "168.63.129.16/32",  # Azure's own service
        "192.0.0.0/24",  # protocols of the network itself, and a cloud's own service
        "192.88.99.0/24",  # 6to4 relays
        "64:ff9b::/96",  # NAT64 of any IPv4 address
        "64:ff9b:1::/48",
        "2001::/23",  # Teredo and other protocols
        "2002::/16",  # 6to4
        "3fff::/20",  # for documents
    )
)
PUBLIC_IPV6 = ip_network("2000::/3")


class BadAddress(RuleBroken):
    message = _(
        "Write an address that begins with https:// and a name, for example "
        "https://system.example.org/szansa. A number instead of a name, a user, a fragment and other "
        "ports than 443 and 8443 are not accepted."
    )
    field = "address"


class LeadsAway(Exception):
    """The name leads to a machine to which nothing may be sent."""


@dataclass(frozen=True)
class Place:
    """An address taken apart: `target` is what a request asks for there."""

    host: str
    port: int
    target: str

    @property
    def written(self) -> str:
        """The name as the header Host has it."""
        return self.host if self.port == 443 else f"{self.host}:{self.port}"

    @property
    def is_for_tests(self) -> bool:
        return f"{self.host}:{self.port}" == settings.WEBHOOK_TEST_RECEIVER


def place_of(address: str) -> Place:
    """Take an address apart, or refuse it."""
    scheme, mark, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    found = SHAPE.fullmatch(f"{scheme.lower()}{mark}{host.lower()}{slash}{path}")
    if found is None or len(address) > LONGEST:
        raise BadAddress
    target = (found["path"] or "/") + (found["query"] or "")
    place = Place(found["host"], int(found["port"] or 443), target)
    if not place.is_for_tests and not (_is_name(place.host) and place.port in PORTS):
        raise BadAddress
    return place


def _is_name(host: str) -> bool:
    """Whether it is a name of the public network, and no number in any of the ways to write one."""
    labels = host.split(".")
    return (
        len(host) <= 253
        and len(labels) > 1
        and all(LABEL.fullmatch(label) for label in labels)
        and labels[-1][0].isalpha()
        and labels[-1] not in AT_HOME
    )


def resolved(place: Place) -> str:
    """The one machine to connect to. Where any of the name's machines is not public, none is.

    Raises LeadsAway, or OSError where the name is not known.
    """
    answers = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
    found = [str(answer[4][0]).partition("%")[0] for answer in answers]
    if not place.is_for_tests and not all(is_public(ip_address(one)) for one in found):
        raise LeadsAway
    return found[0]


def is_public(address: IPv4Address | IPv6Address) -> bool:
    if any(address.version == one.version and address in one for one in FORBIDDEN):
        return False
    if isinstance(address, IPv6Address) and address not in PUBLIC_IPV6:
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved
