"""Where host names lead: a map for demo and test servers, and a resolver that never answers with a private address."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.defer import Deferred, fail
from twisted.internet.error import DNSLookupError

refused: dict[str, str] = {}  # host name -> the private address it resolved to, for the error's text


class PrivateAddressError(Exception):
    """The name leads into a private network; a public archive has no business there (server-side request forgery)."""


class Target(NamedTuple):
    """An address on this machine; `tls` if the server there speaks TLS itself."""

    host: str
    port: int
    tls: bool = False


class AddressMap:
    """Host names that lead to a server on this machine, each to "127.0.0.1:PORT".

    https addresses are served there as plain http, unless the target is given as "https://127.0.0.1:PORT". A name with a port
    (`www.example.gov.cn:443`) maps that port only.
    """

    def __init__(self, names: Mapping[str, str] | None = None) -> None:
        """Raises ValueError for a target that is no loopback address with a port."""
        self._targets = {name.lower(): _target(name, value) for name, value in (names or {}).items()}
        self._hosts = dict.fromkeys(name.partition(":")[0] for name in self._targets)

    @classmethod
    def read(cls, path: Path) -> AddressMap:
        """From a YAML or JSON file of `host name: 127.0.0.1:PORT`. Raises ValueError with the fault and the form."""
        data = yaml.safe_load(path.read_text("utf-8"))
        if not isinstance(data, dict):
            raise ValueError(f"{path}: expected lines of the form `www.example.gov.cn: 127.0.0.1:8899`")
        return cls({str(name): str(value) for name, value in data.items()})

    def get(self, host: str, port: int | None = None) -> Target | None:
        """Where a host name, or a port of it, is mapped to."""
        return self._targets.get(f"{host}:{port}") or self._targets.get(host)

    def __contains__(self, host: object) -> bool:
        return host in self._hosts

    def __bool__(self) -> bool:
        return bool(self._targets)

    def names(self) -> list[str]:
        """The mapped host names."""
        return list(self._hosts)

    def as_dict(self) -> dict[str, str]:
        """The map in the form it is given in."""
        return {name: f"{'https://' if to.tls else ''}{to.host}:{to.port}" for name, to in self._targets.items()}


def _target(name: str, value: str) -> Target:
    tls = value.startswith("https://")
    host, _, port = value.removeprefix("https://").rpartition(":")
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        address = None
    if address is None or not address.is_loopback or not port.isdecimal():
        raise ValueError(f"{name}: {value!r} must be a loopback address with a port, such as 127.0.0.1:8899")
    return Target(host, int(port), tls)


def is_public(address: str) -> bool:
    """True for an address of the public internet."""
    ip = ipaddress.ip_address(address)
    mapped = getattr(ip, "ipv4_mapped", None)
    return (mapped or ip).is_global and not ip.is_multicast


def is_private_literal(host: str) -> bool:
    """True if `host` is an address, not a name, and not a public one."""
    try:
        return not is_public(host.strip("[]"))
    except ValueError:
        return host == "localhost"


def check_literal(host: str) -> None:
    """Raises PrivateAddressError for a private address in place of a name."""
    if is_private_literal(host):
        raise PrivateAddressError(f"{host} is a private address")


class PublicResolver(CachingThreadedResolver):
    """Scrapy's resolver, which treats a name with a private address as one that does not exist.

    The address checked is the one connected to, so a name that changes its answer in between gains nothing.
    """

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802  (Twisted's name)
        """Address of `name`; fails with DNSLookupError and notes it in `refused` if it is private."""
        if not name.strip("[]").replace(".", "").isdecimal():
            return super().getHostByName(name, timeout).addCallback(self._check, name)
        try:
            check_literal(name)
        except PrivateAddressError as error:
            refused[name] = name
            return fail(DNSLookupError(str(error)))
        return super().getHostByName(name, timeout)

    @staticmethod
    def _check(address: str, name: str) -> str:
        if not is_public(address):
            refused[name] = address
            raise DNSLookupError(f"{name} is the private address {address}")
        return address
