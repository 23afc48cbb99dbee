"""Telling whether something has changed since it was last looked at: a bank's folder, an item, the program itself."""

import hashlib
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from quizapp.banks.source import Mapping, Node, Sequence
from quizapp.config import PROJECT

COMPILER = 2
"""Raised when the compiler would make something else of the same files; every bank is then compiled anew."""

_DECIDING = ("banks", "domain")
"""Packages of the program that decide what a check finds."""
_LIBRARIES = ("markdown-it-py", "math-core", "mdit-py-plugins", "nh3", "numpy", "pydantic", "pyyaml", "scipy")


def folder_fingerprint(folder: Path) -> str:
    """Return the SHA-256 over the names and bytes of a folder's YAML files and of the misconceptions they share."""
    digest = hashlib.sha256(f"compiler {COMPILER}\n".encode())
    for path in sorted([*folder.glob("*.yaml"), *folder.parent.glob("misconceptions.yaml")]):
        content = path.read_bytes()
        digest.update(f"{path.name}:{len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def item_fingerprint(bank: str, topic: str, definition: Node, proof: str) -> str:
    """Return the SHA-256 of all that decides what the check of one item finds, the program excepted.

    Args:
        bank: The bank's key, which the seed of the variants holds.
        topic: The item's.
        definition: The item as it is written, waivers included; comments and places don't count.
        proof: The digest of its proof.
    """
    return hashlib.sha256(repr((bank, topic, _definition(definition), proof)).encode()).hexdigest()


def _definition(node: Node) -> object:
    if isinstance(node, Mapping):
        return [(key, _definition(value)) for key, value in node.entries.items()]
    if isinstance(node, Sequence):
        return [_definition(element) for element in node.items]
    return (node.value, bool(node.style))


@cache
def program_fingerprint() -> str:
    """Return the SHA-256 of the program's own code that decides, and of the versions of what it uses."""
    digest = hashlib.sha256(sys.version.encode())
    for name in _LIBRARIES:
        digest.update(f"{name} {_version(name)}\n".encode())
    for package in _DECIDING:
        folder = PROJECT / "quizapp" / package
        for path in sorted(folder.rglob("*.py")):
            content = path.read_bytes()
            digest.update(f"{path.relative_to(folder)}:{len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
