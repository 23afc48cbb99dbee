"""Planning: what a quiz on a posting asks about, and two postings side by side."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.domain.errors import ConflictError, InvalidInputError
from quizapp.domain.permissions import Permission
from quizapp.services import blueprints, comparisons
from quizapp.web.kit.access import person, requires
from quizapp.web.kit.clock import now
from quizapp.web.kit.render import render
from quizapp.web.kit.state import call
from quizapp.web.planning.compared import choosing_page, compare_page
from quizapp.web.planning.forms import read_form
from quizapp.web.planning.present import blueprint_page

bp = Blueprint("planning", __name__)


@bp.get("/postings/<posting>/blueprint")
@requires(Permission.POSTING_REVIEW)
def blueprint(posting: str) -> ResponseReturnValue:
    """Show what a quiz on a posting asks about, and the form that changes it."""
    return render("planning/blueprint.html", page=blueprint_page(call(blueprints.read_blueprint, posting)))


@bp.post("/postings/<posting>/blueprint")
@requires(Permission.POSTING_REVIEW)
def save(posting: str) -> ResponseReturnValue:
    """Keep a new version; what was typed stays on the page when it can't be kept."""
    form = read_form(request.form, call(blueprints.read_blueprint, posting).chosen)
    status, problem = 422, ""
    if not form.problems:
        try:
            call(
                blueprints.save_blueprint, mentor=person().id, posting=posting, revision=_revision(),
                minutes=form.minutes, wishes=form.wishes, note=form.note, now=now(),
            )  # fmt: skip
        except (ConflictError, InvalidInputError) as refused:
            status, problem = 409 if isinstance(refused, ConflictError) else 422, str(refused)
        else:
            flash("Kept as a new version. From now on the diagnostic goes by it.")
            return redirect(url_for(".blueprint", posting=posting), 303)
    page = blueprint_page(call(blueprints.read_blueprint, posting), form, problem)
    return render("planning/blueprint.html", page=page), status


@bp.post("/postings/<posting>/blueprint/versions")
@requires(Permission.POSTING_REVIEW)
def restore(posting: str) -> ResponseReturnValue:
    """Keep an earlier version once more as the newest, or go back to what the posting itself asks for."""
    call(
        blueprints.restore_blueprint, mentor=person().id, posting=posting, revision=_revision(),
        number=_number("number", -1), now=now(),
    )  # fmt: skip
    flash("Restored as a new version; nothing of the others is lost.")
    return redirect(url_for(".blueprint", posting=posting), 303)


def _revision() -> int:
    return _number("revision", 0)


def _number(field: str, otherwise: int) -> int:
    text = request.form.get(field, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else otherwise


@bp.get("/postings/compare")
@requires(Permission.POSTING_READ)
def compare() -> ResponseReturnValue:
    """Show two postings side by side, or the form that chooses them."""
    a, b = request.args.get("a", ""), request.args.get("b", "")
    postings = call(comparisons.list_comparable, person().id)
    if not a or not b or a == b:
        return render("planning/compare.html", page=choosing_page(postings, a, b))
    found = call(
        comparisons.compare_postings, reader=person().id, a=a, b=b,
        with_verdicts=person().may(Permission.QUIZ_TAKE),
    )  # fmt: skip
    return render("planning/compare.html", page=compare_page(postings, found))
