"""Find Chromium for the browser's tests, or install it: `python -m tools.chromium` prints where it is.

The system's own browser comes first, then one that playwright keeps, then the package manager, then playwright's download.
Chinese glyphs are seen to as well, or every screenshot would be of empty boxes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# The smallest Debian package with all common Han characters (3 MB; Noto CJK is 56 MB).
FONT_PACKAGE = "fonts-wqy-microhei"


def find() -> Path | None:
    """A browser that starts: FUHAN_CHROMIUM, the system's, or playwright's; None if there is none."""
    own = os.environ.get("FUHAN_CHROMIUM")
    for name in (own,) if own else NAMES:
        found = shutil.which(name)
        if found and _starts(found):
            return Path(found)
    kept = _kept_by_playwright()
    return kept if kept and kept.exists() and _starts(kept) else None


def install() -> None:
    """Install Chromium by the package manager, else by playwright; what they print is shown."""
    apt = _apt()
    if (
        apt
        and _run([*apt, "update", "-qq"])
        and _run([*apt, "install", "-y", "-qq", "--no-install-recommends", "chromium"])
        and find()
    ):
        return
    _run([sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"])


def has_chinese_font() -> bool:
    """True if fontconfig knows a font with Chinese characters."""
    lister = shutil.which("fc-list")
    return bool(lister) and bool(
        subprocess.run([str(lister), ":lang=zh-cn"], capture_output=True, check=False).stdout.strip()
    )


def install_font() -> bool:
    """Install a Chinese font where apt-get can."""
    apt = _apt()
    return (
        bool(apt) and _run([*apt, "update", "-qq"]) and _run([*apt, "install", "-y", "-qq", "fontconfig", FONT_PACKAGE])
    )


def main() -> int:
    """Print the browser's path; exit status 1 with one sentence if none can be had."""
    browser = find()
    if browser is None:
        print("No Chromium found; installing one.", file=sys.stderr, flush=True)
        install()
        browser = find()
    if browser is None:
        sys.exit(
            "The browser's tests need Chromium: install it with your package manager, or name it in FUHAN_CHROMIUM, and run again."
        )
    if not has_chinese_font() and not install_font():
        print("warning: no Chinese font found; pages work, pictures of them will show boxes", file=sys.stderr)
    print(browser)
    return 0


def _kept_by_playwright() -> Path | None:
    """Where playwright would keep its own; asked in another process, for its driver leaves an event loop running."""
    program = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    return Path(done.stdout.strip()) if done.returncode == 0 and done.stdout.strip() else None


def _starts(path: str | Path) -> bool:
    """Ubuntu's `chromium-browser` may be a stub that only names a snap."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, check=False, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _apt() -> list[str]:
    """How to call apt-get here: as root, by a sudo that asks nothing, or not at all ([])."""
    if not shutil.which("apt-get"):
        return []
    if os.geteuid() == 0:
        return ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n", "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    return []


def _run(command: list[str]) -> bool:
    return subprocess.run(command, stdout=sys.stderr, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
