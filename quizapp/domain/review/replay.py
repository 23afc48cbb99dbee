"""Replay edits over what extraction reads, so that no new extraction takes back what a person decided."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from quizapp.domain.errors import InvalidInputError
from quizapp.domain.extraction import CLAIMS, Kind, Lexicon, Link, Measure, Strength
from quizapp.domain.extraction.linking import find_links
from quizapp.domain.extraction.measures import choose_measure
from quizapp.domain.readiness.scale import Bar
from quizapp.domain.review.edits import Action, Edit
from quizapp.domain.review.lines import Choice, Line, Option, shifted_links

PERSON = "person"
"""The rule behind what a person decided."""
SPAN = "span"
_FROZEN = frozenset({SPAN, "kind", "measured_by", "strength"})
"""What signing off decides; links stay open to new aliases where nobody has set them."""


def in_force(edits: Iterable[Edit]) -> list[Edit]:
    """Return the edits that still hold, in order: no undo, and none that one took back."""
    ordered = sorted(edits, key=lambda edit: edit.number)
    undone: set[int] = set()
    for edit in reversed(ordered):
        if edit.action is Action.UNDO and edit.number not in undone:
            undone.add(int(edit.changes["number"]))
    return [edit for edit in ordered if edit.action is not Action.UNDO and edit.number not in undone]


@dataclass(frozen=True, eq=False)
class Reviewer:
    """Apply edits to the lines of one posting; lines are ordered and never overlap, before and after."""

    text: str
    lexicon: Lexicon

    def replay(self, lines: Iterable[Line], edits: Iterable[Edit]) -> tuple[Line, ...]:
        """Return the lines after all edits that still hold.

        An edit whose line extraction now cuts otherwise makes its line anew: what a person looked at stays whole.
        """
        current = tuple(lines)
        for edit in in_force(edits):
            try:
                current = self.apply(current, edit)
            except InvalidInputError:  # its line has since been split or merged away by a later extraction's text
                continue
        return current

    def apply(self, lines: Sequence[Line], edit: Edit) -> tuple[Line, ...]:
        """Return the lines after one edit.

        Raises:
            InvalidInputError: when it can't be done, saying why.
        """
        if edit.action is Action.NAME:
            return tuple(lines)
        if edit.action is Action.SIGN:
            return tuple(self._signed(Line.from_json(stored)) for stored in edit.changes["lines"])
        if not 0 <= edit.start < edit.end <= len(self.text):
            raise InvalidInputError("There is no such line in this posting.")
        carved = self._carve(lines, edit.start, edit.end)
        index = next(i for i, line in enumerate(carved) if line.start == edit.start)
        done: tuple[Line, ...]
        if edit.action is Action.SPLIT:
            done = self._split(carved[index], int(edit.changes["at"]))
        elif edit.action is Action.MERGE:
            done = (replace(carved[index], decided=carved[index].decided | {SPAN}),)
        else:
            done = (self._changed(carved[index], edit),)
        return (*carved[:index], *done, *carved[index + 1 :])

    def _carve(self, lines: Sequence[Line], start: int, end: int) -> list[Line]:
        """Return the lines with one of exactly this span, made of what stood there."""
        if any((line.start, line.end) == (start, end) for line in lines):
            return list(lines)
        inside = [line for line in lines if line.start < end and start < line.end]
        if not inside:
            made = Line(start, end, Kind.company, Measure.none, (), 1.0, PERSON)
        else:
            largest = max(inside, key=lambda line: min(end, line.end) - max(start, line.start))
            links = {link.key: link for line in reversed(inside) for link in line.links}
            ordered = tuple(sorted(links.values(), key=lambda link: link.start))
            made = self._measured(replace(self._cut(largest, start, end), start=start, end=end, links=ordered))
            made = replace(made, choices=tuple(c for line in inside for c in line.choices if _within(c, start, end)))
        kept = [line for line in lines if line not in inside]
        for line in inside:
            rests = (line.start, min(start, line.end)), (max(end, line.start), line.end)
            kept += [self._cut(line, *rest) for rest in rests if self._says_something(*rest)]
        return sorted([*kept, made], key=lambda line: line.start)

    def _says_something(self, start: int, end: int) -> bool:
        return any(letter.isalnum() for letter in self.text[start:end])

    def _cut(self, line: Line, start: int, end: int) -> Line:
        """Return the part of a line inside a span, without the white space around it, with the links named there."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        links = tuple(link for link in line.links if _is_about_all(link, line) or _stands_in(link, start, end))
        choices = tuple(choice for choice in line.choices if _within(choice, start, end))
        cut = replace(line, start=start, end=end, links=links, choices=choices)
        return self._measured(cut)

    def _split(self, line: Line, at: int) -> tuple[Line, Line]:
        inside = line.start < at < line.end
        if not inside or (self.text[at - 1].isalnum() and self.text[at].isalnum()):
            raise InvalidInputError("A line is split between two of its words.")
        if not (self._says_something(line.start, at) and self._says_something(at, line.end)):
            raise InvalidInputError("A line is split between two of its words.")
        decided = line.decided | {SPAN}
        first, second = self._cut(line, line.start, at), self._cut(line, at, line.end)
        return replace(first, decided=decided), replace(second, decided=decided, repeats=None)

    def _changed(self, line: Line, edit: Edit) -> Line:
        changes = edit.changes
        decided = line.decided | {SPAN, "kind"} | set(changes)
        # What a person decides needs no rule's words, and how it is measured follows from the rest.
        evidence = tuple(e for e in line.evidence if e.field not in decided | {"measured_by", "repeats"})
        line = replace(line, confidence=1.0, decided=decided, evidence=evidence)
        before = line
        if "kind" in changes and (line.kind != changes["kind"] or line.strength is Strength.unknown):
            line = self._with_kind(line, Kind(changes["kind"]))
        if "strength" in changes:
            line = replace(line, strength=Strength(changes["strength"]))
        if "bar" in changes:
            line = replace(line, bar=Bar(changes["bar"]))
        if "weight" in changes:
            line = replace(line, weight=changes["weight"])
        if "competencies" in changes:
            line = shifted_links(line, self._links_to(line, changes["competencies"]))
        if "any_of" in changes:
            line = replace(line, choices=_choices(line, changes["any_of"]))
        if "measured_by" in changes:
            line = replace(line, measured_by=Measure(changes["measured_by"]))
        elif (line.kind, line.links) != (before.kind, before.links):
            line = self._measured(line)
        # A line that says something of its own now no longer merely repeats another.
        return line if line == before else replace(line, repeats=None)

    def _with_kind(self, line: Line, kind: Kind) -> Line:
        strength = {Kind.required: Strength.required, Kind.preferred: Strength.preferred}.get(kind)
        changed = replace(line, kind=kind, rule=PERSON, strength=strength)
        if "competencies" in line.decided:
            return changed
        asks = kind in CLAIMS or kind in {Kind.context, Kind.title}
        links = find_links(self.text, line.start, line.end, self.lexicon) if asks else ()
        return shifted_links(changed, links)

    def _links_to(self, line: Line, keys: Iterable[str]) -> tuple[Link, ...]:
        """Link a line to competencies: by the words that name one, else by all of the line."""
        named = {link.key: link for link in find_links(self.text, line.start, line.end, self.lexicon)}
        named |= {link.key: link for link in line.links}
        return tuple(named.get(key, Link(key, line.start, line.end)) for key in dict.fromkeys(keys))

    def _measured(self, line: Line) -> Line:
        if "measured_by" in line.decided:
            return line
        text = self.text[line.start : line.end]
        return replace(line, measured_by=choose_measure(line.kind, text, line.links))

    def _signed(self, line: Line) -> Line:
        """Return a line as it was signed; a new alias still adds its link where no person has set the links."""
        if "competencies" not in line.decided and line.kind in CLAIMS:
            known = {link.key for link in line.links}
            found = find_links(self.text, line.start, line.end, self.lexicon)
            line = replace(line, links=(*line.links, *(link for link in found if link.key not in known)))
        return replace(line, confidence=1.0, decided=line.decided | _FROZEN)


def _stands_in(link: Link, start: int, end: int) -> bool:
    return start <= link.start and link.end <= end


def _is_about_all(link: Link, line: Line) -> bool:
    """Tell whether a link goes by words outside its line, or by all of it: each part of the line keeps it."""
    outside = link.end <= line.start or link.start >= line.end
    return outside or (link.start <= line.start and line.end <= link.end)


def _within(choice: Choice, start: int, end: int) -> bool:
    return all(start <= option.start and option.end <= end for option in choice.options)


def _choices(line: Line, at_least: int | None) -> tuple[Choice, ...]:
    if at_least is None or at_least >= len(line.keys):
        return ()
    spans = {link.key: (link.start, link.end) for link in reversed(line.links)}
    return (Choice(at_least, tuple(Option(*spans[key], (key,)) for key in line.keys)),)
