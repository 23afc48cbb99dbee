"""The list of postings, and pasting one's own."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from quizapp.domain.errors import ConflictError, InvalidInputError
from quizapp.domain.permissions import Permission
from quizapp.services import postings, reviews
from quizapp.services.postings import Document, PostingSummary
from quizapp.web.kit.access import person, requires
from quizapp.web.kit.clock import now
from quizapp.web.kit.render import render
from quizapp.web.kit.state import call, state
from quizapp.web.kit.words import count
from quizapp.web.postings.forms import PostingForm
from quizapp.web.postings.pages import PostingCard, PostingsPage

bp = Blueprint("postings", __name__, url_prefix="/postings")


@bp.get("")
@requires(Permission.POSTING_READ)
def index() -> ResponseReturnValue:
    """List the postings one may read."""
    summaries = call(postings.list_postings, person().id)
    page = PostingsPage(tuple(_card(s) for s in summaries), person().may(Permission.POSTING_ADD))
    return render("postings/index.html", page=page)


def _card(summary: PostingSummary) -> PostingCard:
    standing = f"{count(summary.measurable, 'line')} for questions, {summary.declarable} to declare"
    attempt = url_for("quizzes.item", attempt=summary.open_attempt) if summary.open_attempt else ""
    return PostingCard(summary.id, summary.title, summary.employer, standing, attempt, summary.own)


@bp.get("/new")
@requires(Permission.POSTING_ADD)
def new() -> ResponseReturnValue:
    """Show the form for a posting of one's own."""
    return render("postings/new.html", form=PostingForm())


@bp.post("/new")
@requires(Permission.POSTING_ADD)
def new_submit() -> ResponseReturnValue:
    """Read a pasted or uploaded posting; what was typed stays on the page when it can't be used."""
    form = PostingForm()
    if form.validate():
        call(postings.limit_adding, reader=person().id, now=now())
        try:
            document = _read(form)
            posting = call(
                postings.add_posting, document.text, state().reader(), owner=person().id, now=now(),
                source=document.source,
            )  # fmt: skip
        except ConflictError:  # a double click: the first one has added it
            return redirect(url_for("postings.index"), 303)
        except InvalidInputError as problem:
            field = form.file if form.file.data else form.text
            field.errors = [*field.errors, str(problem)]
        else:
            flash("Your posting is in. Only you can see it.")
            return redirect(url_for("reports.painted", posting=posting.id), 303)
    return render("postings/new.html", form=form), 422


def _read(form: PostingForm) -> Document:
    if form.file.data:
        return postings.read_file(form.file.data.read(), form.file.data.filename or "")
    return postings.read_pasted(form.text.data or "")


@bp.post("/<posting>/review-request")
@requires(Permission.POSTING_ADD)
def ask_review(posting: str) -> ResponseReturnValue:
    """Let mentors read one's own posting and set it right."""
    call(reviews.ask_review, owner=person().id, posting=posting, now=now())
    flash("Asked. Mentors can read this posting now; you see here when one has signed it off.")
    return redirect(url_for("reports.painted", posting=posting), 303)


@bp.post("/<posting>/review-withdrawal")
@requires(Permission.POSTING_ADD)
def withdraw_review(posting: str) -> ResponseReturnValue:
    """Make one's own posting private again."""
    call(reviews.withdraw_review, owner=person().id, posting=posting)
    flash("Taken back. Nobody but you can read this posting now.")
    return redirect(url_for("reports.painted", posting=posting), 303)
