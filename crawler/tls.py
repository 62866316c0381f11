"""TLS as old servers speak it, for the sites whose files say `tls: legacy`, and for no other.

Needs no second OpenSSL: pyOpenSSL's still speaks TLS 1.0 when it is asked to (security level 0), as openssl-ciphers(1) documents. What is fetched is public and no certificate is insisted on, so what is lost is that a stranger on the
way could alter a page unseen.
"""

from __future__ import annotations

from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from OpenSSL import SSL
from scrapy.core.downloader.contextfactory import _ScrapyCertificateOptions, _ScrapyClientContextFactory
from twisted.internet.ssl import CertificateOptions, TLSVersion

# Level 0: keys, signatures and ciphers that today's level 1 refuses. Never those without a key or without encryption.
_CIPHERS = b"ALL:!aNULL:!eNULL:@SECLEVEL=0"


class _LegacyOptions(_ScrapyCertificateOptions):
    def _makeContext(self, skipCiphers: bool = False) -> SSL.Context:  # noqa: N802, N803  (Twisted's names)
        context = super()._makeContext(skipCiphers=True)  # with ciphers it makes a connection, and is closed to changes
        context.set_cipher_list(_CIPHERS)
        # Offers this curve alone: some old servers answer x25519 with a point that is none (bad ecpoint).
        context.set_tmp_ecdh(ec.SECP256R1())
        return context


class _Legacy(_ScrapyClientContextFactory):
    def _get_cert_options(self) -> CertificateOptions:
        return _LegacyOptions(**self._get_cert_options_kwargs(), insecurelyLowerMinimumTo=TLSVersion.TLSv1_0)


class TlsPolicy(_ScrapyClientContextFactory):
    """Scrapy's own policy, except for the hosts `legacy`."""

    def __init__(self, *args: Any, legacy: frozenset[str] = frozenset(), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._names, self._old = legacy, _Legacy(*args, **kwargs)

    def creatorForNetloc(self, hostname: bytes, port: int) -> Any:  # noqa: N802  (Twisted's name)
        """What makes the connection's TLS side."""
        if hostname.decode("ascii", "replace").lower() in self._names:
            return self._old.creatorForNetloc(hostname, port)
        return super().creatorForNetloc(hostname, port)
