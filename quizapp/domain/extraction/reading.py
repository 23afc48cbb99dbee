"""Walk through a posting's lines, keep the section they stand in, and cut them into statements."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quizapp.domain.extraction import cues
from quizapp.domain.extraction.glue import glued_breaks
from quizapp.domain.extraction.headings import CLAIM_SECTIONS, MAX_HEADING, Section, named_section
from quizapp.domain.extraction.kinds import Choice, Place, choose_kind
from quizapp.domain.extraction.layout import Line
from quizapp.domain.extraction.linking import find_links, without_manners
from quizapp.domain.extraction.measures import choose_measure
from quizapp.domain.extraction.model import CLAIMS, Kind, Link, Statement
from quizapp.domain.extraction.openings import begins_with_quality
from quizapp.domain.extraction.page import ANNOUNCED, Page, read_field, read_heading, read_masthead_line
from quizapp.domain.extraction.patterns import word_set
from quizapp.domain.extraction.sentences import sentence_spans
from quizapp.domain.extraction.words import Sentence

_LEGAL_REACH = 2  # sentences after a legal cue that belong to it, if nothing speaks against it
# A line that begins so is prose again, and ends a list that has no bullets to tell.
_PROSE = word_set("if we you our the this at as please for are wir du sie wenn unser")
_FIRST_WORD = re.compile(r"\w*")


@dataclass(frozen=True, slots=True)
class _Piece:
    """Hold a span that becomes one statement, and the section it opens where it is a heading inside a longer line."""

    start: int
    end: int
    opens: Section | None = None


class Reading:
    """Read one page once, from top to bottom."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._section = Section.neutral
        self._listed = False  # a sentence opened the section: it holds only while its list goes on
        self._bulleted = False  # the section's lines had bullets so far
        self._title_linked = False
        self.sections: list[Section] = []

    def statements(self) -> Iterator[Statement]:
        """Yield the statements in order."""
        for index, line in enumerate(self._page.lines):
            choice = self._whole_line(line, index)
            if choice is not None:
                yield self._statement(line.start, line.end, choice)
            else:
                yield from self._sentences(line)

    def _whole_line(self, line: Line, index: int) -> Choice | None:
        if self._page.is_title(line):
            return Choice(Kind.title, 0.9, "title")
        furniture = choose_kind(Sentence(line.start, line.end, line.text), Place(self._section, line.bullet))
        if furniture.rule == "page-furniture":
            return furniture
        if (value := read_field(self._page, index, self._section)) is not None:
            return value
        if (section := read_heading(self._page, index, self._section)) is not None:
            self._enter(section)
            return Choice(Kind.heading, 0.85, f"heading:{section.value}")
        if self._section in {Section.neutral, Section.field}:
            return read_masthead_line(self._page, line)
        return None

    def _enter(self, section: Section) -> None:
        self._section, self._listed, self._bulleted = section, False, False
        self.sections.append(section)

    def _sentences(self, line: Line) -> Iterator[Statement]:
        self._leave_list(line)
        pitch = cues.PITCH.search(line.text.lower()) is not None
        before, legal = self._section, 0
        for piece in self._pieces(line):
            if piece.opens is not None:
                self._enter(piece.opens)
                yield self._statement(piece.start, piece.end, Choice(Kind.heading, 0.7, f"heading:{piece.opens.value}"))
                continue
            sentence = Sentence(piece.start, piece.end, self._page.text[piece.start : piece.end])
            links = find_links(self._page.text, piece.start, piece.end, self._page.lexicon)
            technical = any(link.key != "research-practice" for link in without_manners(links))
            first = piece.start == line.start
            choice = choose_kind(
                sentence,
                Place(self._section, line.bullet, first, pitch, 0 < legal <= _LEGAL_REACH, bool(links), technical),
            )
            legal = 1 if choice.rule == "legal-cue" else legal + (legal > 0)
            self._open_list(sentence, choice)
            yield self._statement(piece.start, piece.end, choice)
        if line.bullet and self._section in CLAIM_SECTIONS:
            self._section = before  # a heading inside a bullet holds for that bullet only

    def _leave_list(self, line: Line) -> None:
        """Close a section whose list has ended: bullets before and prose now."""
        prose_again = line.length > MAX_HEADING or (line.blank_before and line.text.endswith("."))
        after_bullets = self._bulleted and not line.bullet and prose_again
        first = _FIRST_WORD.match(line.text.lower())
        prose = self._listed and not line.bullet and first is not None and first.group() in _PROSE
        if (after_bullets and self._section is not Section.legal) or prose:
            self._section, self._listed, self._bulleted = Section.neutral, False, False
        self._bulleted = self._bulleted or line.bullet

    def _open_list(self, sentence: Sentence, choice: Choice) -> None:
        """Let a sentence that ends on a colon open the section of the list it announces."""
        if self._section not in {Section.neutral, Section.role}:
            return
        section = ANNOUNCED.get(choice.kind)
        announces = sentence.text.endswith(":") or (
            section is Section.benefit and "following benefits" in sentence.lower
        )
        if section is not None and announces:
            self._section, self._listed = section, True

    def _pieces(self, line: Line) -> Iterator[_Piece]:
        text = self._page.text
        breaks = glued_breaks(text, line.start, line.end)
        at = 0
        for start, end in sentence_spans(text, line.start, line.end):
            cuts = [start]
            while at < len(breaks) and breaks[at] < end:
                cuts.extend([breaks[at]] if breaks[at] > start else [])
                at += 1
            for first, last in zip(cuts, [*cuts[1:], end], strict=True):
                yield from self._without_heading(first, last, line, glued=bool(breaks))

    def _without_heading(self, start: int, end: int, line: Line, *, glued: bool) -> Iterator[_Piece]:
        """Part a heading from the statement behind it where they share a line."""
        text = self._page.text[start:end].rstrip()
        end = start + len(text)
        text = text.lstrip()
        start = end - len(text)
        sentence = Sentence(start, end, text)
        if (
            glued
            and len(text) <= MAX_HEADING
            and not text.endswith(".")
            and not begins_with_quality(sentence)
            and (opened := named_section(text))
        ):
            yield _Piece(start, end, opened)
            return
        head, colon, rest = text[: MAX_HEADING + 1].partition(":")
        opened = (
            named_section(head)
            if colon and rest.strip() and (glued or start == line.start or line.length > 200)
            else None
        )
        if opened not in {None, Section.field}:
            after = start + len(head) + 1
            yield _Piece(start, after, opened)
            start = end - len(self._page.text[after:end].lstrip())
        if any(letter.isalnum() for letter in self._page.text[start:end]) or not glued:
            yield _Piece(start, end)

    def _statement(self, start: int, end: int, choice: Choice) -> Statement:
        text = self._page.text[start:end]
        links = self._links(start, end, choice.kind)
        measure = choose_measure(choice.kind, text, links)
        return Statement(start, end, text, choice.kind, measure, links, choice.confidence, choice.rule)

    def _links(self, start: int, end: int, kind: Kind) -> tuple[Link, ...]:
        """Link what is asked, what the team works on, and the title where it stands first."""
        title = kind is Kind.title
        if kind not in CLAIMS and kind is not Kind.context and (not title or self._title_linked):
            return ()
        self._title_linked = self._title_linked or title
        links = find_links(self._page.text, start, end, self._page.lexicon, title=title)
        return links if kind in CLAIMS else without_manners(links)
