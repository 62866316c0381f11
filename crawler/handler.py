"""Scrapy's HTTP handler with the address map and the private-address rule in front of its sockets."""

from __future__ import annotations

from typing import Any

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler, _BindAddressAgent, _ScrapyAgent
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError
from scrapy.http import Response
from scrapy.utils._download_handlers import wrap_twisted_exceptions
from scrapy.utils.defer import maybe_deferred_to_future
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.endpoints import TCP4ClientEndpoint
from twisted.web.client import URI

from crawler.addresses import AddressMap, PrivateAddressError, check_literal, refused


class _MappedAgent(_BindAddressAgent):
    """Connects to a fixed endpoint; the request keeps its URL and Host header, so no one above can tell."""

    target: tuple[str, int]

    def _getEndpoint(self, uri: URI) -> TCP4ClientEndpoint:  # noqa: N802  (Twisted's name)
        return TCP4ClientEndpoint(self._reactor, *self.target, timeout=10)


class _Agent(_ScrapyAgent):
    def __init__(self, addresses: AddressMap, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._addresses = addresses

    def _get_agent(self, request: Request, timeout: float) -> Any:
        from twisted.internet import reactor

        target = self._addresses.get(urlparse_cached(request).hostname or "")
        if target is None:
            return super()._get_agent(request, timeout)
        agent = _MappedAgent(reactor, self._contextFactory, timeout, None, self._pool)
        agent.target = target
        return agent


class Handler(HTTP11DownloadHandler):
    """Download handler for http and https."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._addresses = AddressMap(crawler.settings.getdict("FUHAN_RESOLVE"))

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
