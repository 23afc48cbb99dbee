"""What a posting's text looks like before it is read: its lines, its masthead, its headings and form fields."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from quizapp.domain.extraction import cues
from quizapp.domain.extraction.headings import (
    CLAIM_SECTIONS,
    MAX_HEADING,
    STRICT_COVERAGE,
    Section,
    field_of,
    is_heading_shape,
    is_unnamed_heading,
    named_section,
)
from quizapp.domain.extraction.kinds import Choice, Place, choose_kind
from quizapp.domain.extraction.language import detect_language
from quizapp.domain.extraction.layout import Line, read_lines
from quizapp.domain.extraction.lexicon import Lexicon
from quizapp.domain.extraction.linking import find_links
from quizapp.domain.extraction.masthead import (
    find_employer,
    find_title,
    first_part,
    is_place,
    is_title_again,
    is_title_label,
    title_text,
)
from quizapp.domain.extraction.model import Kind
from quizapp.domain.extraction.openings import begins_with_quality
from quizapp.domain.extraction.words import Sentence

_FACT_LABEL = re.compile(
    r"(?i)location|place|remote|hours|start|duration|type|date|ort\b|standort|beginn|zeitraum|dauer|arbeitszeit"
    r"|vertragsart|befristung"
)
_MAX_MASTHEAD_LINE = 100  # characters; a longer line is prose, and the masthead ends before it
_VOTERS = 12  # bullets below a heading that nobody knows
_AFTER_MASTHEAD = frozenset({Section.role, Section.company, *CLAIM_SECTIONS})
_TOWN = re.compile(
    r"[A-ZÄÖÜ][\w.'-]{1,20}(?: [A-ZÄÖÜ][\w.'-]{1,20})?(?:, [A-ZÄÖÜ][\w.'-]{1,20}(?: [A-ZÄÖÜ][\w.'-]{1,20})?| [A-Z]{1,2}\d{1,2})"
)
_QUESTION_WORD = re.compile(r"(?:what|who|why|how|was|wer|wie|das|deine?|ihre?|unsere?|your|our)\b")
_LOOSE_COVERAGE = 0.5  # for a line that begins as headings do, where nothing sets it off
_OWNED = re.compile(r"(?:deine?|unsere?|your|our|additional) [\w&-]{2,24}")
_LEAST_TOLD = 40  # characters; the language of a shorter line is a guess
_MOST_WORDS = 7  # of a heading that nothing but its place tells
ANNOUNCED = {  # by a line like "You will work on:", the section of the list below it
    Kind.required: Section.required,
    Kind.preferred: Section.preferred,
    Kind.responsibility: Section.responsibility,
    Kind.benefit: Section.benefit,
}


@dataclass(frozen=True)
class Page:
    """Hold one posting's text with what its layout says."""

    text: str
    lexicon: Lexicon
    tell_language: Callable[[str], str] | None = None

    def language_of(self, line: str) -> str:
        """Return the language of a line, the text's for a line too short to tell; "" where nobody tells languages."""
        if self.tell_language is None:
            return ""
        return self.tell_language(line) if len(line) >= _LEAST_TOLD else self.language

    @cached_property
    def language(self) -> str:
        """Return the language most of the text is in, as ISO 639-1 code, or "und"."""
        return detect_language(self.text)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Return the lines that hold something."""
        return read_lines(self.text)

    @cached_property
    def title_line(self) -> Line | None:
        """Return the line that carries the title."""
        return find_title(self.lines)

    @property
    def title(self) -> str | None:
        """Return the title without a label before it."""
        return title_text(self.title_line) if self.title_line else None

    @cached_property
    def masthead_end(self) -> int:
        """Return where the first prose or list begins, or the first section that has a name."""
        titled = False
        for line in self.lines:
            titled = titled or line is self.title_line
            long = line.length > _MAX_MASTHEAD_LINE and not self.is_title(line)
            if line.bullet or long or (titled and self._opens_section(line)):
                return line.start
        return len(self.text)

    def _opens_section(self, line: Line) -> bool:
        shaped = is_heading_shape(line) and not self.is_title(line)
        return shaped and named_section(line.text, STRICT_COVERAGE) in _AFTER_MASTHEAD

    @cached_property
    def employer(self) -> str | None:
        """Return the employer, where one is named."""
        names = [line for line in self.lines if line.start < self.masthead_end and _may_be_name(line)]
        return find_employer(self.text, names, self.title_line)

    def names_competency(self, line: Line) -> bool:
        """Tell whether a line names a competency."""
        return bool(find_links(self.text, line.start, line.end, self.lexicon))

    def is_title(self, line: Line) -> bool:
        """Tell whether a line is the title or says it again."""
        return line is self.title_line or is_title_again(line, self.title_line) or is_title_label(line)

    def in_masthead(self, line: Line) -> bool:
        """Tell whether a line stands before the first prose."""
        return line.start < self.masthead_end


def read_field(page: Page, index: int, section: Section) -> Choice | None:
    """Return the kind of a form's line, "Label: value" or the value below its label, or None for any other line."""
    line = page.lines[index]
    field = field_of(line.text)
    if field is not None and section not in CLAIM_SECTIONS:
        return _field_choice(*field)
    if section is not Section.field or line.length > 60 or line.bullet or index == 0:
        return None
    label = page.lines[index - 1].text
    if named_section(label) is not Section.field or named_section(line.text) is not None:
        return None
    return _field_choice(label, line.text)


def read_heading(page: Page, index: int, section: Section, *, listed: bool = False) -> Section | None:
    """Return the section the line opens, neutral for a heading nobody knows, or None where it is no heading.

    A line that begins like a requirement is none, however short it is. `listed` says that a sentence announced the list
    the line may belong to.
    """
    line = page.lines[index]
    if not is_heading_shape(line) or ":" in line.text[:-2]:
        return None
    introduces = _introduces(page, index)
    set_off = line.blank_before or introduces or section not in CLAIM_SECTIONS
    named = named_section(line.text) if set_off else named_section(line.text, STRICT_COVERAGE)
    asks = _asks(line)
    if named is None and len(line.text.split()) <= _MOST_WORDS and _QUESTION_WORD.match(line.text.lower()):
        named = named_section(line.text, _LOOSE_COVERAGE)
    if named is not None and (named is Section.field or introduces or not asks):
        return named
    return None if asks and not _stands_over_list(page, index) else _read_unnamed(page, index, listed=listed)


def read_masthead_line(page: Page, line: Line) -> Choice | None:
    """Return the kind of a short line beside the title, or None where it is better read as a sentence."""
    if not page.in_masthead(line) or line.text.endswith((".", "!", "?")):
        return None
    titled = page.title_line is not None and page.title_line.start < line.start
    if page.employer is not None and line.text.startswith(page.employer):
        return Choice(Kind.company, 0.8, "employer")
    if is_place(line.text) or (titled and _TOWN.fullmatch(line.text)):
        return Choice(Kind.eligibility, 0.6, "place")
    sentence = Sentence(0, line.length, line.text)
    if _asks(line) or cues.DEGREE.search(sentence.lower) or len(sentence.words) > 8:
        return None
    choice = choose_kind(sentence, Place(Section.neutral))
    return choice if choice.kind in {Kind.chrome, Kind.eligibility, Kind.benefit, Kind.contact} else None


def _may_be_name(line: Line) -> bool:
    lower = first_part(line.text).lower()
    patterns = (cues.PLACE_AND_TIME.search(lower), cues.MONEY.search(lower), cues.CHROME.match(lower))
    return named_section(line.text) is None and not any(patterns)


def _field_choice(label: str, value: str) -> Choice:
    lower = value.lower()
    if cues.MONEY.search(lower) or cues.MONEY.search(label.lower()):
        return Choice(Kind.benefit, 0.6, "field-value")
    if cues.PLACE_AND_TIME.search(lower) or is_place(value) or _FACT_LABEL.search(label):
        return Choice(Kind.eligibility, 0.7, "field-value")
    return Choice(Kind.company, 0.5, "field-value")


def _introduces(page: Page, index: int) -> bool:
    line, following = page.lines[index], page.lines[index + 1 : index + 2]
    return line.marked or line.text.endswith((":", "?", "...")) or bool(following and following[0].bullet)


def _stands_over_list(page: Page, index: int) -> bool:
    """Tell whether a few words stand right over a list and apart from what is before them."""
    line, following = page.lines[index], page.lines[index + 1 : index + 2]
    if not following or not following[0].bullet or following[0].blank_before or index == 0:
        return False
    before = page.lines[index - 1]
    return _is_short(line) and (line.blank_before or before.bullet or before.text.endswith((".", "!", "?")))


def _opens_block(page: Page, index: int) -> bool:
    """Tell whether a few words open a block of lines: a blank line before them, none behind them."""
    line, following = page.lines[index], page.lines[index + 1 : index + 2]
    if not line.blank_before or line.blank_after or not following or page.in_masthead(line):
        return False
    return _is_short(line) and line.text[0].isupper() and not page.is_title(line) and not is_place(line.text)


def _is_short(line: Line) -> bool:
    fits = len(line.text.split()) <= _MOST_WORDS and not any(mark in line.text for mark in ",;@|/:")
    return fits and not line.text.endswith(".") and not any(letter.isdigit() for letter in line.text)


def _asks(line: Line) -> bool:
    sentence = Sentence(0, line.length, line.text)
    long = len(sentence.words) > 3 or bool({"in", "with", "of", "mit"} & set(sentence.words))
    return long and begins_with_quality(sentence)


def _read_unnamed(page: Page, index: int, *, listed: bool) -> Section | None:
    line = page.lines[index]
    lower = line.text.lower()
    if _stands_over_list(page, index):
        return _vote(page, index)
    if cues.BENEFIT.search(lower) and not line.marked:
        return None
    if _stands_over_prose(page, index):
        return Section.neutral
    owned = _OWNED.fullmatch(lower) is not None and not page.in_masthead(line)
    if not listed and (owned or _opens_block(page, index)):
        return _vote(page, index)
    set_off = line.marked or line.text.endswith(":")
    if not is_unnamed_heading(line) or (page.in_masthead(line) and not set_off):
        return None
    choice = choose_kind(Sentence(0, line.length, line.text), Place(Section.neutral))
    tells = choice.rule in {"told", "place-and-time"} and not page.names_competency(line)
    if not tells and not set_off:
        return None
    section = _vote(page, index)
    return section if tells or section is not Section.neutral else ANNOUNCED.get(choice.kind, Section.neutral)


def _stands_over_prose(page: Page, index: int) -> bool:
    """Tell whether a few words that name no competency stand over a paragraph, after a blank line or a full stop."""
    line, following = page.lines[index], page.lines[index + 1 : index + 2]
    if index == 0 or page.in_masthead(line) or not line.text[0].isupper() or line.text.endswith((".", ":")):
        return False
    parted = (line.blank_before and line.blank_after) or page.lines[index - 1].text.endswith((".", "!"))
    if not parted or len(line.text.split()) > 4 or not following or following[0].bullet:
        return False
    prose = following[0].length >= MAX_HEADING and following[0].text.endswith((".", "!", "?"))
    return prose and not page.names_competency(line)


def _vote(page: Page, index: int) -> Section:
    """Name the section below a heading nobody knows by what most of its lines are that say what they are."""
    kinds: list[Kind] = []
    bulleted = any(line.bullet for line in page.lines[index + 1 : index + 2])
    for line in page.lines[index + 1 : index + 1 + _VOTERS]:
        if not line.bullet and (line.blank_before or bulleted):
            break
        place = Place(Section.neutral, bullet=line.bullet)
        kinds.append(choose_kind(Sentence(0, line.length, line.text), place).kind)
    votes = [kind for kind in kinds if kind in ANNOUNCED]
    for kind, section in ANNOUNCED.items():
        if votes.count(kind) >= 2 and 2 * votes.count(kind) > len(votes) and 3 * votes.count(kind) >= len(kinds):
            return section
    return Section.neutral
