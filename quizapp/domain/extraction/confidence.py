"""Settle each statement's kind between the rules and the line classifier, and say how sure that is."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from quizapp.domain.extraction.classifier import KINDS, Floats, LineClassifier, softmax
from quizapp.domain.extraction.draft import Draft
from quizapp.domain.extraction.kinds import Choice
from quizapp.domain.extraction.model import Kind
from quizapp.domain.extraction.patterns import word_set

FAMILIES = ("strong", "medium", "section", "stale", "told", "heading", "title")
_STRONG = word_set(
    """
    activity-first page-furniture link-alone no-words legal-cue offer-cue order-first duty-told degree quality-first
    employer place language-asked contact-cue waived
    """
)
_TOLD = frozenset({"told", "about-reader", "bullet-with-competency"})
_NAMED = {"section": "section", "heading": "heading", "title": "title"}
_MOST = 800  # statements; what follows in a longer text is left to the rules, so that time stays bounded
_REACH = 3  # statements on each side that tell something of the one between
_LEAST = 1e-4  # probability
_INDEX = {kind: index for index, kind in enumerate(KINDS)}
_TALK = (Kind.company, Kind.context)
_ALIKE = dict.fromkeys(_TALK, _TALK)
_TITLE, _HEADING = _INDEX[Kind.title], _INDEX[Kind.heading]
_SEEN = 0.5  # P(heading) from which the classifier saw one


def families(drafts: Sequence[Draft], read: Floats) -> list[str]:
    """Return how the rules came to their choices: for each draft one of `FAMILIES`.

    A section is stale where the classifier saw a heading below its own that the rules did not.
    """
    found, stale = [], False
    for draft, chances in zip(drafts, read, strict=True):
        name = draft.choice.rule.split(":")[0]
        if name in _STRONG:
            found.append("strong")
        elif name == "section" and stale:
            found.append("stale")
        else:
            found.append("told" if name in _TOLD else _NAMED.get(name, "medium"))
        heading = draft.choice.kind is Kind.heading
        stale = not heading and (stale or chances[_HEADING] > _SEEN)
    return found


def settle(drafts: Sequence[Draft], classifier: LineClassifier | None) -> list[Choice]:
    """Return the kind of each draft of one posting, with the chance (0 to 1) that it is right.

    The rules choose. Where what they went by is weak and the classifier prefers another kind by its margin, that kind is
    taken, and the rule is then called "classifier:" and the kind. Without a classifier the rules' choices stay as they are.
    """
    if classifier is None or not drafts:
        return [draft.choice for draft in drafts]
    drafts, rest = drafts[:_MOST], drafts[_MOST:]
    read, asks = classifier.read(drafts)
    posterior = softmax(votes(drafts, read, asks) @ classifier.arbiter_weights + classifier.arbiter_biases)
    chosen = choose(drafts, read, posterior, classifier.margins)
    sure = signs(drafts, read, posterior, chosen) @ classifier.calibration_weights + classifier.calibration_bias
    confidences = 1 / (1 + np.exp(-sure))
    settled = [
        _settled(draft.choice, KINDS[kind], round(float(confidence), 4))
        for draft, kind, confidence in zip(drafts, chosen, confidences, strict=True)
    ]
    return settled + [draft.choice for draft in rest]


def _settled(choice: Choice, kind: Kind, confidence: float) -> Choice:
    if kind is choice.kind:
        return replace(choice, confidence=confidence)
    return Choice(kind, confidence, f"classifier:{kind.value}")


def votes(drafts: Sequence[Draft], read: Floats, asks: Floats) -> Floats:
    """Return what the arbiter weighs, a row for each draft of one posting.

    Columns: log P(kind) by the classifier (12), P(kind) of the statement before (12), of the one after (12) and summed
    over three on each side (12), the log odds of asking (1), P(asks) before and after (2), and the rule's kind by its
    family (84, a single 1).
    """
    around = sum((_shifted(read, by) for by in range(-_REACH, _REACH + 1) if by), np.zeros_like(read))
    odds = np.log((asks + _LEAST) / (1 - asks + _LEAST))
    rules = np.zeros((len(drafts), len(FAMILIES) * len(KINDS)))
    for row, draft, name in zip(rules, drafts, families(drafts, read), strict=True):
        row[FAMILIES.index(name) * len(KINDS) + _INDEX[draft.choice.kind]] = 1
    beside = (_shifted(read, 1), _shifted(read, -1), around)
    asked = np.column_stack([odds, _shifted(asks, 1), _shifted(asks, -1)])
    return np.hstack([np.log(read + _LEAST), *beside, asked, rules])


def _shifted(values: Floats, by: int) -> Floats:
    """Return the values of the draft `by` places before (behind, where negative), 0 where there is none."""
    shifted = np.zeros_like(values)
    if abs(by) < len(values):
        shifted[max(by, 0) : len(values) + min(by, 0)] = values[max(-by, 0) : len(values) - max(by, 0)]
    return shifted


def choose(drafts: Sequence[Draft], read: Floats, posterior: Floats, margins: Floats) -> list[int]:
    """Return the index of each draft's kind: the rule's, or the arbiter's where it prefers another by enough.

    `margins` has for each of `FAMILIES` the difference of probabilities that is enough. Talk about the employer and about
    the team is hard to tell apart, also for people: one speaks for the other.
    """
    chosen = []
    for draft, name, chances in zip(drafts, families(drafts, read), posterior, strict=True):
        rule = _INDEX[draft.choice.kind]
        stays = sum(chances[_INDEX[kind]] for kind in _ALIKE.get(draft.choice.kind, (draft.choice.kind,)))
        best = max((index for index in range(len(KINDS)) if index != _TITLE), key=lambda index: chances[index])
        kept = chances[best] - stays < margins[FAMILIES.index(name)]
        chosen.append(rule if kept else best)
    return chosen


def signs(drafts: Sequence[Draft], read: Floats, posterior: Floats, chosen: Sequence[int]) -> Floats:
    """Return what tells whether each chosen kind is right, a row for each draft.

    Columns: log odds of the kind by the arbiter, log odds by the classifier alone, the arbiter's margin over the next
    kind, whether rule and classifier agree, the rule's own confidence where it was kept, and its family (7).
    """
    rows = np.zeros((len(drafts), 5 + len(FAMILIES)))
    names = families(drafts, read)
    for row, draft, name, alone, chances, kind in zip(rows, drafts, names, read, posterior, chosen, strict=True):
        kept = kind == _INDEX[draft.choice.kind]
        others = np.delete(chances, kind)
        row[:5] = (
            _log_odds(chances[kind]),
            _log_odds(alone[kind]),
            chances[kind] - others.max(),
            kept and int(alone.argmax()) == kind,
            draft.choice.confidence if kept else 0.0,
        )
        row[5 + FAMILIES.index(name)] = 1
    return rows


def _log_odds(probability: float) -> float:
    return float(np.log((probability + _LEAST) / (1 - probability + _LEAST)))
