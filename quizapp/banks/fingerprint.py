"""Telling whether a bank's folder has changed, without reading it as YAML."""

import hashlib
from pathlib import Path

COMPILER = 1
"""Raised when the compiler would make something else of the same files; every bank is then compiled anew."""


def folder_fingerprint(folder: Path) -> str:
    """Return the SHA-256 over the names and bytes of a folder's YAML files and of the misconceptions they share."""
    digest = hashlib.sha256(f"compiler {COMPILER}\n".encode())
    for path in sorted([*folder.glob("*.yaml"), *folder.parent.glob("misconceptions.yaml")]):
        content = path.read_bytes()
        digest.update(f"{path.name}:{len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()
