"""Find tracks: alternatives of which a candidate takes one, such as four teams that each look for interns."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from quizapp.domain.extraction.listing import Joint, first_phrase, read_items
from quizapp.domain.extraction.model import Evidence, Kind, Statement
from quizapp.domain.extraction.words import Span

_GROUP = r"(?:teams?|groups?|labs?|squads?|tracks?|units?|departments?|gruppen?|bereiche?n?|abteilung(?:en)?|schwerpunkte?n?|streams?)"
_MANY = r"(?:teams|groups|labs|squads|tracks|units|departments|areas|fields|topics|streams|projects|gruppen|bereichen?|abteilungen|schwerpunkten?|themen(?:feldern?)?|projekten?|teilprojekten?)"
# "… to join the A, B and C groups": the names stand before the noun.
_BEFORE = re.compile(
    r"\b(?:join|joining|in|for|within|of|with|for one of|one of|verstärken|für|im|in den) (?:one of )?(?:our |the |unsere |unseren |die |den )"
    r"(?P<list>[^.;:()?!]{5,240}?) " + _MANY + r"\b",
    re.IGNORECASE,
)
# "… four of its groups: A, B, C and D", "one of the following areas: …": they stand behind it.
_BEHIND = re.compile(
    r"\b(?P<number>one|any|either|two|three|four|five|six|seven|eight|einem?r?|zwei|drei|vier|fünf|sechs) (?:of |der |von )?(?:the |these |those |our |its |their |following |unserer |folgenden |dieser )*?"
    r"(?:\w{1,20} )?(?:following |folgenden )?" + _MANY + r"(?: [^.;:()?!]{1,60}?)?(?P<colon>:| ?\()",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"\b(?:work|join|joining|placed|hiring|seeking|looking for|interns?|positions?|specialis|specializ|choose|assigned|member"
    r"|arbeit|suchen|mitarbeit|wähl|einsatz|verstärk|praktik|stellen?)\w{0,8}",
    re.IGNORECASE,
)
# Experience in one of several fields is a requirement with alternatives, not a track.
_SKILL = re.compile(
    r"\b(?:experience|knowledge|background|expertise|skills|degree|kenntnisse|erfahrung|studium)\b", re.IGNORECASE
)
# A line about one of them: "In the A group, …", "The A team builds …", "Track A: …".
_LINE = re.compile(
    r"(?:in (?:the|our)|the|im|in der|das|die|team|group|track|gruppe|bereich|schwerpunkt|option) (?P<name>[A-ZÄÖÜ0-9][^.,;:!?()\n]{0,60}?)(?: ?[-–]? ?(?P<group>"
    + _GROUP
    + r")\b|(?P<colon> ?:| [–—-] ))",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:track|option|team|group|stream|schwerpunkt|bereich|thema|topic|project|projekt) (?P<name>[\w&/+ -]{1,60}?)(?= ?:| [–—-] |$)",
    re.IGNORECASE,
)
_ALIKE = re.compile(r"(?:in (?:the|our)|im|in der|track|option|stream|schwerpunkt)\b", re.IGNORECASE)
_BULLET_NAME = re.compile(r"[^.:;!?()\n]{2,60}?(?=:| [–—-] |$)")
_MOST_WORDS = 6
_MOST = 12
_TELLING = frozenset(
    {Kind.context, Kind.company, Kind.responsibility, Kind.required, Kind.preferred, Kind.heading, Kind.title}
)


@dataclass(frozen=True)
class _Tracks:
    """Hold the names found, each with where it stands, and the index of the statement that announces them."""

    names: dict[str, Span]
    announced: int | None = None

    def named_by(self, text: str, statement: Statement) -> tuple[str, Span] | None:
        """Return the track a statement says it is about, with the words that name it."""
        listed = self._places.get(statement.start)
        if listed is not None:
            return listed, self.names[listed]
        span = (statement.start, statement.end) if statement.kind is Kind.heading else _begins(text, statement)
        name = self._folded.get(_fold(text[span[0] : span[1]])) if span else None
        return (name, span) if name is not None and span is not None else None

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {_fold(name): name for name in self.names}

    @cached_property
    def _places(self) -> dict[int, str]:
        return {span[0]: name for name, span in self.names.items()}


def label_tracks(text: str, statements: Sequence[Statement]) -> tuple[tuple[Statement, ...], tuple[str, ...]]:
    """Return the statements with their tracks, and the tracks' names in order; a single team is no track."""
    tracks = _announced(text, statements) or _parallel(text, statements)
    if tracks is None or len(tracks.names) < 2:
        return tuple(statements), ()
    labelled: list[Statement] = []
    current: tuple[str, Span] | None = None
    headed = False
    for index, statement in enumerate(statements):
        named = tracks.named_by(text, statement)
        if named is not None or statement.kind is Kind.heading:
            current, headed = named, statement.kind is Kind.heading
        elif not headed and (index == 0 or "\n" in text[statements[index - 1].end : statement.start]):
            current = None  # a sentence inside a line keeps the line's track, a line below a heading the heading's
        if current is not None and index != tracks.announced and statement.kind in _TELLING:
            proof = Evidence("track", "track-line", *current[1])
            statement = replace(statement, track=current[0], evidence=(*statement.evidence, proof))
        labelled.append(statement)
    return tuple(labelled), tuple(tracks.names)


def _announced(text: str, statements: Sequence[Statement]) -> _Tracks | None:
    """Find the sentence that lists the tracks."""
    for index, statement in enumerate(statements):
        if statement.kind in {Kind.legal, Kind.benefit, Kind.chrome, Kind.contact} or not _WORK.search(
            statement.text[:400]
        ):
            continue
        for pattern in (_BEHIND, _BEFORE):
            match = pattern.search(text, statement.start, min(statement.end, statement.start + 600))
            if match is None or _SKILL.search(text, max(statement.start, match.start() - 60), match.start()):
                continue
            names = (
                _listed(text, match, statement)
                if pattern is _BEHIND
                else _names(text, match.start("list"), match.end("list"))
            )
            if len(names) >= 2:
                return _Tracks(names, index)
            if pattern is _BEHIND and match["colon"] == ":" and match.end() >= statement.end:
                below = _below(text, statements, index)
                if len(below) >= 2:
                    return _Tracks(below, index)
    return None


def _listed(text: str, match: re.Match[str], statement: Statement) -> dict[str, Span]:
    closing = text.find(")", match.end(), statement.end) if match["colon"].strip() == "(" else -1
    return _names(text, match.end(), closing if closing >= 0 else statement.end)


def _names(text: str, start: int, end: int) -> dict[str, Span]:
    """Return the names in a list; none where one of them is no name: it has no capital, or too many words."""
    names: dict[str, Span] = {}
    for item in read_items(text, start, end)[:_MOST]:
        span = first_phrase(text, item)
        if span is None:
            break
        name = text[span[0] : span[1]]
        if not name[0].isupper() or len(name.split()) > _MOST_WORDS:
            return {}
        names[" ".join(name.split())] = span
        if item.joint is Joint.stop:
            break
    return names


def _below(text: str, statements: Sequence[Statement], index: int) -> dict[str, Span]:
    """Return the names with which the lines below an announcement begin, while they begin like names."""
    names: dict[str, Span] = {}
    for statement in statements[index + 1 : index + 1 + _MOST]:
        match = _BULLET_NAME.match(text, statement.start, statement.end)
        if match is None or statement.kind is Kind.heading or len(match.group().split()) > _MOST_WORDS:
            break
        names[" ".join(match.group().split())] = match.span()
    return names


def _parallel(text: str, statements: Iterable[Statement]) -> _Tracks | None:
    """Find lines that begin alike, each with another team: "In the A group, …", "In the B group, …"."""
    names: dict[str, Span] = {}
    for statement in statements:
        alike = _ALIKE.match(text, statement.start, statement.end)
        if alike and statement.kind in _TELLING and (span := _begins(text, statement)) and not text[span[0]].islower():
            names.setdefault(" ".join(text[span[0] : span[1]].split()), span)
    return _Tracks(names) if len(names) >= 2 else None


def _begins(text: str, statement: Statement) -> Span | None:
    """Return the name of the team with which a statement begins, None where it begins otherwise."""
    match = _LINE.match(text, statement.start, min(statement.end, statement.start + 120))
    if match is None:
        match = _LABEL.match(text, statement.start, min(statement.end, statement.start + 80))
    if match is None:
        return None
    start, end = match.span("name")
    return (start, end) if start < end else None


def _fold(name: str) -> str:
    words = name.casefold().replace("-", " ").strip(" :*_#").split()
    return " ".join(words[1:] if words[:1] == ["the"] else words).removesuffix(" team").removesuffix(" group")
