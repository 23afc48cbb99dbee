"""The forms of making and joining a cohort."""

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import InputRequired, Length


class CohortForm(FlaskForm):
    """A cohort's name."""

    name = StringField("Name", [InputRequired("Please give the cohort a name."), Length(max=120)])


class JoinForm(FlaskForm):
    """A cohort's code."""

    code = StringField(
        "Cohort code",
        [InputRequired("Please type the code."), Length(max=20)],
        description="Eight letters and digits, from your instructor. Small or capital letters, with or without spaces.",
        render_kw={"autocomplete": "off", "autocapitalize": "characters"},
    )
