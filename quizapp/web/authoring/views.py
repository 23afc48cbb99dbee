"""What a mentor reads: coverage painted on a posting, banks, items with keys and findings."""

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.domain.items.grading import AnswerError
from quizapp.domain.permissions import Permission
from quizapp.services import coverage
from quizapp.services.quizzes import Problem
from quizapp.web.authoring.present import bank_page, banks_page, coverage_page, item_page, trial_page
from quizapp.web.kit.access import is_fragment, person, requires
from quizapp.web.kit.answering import read_answer, read_points, refuse_too_long, send_data
from quizapp.web.kit.render import render
from quizapp.web.kit.state import call

bp = Blueprint("authoring", __name__)


@bp.get("/postings/<posting>/coverage", endpoint="coverage")
@requires(Permission.BANK_READ)
def coverage_of(posting: str) -> ResponseReturnValue:
    """Show a posting painted by what stands behind each line."""
    found = call(coverage.read_coverage, reader=person().id, posting=posting)
    page = coverage_page(found, request.args.get("line", ""))
    if is_fragment():
        return render("authoring/_line.html", page=page)
    return render(
        "authoring/coverage.html",
        page=page,
        line_url=lambda line: url_for("authoring.coverage", posting=posting, line=line),
    )


@bp.get("/banks")
@requires(Permission.BANK_READ)
def banks() -> ResponseReturnValue:
    """List the banks, and what has none."""
    summaries, missing = call(coverage.list_banks)
    return render("authoring/banks.html", page=banks_page(summaries, missing))


@bp.get("/banks/<bank>")
@requires(Permission.BANK_READ)
def bank(bank: str) -> ResponseReturnValue:
    """Show a bank's items with their findings."""
    return render("authoring/bank.html", page=bank_page(call(coverage.read_bank, bank)))


@bp.get("/banks/<bank>/<item>")
@requires(Permission.BANK_READ)
def item(bank: str, item: str) -> ResponseReturnValue:
    """Show one variant of an item with its key."""
    return render("authoring/item.html", page=item_page(_content(bank, item)))


@bp.get("/banks/<bank>/<item>/data")
@requires(Permission.BANK_READ)
def data(bank: str, item: str) -> ResponseReturnValue:
    """Send the data set of a variant."""
    return send_data(coverage.data_of(_content(bank, item)))


@bp.get("/banks/<bank>/<item>/try")
@requires(Permission.BANK_READ)
def trial(bank: str, item: str) -> ResponseReturnValue:
    """Show one variant of an item as a student meets it."""
    return render("authoring/try.html", page=trial_page(_content(bank, item)))


@bp.post("/banks/<bank>/<item>/try")
@requires(Permission.BANK_READ)
def trial_submit(bank: str, item: str) -> ResponseReturnValue:
    """Grade an answer that is only tried: it is shown with the key, and nothing is kept."""
    content = _content(bank, item)
    answer = read_answer(request.form)
    try:
        refuse_too_long(request.form)
        tried = coverage.try_item(content, answer, skipped="skip" in request.form, points=read_points(request.form))
    except AnswerError as error:
        page = trial_page(content, answer, problem=Problem(str(error), error.part))
        return render("authoring/try.html", page=page), 422
    return render("authoring/try.html", page=trial_page(content, answer, trial=tried))


def _content(bank: str, item: str) -> coverage.ItemContent:
    number = request.args.get("variant", "1")
    variant = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 0
    return call(coverage.read_item, bank=bank, item=item, variant=variant)
