"""Reviews: mentors correct what was read of a posting, and sign it off; its owner asks for that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from quizapp.domain.errors import ConflictError, InvalidInputError, NotFoundError
from quizapp.domain.extraction import Strength
from quizapp.domain.postings import Block, lay_out
from quizapp.domain.review import Action, Edit, Line, Reviewer, check_changes, in_force, line_of, needs_check
from quizapp.services.lines import keep_candidates, keep_lines, line_of_row
from quizapp.services.postings import known_competencies, own_posting, read_profile, reviewable_posting
from quizapp.services.reading import Reader
from quizapp.storage import content, people, postings
from quizapp.storage.tables import Competency, Posting, PostingEdit, PostingReview
from quizapp.storage.upsert import insert_or_update

__all__ = ["Competency", "Posting", "PostingReview"]

LONGEST_TITLE, LONGEST_EMPLOYER = 300, 200
"""Characters."""
_OTHER_WAS_FIRST = (
    "Somebody else has changed this posting meanwhile. Their change is kept and shown now; look at it, then make yours."
)


@dataclass(frozen=True)
class ReviewSummary:
    """A posting that mentors may review."""

    posting: Posting
    asked_at: datetime | None
    signed_at: datetime | None
    edits: int
    lines: int
    to_check: int
    """Lines nobody has looked at that are not accepted by themselves."""


@dataclass(frozen=True)
class EditRecord:
    """An edit as the history shows it."""

    edit: Edit
    by: str
    made_at: datetime
    in_force: bool
    quote: str


@dataclass(frozen=True, eq=False)
class Review:
    """A posting with all that a mentor decides on."""

    posting: Posting
    blocks: tuple[Block, ...]
    lines: tuple[Line, ...]
    """In the posting's order: a line's index is its statement's position."""
    to_check: tuple[int, ...]
    """Positions of the lines to look at."""
    state: PostingReview | None
    signed_by: str
    revision: int
    """Number of the last edit: an edit names the one it builds on."""
    history: tuple[EditRecord, ...]
    competencies: Sequence[Competency]


def list_reviews(session: Session, *, accepted_from: float) -> list[ReviewSummary]:
    """List the postings that mentors may review: those that were asked for first, then unsigned ones, oldest first."""
    found = [
        ReviewSummary(
            row.posting,
            row.posting.review.asked_at if row.posting.review else None,
            row.posting.review.signed_at if row.posting.review else None,
            row.edits,
            len(row.posting.statements),
            sum(needs_check(line_of_row(s), accepted_from) for s in row.posting.statements),
        )
        for row in postings.reviewable_postings(session)
    ]
    return sorted(found, key=lambda s: (s.signed_at is not None, s.asked_at is None))


def read_review(session: Session, posting: str, *, accepted_from: float) -> Review:
    """Read a posting for its review.

    Raises:
        NotFoundError: when it is private and its owner has not asked.
    """
    found = reviewable_posting(session, posting)
    lines = tuple(map(line_of_row, found.statements))
    state = found.review
    records = postings.edits_of(session, posting)
    return Review(
        found,
        lay_out(found.text, found.statements),
        lines,
        tuple(position for position, line in enumerate(lines) if needs_check(line, accepted_from)),
        state,
        people.names(session, [state.signed_by]).get(state.signed_by, "") if state and state.signed_by else "",
        records[-1].number if records else 0,
        _history(session, found.text, records),
        content.competencies(session),
    )


def _history(session: Session, text: str, records: Sequence[PostingEdit]) -> tuple[EditRecord, ...]:
    names = people.names(session, {record.person_id for record in records if record.person_id is not None})
    holding = {edit.number for edit in in_force(map(_edit, records))}
    return tuple(
        EditRecord(
            _edit(record), names.get(record.person_id or 0, "somebody whose account is gone"), record.made_at,
            record.number in holding, " ".join(text[record.start : record.end].split()),
        )
        for record in reversed(records)
    )  # fmt: skip


def _edit(record: PostingEdit) -> Edit:
    return Edit(record.number, Action(record.action), record.start, record.end, record.changes)


def edit_line(
    session: Session, reader: Reader, *, mentor: int, posting: str, revision: int, action: Action, line: int,
    changes: Mapping[str, Any], now: datetime,
) -> int:  # fmt: skip
    """Change, accept, split or merge a line; returns the position of the line it became.

    `line` is its position; a merge joins it with the one after it. `revision` is the last edit its page knew.

    Raises:
        NotFoundError: when the posting is not there to review, or has no such line.
        InvalidInputError: when the change can't be made, saying why.
        ConflictError: when somebody else was first.
    """
    found = reviewable_posting(session, posting, to_change=True)
    before = tuple(map(line_of_row, found.statements))
    if not 0 <= line < len(before):
        raise NotFoundError("There is no such line in this posting.")
    known = known_competencies(session)
    start, end = before[line].start, before[line].end
    if action is Action.CHANGE:
        check_changes(changes, known)
        changes = _differing(before[line], changes)
    if action is Action.MERGE:
        if line + 1 >= len(before):
            raise InvalidInputError("It is the last line: there is none after it to join.")
        end = before[line + 1].end
    edit = Edit(revision + 1, action, start, end, changes)
    after = Reviewer(found.text, reader.lexicon(session)).apply(before, edit)
    _record(session, found.id, edit, mentor, now)
    _settle_signature(session, found)
    keep_lines(session, found, after, known)
    return next(position for position, changed in enumerate(after) if changed.start == start)


def _differing(line: Line, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the changes that change something; an unknown strength is decided by choosing required or preferred."""
    stands = {
        "kind": "" if line.strength is Strength.unknown else line.kind.value,
        "measured_by": line.measured_by.value,
        "bar": line.bar.value,
        "strength": line.strength.value if line.strength else None,
        "weight": line.weight,
        "competencies": list(line.keys),
        "any_of": line.choices[0].at_least if line.choices else None,
    }
    differing = {name: value for name, value in changes.items() if value != stands[name]}
    if "competencies" in differing and "any_of" in changes:
        differing["any_of"] = changes["any_of"]  # alternatives are chosen among the competencies as they are now
    # What was found right is decided as well: a later reading must not make something else of it.
    return {"kind": line.kind.value} | differing


def name_posting(
    session: Session, *, mentor: int, posting: str, revision: int, title: str, employer: str, now: datetime
) -> None:
    """Give a posting its title and its employer, where reading found none or the wrong ones.

    Raises:
        NotFoundError: when the posting is not there to review.
        InvalidInputError: when there is no title, or one is too long.
        ConflictError: when somebody else was first.
    """
    found = reviewable_posting(session, posting, to_change=True)
    title, employer = " ".join(title.split()), " ".join(employer.split())
    if not 0 < len(title) <= LONGEST_TITLE or len(employer) > LONGEST_EMPLOYER:
        raise InvalidInputError(f"A title has 1 to {LONGEST_TITLE} characters, an employer up to {LONGEST_EMPLOYER}.")
    was = {"title": found.title, "employer": found.employer}
    changes = {"title": title, "employer": employer, "was": was}
    _record(session, posting, Edit(revision + 1, Action.NAME, 0, len(found.text), changes), mentor, now)
    found.title, found.employer = title, employer
    _settle_signature(session, found)


def sign_off(session: Session, reader: Reader, *, mentor: int, posting: str, revision: int, now: datetime) -> None:
    """Say that a posting's lines are right as they stand; what is not decided yet is decided so.

    Raises:
        NotFoundError: when the posting is not there to review.
        ConflictError: when somebody else has changed it meanwhile.
    """
    found = reviewable_posting(session, posting, to_change=True)
    lines = tuple(map(line_of_row, found.statements))
    edit = Edit(revision + 1, Action.SIGN, 0, len(found.text), {"lines": [line.to_json() for line in lines]})
    _record(session, posting, edit, mentor, now)
    _settle_signature(session, found)
    after = Reviewer(found.text, reader.lexicon(session)).apply(lines, edit)
    keep_lines(session, found, after, known_competencies(session))


def undo(session: Session, reader: Reader, *, mentor: int, posting: str, revision: int, now: datetime) -> None:
    """Take back the last edit that holds; the posting is read anew and the others are made again.

    Raises:
        NotFoundError: when the posting is not there to review.
        InvalidInputError: when there is nothing to take back.
        ConflictError: when somebody else was first.
    """
    found = reviewable_posting(session, posting, to_change=True)
    holding = in_force(map(_edit, postings.edits_of(session, posting)))
    if not holding:
        raise InvalidInputError("There is no change to take back.")
    last = holding[-1]
    _record(
        session, posting, Edit(revision + 1, Action.UNDO, last.start, last.end, {"number": last.number}), mentor, now
    )
    _settle_signature(session, found)
    if last.action is Action.NAME:
        found.title, found.employer = last.changes["was"]["title"], last.changes["was"]["employer"]
    reread_posting(session, found, reader)


def _settle_signature(session: Session, posting: Posting) -> None:
    """Let a signature hold as long as it is the last decision that does; whatever is changed later is signed anew."""
    records = {record.number: record for record in postings.edits_of(session, posting.id)}
    holding = in_force(map(_edit, records.values()))
    signed = records[holding[-1].number] if holding and holding[-1].action is Action.SIGN else None
    if signed is None and posting.review is None:
        return
    review = posting.review = posting.review or PostingReview(posting_id=posting.id)
    review.signed_at, review.signed_by = (signed.made_at, signed.person_id) if signed else (None, None)


def _record(session: Session, posting: str, edit: Edit, mentor: int, now: datetime) -> None:
    if postings.last_edit(session, posting) != edit.number - 1:
        raise ConflictError(_OTHER_WAS_FIRST)
    record = PostingEdit(
        posting_id=posting, number=edit.number, action=edit.action.value, start=edit.start, end=edit.end,
        changes=dict(edit.changes), person_id=mentor, made_at=now,
    )  # fmt: skip
    session.add(record)
    try:
        session.flush()
    except IntegrityError as problem:
        raise ConflictError(_OTHER_WAS_FIRST) from problem


def reread_posting(session: Session, posting: Posting, reader: Reader) -> bool:
    """Read a posting anew and make its edits again; returns whether that changed a line.

    A text that is no longer taken for a posting keeps its lines.
    """
    profile = read_profile(posting.text, reader, session)
    if not profile.is_posting:
        return False
    before = tuple(map(line_of_row, posting.statements))
    edits = map(_edit, postings.edits_of(session, posting.id))
    after = Reviewer(posting.text, reader.lexicon(session)).replay(map(line_of, profile.statements), edits)
    posting.seniority, posting.tracks, posting.problems = (
        profile.seniority,
        list(profile.tracks),
        list(profile.problems),
    )
    if before != after:
        keep_lines(session, posting, after, known_competencies(session))
    keep_candidates(session, posting.id, profile.candidates)
    return before != after


def ask_review(session: Session, *, owner: int, posting: str, now: datetime) -> None:
    """Let mentors read one's own posting, to review it.

    Raises:
        NotFoundError: when it is not one's own.
    """
    own_posting(session, posting, owner)
    insert_or_update(session, PostingReview, {"posting_id": posting}, {"asked_at": now})


def withdraw_review(session: Session, *, owner: int, posting: str) -> None:
    """Make one's own posting private again; what mentors decided before stays.

    Raises:
        NotFoundError: when it is not one's own.
    """
    found = own_posting(session, posting, owner)
    if found.review is not None:
        found.review.asked_at = None
