"""The forms of signing up and in."""

from flask_wtf import FlaskForm
from wtforms import EmailField, HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, Length

from quizapp.domain.people import LONGEST_ADDRESS, LONGEST_NAME, LONGEST_PASSWORD, SHORTEST_PASSWORD

_NEEDED = "Please fill this in."


class SignInForm(FlaskForm):
    """An address and a password."""

    email = EmailField(
        "E-mail", [InputRequired(_NEEDED), Length(max=LONGEST_ADDRESS)], render_kw={"autocomplete": "username"}
    )
    password = PasswordField("Password", [InputRequired(_NEEDED)], render_kw={"autocomplete": "current-password"})
    next = HiddenField()


class SignUpForm(FlaskForm):
    """What an account needs, and a cohort's code where there is one."""

    name = StringField(
        "Name",
        [InputRequired(_NEEDED), Length(max=LONGEST_NAME)],
        description="An instructor whose cohort you join sees it.",
        render_kw={"autocomplete": "name"},
    )
    email = EmailField(
        "E-mail", [InputRequired(_NEEDED), Length(max=LONGEST_ADDRESS)], render_kw={"autocomplete": "email"}
    )
    password = PasswordField(
        "Password",
        [InputRequired(_NEEDED), Length(max=LONGEST_PASSWORD)],
        description=f"At least {SHORTEST_PASSWORD} characters. Four unrelated words make a good one.",
        render_kw={"autocomplete": "new-password"},
    )
    join_code = StringField(
        "Cohort code",
        [Length(max=20)],
        description="If your instructor gave you one.",
        render_kw={"autocomplete": "off"},
    )
    next = HiddenField()
