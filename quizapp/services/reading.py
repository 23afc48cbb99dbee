"""Reading postings: the lexicon on disk and in the database, the line classifier, and the languages of lines."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sqlalchemy.orm import Session

from quizapp.documents import tell_language
from quizapp.domain.extraction import Lexicon, LineClassifier, Profile, extract_profile
from quizapp.domain.extraction.lexicon import AliasSpec
from quizapp.services.line_classifier import read_line_classifier
from quizapp.storage import lexicon as stored

Aliases = Mapping[str, Iterable[AliasSpec]]


@dataclass(frozen=True, eq=False)
class Reader:
    """What reading needs beside the text: the aliases on disk, to which mentors add theirs, and the line classifier."""

    aliases: Aliases
    classifier: LineClassifier

    def read(self, text: str, session: Session | None = None) -> Profile:
        """Read a posting's text; with a session, by the names that mentors added too."""
        return extract_profile(text, self.lexicon(session), self.classifier, tell_language)

    def lexicon(self, session: Session | None = None) -> Lexicon:
        """Return the lexicon, with the aliases that mentors added where there is a database to ask."""
        added = stored.added_aliases(session) if session is not None else ()
        return _lexicon(self, tuple((a.competency_key, a.topic, a.alias) for a in added))

    def lexicon_with(self, session: Session, competency: str, topic: str, alias: str) -> Lexicon:
        """Return the lexicon as one more alias would make it.

        Raises:
            ValueError: when the alias has no words.
        """
        added = [(a.competency_key, a.topic, a.alias) for a in stored.added_aliases(session)]
        return _lexicon(self, (*added, (competency, topic, alias)))

    def accepted_from(self, share: float) -> float:
        """Return the confidence from which on that share (0 to 1) of all lines, the surest, goes without a look."""
        return self.classifier.threshold(share)


@lru_cache(maxsize=8)
def _lexicon(reader: Reader, added: tuple[tuple[str, str, str], ...]) -> Lexicon:
    aliases: dict[str, list[AliasSpec]] = {key: list(specs) for key, specs in reader.aliases.items()}
    for key, topic, alias in added:
        aliases.setdefault(f"{key}/{topic}" if topic else key, []).append(alias)
    return Lexicon.from_aliases(aliases)


def make_reader(banks: Path) -> Reader:
    """Make the reader of an instance from its folder of banks; the same files are read once a process.

    Raises:
        SourceError: naming file, line and column.
    """
    # The banks' own reader costs more to import than the pages: it comes with the first posting.
    from quizapp.banks.catalogue import ALIASES, COMPETENCIES

    files = banks / ALIASES, banks / COMPETENCIES
    return _reader(*files, tuple(file.stat().st_mtime_ns if file.exists() else 0 for file in files))


@lru_cache(maxsize=4)
def _reader(aliases: Path, competencies: Path, _changed: tuple[int, ...]) -> Reader:
    from quizapp.banks.catalogue import read_aliases, read_competencies

    return Reader(read_aliases(aliases, read_competencies(competencies)), read_line_classifier())
