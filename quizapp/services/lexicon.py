"""The lexicon: the words by which postings name competencies."""

from pathlib import Path

from quizapp.banks.catalogue import ALIASES, read_aliases
from quizapp.domain.extraction import Lexicon


def read_lexicon(root: Path) -> Lexicon:
    """Read the lexicon of a folder of banks.

    Raises:
        SourceError: naming file, line and column.
    """
    return Lexicon.from_aliases(read_aliases(root / ALIASES))
