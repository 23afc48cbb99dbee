"""Signing up, in and out, and the look of the page."""

from flask import Blueprint, Response, flash, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import Field

from quizapp.domain.errors import InvalidInputError
from quizapp.domain.permissions import Permission
from quizapp.services import accounts, cohorts
from quizapp.services.demonstration import SIGN_INS
from quizapp.services.gateway import Session
from quizapp.web.accounts.forms import SignInForm, SignUpForm
from quizapp.web.accounts.pages import PeoplePage, PersonRow
from quizapp.web.kit.access import forget, local_path, person_or_none, public, remember, requires, token
from quizapp.web.kit.clock import now
from quizapp.web.kit.render import THEMES, render
from quizapp.web.kit.state import call, state

bp = Blueprint("accounts", __name__)
_YEAR = 31_536_000
_FIELDS = {"code": "join_code"}
"""What the domain calls a field, and what the form does."""


def _place() -> str:
    return request.remote_addr or "nowhere"


def _refuse(field: Field, problem: Exception) -> None:
    field.errors = [*field.errors, str(problem)]


@bp.get("/sign-in")
@public
def sign_in() -> ResponseReturnValue:
    """Show the form."""
    if person_or_none() is not None:
        return redirect(url_for("reports.home"), 303)
    return _sign_in_page(SignInForm(next=request.args.get("next", "")), 200)


def _sign_in_page(form: SignInForm, status: int) -> ResponseReturnValue:
    demo = SIGN_INS if state().settings.demo else ()
    return render("accounts/sign_in.html", form=form, demo_accounts=demo), status


@bp.post("/sign-in")
@public
def sign_in_submit() -> ResponseReturnValue:
    """Sign somebody in."""
    form = SignInForm()
    if not form.validate():
        return _sign_in_page(form, 422)
    address, password = form.email.data or "", form.password.data or ""
    call(accounts.limit_sign_in, address=address, place=_place(), now=now())
    try:
        signed_in = call(
            accounts.sign_in, address=address, password=password, demo_allowed=state().settings.demo, now=now()
        )
    except InvalidInputError as problem:
        _refuse(form.password, problem)
        return _sign_in_page(form, 422)
    target = local_path(form.next.data, url_for("reports.home"))
    remember(signed_in)
    return redirect(target, 303)


@bp.get("/sign-up")
@public
def sign_up() -> ResponseReturnValue:
    """Show the form."""
    if person_or_none() is not None:
        return redirect(url_for("reports.home"), 303)
    form = SignUpForm(next=request.args.get("next", ""), join_code=request.args.get("code", ""))
    return render("accounts/sign_up.html", form=form)


@bp.post("/sign-up")
@public
def sign_up_submit() -> ResponseReturnValue:
    """Make an account, join the cohort where a code is given, and sign in."""
    form = SignUpForm()
    if form.validate():
        call(accounts.limit_sign_up, place=_place(), now=now())
        try:
            signed_in = call(_make_account, form)
        except InvalidInputError as problem:
            _refuse(form[_FIELDS.get(problem.field, problem.field)], problem)
        else:
            target = local_path(form.next.data, url_for("reports.home"))
            remember(signed_in)
            flash("Welcome. Choose a posting, or paste your own.")
            return redirect(target, 303)
    return render("accounts/sign_up.html", form=form), 422


def _make_account(session: Session, form: SignUpForm) -> accounts.SignedIn:
    """Make the account and join the cohort whose code is given: both or neither."""
    moment = now()
    somebody = accounts.sign_up(
        session,
        name=form.name.data or "",
        address=form.email.data or "",
        password=form.password.data or "",
        now=moment,
    )
    code = (form.join_code.data or "").strip()
    if code:
        cohorts.join_cohort(session, student=somebody.id, code=code, now=moment)
    return accounts.sign_in_as(session, somebody, moment)


@bp.post("/sign-out")
@public
def sign_out() -> ResponseReturnValue:
    """Make the sign-in worthless and clear what the browser kept."""
    if person_or_none() is not None:
        call(accounts.sign_out, token())
    forget()
    response: Response = make_response(redirect(url_for("reports.home"), 303))
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@bp.post("/theme")
@public
def theme() -> ResponseReturnValue:
    """Keep a choice of light or dark; anything else follows the system."""
    response: Response = make_response(redirect(local_path(request.form.get("next"), url_for("reports.home")), 303))
    chosen = request.form.get("theme", "")
    secure = state().settings.https
    if chosen in THEMES:
        response.set_cookie("theme", chosen, max_age=_YEAR, secure=secure, httponly=False, samesite="Lax")
    else:
        response.delete_cookie("theme", secure=secure, samesite="Lax")
    return response


@bp.get("/people")
@requires(Permission.PEOPLE_READ)
def people() -> ResponseReturnValue:
    """List everybody with an account and their roles."""
    rows = tuple(
        PersonRow(somebody.name, address, tuple(sorted(role.value for role in somebody.roles)))
        for somebody, address in call(accounts.list_people)
    )
    return render("accounts/people.html", page=PeoplePage(rows))
