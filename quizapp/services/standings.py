"""Standings: where students stand on a posting's requirements, from their graded answers."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache

import numpy as np
from sqlalchemy.orm import Session

from quizapp.domain.demands import Demand, demands_of
from quizapp.domain.readiness.ability import Posterior, Prior, posterior
from quizapp.domain.readiness.items import Answer, ItemParameters, log_likelihood
from quizapp.domain.readiness.scale import THETA, FloatArray
from quizapp.domain.readiness.selection import information_at_cut
from quizapp.domain.readiness.verdict import Judgement, Requirement, judge, judge_distribution
from quizapp.services.lines import line_of_row
from quizapp.storage import attempts, content
from quizapp.storage.attempts import GradedAnswer
from quizapp.storage.content import PublishedItem
from quizapp.storage.tables import Posting

PRIOR = Prior()
FAMILY_SD = 0.3
"""Logits: how far all variants of a family may together be easier or harder than their author rated them."""


@dataclass(frozen=True)
class Branch:
    """One way to meet a line: its competencies, in the taxonomy's order, and the requirement over all of them."""

    keys: tuple[str, ...]
    requirement: Requirement


@dataclass(frozen=True)
class MeasuredLine:
    """A posting's measurable statement: met by any one of its branches, of which it has at least one."""

    statement: int
    """The statement's position in the posting."""
    branches: tuple[Branch, ...]
    best: int = 0
    """Which of them it is judged by: a student's strongest; the first before there is a student."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The competencies it is judged by."""
        return self.branches[self.best].keys

    @property
    def requirement(self) -> Requirement:
        """The requirement it is judged by."""
        return self.branches[self.best].requirement


@dataclass(frozen=True, eq=False)
class Standing:
    """What is known of one student on one posting."""

    student: int
    axis: tuple[str, ...]
    """Competency keys: the posterior's axis K."""
    given: tuple[GradedAnswer, ...]
    lines: tuple[MeasuredLine, ...]
    judgements: tuple[Judgement, ...]
    """One for each line."""
    answers: Mapping[str, int]
    """Answers behind each competency."""

    @cached_property
    def state(self) -> Posterior:
        """The joint posterior of the competencies."""
        return posterior(_log_likelihoods(self.given, self.axis), PRIOR)

    def competency(self, key: str, cut: float = 0.0) -> Judgement:
        """Judge one competency by itself."""
        ability = self.state.competency(self.axis.index(key))
        return judge_distribution(ability, cut, self.answers.get(key, 0))


def parameters_of(item: PublishedItem | GradedAnswer) -> ItemParameters:
    """Return what is believed about an item: its rating, its chance of guessing, its family's doubt."""
    return _parameters(item.just_ready, item.chance, item.steps, FAMILY_SD if item.family else 0.0)


@lru_cache(maxsize=4096)
def _parameters(
    just_ready: float, chance: tuple[float, ...], steps: tuple[float, ...], shared_sd: float
) -> ItemParameters:
    return ItemParameters(just_ready, chance, steps, shared_sd=shared_sd)


def information_by_competency(items: Iterable[PublishedItem], axis: Sequence[str], cut: float) -> list[list[float]]:
    """Return for each competency of the axis its items' information at the cut, the greatest first."""
    by_key: dict[str, list[float]] = {key: [] for key in axis}
    for item in items:
        by_key[item.bank].append(information_at_cut(parameters_of(item), cut))
    return [sorted(by_key[key], reverse=True) for key in axis]


def competency_axis(session: Session) -> tuple[str, ...]:
    """List the competencies' keys in the taxonomy's order."""
    return tuple(c.key for c in content.competencies(session))


def posting_demands(posting: Posting) -> tuple[Demand, ...]:
    """Return what a posting asks for that a quiz can measure, in its order."""
    return demands_of(posting.text, tuple(map(line_of_row, posting.statements)), posting.seniority)


def measured_lines(posting: Posting, axis: Sequence[str]) -> tuple[MeasuredLine, ...]:
    """Turn a posting's measurable statements into requirements, in the posting's order."""
    return tuple(_line(demand, axis) for demand in posting_demands(posting))


def _line(demand: Demand, axis: Sequence[str]) -> MeasuredLine:
    branches = []
    for keys in demand.branches:
        weights = tuple(float(key in keys) for key in axis)
        requirement = Requirement(weights, cut=demand.bar.cut, importance=demand.weight)
        branches.append(Branch(tuple(key for key in axis if key in keys), requirement))
    return MeasuredLine(demand.position, tuple(branches))


def read_standings(
    session: Session, students: Sequence[int], posting: Posting, *, including_attempt: str | None = None
) -> list[Standing]:
    """Judge students on every measurable line of a posting.

    Only finished attempts count, so that no verdict tells how a single open answer was graded;
    `including_attempt` adds one open attempt, for choosing its next question.
    """
    answers = attempts.graded_answers(session, students, including_attempt=including_attempt)
    return judge_answers(students, answers, posting, competency_axis(session))


def judge_answers(
    students: Sequence[int], answers: Sequence[GradedAnswer], posting: Posting, axis: tuple[str, ...]
) -> list[Standing]:
    """Judge students on a posting by the answers given, one standing for each student in order."""
    lines = measured_lines(posting, axis)
    by_student: dict[int, list[GradedAnswer]] = defaultdict(list)
    for answer in answers:
        by_student[answer.student].append(answer)
    return [_standing(student, axis, tuple(by_student[student]), lines) for student in students]


def _standing(
    student: int, axis: tuple[str, ...], given: tuple[GradedAnswer, ...], lines: tuple[MeasuredLine, ...]
) -> Standing:
    judged = _judge(lines, axis, given)
    chosen = tuple(replace(line, best=best) for line, (best, _) in zip(lines, judged, strict=True))
    return Standing(student, axis, given, chosen, tuple(judgement for _, judgement in judged), _counts(given))


@lru_cache(maxsize=2048)
def _judge(
    lines: tuple[MeasuredLine, ...], axis: tuple[str, ...], given: tuple[GradedAnswer, ...]
) -> tuple[tuple[int, Judgement], ...]:
    """Judge one student's answers, each line by its best branch; kept: a cohort is read more often than it answers."""
    state = posterior(_log_likelihoods(given, axis), PRIOR)
    counts = _counts(given)

    @cache
    def judged(branch: Branch) -> Judgement:
        # Lines share branches: a posting of a thousand lines asks for some dozens of different ones.
        return judge(state, branch.requirement, sum(counts.get(key, 0) for key in branch.keys))

    return tuple(_judge_line(line, judged) for line in lines)


def _judge_line(line: MeasuredLine, judged: Callable[[Branch], Judgement]) -> tuple[int, Judgement]:
    judgements = [
        judged(replace(branch, requirement=replace(branch.requirement, importance=1.0))) for branch in line.branches
    ]
    best = max(range(len(judgements)), key=lambda index: judgements[index].probability)
    return best, judgements[best]


def _counts(answers: Sequence[GradedAnswer]) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for answer in answers:
        counts[answer.bank] += 1
    return counts


def _log_likelihoods(answers: Sequence[GradedAnswer], axis: Sequence[str]) -> FloatArray:
    """Return summed log-likelihoods of one student's answers, shape (K, T)."""
    by_bank: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        family = answer.item if answer.family else None
        by_bank[answer.bank].append(Answer(parameters_of(answer), answer.score, family))
    rows = np.zeros((len(axis), THETA.size))
    for index, key in enumerate(axis):
        if key in by_bank:
            rows[index] = log_likelihood(by_bank[key])
    return rows
