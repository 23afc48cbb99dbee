"""The form of a pasted posting."""

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import TextAreaField
from wtforms.validators import Length

from quizapp.domain.postings import LARGEST_TEXT


class PostingForm(FlaskForm):
    """A posting's text, pasted or as a text file."""

    text = TextAreaField(
        "The posting's text",
        [Length(max=LARGEST_TEXT, message=f"A posting may have at most {LARGEST_TEXT:,} characters.")],
        description="Paste all of it, from the title to the last line. Lines that are not requirements are recognised.",
    )
    file = FileField(
        "Or a text file", description="A .txt file of at most 5 MB, in UTF-8.", render_kw={"accept": ".txt,text/plain"}
    )
