"""Turning a page's dataclass into HTML: the whole page, or the fragment htmx asked for."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from flask import Flask, render_template, request, url_for

from quizapp.domain.permissions import Permission
from quizapp.web.kit.access import person_or_none

THEMES = ("light", "dark")


@dataclass(frozen=True)
class NavLink:
    """A place in the site's navigation."""

    label: str
    url: str
    current: bool


_PLACES: tuple[tuple[str, str, Permission], ...] = (
    ("Postings", "postings.index", Permission.POSTING_READ),
    ("Review", "reviewing.index", Permission.POSTING_REVIEW),
    ("Banks", "authoring.banks", Permission.BANK_READ),
    ("Cohorts", "cohorts.index", Permission.COHORT_TEACH),
    ("My cohorts", "cohorts.join", Permission.COHORT_JOIN),
    ("People", "accounts.people", Permission.PEOPLE_READ),
)


def render(template: str, **context: Any) -> str:
    """Render a template with a page's data."""
    return render_template(template, **context)


def _nav() -> tuple[NavLink, ...]:
    somebody = person_or_none()
    if somebody is None:
        return ()
    here = (request.endpoint or "").split(".")[0]
    return tuple(
        NavLink(label, url_for(endpoint), endpoint.split(".")[0] == here)
        for label, endpoint, permission in _PLACES
        if somebody.may(permission)
    )


def _theme() -> str:
    chosen = request.cookies.get("theme", "")
    return chosen if chosen in THEMES else ""


def _here() -> str:
    """Return the address of this page, to come back to."""
    query = quote(request.query_string, safe="/?&=%+")
    return quote(request.path) + (f"?{query}" if query else "")


def asset_url(folder: Path) -> Callable[[str], str]:
    """Return the function that names a static file by its content, so that it can be cached for ever."""

    @cache
    def version(name: str) -> str:
        return hashlib.sha256((folder / name).read_bytes()).hexdigest()[:12]

    return lambda name: url_for("static", filename=name, v=version(name))


def init(app: Flask) -> None:
    """Give every template what the layout needs."""
    app.jinja_env.globals["asset"] = asset_url(Path(app.static_folder or ""))

    @app.context_processor
    def layout() -> dict[str, Any]:
        somebody = person_or_none()
        name = somebody.name if somebody else ""
        return {"nav": _nav(), "viewer_name": name, "theme": _theme(), "here": _here()}
