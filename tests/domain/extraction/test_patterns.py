"""Every search of the package is linear: no repetition of something that itself repeats without a bound."""

import importlib
import pkgutil
import re
import re._constants as constants
import re._parser as parser
from collections.abc import Iterator

import pytest

import quizapp.domain.extraction as package


def compiled() -> Iterator[tuple[str, re.Pattern[str]]]:
    for module in pkgutil.iter_modules(package.__path__):
        for name, value in vars(importlib.import_module(f"{package.__name__}.{module.name}")).items():
            stack = [value]
            while stack:
                item = stack.pop()
                if isinstance(item, re.Pattern):
                    yield f"{module.name}.{name}", item
                elif isinstance(item, tuple):
                    stack.extend(item)


def repeats_inside(tree: object, inside: bool = False) -> bool:
    if isinstance(tree, parser.SubPattern | list):
        return any(repeats_inside(part, inside) for part in tree)
    if not isinstance(tree, tuple):
        return False
    if tree and tree[0] in (constants.MAX_REPEAT, constants.MIN_REPEAT):
        _, most, body = tree[1]
        many = most > 1
        return (inside and many) or repeats_inside(body, inside or many)
    return any(repeats_inside(part, inside) for part in tree)


@pytest.mark.parametrize(("name", "pattern"), sorted(compiled(), key=lambda pair: (pair[0], pair[1].pattern)))
def test_no_quantifier_stands_inside_another(name: str, pattern: re.Pattern[str]) -> None:
    assert not repeats_inside(parser.parse(pattern.pattern, pattern.flags)), name
