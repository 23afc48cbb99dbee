"""Taking a quiz: one item a page, every answer saved before the page says so."""

import secrets

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.domain.errors import ConflictError, InvalidInputError
from quizapp.domain.items.grading import AnswerError
from quizapp.domain.permissions import Permission
from quizapp.services import quizzes
from quizapp.services.quizzes import Answer
from quizapp.web.kit.access import person, presented_token, proved_by_its_statement, refuse_visitor, requires
from quizapp.web.kit.answering import read_answer, refuse_too_long, send_data, unreadable
from quizapp.web.kit.clock import now
from quizapp.web.kit.render import render
from quizapp.web.kit.state import call, state
from quizapp.web.kit.words import clock_time
from quizapp.web.quizzes.pages import FinishPage
from quizapp.web.quizzes.present import item_page, refused_page

bp = Blueprint("quizzes", __name__, url_prefix="/quizzes")


@bp.post("")
@requires(Permission.QUIZ_TAKE)
def start() -> ResponseReturnValue:
    """Begin a diagnostic on a posting, or go on with the one that is open."""
    posting = request.form.get("posting", "")
    try:
        attempt = call(quizzes.start_attempt, student=person().id, posting=posting, secret=state().order_key, now=now())
    except ConflictError as problem:
        flash(str(problem))
        return redirect(url_for("reports.painted", posting=posting), 303)
    return redirect(url_for("quizzes.item", attempt=attempt), 303)


@bp.get("/<attempt>")
@requires(Permission.QUIZ_TAKE)
def item(attempt: str) -> ResponseReturnValue:
    """Show the item that lies before the student."""
    try:
        sitting = call(quizzes.read_sitting, student=person().id, attempt=attempt, secret=state().order_key)
    except ConflictError:
        return redirect(url_for("quizzes.finish", attempt=attempt), 303)
    return render("quizzes/item.html", page=item_page(sitting, unanswered="unanswered" in request.args))


def _save(attempt: str, position: int) -> quizzes.Saved | None:
    answer = Answer(
        value=read_answer(request.form),
        confidence=_confidence(),
        seconds=_whole_number("seconds", most=86_400),
        revision=_whole_number("revision", most=1_000_000) or 0,
        save_key=request.form.get("save_key", "")[:40] or secrets.token_hex(8),
    )
    return quizzes.save_answer(
        state().database, token=presented_token(), attempt=attempt, position=position, answer=answer, now=now()
    )


@bp.post("/<attempt>/<int(max=999):position>")
@proved_by_its_statement
def save(attempt: str, position: int) -> ResponseReturnValue:
    """Save an answer on its own; the page says "Saved" only after this has answered."""
    try:
        refuse_too_long(request.form)
    except AnswerError as problem:
        return {"problem": str(problem), "part": problem.part}, 422
    saved = _save(attempt, position)
    if saved is not None and (wrong := unreadable(request.form)):
        # Kept as it was typed, so that finishing does not count what stood there before; "Saved" is not said.
        return {"problem": str(wrong), "part": wrong.part, "revision": saved.revision}, 422
    if saved is not None:
        return {"saved_at": clock_time(saved.at), "saved_iso": saved.at.isoformat(), "revision": saved.revision}
    if (to_sign_in := refuse_visitor()) is not None:
        return to_sign_in
    why = call(quizzes.explain_refusal, student=person().id, attempt=attempt, position=position)
    return {"newer": True, "message": why}, 409


@bp.post("/<attempt>/<int(max=999):position>/next")
@requires(Permission.QUIZ_TAKE)
def advance(attempt: str, position: int) -> ResponseReturnValue:
    """Save the answer, have it graded, and go on to the next item.

    What can't be graded is saved as it was typed and shown again with what to mend; what is too long to be kept stands
    on the page that answers.
    """
    refused = _refused(attempt)
    if refused is not None:
        return refused
    if read_answer(request.form) is None and "skip" not in request.form:
        return redirect(url_for("quizzes.item", attempt=attempt, unanswered=1), 303)
    if _save(attempt, position) is None:
        flash(call(quizzes.explain_refusal, student=person().id, attempt=attempt, position=position))
        return redirect(url_for("quizzes.item", attempt=attempt), 303)
    try:
        goes_on = call(
            quizzes.advance,
            student=person().id,
            attempt=attempt,
            position=position,
            secret=state().order_key,
            now=now(),
        )
    except InvalidInputError:
        return redirect(url_for("quizzes.item", attempt=attempt, unanswered=1), 303)
    except ConflictError:
        goes_on = False
    return redirect(url_for("quizzes.item" if goes_on else "quizzes.finish", attempt=attempt), 303)


def _refused(attempt: str) -> ResponseReturnValue | None:
    """Show again what is too long to be kept."""
    try:
        refuse_too_long(request.form)
    except AnswerError as problem:
        sitting = call(quizzes.read_sitting, student=person().id, attempt=attempt, secret=state().order_key)
        page = refused_page(sitting, read_answer(request.form), quizzes.Problem(str(problem), problem.part))
        return render("quizzes/item.html", page=page), 422
    return None


@bp.get("/<attempt>/<int(max=999):position>/data")
@requires(Permission.QUIZ_TAKE)
def data(attempt: str, position: int) -> ResponseReturnValue:
    """Send the data set of a compute task."""
    found = call(quizzes.read_data, student=person().id, attempt=attempt, position=position)
    return send_data(found)


@bp.get("/<attempt>/finish")
@requires(Permission.QUIZ_TAKE)
def finish(attempt: str) -> ResponseReturnValue:
    """Say what finishing means; an attempt that is finished leads to its posting."""
    try:
        sitting = call(quizzes.read_sitting, student=person().id, attempt=attempt, secret=state().order_key)
    except ConflictError:
        posting = call(
            quizzes.finish_attempt, student=person().id, attempt=attempt, secret=state().order_key, now=now()
        )
        flash("Finished. Here is the posting with what your answers say.")
        return redirect(url_for("reports.painted", posting=posting), 303)
    page = FinishPage(
        attempt,
        sitting.posting.title,
        sitting.forecast.answered,
        sitting.forecast.undecided,
        sitting.problem.sentence if sitting.problem else "",
        url_for("quizzes.item", attempt=attempt),
        url_for("quizzes.finish_submit", attempt=attempt),
    )
    return render("quizzes/finish.html", page=page)


@bp.post("/<attempt>/finish")
@requires(Permission.QUIZ_TAKE)
def finish_submit(attempt: str) -> ResponseReturnValue:
    """End the attempt and show the posting."""
    posting = call(quizzes.finish_attempt, student=person().id, attempt=attempt, secret=state().order_key, now=now())
    flash("Finished. Here is the posting with what your answers say.")
    return redirect(url_for("reports.painted", posting=posting), 303)


def _confidence() -> int | None:
    value = request.form.get("confidence", "")
    return int(value) if value in {"50", "70", "90"} else None


def _whole_number(field: str, *, most: int) -> int | None:
    value = request.form.get(field, "")
    return min(int(value), most) if value.isascii() and value.isdigit() and len(value) < 10 else None
