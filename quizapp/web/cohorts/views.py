"""Cohorts: an instructor's, and those a student has joined."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.domain.errors import InvalidInputError
from quizapp.domain.permissions import Permission
from quizapp.services import cohorts
from quizapp.services.gateway import Session
from quizapp.services.reports import Ledger, Painting, read_ledger
from quizapp.web.cohorts.forms import CohortForm, JoinForm
from quizapp.web.cohorts.pages import CohortCard, CohortsPage
from quizapp.web.cohorts.present import cohort_page, cohort_painted_page
from quizapp.web.kit.access import is_fragment, person, requires
from quizapp.web.kit.clock import now
from quizapp.web.kit.painted import painted_page
from quizapp.web.kit.render import render
from quizapp.web.kit.state import call
from quizapp.web.kit.words import line_number

bp = Blueprint("cohorts", __name__, url_prefix="/cohorts")


@bp.get("")
@requires(Permission.COHORT_TEACH)
def index() -> ResponseReturnValue:
    """List one's cohorts."""
    return _index(CohortForm(), 200)


def _index(form: CohortForm, status: int) -> ResponseReturnValue:
    cards = tuple(
        CohortCard(s.cohort.id, s.cohort.name, s.students, s.cohort.join_code)
        for s in call(cohorts.list_taught, person().id)
    )
    return render("cohorts/index.html", page=CohortsPage(cards, may_create=True), form=form), status


@bp.post("")
@requires(Permission.COHORT_TEACH)
def create() -> ResponseReturnValue:
    """Make a cohort."""
    form = CohortForm()
    if not form.validate():
        return _index(form, 422)
    try:
        cohort = call(cohorts.create_cohort, instructor=person().id, name=form.name.data or "", now=now())
    except InvalidInputError as problem:
        form.name.errors = [str(problem)]
        return _index(form, 422)
    flash(f"The cohort is made. Its join code is {cohort.join_code}.")
    return redirect(url_for("cohorts.show", cohort=cohort.id), 303)


@bp.get("/<cohort>")
@requires(Permission.COHORT_TEACH)
def show(cohort: str) -> ResponseReturnValue:
    """Show the heatmap of a cohort's students by a posting's requirements."""
    reading = call(
        cohorts.read_cohort, instructor=person().id, cohort=cohort, posting=request.args.get("posting") or None
    )
    page = cohort_page(reading, sort=request.args.get("sort", "name"), descending=request.args.get("order") == "desc")
    return render("cohorts/show.html", page=page)


@bp.get("/<cohort>/postings/<posting>")
@requires(Permission.COHORT_TEACH)
def painted(cohort: str, posting: str) -> ResponseReturnValue:
    """Show a posting painted by a cohort."""
    reading = call(cohorts.read_cohort, instructor=person().id, cohort=cohort, posting=posting)

    def line_url(line: str) -> str:
        return url_for("cohorts.show", cohort=cohort, posting=posting, sort=line, order="desc")

    return render("cohorts/painted.html", page=cohort_painted_page(reading), line_url=line_url)


@bp.get("/<cohort>/students/<int(max=2147483647):student>")
@requires(Permission.COHORT_TEACH)
def student(cohort: str, student: int) -> ResponseReturnValue:
    """Show a posting painted for one student, one line's ledger opened."""
    posting, line = request.args.get("posting", ""), request.args.get("line", "")
    name, painting, ledger = call(_student, person().id, cohort, student, posting, line)

    def line_url(number: str) -> str:
        return url_for("cohorts.student", cohort=cohort, student=student, posting=posting, line=number)

    page = painted_page(painting, ledger, close_url=line_url(""), whose=name)
    if is_fragment():
        return render("reports/_ledger.html", ledger=page.ledger, page=page)
    return render("reports/painted.html", page=page, line_url=line_url)


def _student(
    session: Session, instructor: int, cohort: str, student: int, posting: str, line: str
) -> tuple[str, Painting, Ledger | None]:
    _, name, painting = cohorts.read_student(
        session, instructor=instructor, cohort=cohort, student=student, posting=posting
    )
    chosen = line_number(line)
    return name, painting, None if chosen is None else read_ledger(session, painting, chosen)


@bp.post("/<cohort>/join-code")
@requires(Permission.COHORT_TEACH)
def join_code(cohort: str) -> ResponseReturnValue:
    """Replace a cohort's join code."""
    call(cohorts.renew_join_code, instructor=person().id, cohort=cohort)
    flash("There is a new join code; the old one no longer works.")
    return redirect(url_for("cohorts.show", cohort=cohort), 303)


@bp.get("/join")
@requires(Permission.COHORT_JOIN)
def join() -> ResponseReturnValue:
    """Show the student's cohorts and the form for a code."""
    return _join(JoinForm(code=request.args.get("code", "")), 200)


def _join(form: JoinForm, status: int) -> ResponseReturnValue:
    cards = tuple(
        CohortCard(s.cohort.id, s.cohort.name, 0, "", s.instructor) for s in call(cohorts.list_joined, person().id)
    )
    return render("cohorts/join.html", page=CohortsPage(cards, may_create=False), form=form), status


@bp.post("/join")
@requires(Permission.COHORT_JOIN)
def join_submit() -> ResponseReturnValue:
    """Join a cohort."""
    form = JoinForm()
    if not form.validate():
        return _join(form, 422)
    call(cohorts.count_join_try, student=person().id, now=now())
    try:
        name = call(cohorts.join_cohort, student=person().id, code=form.code.data or "", now=now())
    except InvalidInputError as problem:
        form.code.errors = [str(problem)]
        return _join(form, 422)
    flash(f"You have joined {name}.")
    return redirect(url_for("cohorts.join"), 303)


@bp.post("/<cohort>/leave")
@requires(Permission.COHORT_JOIN)
def leave(cohort: str) -> ResponseReturnValue:
    """Leave a cohort."""
    call(cohorts.leave_cohort, student=person().id, cohort=cohort)
    flash("You have left the cohort; its instructor no longer sees your verdicts.")
    return redirect(url_for("cohorts.join"), 303)
