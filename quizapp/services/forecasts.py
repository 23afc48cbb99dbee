"""What is left to ask: the items a student has not met, the lines no verdict decides, about how long it takes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from quizapp.domain.attempts import MOST_QUESTIONS
from quizapp.domain.readiness.selection import information_at_cut
from quizapp.domain.readiness.verdict import answers_needed
from quizapp.services.blueprints import read_guide
from quizapp.services.standings import Standing, information_by_competency, parameters_of
from quizapp.storage import attempts, content
from quizapp.storage.content import PublishedItem
from quizapp.storage.tables import Posting

DEFAULT_MINUTES = 2.0
"""Assumed for a question before any is chosen."""


@dataclass(frozen=True)
class Forecast:
    """About how much is left."""

    answered: int
    questions: int
    minutes: int
    undecided: int
    """Measurable lines that are not decided yet and can be asked about."""
    without_questions: int
    """Those that are not decided and that no question left is about."""


def most_questions(session: Session, posting: Posting) -> int:
    """Return after how many questions a diagnostic on a posting ends: a mentor's blueprint may plan fewer."""
    planned = read_guide(session, posting).items
    return MOST_QUESTIONS if planned is None else min(MOST_QUESTIONS, planned)


def forecast(session: Session, standing: Standing, *, attempt: str, most: int) -> Forecast:
    """Say about how many questions are left on a posting, at most `most`, and how long they take.

    Only finished attempts and the number of answers count: a forecast that moved with each answer would tell whether it
    was right. `attempt` is the open one, or "".
    """
    unseen = unseen_items(session, standing.student, but_for=attempt)
    answered = attempts.count_saved(session, attempt) if attempt else 0
    minutes = [item.minutes for items in unseen.values() for item in items]
    mean = sum(minutes) / len(minutes) if minutes else DEFAULT_MINUTES
    questions = max(0, min(_needed(standing, unseen), most) - answered)
    undecided = undecided_lines(standing)
    askable = [i for i in undecided if any(unseen.get(key) for key in standing.lines[i].keys)]
    return Forecast(answered, questions, round(questions * mean), len(askable), len(undecided) - len(askable))


def undecided_lines(standing: Standing) -> list[int]:
    """List the indices of lines that no verdict decides yet; lines without weight are not asked about."""
    return [
        index
        for index, (line, judgement) in enumerate(zip(standing.lines, standing.judgements, strict=True))
        if line.requirement.importance > 0 and not judgement.standing.decides(line.requirement.certainty)
    ]


def _needed(standing: Standing, unseen: Mapping[str, Sequence[PublishedItem]]) -> int:
    """Forecast the questions left: each competency once, as many as its neediest line asks of it."""
    per_key: dict[str, int] = defaultdict(int)
    undecided = undecided_lines(standing)
    items = [item for bank in unseen.values() for item in bank]
    cuts = {standing.lines[index].requirement.cut for index in undecided}
    at_cut = {cut: information_by_competency(items, standing.axis, cut) for cut in cuts}
    for index in undecided:
        line = standing.lines[index]
        askable = [key for key in line.keys if unseen.get(key)]
        if not askable:
            continue
        information = at_cut[line.requirement.cut]
        count = answers_needed(standing.state, line.requirement, information, standing.judgements[index].answers)
        for key in askable:
            available = len(unseen[key])
            per_key[key] = max(per_key[key], min(available, -(-(count or available) // len(askable))))
    return sum(per_key.values())


def unseen_items(session: Session, student: int, *, but_for: str | None = None) -> dict[str, list[PublishedItem]]:
    """Group the items the student has never answered by bank, the most informative at the cut first."""
    met = attempts.items_met(session, student, but_for=but_for)
    by_bank: dict[str, list[PublishedItem]] = defaultdict(list)
    for item in content.published_items(session):
        if item.item not in met:
            by_bank[item.bank].append(item)
    for items in by_bank.values():
        items.sort(key=lambda item: -information_at_cut(parameters_of(item)))
    return by_bank
