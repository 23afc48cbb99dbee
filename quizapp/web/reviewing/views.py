"""Reviewing postings, and naming competencies: what mentors do so that a profile can be trusted."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.domain.errors import ConflictError, InvalidInputError
from quizapp.domain.permissions import Permission
from quizapp.domain.review import Action
from quizapp.services import aliases, reviews
from quizapp.web.kit.access import is_fragment, person, requires
from quizapp.web.kit.clock import now
from quizapp.web.kit.render import render
from quizapp.web.kit.state import call, state
from quizapp.web.kit.words import count, line_number
from quizapp.web.reviewing.present import alias_page, queue_page, review_page, vocabulary_page

bp = Blueprint("reviewing", __name__)


def _accepted_from() -> float:
    return state().reader().accepted_from(state().settings.accept_share)


@bp.get("/reviews")
@requires(Permission.POSTING_REVIEW)
def index() -> ResponseReturnValue:
    """List the postings to review."""
    return render("reviewing/index.html", page=queue_page(call(reviews.list_reviews, accepted_from=_accepted_from())))


@bp.get("/postings/<posting>/review")
@requires(Permission.POSTING_REVIEW)
def review(posting: str) -> ResponseReturnValue:
    """Show a posting under review, one of its lines open."""
    whole = "X-Whole-Review" in request.headers
    line = line_number(request.args.get("line", ""))
    if is_fragment() and whole:  # a key led here: the address follows, and Back leads to the line before
        return _page(posting, line), 200, {"HX-Push-Url": url_for(".review", posting=posting, line=line)}
    return _page(posting, line, panel_only=is_fragment())


def _page(posting: str, line: int | None, problem: str = "", *, panel_only: bool = False) -> str:
    page = review_page(call(reviews.read_review, posting, accepted_from=_accepted_from()), line)
    template = "reviewing/_panel.html" if panel_only else f"reviewing/{'_' if is_fragment() else ''}review.html"
    return render(template, page=page, problem=problem, line_url=lambda n: url_for(".review", posting=posting, line=n))


@bp.post("/postings/<posting>/review/lines/<int:line>")
@requires(Permission.POSTING_REVIEW)
def edit(posting: str, line: int) -> ResponseReturnValue:
    """Change, accept, split or join a line; then show the next one to look at, or the parts."""
    action = _action()
    try:
        changes = _changes() if action is Action.CHANGE else _split_at() if action is Action.SPLIT else {}
        there = call(
            reviews.edit_line, state().reader(), mentor=person().id, posting=posting, revision=_revision(),
            action=action, line=line, changes=changes, now=now(),
        )  # fmt: skip
    except (ConflictError, InvalidInputError) as problem:
        return _page(posting, line, str(problem)), 409 if isinstance(problem, ConflictError) else 422
    return _go_on(posting, there, stay=action is not Action.CHANGE or "stay" in request.form)


def _action() -> Action:
    if "at" in request.form:
        return Action.SPLIT
    return Action.MERGE if "join" in request.form else Action.CHANGE


def _revision() -> int:
    number = request.form.get("revision", "")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 9 else 0


def _split_at() -> dict[str, Any]:
    number = request.form.get("at", "")
    return {"at": int(number) if number.isascii() and number.isdigit() and len(number) < 9 else -1}


def _changes() -> dict[str, Any]:
    """Read the fields that differ from what the page showed; the service leaves out what is as it was."""
    form = request.form
    changes: dict[str, Any] = {name: form[name] for name in ("kind", "bar", "measured_by") if name in form}
    if "weight" in form:
        changes["weight"] = _number(form["weight"])
    if "competencies-shown" in form:
        changes["competencies"] = [*form.getlist("competency"), *filter(None, form.getlist("further"))]
    if form.get("any_of"):
        changes["any_of"] = _whole(form["any_of"])
    return changes


def _number(text: str) -> float | None:
    try:
        return float(text) if text else None
    except ValueError as problem:
        raise InvalidInputError("A weight is a number from 0 to 2.") from problem


def _whole(text: str) -> int | None:
    if text in {"", "0"}:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 3):
        raise InvalidInputError("Say how many of the competencies are enough, from 1 on.")
    return int(text)


def _go_on(posting: str, there: int, *, stay: bool) -> ResponseReturnValue:
    """Lead to the next line to look at; to the line itself where it was cut or joined."""
    address = url_for(".review", posting=posting, line=there)
    if not stay:
        found = call(reviews.read_review, posting, accepted_from=_accepted_from())
        following = [position for position in found.to_check if position > there]
        there = following[0] if following else min(there + 1, len(found.lines) - 1)
        address = url_for(".review", posting=posting, line=there)
    if is_fragment():
        return _page(posting, there), 200, {"HX-Push-Url": address}
    return redirect(f"{address}#line-{there}", 303)


@bp.post("/postings/<posting>/review/undo")
@requires(Permission.POSTING_REVIEW)
def undo(posting: str) -> ResponseReturnValue:
    """Take back the last change."""
    line = line_number(request.form.get("line", ""))
    try:
        call(
            reviews.undo, state().reader(), mentor=person().id, posting=posting, revision=_revision(), now=now()
        )  # fmt: skip
    except (ConflictError, InvalidInputError) as problem:
        return _page(posting, line, str(problem)), 409 if isinstance(problem, ConflictError) else 422
    if is_fragment():
        return _page(posting, line)
    flash("The last change is taken back.")
    return redirect(url_for(".review", posting=posting, line=line), 303)


@bp.post("/postings/<posting>/review/name")
@requires(Permission.POSTING_REVIEW)
def name(posting: str) -> ResponseReturnValue:
    """Give a posting its title and its employer."""
    form = request.form
    try:
        call(
            reviews.name_posting, mentor=person().id, posting=posting, revision=_revision(),
            title=form.get("title", ""), employer=form.get("employer", ""), now=now(),
        )  # fmt: skip
    except (ConflictError, InvalidInputError) as problem:
        return _page(posting, None, str(problem)), 409 if isinstance(problem, ConflictError) else 422
    flash("The posting has its name.")
    return redirect(url_for(".review", posting=posting), 303)


@bp.post("/postings/<posting>/review/signature")
@requires(Permission.POSTING_REVIEW)
def sign(posting: str) -> ResponseReturnValue:
    """Sign a posting off."""
    try:
        call(
            reviews.sign_off, state().reader(), mentor=person().id, posting=posting, revision=_revision(), now=now()
        )  # fmt: skip
    except ConflictError as problem:
        return _page(posting, None, str(problem)), 409
    flash("Signed off. Students see that a mentor has reviewed it; you can still change lines.")
    return redirect(url_for(".review", posting=posting), 303)


@bp.get("/names")
@requires(Permission.LEXICON_EDIT)
def names() -> ResponseReturnValue:
    """List the terms that wait for a competency, and the names that mentors added."""
    return render("reviewing/names.html", page=vocabulary_page(call(aliases.read_vocabulary)))


@bp.get("/names/new")
@requires(Permission.LEXICON_EDIT)
def new_name() -> ResponseReturnValue:
    """Show what a new name would change, before anything is changed."""
    return _alias(request.args.get("alias", ""), request.args.get("target", ""))


def _alias(alias: str, target: str) -> ResponseReturnValue:
    catalogue = call(aliases.read_vocabulary).competencies
    if not alias.strip() or not target:
        return render("reviewing/name.html", page=alias_page(catalogue, alias=alias, target=target))
    competency, _, topic = target.partition("/")
    try:
        effects = call(aliases.preview_alias, state().reader(), alias=alias, competency=competency, topic=topic)
    except InvalidInputError as problem:
        page = alias_page(catalogue, alias=alias, target=target, problem=str(problem))
        return render("reviewing/name.html", page=page), 422
    page = alias_page(catalogue, alias=alias, target=target, effects=effects)
    return render("reviewing/name.html", page=page)


@bp.post("/names")
@requires(Permission.LEXICON_EDIT)
def add_name() -> ResponseReturnValue:
    """Give a competency a further name; every posting is read anew."""
    alias, target = request.form.get("alias", ""), request.form.get("target", "")
    competency, _, topic = target.partition("/")
    try:
        changed = aliases.add_alias(
            state().database, state().reader(), mentor=person().id, alias=alias, competency=competency, topic=topic,
            now=now(),
        )  # fmt: skip
    except (ConflictError, InvalidInputError) as problem:
        catalogue = call(aliases.read_vocabulary).competencies
        page = alias_page(catalogue, alias=alias, target=target, problem=str(problem))
        return render("reviewing/name.html", page=page), 409 if isinstance(problem, ConflictError) else 422
    flash(f"“{' '.join(alias.split())}” is in. {_changed(changed)}")
    return redirect(url_for(".names"), 303)


def _changed(titles: list[str]) -> str:
    if not titles:
        return "It changes no posting that is here today."
    return f"It changed {count(len(titles), 'posting')}: {'; '.join(titles[:5])}."


@bp.post("/names/removal")
@requires(Permission.LEXICON_EDIT)
def remove_name() -> ResponseReturnValue:
    """Take back a name that a mentor added."""
    changed = aliases.remove_alias(state().database, state().reader(), alias=request.form.get("alias", ""))
    flash(f"Taken back. {_changed(changed)}")
    return redirect(url_for(".names"), 303)


@bp.post("/names/dismissal")
@requires(Permission.LEXICON_EDIT)
def dismiss() -> ResponseReturnValue:
    """Say that a term names no competency."""
    term = request.form.get("term", "")
    call(aliases.dismiss_term, mentor=person().id, term=term, now=now())
    flash(f"“{term[:120]}” no longer waits.")
    return redirect(url_for(".names"), 303)
