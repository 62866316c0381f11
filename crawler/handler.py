"""Scrapy's HTTP handler with the address map and the private-address rule in front of its sockets."""

from __future__ import annotations

from typing import Any, cast

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler, _BindAddressAgent, _ScrapyAgent
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError
from scrapy.http import Response
from scrapy.utils._download_handlers import wrap_twisted_exceptions
from scrapy.utils.defer import maybe_deferred_to_future
from scrapy.utils.httpobj import urlparse_cached
from scrapy.utils.misc import build_from_crawler
from twisted.internet.endpoints import TCP4ClientEndpoint, wrapClientTLS
from twisted.web.client import URI

from crawler.addresses import AddressMap, PrivateAddressError, Target, check_literal, refused
from crawler.tls import TlsPolicy


class _MappedAgent(_BindAddressAgent):
    """Connects to a fixed endpoint; the request keeps its URL and Host header, so no one above can tell."""

    target: Target
    policy: Any

    def _getEndpoint(self, uri: URI) -> Any:  # noqa: N802  (Twisted's name)
        endpoint: Any = TCP4ClientEndpoint(self._reactor, self.target.host, self.target.port, timeout=10)
        if not self.target.tls or uri.scheme != b"https":
            return endpoint
        return wrapClientTLS(self.policy.creatorForNetloc(uri.host, uri.port), endpoint)


class _Agent(_ScrapyAgent):
    def __init__(self, addresses: AddressMap, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._addresses = addresses

    def _get_agent(self, request: Request, timeout: float) -> Any:
        from twisted.internet import reactor

        parts = urlparse_cached(request)
        target = self._addresses.get(parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80))
        if target is None:
            return super()._get_agent(request, timeout)
        agent = _MappedAgent(reactor, self._contextFactory, timeout, None, self._pool)
        agent.target, agent.policy = target, self._contextFactory
        return agent


class Handler(HTTP11DownloadHandler):
    """Download handler for http and https."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._addresses = AddressMap(crawler.settings.getdict("FUHAN_RESOLVE"))
        legacy = frozenset(crawler.settings.getlist("FUHAN_LEGACY_TLS"))
        if legacy:
            self._contextFactory = cast(Any, build_from_crawler(TlsPolicy, crawler, legacy=legacy))

    async def download_request(self, request: Request) -> Response:
        """Downloads; raises PrivateAddressError for a private address that is not mapped, else as Scrapy does."""
        host = urlparse_cached(request).hostname or ""
        if host not in self._addresses:
            check_literal(host)
        agent = _Agent(
            self._addresses,
            contextFactory=self._contextFactory,
            pool=self._pool,
            maxsize=self._default_maxsize,
            warnsize=self._default_warnsize,
            fail_on_dataloss=self._fail_on_dataloss,
            crawler=self._crawler,
            tls_verbose_logging=self._tls_verbose_logging,
        )
        try:
            with wrap_twisted_exceptions():
                return await maybe_deferred_to_future(agent.download_request(request))
        except CannotResolveHostError as error:
            if host in refused:
                raise PrivateAddressError(f"{host} is the private address {refused[host]}") from error
            raise
