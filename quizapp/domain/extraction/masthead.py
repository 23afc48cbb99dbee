"""Find the title and the employer among the first lines of a posting."""

import re
from collections.abc import Iterable

from quizapp.domain.extraction import cues
from quizapp.domain.extraction.headings import named_section
from quizapp.domain.extraction.layout import Line
from quizapp.domain.extraction.patterns import word_set

MASTHEAD_LINES = 14
MAX_TITLE = 140  # characters
MAX_NAME = 80  # characters
_PROSE_READ = 4_000  # characters of a text in which its employer is looked for
_ROLE = re.compile(
    r"(?i)(?:\b(?:intern(?:ship)?s?|engineers?|scientists?|analysts?|developers?|managers?|researchers?|architects?"
    r"|consultants?|specialists?|lead|director|administrators?|programmers?|statisticians?"
    r"|students?|trainees?|assistants?|associates?|officers?|technicians?|designers?|fellows?|postdoc\w*"
    r"|professors?|lecturers?|nurses?|teachers?|drivers?|cooks?|chefs?|coordinators?|representatives?|praktik\w+"
    r"|werkstudent\w*"
    r"|ingenieur\w*|entwickler\w*|wissenschaftler\w*|analyst\w*|berater\w*|informatiker\w*|mitarbeiter\w*|leiter\w*"
    r"|referent\w*|ausbildung|abschlussarbeit|masterarbeit|bachelorarbeit|doktorand\w*|job|jobs|position|stellen?"
    r"|karriere\w*|sde|swe|head of|vp)\b"
    r"|\((?:m|w|f|d|x|i|/|\*| |a|all genders|gn){3,14}\)|\w(?:ingenieur|entwickler|berater|leiter|praktikum"
    r"|assistent)(?:in)?\b)"
)
_GENDERS = re.compile(r"\((?:m|w|f|d|x|i|/|\*| |a|all genders|gn){3,14}\)")
_WORD = re.compile(r"\w+")
_VACANCY = re.compile(r"(?i)^(?:.{0,20}\b)?(?:jobs?|positions?|stellen?|karriere\w*|stellen\w+)(?:\b.{0,20})?$")
_MARKED = re.compile(r"(?i)\((?:m|w|f|d|x|i|/|\*| |a|all genders|gn){3,14}\)|\w[:*_/](?:in|innen)\b|\w/-?in\b")
_PATH = re.compile(
    r" [>›»] | / .{1,40} / |^(?:jobs? based|find your|finden sie)|^(?:home|sie befinden|start|jobs?|karriere|careers?)\b.{0,40}[>/›»]",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?i)(?:job title|title|position|role|job|stellenbezeichnung|stellentitel|stelle)\s*[:=]\s*")
_SPEAKS = re.compile(r"(?i)\b(?:we are|we're|is seeking|is looking|are you|you will|wir suchen|wir sind|suchen wir)\b")
_PLACE = re.compile(
    r"[A-ZÄÖÜ][\w.' -]{1,30}, ?[A-Z]{2}\b(?:,? ?[A-Z]{2,3}|,? \d{5})?|\d{5} [A-ZÄÖÜ]"
    r"|(?:[A-ZÄÖÜ][\w.'/ -]{1,30}, ?)?(?:Germany|Deutschland|Austria|Österreich"
    r"|Switzerland|Schweiz|France|Spain|Italy|Netherlands|Poland|Portugal|Sweden|Ireland|India|Canada|United States"
    r"|United Kingdom|USA|UK|London|Berlin|München"
    r"|Munich|Hamburg|Köln|Cologne|Frankfurt|Stuttgart|Aachen|Paris|Zürich|Zurich|Wien|Vienna|Amsterdam|Dublin"
    r"|Madrid|New York|San Francisco|Boston)\b.{0,40}$"
)
_EMPLOYER = (
    re.compile(
        r"(?:^|[.!?]\s|^At "
        r"|=)\s?([A-ZÄÖÜ0-9][\w&.'-]{1,30}(?: [A-ZÄÖÜ][\w&.'-]{1,30})?(?: [A-ZÄÖÜ][\w&.'-]{1,30})?)(?:, [^.]{3,80},)? (?:is"
        r"|are) (?:a|an|the|one|looking|seeking|hiring|searching)\b"
    ),
    re.compile(r"(?m)^(?:\w{1,20}=)?([\w.&-]{2,30}), [^.\n]{3,80}, is (?:looking|seeking|hiring|searching)\b"),
    re.compile(r"(?m)(?:^|[.!?] )(?:Join|About|At|Bei der|Bei) ([A-ZÄÖÜ][\w&'-]{2,30})(?:[,!:.]|$| we| you| and)"),
    re.compile(r"(?:bei der|bei) ([A-ZÄÖÜ][\w&'-]{2,30}(?: [A-ZÄÖÜ][\w&'-]{2,30})?)$"),
)
_AT_EMPLOYER = re.compile(r"(?:@ ?| at )([A-ZÄÖÜ][\w&.-]{1,30}(?: [A-ZÄÖÜ][\w&.-]{1,30})?)$")
_PARTED = re.compile(r" (?:[—–·|•]|-) ")
_MENU = frozenset(
    (
        "find jobs",
        "company reviews",
        "careers",
        "career",
        "open positions",
        "jobs",
        "job",
        "top-job",
        "top job",
        "stellenangebote",
        "karriere",
        "search",
        "suche",
        "suchen",
        "home",
        "menu",
        "menü",
        "students & graduates",
        "job offers",
        "stellenangebot",
        "job offer",
        "vacancies",
        "suche verfinern",
        "suche verfeinern",
        "apply",
        "save",
        "speichern",
        "share",
        "teilen",
        "bewerben",
        "remote",
        "hybrid",
    )
)
_NOT_NAMES = word_set(
    """
    the this we our you it at in as us who what team role job data machine research software people
    """
)
_COMPANY_FORM = re.compile(
    r"\b(?:g?GmbH|mbH|AG|SE|KG|KGaA|eG|AöR|Inc|Ltd|LLC|SARL|S\.A\.|plc|PLC|Corp|B\.V\.|e\.V\.|Universit\w+|University|Institute?"
    r"|Hochschule)\b"
)


def find_title(lines: tuple[Line, ...]) -> Line | None:
    """Return the line that carries the title, or None where the text begins without one."""
    candidates = [line for line in lines[:MASTHEAD_LINES] if _may_be_title(line)]
    masthead = _before_prose(candidates, lines)
    roles = [line for line in masthead if _MARKED.search(line.text) or _ROLE.search(line.text)]
    for line in roles:
        if _MARKED.search(line.text) or not _VACANCY.match(line.text):
            return line
    if roles:
        return roles[0]
    plain = [line for line in masthead if not is_place(line.text)]
    return plain[0] if plain else None


def title_text(line: Line) -> str:
    """Return the title a line carries, without a label before it."""
    return _LABEL.sub("", line.text, count=1).strip(" *_#") if _LABEL.match(line.text) else line.text.strip(" *_#")


def is_title_again(line: Line, title: Line | None) -> bool:
    """Tell whether a line says the title again, with or without a label."""
    if title is None or line is title or line.length > MAX_TITLE or line.text.endswith("."):
        return False
    said, wanted = _title_words(line), _title_words(title)
    return said[:2] == wanted[:2] and len(set(said) & set(wanted)) >= 0.7 * max(len(said), len(wanted))


def is_title_label(line: Line) -> bool:
    """Tell whether a line is a title behind its label: "Job title: …"."""
    return (
        _LABEL.match(line.text) is not None and line.length <= MAX_TITLE and _ROLE.search(title_text(line)) is not None
    )


def _title_words(line: Line) -> list[str]:
    return _WORD.findall(_GENDERS.sub(" ", title_text(line).casefold()))


def names_role(title: str) -> bool:
    """Tell whether a title names a role or marks itself as one: "(m/w/d)"."""
    return _ROLE.search(title) is not None


def is_place(text: str) -> bool:
    """Tell whether a short line names a place."""
    return len(text) <= 80 and _PLACE.match(text) is not None


def find_employer(text: str, masthead: Iterable[Line], title: Line | None) -> str | None:
    """Return the employer: a line of the masthead besides title and place, or whom the first prose names as one."""
    rest = [line for line in masthead if line is not title]
    for line in rest:
        if _COMPANY_FORM.search(line.text) and line.length <= MAX_NAME:
            return line.text
    if title is not None:
        if match := _AT_EMPLOYER.search(title.text):
            return match.group(1)
        if rest and rest[0].start > title.start and (name := _name_in(rest[0])):
            return name
    return _named_in_prose(text[:_PROSE_READ])


def first_part(text: str) -> str:
    """Return what stands before the first dash or dot between words: "Mill — York · Hybrid" gives "Mill"."""
    return _PARTED.split(text, maxsplit=1)[0]


def _name_in(line: Line) -> str | None:
    """Return what a line below the title names: all of it, or what stands before a dash and a place."""
    if (name := first_part(line.text)) != line.text:
        return name
    heading = line.marked or line.text.endswith(":")
    return None if heading or is_place(line.text) or line.length > MAX_NAME else line.text


def _named_in_prose(text: str) -> str | None:
    names = (match.group(1) for pattern in _EMPLOYER for match in pattern.finditer(text))
    return next((name for name in names if name.split()[0].lower() not in _NOT_NAMES), None)


def _may_be_title(line: Line) -> bool:
    text = line.text
    if (
        line.length > MAX_TITLE
        or text.startswith(('"""', "<", "{"))
        or (line.bullet and not _ROLE.search(text))
        or text.endswith((".", ";", "?"))
        or _SPEAKS.search(text)
    ):
        return False
    if _PATH.search(text) or text.lower() in _MENU:
        return False
    if cues.CHROME.match(text.lower()) or (named_section(text) is not None and not _LABEL.match(text)):
        return False
    return any(letter.isalpha() for letter in text)


def _before_prose(candidates: list[Line], lines: tuple[Line, ...]) -> list[Line]:
    prose = next((line.start for line in lines if line.length > MAX_TITLE or _SPEAKS.search(line.text)), None)
    return [line for line in candidates if prose is None or line.start < prose]
