"""The composition root: settings, database, pages and checks become one application."""

from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from flask import Flask
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from quizapp.config import Settings, read_settings
from quizapp.services.gateway import open_database
from quizapp.web.accounts.views import bp as accounts
from quizapp.web.authoring.views import bp as authoring
from quizapp.web.cohorts.views import bp as cohorts
from quizapp.web.kit import access, errors, render, security
from quizapp.web.kit.state import State, attach
from quizapp.web.planning.views import bp as planning
from quizapp.web.postings.views import bp as postings
from quizapp.web.quizzes.views import bp as quizzes
from quizapp.web.reports.views import bp as reports
from quizapp.web.reviewing.views import bp as reviewing

if TYPE_CHECKING:
    from quizapp.services.reading import Reader

BLUEPRINTS = (accounts, postings, quizzes, reports, authoring, cohorts, reviewing, planning)
LARGEST_REQUEST = 6 * 1024 * 1024
"""Bytes: a document of 5 MB, the text pasted beside it, and what a form adds."""


def make_app(settings: Settings | None = None) -> Flask:
    """Make the application.

    Raises:
        SettingsError: when a setting can't be used.
        RuntimeError: when a view has no gate.
    """
    chosen = settings or read_settings()
    app = Flask("quizapp", static_folder="web/static", template_folder="web/templates", root_path=None)
    app.config.from_mapping(_flask_config(chosen))
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True

    @cache
    def reader() -> "Reader":
        # Imported when the first posting is read: parsing banks costs more than starting the pages.
        from quizapp.services.reading import make_reader

        return make_reader(chosen.banks)

    attach(app, State(chosen, open_database(chosen.database_url), reader, chosen.key_for("attempt order")))
    if chosen.proxies:
        n = chosen.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=n, x_proto=n, x_host=n)  # type: ignore[method-assign] # Flask's documented way
    security.init(app, https=chosen.https)
    CSRFProtect(app)
    access.init(app)
    render.init(app)
    errors.init(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    access.check_gates(app)
    return app


def _flask_config(settings: Settings) -> dict[str, object]:
    return {
        "SECRET_KEY": settings.key_for("sessions"),
        "SESSION_COOKIE_NAME": "__Host-sid" if settings.https else "sid",
        "SESSION_COOKIE_SECURE": settings.https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": timedelta(days=7),
        "SESSION_REFRESH_EACH_REQUEST": False,
        "TRUSTED_HOSTS": list(settings.trusted_hosts),
        "MAX_CONTENT_LENGTH": LARGEST_REQUEST,
        "MAX_FORM_MEMORY_SIZE": LARGEST_REQUEST,
        "MAX_FORM_PARTS": 200,
        "WTF_CSRF_TIME_LIMIT": None,
        "SEND_FILE_MAX_AGE_DEFAULT": None,
    }
