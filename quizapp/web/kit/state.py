"""What the composition root hands to the pages: settings, database, reader of postings."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar, cast

from flask import Flask, current_app

from quizapp.config import Settings
from quizapp.services.gateway import Database, Session

if TYPE_CHECKING:  # the banks' readers cost more to import than the pages: they come with the first posting
    from quizapp.services.reading import Reader

P = ParamSpec("P")
T = TypeVar("T")
_EXTENSION = "quizapp"


@dataclass(frozen=True)
class State:
    """All that a request may reach beyond itself."""

    settings: Settings
    database: Database
    reader: "Callable[[], Reader]"
    order_key: bytes
    """Secret behind the order of options and the choice of variants."""


def attach(app: Flask, state: State) -> None:
    """Give an application its state."""
    app.extensions[_EXTENSION] = state


def state() -> State:
    """Return the state of the application that serves this request."""
    return cast(State, current_app.extensions[_EXTENSION])


def call(service: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call a service in a transaction of its own: committed when it returns, rolled back when it raises."""
    with state().database.transaction() as session:
        return service(session, *args, **kwargs)
