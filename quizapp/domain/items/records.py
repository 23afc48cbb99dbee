"""Frozen dataclasses to plain JSON and back, by their annotations."""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

RecordT = TypeVar("RecordT")


def to_plain(value: Any) -> Any:
    """Return dataclasses, tuples, mappings and enumerations as plain JSON; what writes itself is asked to."""
    if hasattr(value, "to_json"):
        return value.to_json()
    if is_dataclass(value):
        return fields_to_plain(value)
    if isinstance(value, Mapping):
        return {key: to_plain(element) for key, element in value.items()}
    if isinstance(value, list | tuple):
        return [to_plain(element) for element in value]
    return value.value if isinstance(value, Enum) else value


def fields_to_plain(record: Any) -> dict[str, Any]:
    """Return a dataclass's fields as plain JSON; those at their default are left out."""
    return {
        field.name: to_plain(value)
        for field in fields(record)
        if (value := getattr(record, field.name)) != field.default or field.default is MISSING
    }


def from_plain(kind: type[RecordT], data: Mapping[str, Any]) -> RecordT:
    """Make a dataclass of plain JSON; what is missing takes its default."""
    hints = _hints(cast(Any, kind))
    return kind(**{name: _value(hints[name], value) for name, value in data.items() if name in hints})


@lru_cache(maxsize=256)
def _hints(kind: Any) -> dict[str, Any]:
    names = {field.name for field in fields(kind)}
    return {name: hint for name, hint in get_type_hints(kind).items() if name in names}


def _value(hint: Any, data: Any) -> Any:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        present = [argument for argument in arguments if argument is not NoneType]
        return data if data is None or len(present) > 1 else _value(present[0], data)
    if origin is tuple:
        return tuple(_value(arguments[0], element) for element in data)
    if origin is not None and issubclass(origin, Mapping):
        return {key: _value(arguments[1], element) for key, element in data.items()}
    return _scalar(hint, data)


def _scalar(hint: Any, data: Any) -> Any:
    if not isinstance(hint, type):
        return data
    if hasattr(hint, "from_json"):
        return hint.from_json(data)
    if is_dataclass(hint):
        return from_plain(hint, data)
    return hint(data) if issubclass(hint, Enum) else data
