"""Make .venv fit: create it, or mend one that is broken, of another Python, moved, or behind the requirement files.

    python3 tools/environment.py          what `make run` needs
    python3 tools/environment.py --dev    what `make test` and `make check` need as well

Standard library only: it runs before anything is installed.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FILES = {
    "run": ("pyproject.toml", "requirements.txt", "constraints.txt"),
    "dev": ("requirements-dev.txt", "requirements-fuzz.txt"),
}
OLDEST = (3, 11)


class EnvironmentSetupError(Exception):
    """The environment cannot be made; the message says what to do."""


def fingerprint(root: Path, *, dev: bool) -> str:
    """What an environment depends on: the Python that made it, the place it was made for, the requirement files.

    Its scripts hold absolute paths, so a copied or moved folder needs a new one.
    """
    digest = hashlib.sha256(f"{sys.version}\n{root}\n".encode())
    for name in FILES["run"] + (FILES["dev"] if dev else ()):
        digest.update(name.encode() + b"\0" + (root / name).read_bytes())
    return digest.hexdigest()


def works(venv: Path) -> bool:
    """True if the environment's interpreter starts, is of this Python's version and has pip."""
    program = f"import sys, pip; sys.exit(sys.version_info[:2] != {tuple(sys.version_info[:2])!r})"
    try:
        done = subprocess.run([venv / "bin" / "python", "-c", program], capture_output=True, check=False, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def create(venv: Path) -> None:
    """A new, empty environment in place of whatever is there. Raises EnvironmentSetupError."""
    if venv.is_symlink() or venv.is_file():
        venv.unlink()
    elif venv.exists():
        shutil.rmtree(venv)
    if subprocess.run([sys.executable, "-m", "venv", venv], capture_output=True, check=False).returncode == 0:
        return
    # Debian and Ubuntu ship Python without ensurepip; a pip of the system can fill the environment from outside.
    bare = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", "--without-pip", venv], capture_output=True, check=False
    )
    system_pip = [sys.executable, "-m", "pip", "--python", str(venv / "bin" / "python"), "install", "--quiet", "pip"]
    if bare.returncode == 0 and subprocess.run(system_pip, capture_output=True, check=False).returncode == 0:
        return
    raise EnvironmentSetupError(
        f"{sys.executable} cannot make a virtual environment in {venv}; on Debian and Ubuntu `apt-get install python3-venv` helps,"
        " elsewhere see that the folder can be written."
    )


def install(root: Path, venv: Path, *, dev: bool) -> None:
    """The pinned packages and Fuhan itself, editable. Raises EnvironmentSetupError when pip fails."""
    command = [
        str(venv / "bin" / "python"),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "-c",
        "constraints.txt",
    ]
    command += ["-r", "requirements-dev.txt" if dev else "requirements.txt", "-e", "."]
    if subprocess.run(command, cwd=root, check=False, env={**os.environ, "PIP_REQUIRE_VIRTUALENV": "0"}).returncode:
        raise EnvironmentSetupError(
            "pip could not install the packages (see above); is there a network? Then run the same command again."
        )
    if dev:
        fuzzing = [*command[:-4], "--only-binary", ":all:", "-r", "requirements-fuzz.txt"]
        if subprocess.run(fuzzing, cwd=root, check=False, capture_output=True).returncode:
            print(
                "No build of what requirements-fuzz.txt names for this machine: the tests that need it say so and are left out."
            )


def ensure(root: Path, *, dev: bool) -> str:
    """Bring root/.venv up to date and return what was done: "", "created" or "updated". Raises EnvironmentSetupError."""
    venv = root / ".venv"
    stamps = {kind: venv / f"fuhan-{kind}.stamp" for kind in ("run", "dev")}
    wanted = {kind: fingerprint(root, dev=kind == "dev") for kind in ("run", "dev")}
    fitting = [kind for kind, stamp in stamps.items() if stamp.is_file() and stamp.read_text("utf-8") == wanted[kind]]
    usable = works(venv)
    if usable and ("dev" in fitting or (fitting and not dev)):
        return ""
    print(f"Setting up {venv} with Python {sys.version.split()[0]}; this takes a minute or two.", flush=True)
    if not usable:
        create(venv)
    for stamp in stamps.values():
        stamp.unlink(missing_ok=True)
    install(root, venv, dev=dev)
    kind = "dev" if dev else "run"
    stamps[kind].write_text(wanted[kind], encoding="utf-8")
    return "updated" if usable else "created"


def main() -> int:
    """Command line; exit status 1 with one sentence when it cannot be done."""
    parser = argparse.ArgumentParser(description="Create or update .venv.")
    parser.add_argument("--dev", action="store_true", help="with what the tests and checks need")
    arguments = parser.parse_args()
    if sys.version_info[:2] < OLDEST:
        sys.exit(
            f"Fuhan needs Python {OLDEST[0]}.{OLDEST[1]} or later, this is {sys.version.split()[0]}; try: make PYTHON=python3.12 …"
        )
    try:
        ensure(ROOT, dev=arguments.dev)
    except (EnvironmentSetupError, OSError) as fault:
        sys.exit(str(fault))
    return 0


if __name__ == "__main__":
    sys.exit(main())
