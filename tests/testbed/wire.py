"""Replies that misbehave below HTTP, and ports that do not speak it: what an ASGI application alone cannot do."""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import socket
import ssl
import struct
import tempfile
import threading
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from examples.model import Reply
from examples.serve import Send, listen

CHUNK = b"<!-- " + b"x" * 65_000 + b" -->\n"


@dataclass(frozen=True)
class Late(Reply):
    """Answers after `seconds`."""

    seconds: float = 30.0


@dataclass(frozen=True)
class Truncated(Reply):
    """Declares its length and breaks off in the middle."""


@dataclass(frozen=True)
class Huge(Reply):
    """Sends `size` bytes in pieces, without saying how many."""

    size: int = 64_000_000


@dataclass(frozen=True)
class Drip(Reply):
    """Sends a byte a second for ever, so that the connection never idles."""


async def send_wire(send: Send, reply: Reply) -> None:
    """Send a Truncated, Huge or Drip reply; a Late one waits and returns, to be sent as usual."""
    if isinstance(reply, Late):
        await asyncio.sleep(reply.seconds)
        return
    headers = [(b"content-type", reply.content_type.encode())]
    if isinstance(reply, Truncated):
        headers.append((b"content-length", str(len(reply.body)).encode()))
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    if isinstance(reply, Truncated):
        await send({"type": "http.response.body", "body": reply.body[: len(reply.body) // 2], "more_body": True})
        await asyncio.sleep(0)
        return  # the server closes a connection whose answer was not completed
    if isinstance(reply, Drip):
        for byte in reply.body:
            await send({"type": "http.response.body", "body": bytes([byte]), "more_body": True})
            await asyncio.sleep(1)
    assert isinstance(reply, Huge)
    for _ in range(reply.size // len(CHUNK)):
        await send({"type": "http.response.body", "body": CHUNK, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


class Port:
    """A port of 127.0.0.1 whose every connection goes to `behave`; `connections` counts them."""

    def __init__(self, behave: Callable[[socket.socket], None]) -> None:
        self._behave = behave
        self._socket = listen(0)
        self.number: int = self._socket.getsockname()[1]
        self.connections = 0
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while True:
            try:
                client, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            with contextlib.suppress(OSError), client:
                client.settimeout(5)
                self._behave(client)

    def close(self) -> None:
        """Stop listening."""
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(5)


def reset(client: socket.socket) -> None:
    """Read the request, then reset the connection."""
    client.recv(65_536)
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def hang_up(client: socket.socket) -> None:
    """Read whatever comes, a ClientHello or a request, and close without a word."""
    client.recv(65_536)


def not_tls(client: socket.socket) -> None:
    """Answer a ClientHello in plain HTTP, as a server without TLS does on port 443."""
    client.recv(65_536)
    client.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")


def self_signed() -> Callable[[socket.socket], None]:
    """A TLS server whose certificate nobody signed."""
    context = _context()

    def behave(client: socket.socket) -> None:
        with contextlib.suppress(ssl.SSLError), context.wrap_socket(client, server_side=True) as secure:
            secure.recv(65_536)
            secure.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

    return behave


def old_tls(port: int) -> Callable[[socket.socket], None]:
    """A server that speaks TLS 1.0 and nothing newer, in front of the plain one on `port`. Raises ValueError where OpenSSL cannot."""
    context = _context()
    context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1

    def behave(client: socket.socket) -> None:
        with (
            contextlib.suppress(ssl.SSLError),
            context.wrap_socket(client, server_side=True) as secure,
            socket.create_connection(("127.0.0.1", port)) as plain,
        ):
            request = secure.recv(65_536)
            plain.sendall(request.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n", 1))
            while answer := plain.recv(65_536):
                secure.sendall(answer)

    return behave


def _context() -> ssl.SSLContext:
    """A server's TLS with a certificate of its own making."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "trap-tls.gov.cn")])
    start = datetime.datetime(2020, 1, 1)
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(start).not_valid_after(start + datetime.timedelta(days=20_000))
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as folder:
        pem = Path(folder, "pair.pem")
        private = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        pem.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
        context.load_cert_chain(pem)
    return context


def closed_port() -> int:
    """A port on which nobody listens."""
    sock = listen(0)
    number: int = sock.getsockname()[1]
    sock.close()
    return number
