"""The lexicon: the words by which postings name competencies."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import cast

from quizapp.banks.catalogue import ALIASES, read_aliases
from quizapp.domain.extraction import Lexicon
from quizapp.domain.extraction.lexicon import AliasSpec


def read_lexicon(root: Path) -> Lexicon:
    """Read the lexicon of a folder of banks.

    Raises:
        SourceError: naming file, line and column.
        ValueError: naming key and alias, when a specification can't be read.
    """
    # The reader has made sure of keys and lists; the lexicon checks each specification itself.
    return Lexicon.from_aliases(cast(Mapping[str, Iterable[AliasSpec]], read_aliases(root / ALIASES)))
