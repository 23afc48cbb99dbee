"""The start page, the painted posting, its ledgers and declarations."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.domain.permissions import Permission
from quizapp.services import cohorts, reports
from quizapp.services.gateway import Session
from quizapp.services.reports import Ledger, Painting
from quizapp.web.kit.access import is_fragment, person, person_or_none, public, requires
from quizapp.web.kit.clock import now
from quizapp.web.kit.painted import painted_page, sample_page
from quizapp.web.kit.render import render
from quizapp.web.kit.state import call
from quizapp.web.kit.words import count, line_number, offset

bp = Blueprint("reports", __name__)


@bp.get("/")
@public
def home() -> ResponseReturnValue:
    """Show visitors a painted sample; send everybody else to their postings."""
    if person_or_none() is not None:
        return redirect(url_for("postings.index"), 303)
    painting, ledger = call(_sample, _line())
    page = sample_page(painting, ledger) if painting else None
    if page and is_fragment():
        return render("reports/_ledger.html", ledger=page.ledger, page=page)
    return render("reports/home.html", page=page, line_url=lambda line: url_for("reports.home", line=line))


def _sample(session: Session, line: int | None) -> tuple[Painting | None, Ledger | None]:
    painting = reports.paint_sample(session, now())
    if painting is None or line is None or line not in painting.lines:
        return painting, None
    return painting, reports.read_ledger(session, painting, line)


@bp.get("/postings/<posting>")
@requires(Permission.POSTING_READ)
def painted(posting: str) -> ResponseReturnValue:
    """Show a posting painted with one's own verdicts."""
    if not person().may(Permission.QUIZ_TAKE):
        return _for_staff(posting)
    painting, ledger = call(_own, person().id, posting, _line())

    def line_url(line: str) -> str:
        return url_for("reports.painted", posting=posting, line=line)

    page = painted_page(painting, ledger, close_url=url_for("reports.painted", posting=posting))
    if is_fragment():
        return render("reports/_ledger.html", ledger=page.ledger, page=page)
    return render("reports/painted.html", page=page, line_url=line_url)


def _own(session: Session, student: int, posting: str, line: int | None) -> tuple[Painting, Ledger | None]:
    painting = reports.paint_posting(session, student=student, posting=posting)
    return painting, None if line is None else reports.read_ledger(session, painting, line)


def _for_staff(posting: str) -> ResponseReturnValue:
    """Lead a mentor to the coverage and an instructor to a cohort; show everybody else the posting's lines."""
    if person().may(Permission.BANK_READ):
        return redirect(url_for("authoring.coverage", posting=posting), 303)
    painting = call(reports.paint_posting, student=person().id, posting=posting)
    taught = call(cohorts.list_taught, person().id) if person().may(Permission.COHORT_TEACH) else []
    if taught and painting.posting.owner_id is None:
        return redirect(url_for("cohorts.painted", cohort=taught[0].cohort.id, posting=posting), 303)
    page = painted_page(painting, None, close_url="", may_start=False)
    return render("reports/painted.html", page=page, line_url=lambda _line: "")


def _line() -> int | None:
    return line_number(request.args.get("line", ""))


@bp.post("/postings/<posting>/lines-at/<int:start>/declaration")
@requires(Permission.EVIDENCE_DECLARE)
def declare(posting: str, start: int) -> ResponseReturnValue:
    """Note what the student declares about a line."""
    declared = call(
        reports.declare, student=person().id, posting=posting, start=start, declared="declared" in request.form,
        note=request.form.get("note", ""), now=now(),
    )  # fmt: skip
    flash("Declared: it stands beside the verdicts, never in them." if declared else "Taken back.")
    line = line_number(request.form.get("line", ""))
    return redirect(url_for("reports.painted", posting=posting, line=line) + (f"#line-{line}" if line else ""), 303)


@bp.post("/postings/<posting>/declarations")
@requires(Permission.EVIDENCE_DECLARE)
def declare_all(posting: str) -> ResponseReturnValue:
    """Note at once which lines the student declares."""
    starts = {number for number in map(offset, request.form.getlist("start")) if number is not None}
    count_now = call(reports.declare_all, student=person().id, posting=posting, starts=starts, now=now())
    flash(f"Kept: {count(count_now, 'line')} declared. They stand beside the verdicts, never in them.")
    return redirect(url_for("reports.painted", posting=posting) + "#declarable-title", 303)
