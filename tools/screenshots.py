"""Pictures for the README, from the example archive: `python -m tools.screenshots` writes docs/screenshots/*.webp."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from archive.ids import page_id
from tools import chromium, demo_check, example_archive

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "screenshots"
PAGES = {"letter": f"/archive/letters/{page_id(demo_check.SEED)}", "commitments": "/commitments"}
LANGUAGE = {"letter": "zh-CN", "commitments": "en"}


def main() -> int:
    """Exit status 0 when every picture is written."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="fuhan-") as folder:
        environment = {"FUHAN_CAPTURES": str(Path(folder) / "captures"), "FUHAN_DB": str(Path(folder) / "archive.db")}
        os.environ.update(environment)
        if status := example_archive.main():
            return status
        with demo_check.served(environment) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium.find())
            for name, path in PAGES.items():
                page = browser.new_page(
                    locale=LANGUAGE[name], viewport={"width": 1280, "height": 860}, device_scale_factor=1.5
                )
                page.goto(address + path, wait_until="networkidle")
                Image.open(io.BytesIO(page.screenshot())).save(FOLDER / f"{name}.webp", quality=60, method=6)
            browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
