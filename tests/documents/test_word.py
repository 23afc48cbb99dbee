"""Word files: tables, nested lists, text boxes, tracked changes, heads and feet."""

from collections.abc import Callable

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from quizapp.documents.word import read_word
from tests.documents.files import lines_of, saved

SPACES = (
    nsdecls("w", "wp", "a")
    + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    + ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    + ' xmlns:v="urn:schemas-microsoft-com:vml"'
)


def _run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def _paragraph(inner: str) -> str:
    return f"<w:p>{inner}</w:p>"


def _box(words: str) -> str:
    """A text box as Word writes it: once for itself and once for programs that are older."""
    inside = f"<w:txbxContent>{_paragraph(_run(words))}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline><a:graphic><a:graphicData uri='x'>"
        f"<wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def _read(*paragraphs: str) -> list[str]:
    document = docx.Document()
    for inner in paragraphs:
        document.element.body.insert(-1, parse_xml(f"<w:p {SPACES}>{inner}</w:p>"))
    return lines_of(read_word(saved(document)))


@pytest.mark.parametrize(
    ("inner", "read"),
    [
        (f"<w:del w:id='1'><w:r><w:delText>ten years</w:delText></w:r></w:del>{_run('two years')}", ["two years"]),
        (f"{_run('Python ')}<w:ins w:id='2'>{_run('and SQL')}</w:ins>", ["Python and SQL"]),
        (f"<w:moveFrom w:id='3'>{_run('moved')}</w:moveFrom>{_run('stays')}", ["stays"]),
        (f"<w:moveTo w:id='4'>{_run('moved')}</w:moveTo>", ["moved"]),
        (f"{_run('before')}{_box('in a box')}{_run(' and after')}", ["before and after", "in a box"]),
        (f"{_run('see ')}<w:hyperlink>{_run('our site')}</w:hyperlink>", ["see our site"]),
        ("<w:r><w:instrText> PAGE </w:instrText></w:r>" + _run("text"), ["text"]),
        (f"<w:sdt><w:sdtContent>{_run('in a control')}</w:sdtContent></w:sdt>", ["in a control"]),
        ("<w:r><w:t>soft</w:t><w:softHyphen/><w:t>ware</w:t></w:r>", ["software"]),
        ("<w:r><w:t>E</w:t><w:noBreakHyphen/><w:t>Mail</w:t></w:r>", ["E-Mail"]),
        ("<w:r><w:t>one</w:t><w:br/><w:t>two</w:t></w:r>", ["one", "two"]),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>" + _run("shown"), ["shown"]),
        (f"<w:r><w:sym w:font='Wingdings' w:char='F0A7'/></w:r>{_run(' Sea legs')}", ["Sea legs"]),
    ],
)
def test_each_part_of_a_paragraph_is_read_as_it_is_shown(inner: str, read: list[str]) -> None:
    assert _read(inner) == read


def _table(document: Document) -> None:
    table = document.add_table(3, 2)
    for row, (label, words) in enumerate([("Place", "Kiel"), ("Start", "May"), ("Your profile", "")]):
        table.cell(row, 0).text, table.cell(row, 1).text = label, words
    cell = table.cell(2, 0).merge(table.cell(2, 1))
    cell.add_paragraph("Python and SQL", style="List Bullet")
    inner = cell.add_table(1, 1)
    inner.cell(0, 0).text = "A table in a table"


def _nested_list(document: Document) -> None:
    for words, style in [
        ("Languages", "List Bullet"),
        ("Python", "List Bullet 2"),
        ("with NumPy", "List Bullet 3"),
        ("Papers", "List Bullet"),
        ("Send them", "List Number"),
    ]:
        document.add_paragraph(words, style=style)


def _level_list(document: Document) -> None:
    """Lists as Word's own button makes them: one style, the depth in the paragraph."""
    for words, level in [("Languages", 0), ("Python", 1), ("with NumPy", 2), ("Papers", 0)]:
        paragraph = document.add_paragraph(words)
        properties = paragraph._p.get_or_add_pPr()
        properties.append(parse_xml(f"<w:numPr {nsdecls('w')}><w:ilvl w:val='{level}'/><w:numId w:val='1'/></w:numPr>"))


@pytest.mark.parametrize(
    ("write", "text"),
    [
        (_table, "Place\nKiel\nStart\nMay\nYour profile\n• Python and SQL\n\nA table in a table"),
        (_nested_list, "• Languages\n  • Python\n    • with NumPy\n• Papers\n• Send them"),
        (_level_list, "• Languages\n  • Python\n    • with NumPy\n• Papers"),
    ],
)
def test_tables_and_lists_keep_their_order_and_depth(write: Callable[[Document], None], text: str) -> None:
    document = docx.Document()
    write(document)
    assert read_word(saved(document)) == text


def test_heads_feet_and_notes_are_not_the_posting() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Harbour Light Analytics, page"
    document.sections[0].footer.paragraphs[0].text = "Confidential"
    document.add_paragraph("The posting")
    document.add_section()
    document.add_paragraph("goes on")
    assert lines_of(read_word(saved(document))) == ["The posting", "goes on"]


def test_lines_of_a_word_file_stand_together_and_paragraphs_apart() -> None:
    document = docx.Document()
    for text in (
        "Kiel",
        "Full time",
        "",
        "A paragraph that is long enough to be one, since it says more than a line of a form ever would.",
        "Next",
    ):
        document.add_paragraph(text)
    text = read_word(saved(document))
    assert text.startswith("Kiel\nFull time\n\nA paragraph")
    assert text.endswith("ever would.\n\nNext")
