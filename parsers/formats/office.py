"""Formats only an office suite reads (doc, wps, rtf, odt): converted to docx by LibreOffice where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from parsers.formats import docx
from parsers.formats.draft import Draft, UnreadableError


def read(body: bytes, draft: Draft) -> None:
    """Convert in a directory of its own, with a profile of its own, and read the result as docx."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise UnreadableError(
            "converter_missing", "needs LibreOffice (libreoffice-writer-nogui); install it and read the file again"
        )
    with tempfile.TemporaryDirectory(prefix="fuhan-office-") as folder:
        source = Path(folder, "enclosed.doc")
        source.write_bytes(body)
        command = [
            program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore", "--convert-to", "docx",
            "--outdir", f"{folder}/out", str(source),
        ]  # fmt: skip
        try:
            done = subprocess.run(command, capture_output=True, timeout=max(1.0, draft.seconds_left()), check=False)
        except subprocess.TimeoutExpired:
            raise UnreadableError(
                "converter_failed", f"LibreOffice did not finish within {draft.limits.seconds:g} s"
            ) from None
        result = Path(folder, "out", "enclosed.docx")
        if not result.exists():
            said = done.stderr.decode("utf-8", "replace").strip()[:200]
            raise UnreadableError("converter_failed", f"LibreOffice ended with {done.returncode} and no file ({said})")
        docx.read(result.read_bytes(), draft)
