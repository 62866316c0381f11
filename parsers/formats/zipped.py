"""Zip containers: refused before they are unpacked when they would grow without measure."""

from __future__ import annotations

import io
import zipfile

from parsers.formats.draft import Limits, UnreadableError

_ENTRIES = 5_000
_RATIO = 200
_SMALL = 10_000_000


def check(body: bytes, limits: Limits) -> None:
    """Raise UnreadableError for a container that is broken, locked, or would unpack beyond the limits.

    Sizes are those the directory states; zipfile and the readers stop at them, so a directory that lies yields a broken
    file and no bomb.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            infos = archive.infolist()
    except Exception as error:
        raise UnreadableError("attachment_broken", f"no readable zip container ({error})") from None
    total = sum(i.file_size for i in infos)
    if len(infos) > _ENTRIES or total > limits.unpacked or (total > _SMALL and total > _RATIO * len(body)):
        raise UnreadableError(
            "attachment_too_large",
            f"{len(body)} bytes would unpack to {total} in {len(infos)} parts; looks like a zip bomb",
        )
    if any(i.flag_bits & 0x1 for i in infos):
        raise UnreadableError("attachment_encrypted", "parts of the container are locked with a password")
