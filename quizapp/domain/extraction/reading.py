"""Walk through a posting's lines, keep the section they stand in, and cut them into statements."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from quizapp.domain.extraction import cues
from quizapp.domain.extraction.classifier import LineClassifier
from quizapp.domain.extraction.confidence import settle
from quizapp.domain.extraction.details import Context, make_statement, move_statement
from quizapp.domain.extraction.draft import Draft
from quizapp.domain.extraction.glue import glued_breaks
from quizapp.domain.extraction.headings import CLAIM_SECTIONS, MAX_HEADING, Section, named_section, opens_other_jobs
from quizapp.domain.extraction.kinds import Choice, Place, choose_kind, read_furniture
from quizapp.domain.extraction.language import READ_LANGUAGES
from quizapp.domain.extraction.layout import Line
from quizapp.domain.extraction.linking import find_links, without_manners
from quizapp.domain.extraction.model import Kind, Statement, Strength
from quizapp.domain.extraction.openings import begins_with_quality
from quizapp.domain.extraction.page import ANNOUNCED, Page, read_field, read_heading, read_masthead_line
from quizapp.domain.extraction.patterns import word_set
from quizapp.domain.extraction.sentences import sentence_spans
from quizapp.domain.extraction.strength import Opening, find_strength, heading_strength
from quizapp.domain.extraction.words import Sentence

_LEGAL_REACH = 2  # sentences after a legal cue that belong to it, if nothing speaks against it
# A line that begins so is prose again, and ends a list that has no bullets to tell.
_PROSE = word_set("if we you our the this at as please for are wir du sie wenn unser")
_LABEL = re.compile(
    r"(?:preferred|required|desired|optional|ideally|bonus|plus|wünschenswert|ideal|schön, aber kein muss) ?: ?\S"
)
_LAYOUT = frozenset({Kind.title, Kind.heading, Kind.chrome})  # kinds that no rule reads from a sentence
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
        self._opening: Opening | None = None  # the words that opened the section
        self._listed = False  # a sentence opened the section: it holds only while its list goes on
        self._bulleted = False  # the section's lines had bullets so far
        self._title_linked = False
        self._choices: dict[tuple[str, Place], Choice] = {}
        self._statements: dict[tuple[str, Choice, Opening | None, bool], Statement] = {}
        self.sections: list[Section] = []

    def statements(self, classifier: LineClassifier | None = None) -> Iterator[Statement]:
        """Yield the statements in order; a classifier settles the kinds that the rules are unsure of."""
        drafts = tuple(self.drafts())
        for draft, choice in zip(drafts, settle(drafts, classifier), strict=True):
            language = self._page.language_of(draft.text)
            if language not in {"", "und", *READ_LANGUAGES} and choice.kind not in _LAYOUT:
                choice = Choice(Kind.company, 0.3, "unread-language")
            statement = self._statement(draft, choice)
            yield replace(statement, language=language) if language else statement

    def drafts(self) -> Iterator[Draft]:
        """Yield the spans that become statements, as the rules read them."""
        for index, line in enumerate(self._page.lines):
            choice = self._whole_line(line, index)
            if choice is not None:
                yield self._draft(line.start, line.end, choice, line)
            else:
                yield from self._sentences(line)

    def _draft(self, start: int, end: int, choice: Choice, line: Line) -> Draft:
        opening = self._opening if choice.kind is not Kind.heading else None
        return Draft(start, end, self._page.text[start:end], choice, self._section, opening, line.bullet)

    def _whole_line(self, line: Line, index: int) -> Choice | None:
        if self._page.is_title(line):
            return Choice(Kind.title, 0.9, "title")
        if opens_other_jobs(line.text) and index * 2 > len(self._page.lines):
            self._enter(Section.chrome, line.start, line.end)
            return Choice(Kind.chrome, 0.8, "other-jobs")
        place = Place(self._section, line.bullet)
        if (furniture := read_furniture(Sentence(0, line.length, line.text), place)) is not None:
            return furniture
        if (value := read_field(self._page, index, self._section)) is not None:
            return value
        if self._section is Section.chrome:
            return None
        if (section := read_heading(self._page, index, self._section, listed=self._listed)) is not None:
            self._enter(section, line.start, line.end)
            return Choice(Kind.heading, 0.85, f"heading:{section.value}")
        if self._section in {Section.neutral, Section.field}:
            return read_masthead_line(self._page, line)
        return None

    def _enter(self, section: Section, start: int, end: int) -> None:
        strength = heading_strength(section, self._page.text[start:end])
        self._section, self._listed, self._bulleted = section, False, False
        self._opening = Opening(section, start, end, strength)
        self.sections.append(section)

    def _sentences(self, line: Line) -> Iterator[Draft]:
        self._leave_list(line)
        pitch = cues.PITCH.search(line.text.lower()) is not None
        before, legal = (self._section, self._opening), 0
        for piece in self._pieces(line):
            if piece.opens is not None:
                self._enter(piece.opens, piece.start, piece.end)
                heading = Choice(Kind.heading, 0.7, f"heading:{piece.opens.value}")
                yield self._draft(piece.start, piece.end, heading, line)
                continue
            sentence = Sentence(0, piece.end - piece.start, self._page.text[piece.start : piece.end])
            first = piece.start == line.start
            choice = self._choose(sentence, Place(self._section, line.bullet, first, pitch, 0 < legal <= _LEGAL_REACH))
            legal = 1 if choice.rule == "legal-cue" else legal + (legal > 0)
            self._open_list(sentence, choice, piece)
            yield self._draft(piece.start, piece.end, choice, line)
        label = self._opening is not None and self._opening.start == line.start and _LABEL.match(line.text.lower())
        if (line.bullet and self._section in CLAIM_SECTIONS) or label:
            self._section, self._opening = before  # a heading inside a bullet, or a label, holds for that line only

    def _leave_list(self, line: Line) -> None:
        """Close a section whose list has ended: bullets before and prose now."""
        prose_again = line.length > MAX_HEADING or (line.blank_before and line.text.endswith("."))
        after_bullets = self._bulleted and not line.bullet and prose_again
        first = _FIRST_WORD.match(line.text.lower())
        prose = self._listed and not line.bullet and first is not None and first.group() in _PROSE
        if (after_bullets and self._section is not Section.legal) or prose:
            self._section, self._listed, self._bulleted = Section.neutral, False, False
            self._opening = None
        self._bulleted = self._bulleted or line.bullet

    def _choose(self, sentence: Sentence, place: Place) -> Choice:
        """Choose the kind of a sentence; the same words in the same place are read once."""
        key = sentence.text, place
        if key not in self._choices:
            links = find_links(sentence.text, 0, sentence.end, self._page.lexicon)
            technical = any(link.key != "research-practice" for link in without_manners(links))
            self._choices[key] = choose_kind(sentence, replace(place, named=bool(links), technical=technical))
        return self._choices[key]

    def _open_list(self, sentence: Sentence, choice: Choice, piece: _Piece) -> None:
        """Let a sentence that ends on a colon open the section of the list it announces."""
        if self._section not in {Section.neutral, Section.role}:
            return
        section = ANNOUNCED.get(choice.kind)
        announces = sentence.text.endswith(":") or (
            section is Section.benefit and "following benefits" in sentence.lower
        )
        if section is not None and announces:
            said = find_strength(sentence, choice.kind, None)
            strength = said.strength if said is not None and said.strength is not Strength.unknown else None
            self._section, self._listed = section, True
            self._opening = Opening(section, piece.start, piece.end, strength)

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
            if colon
            and rest.strip()
            and not rest.startswith("//")
            and (glued or start == line.start or line.length > 200)
            else None
        )
        if opened not in {None, Section.field}:
            after = start + len(head) + 1
            yield _Piece(start, after, opened)
            start = end - len(self._page.text[after:end].lstrip())
        if any(letter.isalnum() for letter in self._page.text[start:end]) or not glued:
            yield _Piece(start, end)

    def _statement(self, draft: Draft, choice: Choice) -> Statement:
        """Make the statement for a span; the same words chosen alike below the same kind of heading are read once."""
        page, heading = self._page, (draft.start, draft.end)
        opening = None
        if draft.opening is not None:
            heading = draft.opening.span
            opening = replace(draft.opening, start=-2, end=-1)
        text, link_title = draft.text, not self._title_linked
        self._title_linked = self._title_linked or choice.kind is Kind.title
        key = text, choice, opening, link_title
        if key not in self._statements:
            context = Context(page.lexicon, page.language, opening, link_title)
            self._statements[key] = make_statement(Sentence(0, len(text), text), choice, context)
        return move_statement(self._statements[key], draft.start, heading)
