"""The form of a pasted posting."""

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import TextAreaField
from wtforms.validators import Length

from quizapp.domain.postings import LARGEST_TEXT


class PostingForm(FlaskForm):
    """A posting's text, pasted or as a file."""

    text = TextAreaField(
        "The posting's text",
        [Length(max=LARGEST_TEXT, message=f"A posting may have at most {LARGEST_TEXT:,} characters.")],
        description="Paste all of it, from the title to the last line. Lines that are not requirements are recognised.",
    )
    file = FileField(
        "Or a file",
        description="Text, a saved web page, PDF or Word (.docx), of at most 5 MB.",
        render_kw={"accept": ".txt,.html,.htm,.mhtml,.pdf,.docx,text/plain,text/html,application/pdf"},
    )
