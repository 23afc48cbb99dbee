"""Turn the corpora into samples: what the rules draft of each posting, its features, and what people said of it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy import sparse

from quizapp.domain.extraction import Kind, Lexicon
from quizapp.domain.extraction.classifier import KINDS, Floats
from quizapp.domain.extraction.draft import Draft
from quizapp.domain.extraction.features import AROUND, Features, describe, vocabulary
from quizapp.domain.extraction.page import Page
from quizapp.domain.extraction.reading import Reading
from training.corpus import ROOT, Gold, WrittenPosting, lines_text, read_skillspan, read_written

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]

SEEN_BY_RULES = re.compile(r"(?:de|en|mix)[-_]")
"""How the names of those written postings begin by whose errors the rules were mended."""
DEGRADED = 0.5  # weight of a statement of a degraded copy
_WAYS = (WrittenPosting.without_bullets, WrittenPosting.without_headings, WrittenPosting.without_breaks)
CLAIMED = frozenset({Kind.required, Kind.preferred, Kind.responsibility})


@dataclass(frozen=True, eq=False)
class Sample:
    """Hold the statements of one posting, as the rules draft them, and what is known of them.

    `group` is the posting's number: copies share it, and are never on both sides of a fold. `part` names the part of
    SkillSpan it is from, "" where it was written. `fresh` tells whether the rules were made without having seen it, so
    that it shows how good they are. `kinds` holds the acceptable kinds, best first, of each draft of a written posting.
    """

    group: int
    part: str
    fresh: bool
    degraded: bool
    drafts: tuple[Draft, ...]
    asks: Flags
    kinds: tuple[tuple[Kind, ...], ...] = ()

    @cached_property
    def features(self) -> list[Features]:
        """Return the features of the drafts."""
        return describe(self.drafts)

    @cached_property
    def best_kinds(self) -> Numbers:
        """Return the index of the best kind of each draft of a written posting."""
        return np.array([KINDS.index(kinds[0]) for kinds in self.kinds], dtype=int)

    @property
    def by_rules(self) -> list[int]:
        """Return the index of the kind that the rules chose for each draft."""
        return [KINDS.index(draft.choice.kind) for draft in self.drafts]

    @property
    def trust(self) -> Floats:
        """Return how much each draft of a written posting counts."""
        return np.full(len(self.drafts), DEGRADED if self.degraded else 1.0)

    def accepts(self, chosen: Sequence[int]) -> Flags:
        """Tell for each draft of a written posting whether a kind is an acceptable one."""
        return np.array([KINDS[kind] in kinds for kind, kinds in zip(chosen, self.kinds, strict=True)], dtype=bool)


def read_lexicon() -> Lexicon:
    """Return the project's own aliases."""
    text = (ROOT / "question_banks" / "aliases.yaml").read_text("utf-8")
    return Lexicon.from_aliases(yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506 - strings, lists and mappings only


def written_samples(postings: Iterable[WrittenPosting], lexicon: Lexicon, *, degrade: bool) -> list[Sample]:
    """Return samples of written postings, and with `degrade` of a copy of each that lost something."""
    samples = []
    for group, posting in enumerate(postings):
        copies = (_WAYS[group % len(_WAYS)](posting),) if degrade else ()
        fresh = SEEN_BY_RULES.match(posting.name) is None
        for copy in (posting, *copies):
            text, gold = copy.render()
            drafts = tuple(Reading(Page(text, lexicon)).drafts())
            kinds = tuple(_kinds_of(draft, gold) for draft in drafts)
            asks = np.array([accepted[0] in CLAIMED for accepted in kinds], dtype=bool)
            samples.append(Sample(group, "", fresh, copy is not posting, drafts, asks, kinds))
    return samples


def _kinds_of(draft: Draft, gold: Sequence[Gold]) -> tuple[Kind, ...]:
    return max(gold, key=lambda wanted: min(wanted.end, draft.end) - max(wanted.start, draft.start)).kinds


def skillspan_samples(part: str, lexicon: Lexicon) -> list[Sample]:
    """Return samples of a part of SkillSpan: each line as one draft, with what the rules say of most of it."""
    samples = []
    for group, posting in enumerate(read_skillspan(part)):
        text, spans = lines_text(posting.lines)
        drafts = tuple(Reading(Page(text, lexicon)).drafts())
        lines = tuple(_line(*span, line, drafts) for span, line in zip(spans, posting.lines, strict=True))
        samples.append(Sample(group, part, True, False, lines, np.array(posting.asks, dtype=bool)))
    return samples


def _line(start: int, end: int, text: str, drafts: Sequence[Draft]) -> Draft:
    near = max(drafts, key=lambda draft: min(end, draft.end) - max(start, draft.start))
    return Draft(start, end, text, near.choice, near.section, None, near.bullet)


class Rows:
    """Hold the features of samples as rows over all hashes that occur in them."""

    def __init__(self, samples: Iterable[Sample]) -> None:
        described = [one for sample in samples for one in sample.features]
        self.hashes = vocabulary(described)
        column = {number: index for index, number in enumerate(self.hashes)}
        self._own = _indicators([[column[number] for number in one.own] for one in described], len(column))
        self._around = _indicators([[column[number] for number in one.around] for one in described], len(column))

    def counts(self, rows: Numbers) -> Numbers:
        """Return how many of the rows each hash describes."""
        both = self._own[rows].sum(axis=0) + self._around[rows].sum(axis=0)
        return np.asarray(both, dtype=int).ravel()

    def scaled(self, rows: Numbers, columns: Numbers) -> sparse.csr_matrix:
        """Return rows over some columns, in the same scale as in the domain's `LineClassifier`."""
        own, around = self._own[rows][:, columns], self._around[rows][:, columns]
        return sparse.csr_matrix(_normal(own) + AROUND * _normal(around))


def _indicators(columns: Sequence[Sequence[int]], width: int) -> sparse.csr_matrix:
    ends = np.cumsum([0, *map(len, columns)])
    indices = np.array([column for row in columns for column in row], dtype=int)
    return sparse.csr_matrix((np.ones(len(indices)), indices, ends), shape=(len(columns), width))


def _normal(rows: sparse.csr_matrix) -> sparse.csr_matrix:
    known = np.maximum(np.asarray(rows.sum(axis=1)).ravel(), 1)
    return sparse.diags(known**-0.5) @ rows


@dataclass(frozen=True, eq=False)
class Labels:
    """Hold the index of a kind for each row, and how much it counts; 0 where nothing is known."""

    kinds: Numbers
    trust: Floats


@dataclass(frozen=True, eq=False)
class Corpus:
    """Hold samples one after the other; a row is a draft."""

    samples: tuple[Sample, ...]

    @cached_property
    def rows(self) -> Rows:
        """Return the features of all drafts."""
        return Rows(self.samples)

    @cached_property
    def asks(self) -> Flags:
        """Return for each row whether it asks for a skill or a knowledge."""
        return np.concatenate([sample.asks for sample in self.samples])

    @cached_property
    def marked(self) -> Flags:
        """Tell for each row whether it is SkillSpan's."""
        return np.concatenate([np.full(len(sample.drafts), bool(sample.part)) for sample in self.samples])

    @cached_property
    def _ends(self) -> Numbers:
        return np.cumsum([0, *(len(sample.drafts) for sample in self.samples)])

    def places(self, indices: Iterable[int]) -> Numbers:
        """Return the rows of samples."""
        return np.concatenate([np.arange(self._ends[index], self._ends[index + 1]) for index in indices])

    def of(self, *parts: str) -> list[int]:
        """Return the indices of the samples of parts: train and dev are SkillSpan's, "" are the written postings."""
        return [index for index, sample in enumerate(self.samples) if sample.part in parts]

    def labels(self) -> Labels:
        """Return the kinds that were written down; SkillSpan has none."""
        kinds, trust = np.zeros(self._ends[-1], dtype=int), np.zeros(self._ends[-1])
        for index in self.of(""):
            places = self.places([index])
            kinds[places], trust[places] = self.samples[index].best_kinds, self.samples[index].trust
        return Labels(kinds, trust)


def read_corpus() -> Corpus:
    """Return all that is learnt from: the written postings with degraded copies, and SkillSpan's train and dev."""
    lexicon = read_lexicon()
    written = written_samples(read_written("learn"), lexicon, degrade=True)
    return Corpus((*written, *(one for part in ("train", "dev") for one in skillspan_samples(part, lexicon))))
