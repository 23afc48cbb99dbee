"""The one place where an error becomes a status and a page that says what happened, what is safe, what to do next."""

import re
from dataclasses import dataclass

from flask import Flask, Response, make_response, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError

from quizapp.domain.errors import (
    ConflictError,
    InvalidInputError,
    NotFoundError,
    QuizappError,
    SignedOutError,
    TooManyTriesError,
)
from quizapp.web.kit.access import ask_nobody
from quizapp.web.kit.render import render


@dataclass(frozen=True)
class ErrorPage:
    """What the error page says."""

    status: int
    title: str
    happened: str
    safe: str
    next_step: str
    next_url: str
    next_label: str
    typed: tuple[str, ...] = ()
    """What the refused form held, to be copied: nothing a person typed is lost."""


_STATUS: dict[type[QuizappError], tuple[int, str]] = {
    NotFoundError: (404, "Nothing here"),
    SignedOutError: (401, "You have been signed out"),
    ConflictError: (409, "Something has moved on"),
    InvalidInputError: (422, "That can't be used"),
    TooManyTriesError: (429, "A little too often"),
}
_NEXT: dict[type[QuizappError], str] = {
    SignedOutError: "Copy what stands below if there is anything, sign in, and do it again.",
}
_WORDS = re.compile(r"text|note|name|(?:[0-9a-f]+\.)?(?:answer|gap-.+|section-.+)")
"""Fields that hold what somebody wrote; secrets are not among them."""
_ID = re.compile(r"[0-9a-f]{10,12}")
"""What stands for an option that was chosen says nothing to a reader."""
_SAFE = "All answers that showed “Saved” are kept."


def wants_json() -> bool:
    """Tell whether a script sent the request and reads JSON."""
    return request.accept_mimetypes.best == "application/json"


def _page(status: int, title: str, happened: str, next_step: str) -> ResponseReturnValue:
    if wants_json():
        return {"message": happened}, status
    page = ErrorPage(
        status, title, happened, _SAFE, next_step, url_for("reports.home"), "To the start page", _typed(status)
    )
    return render("errors/error.html", error=page), status


def _typed(status: int) -> tuple[str, ...]:
    """Collect the words of a form that was refused because the sign-in or its token had ended."""
    if request.method != "POST" or status not in {400, 401, 429}:
        return ()
    fields = ((name, text.replace("\x00", "")) for name, text in request.form.items(multi=True))
    return tuple(text for name, text in fields if _WORDS.fullmatch(name) and text.strip() and not _ID.fullmatch(text))


def _from_domain(error: QuizappError) -> ResponseReturnValue:
    status, title = _STATUS.get(type(error), (400, "That did not work"))
    next_step = _NEXT.get(type(error), "Go back and go on from there.")
    response: Response = make_response(_page(status, title, str(error), next_step))
    if isinstance(error, TooManyTriesError):
        response.headers["Retry-After"] = str(error.seconds)
    return response


def _from_csrf(_error: CSRFError) -> ResponseReturnValue:
    return _page(
        400, "This page had grown old", "The form was made before you signed in or out, so it was not used.",
        "Go back, reload the page and send it again.",
    )  # fmt: skip


def _from_foreign_host(_error: SecurityError) -> ResponseReturnValue:
    # No page: every link on it would need a host that is ours.
    return Response("This host name is not answered here.\n", 400, mimetype="text/plain")


def _from_http(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status < 400:
        return error
    known = {
        404: ("Nothing here", "There is no page at this address."),
        405: ("Nothing here", "This address can't be opened like that."),
        413: ("Too large", "What was sent is larger than 5 MB, so it was not read."),
        403: ("Not from here", "The request did not come from a page of this site, so it was refused."),
    }
    title, happened = known.get(status, ("That did not work", error.description or "The request could not be used."))
    return _page(status, title, happened, "Go back and go on from there.")


def _from_fault(_error: Exception) -> ResponseReturnValue:
    ask_nobody()
    return _page(
        500,
        "Our fault",
        "Something broke on our side. It has been noted.",
        "Try again in a minute. Answers are safe; anything else you sent may have to be sent again.",
    )


def init(app: Flask) -> None:
    """Register the pages."""
    app.register_error_handler(QuizappError, _from_domain)
    app.register_error_handler(CSRFError, _from_csrf)
    app.register_error_handler(SecurityError, _from_foreign_host)
    app.register_error_handler(HTTPException, _from_http)
    app.register_error_handler(500, _from_fault)
