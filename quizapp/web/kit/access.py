"""Who is asking, and whether they may: every view bears a gate, and the application refuses to start without."""

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast
from urllib.parse import urlsplit

from flask import Flask, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, current_user, login_user, logout_user

from quizapp.domain.errors import NotFoundError, SignedOutError
from quizapp.domain.people import Person
from quizapp.domain.permissions import Permission
from quizapp.services import accounts
from quizapp.services.accounts import SignedIn
from quizapp.web.kit.clock import now
from quizapp.web.kit.state import call, state

P = ParamSpec("P")
T = TypeVar("T", bound=Callable[..., ResponseReturnValue])
GATE = "quizapp_gate"
PUBLIC = "public"


class SignedInUser:
    """What Flask-Login keeps: a person behind a token that can be revoked."""

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def __init__(self, person: Person, token: str) -> None:
        self.person = person
        self.token = token

    def get_id(self) -> str:
        """Return the token: the session cookie names a sign-in, never an account."""
        return self.token


def person_or_none() -> Person | None:
    """Return who is asking, None for a visitor."""
    if g.get("asks_nobody"):
        return None
    return cast(Person, current_user.person) if current_user.is_authenticated else None


def ask_nobody() -> None:
    """Treat the rest of the request as a visitor's: a fault's page must not need the database that may have failed."""
    g.asks_nobody = True


def person() -> Person:
    """Return who is asking, behind a gate that has made sure of it."""
    return cast(Person, current_user.person)


def token() -> str:
    """Return the token of the present sign-in."""
    return cast(str, current_user.token)


def public(view: T) -> T:
    """Let everybody in."""
    setattr(view, GATE, PUBLIC)
    return view


def requires(permission: Permission) -> Callable[[Callable[P, ResponseReturnValue]], Callable[P, ResponseReturnValue]]:
    """Let in who holds the permission; visitors go to sign in, everybody else finds nothing there."""

    def gate(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
        @functools.wraps(view)
        def gated(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            somebody = person_or_none()
            if somebody is None:
                return _to_sign_in()
            if not somebody.may(permission):
                raise NotFoundError("There is no such page.")
            return view(*args, **kwargs)

        setattr(gated, GATE, permission)
        return gated

    return gate


def proved_by_its_statement(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """Let the one statement behind the view prove who is asking: the token goes into it, and no other query runs."""

    @functools.wraps(view)
    def gated(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        return view(*args, **kwargs) if presented_token() else _to_sign_in()

    setattr(gated, GATE, Permission.QUIZ_TAKE)
    return gated


def presented_token() -> str:
    """Return the sign-in token the browser presented, unproved; "" for none."""
    return str(session.get("_user_id", ""))


def refuse_visitor() -> ResponseReturnValue | None:
    """Return the way to the sign-in when the presented token no longer stands for anybody."""
    return _to_sign_in() if person_or_none() is None else None


def _to_sign_in() -> ResponseReturnValue:
    """Lead a visitor to the sign-in; what a form sent is handed back, never dropped."""
    if is_fragment():
        return "", 401, {"HX-Redirect": url_for("accounts.sign_in", next=_here())}
    if request.method == "GET":
        return redirect(url_for("accounts.sign_in", next=_here()), 303)
    raise SignedOutError("You have been signed out, so this was not done.")


def _here() -> str:
    return request.full_path.rstrip("?")


def is_fragment() -> bool:
    """Tell whether htmx asks for a part of a page."""
    return "HX-Request" in request.headers and "HX-History-Restore-Request" not in request.headers


def local_path(target: str | None, fallback: str) -> str:
    """Return the target when it is a path of this site, the fallback when it leads anywhere else."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return fallback
    if "\\" in target or any(ord(c) < 32 for c in target):
        return fallback
    parts = urlsplit(target)
    return fallback if parts.scheme or parts.netloc else target


def remember(signed_in: SignedIn) -> None:
    """Begin a fresh session for somebody who has just signed in."""
    session.clear()
    session.permanent = True
    login_user(SignedInUser(signed_in.person, signed_in.token))


def forget() -> None:
    """End the session."""
    logout_user()
    session.clear()


def _load(signed: str) -> SignedInUser | None:
    found = call(accounts.find_signed_in, signed, demo_allowed=state().settings.demo, now=now())
    return None if found is None else SignedInUser(found, signed)


def init(app: Flask) -> None:
    """Teach the application who is asking."""
    manager = LoginManager()
    manager.session_protection = None  # sign-ins live on the server and are revoked there
    manager.user_loader(_load)
    manager.init_app(app, add_context_processor=False)


def check_gates(app: Flask) -> None:
    """Refuse to start when a view has no gate.

    Raises:
        RuntimeError: naming the views.
    """
    open_views = [name for name, view in app.view_functions.items() if not hasattr(view, GATE) and name != "static"]
    if open_views:
        raise RuntimeError(f"views without a gate: {', '.join(sorted(open_views))}")
