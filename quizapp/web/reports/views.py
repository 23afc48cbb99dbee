"""The start page, the painted posting, its ledgers and declarations."""

from dataclasses import replace

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.domain.permissions import Permission
from quizapp.services import reports
from quizapp.services.gateway import Session
from quizapp.services.reports import Ledger, Painting
from quizapp.web.kit.access import person, person_or_none, public, requires
from quizapp.web.kit.clock import now
from quizapp.web.kit.painted import painted_page, sample_page
from quizapp.web.kit.render import is_fragment, render
from quizapp.web.kit.state import call

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
    painting = reports.paint_sample(session)
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
    if person().may(Permission.BANK_READ):
        return redirect(url_for("authoring.coverage", posting=posting), 303)
    painting = call(reports.paint_posting, student=person().id, posting=posting)
    page = replace(painted_page(painting, None, close_url=""), may_start=False)
    return render("reports/painted.html", page=page, line_url=lambda _line: "")


def _line() -> int | None:
    line = request.args.get("line", "")
    return int(line) if line.isascii() and line.isdigit() and len(line) < 6 else None


@bp.post("/postings/<posting>/lines/<int:line>/declaration")
@requires(Permission.EVIDENCE_DECLARE)
def declare(posting: str, line: int) -> ResponseReturnValue:
    """Note what the student declares about a line."""
    declared = bool(request.form.get("declared"))
    call(
        reports.declare, student=person().id, posting=posting, line=line, declared=declared,
        note=request.form.get("note", ""), now=now(),
    )  # fmt: skip
    flash("Declared: it stands beside the verdicts, never in them." if declared else "Taken back.")
    return redirect(url_for("reports.painted", posting=posting, line=line) + f"#line-{line}", 303)
