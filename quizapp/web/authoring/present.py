"""From what the services read to the mentor's pages."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import url_for

from quizapp.domain.items.keys import Grade
from quizapp.services.coverage import (
    BankContent,
    BankSummary,
    Competency,
    Coverage,
    CoveredLine,
    Item,
    ItemContent,
    ItemVersion,
    Trial,
)
from quizapp.services.quizzes import Problem
from quizapp.web.authoring.pages import (
    BankCard,
    BankPage,
    BanksPage,
    CoverageLine,
    CoveragePage,
    CoverageRow,
    FindingView,
    ItemProofPage,
    ItemRow,
    TryPage,
)
from quizapp.web.kit.answering import answer_form
from quizapp.web.kit.marking import ItemReview, review_item
from quizapp.web.kit.painting import block_views, tally_views
from quizapp.web.kit.views import MarkView
from quizapp.web.kit.words import COVERAGE_LEGEND, TYPES, count, line_number


def coverage_page(coverage: Coverage, selected: str) -> CoveragePage:
    """Show a posting's coverage, one line of it opened when it is selected."""
    marks = {
        position: MarkView(line.mark, _line_words(line, coverage.names), count(sum(line.items.values()), "item"))
        for position, line in coverage.lines.items()
    }
    position = line_number(selected)
    line = coverage.lines.get(position) if position is not None else None
    names = [mark.name for mark in marks.values()]
    posting = coverage.posting
    return CoveragePage(
        title=posting.title,
        employer=posting.employer,
        posting=posting.id,
        blocks=block_views(coverage.blocks, [s.kind for s in posting.statements], marks, position),
        tallies=tally_views(COVERAGE_LEGEND, names),
        line=_line(coverage, line) if line else None,
        summary=f"{names.count('covered')} of {count(len(names), 'measurable line')} can be decided by a quiz today.",
    )


def _line_words(line: CoveredLine, names: Mapping[str, str]) -> str:
    items = sum(line.items.values())
    if items == 0:
        return "no items yet: no quiz can decide this line"
    missing = [names[key] for key in line.lacking]
    if missing:
        return f"{count(items, 'item')}, none yet on {', '.join(missing)}: decided in part"
    if line.needed is None:
        return f"{count(items, 'item')}: too few to decide this line for somebody near the bar"
    return f"{count(items, 'item')}: about {count(line.needed, 'answer')} would probably decide it"


def _line(coverage: Coverage, line: CoveredLine) -> CoverageLine:
    statement = line.statement
    rows = tuple(
        CoverageRow(coverage.names[key], key if key in coverage.counts else "", *coverage.counts.get(key, (0, 0)))
        for key in line.items
    )
    quote = coverage.posting.text[statement.start : statement.end]
    close = url_for("authoring.coverage", posting=coverage.posting.id)
    return CoverageLine(quote, _line_words(line, coverage.names), rows, close)


def banks_page(summaries: Iterable[BankSummary], missing: Iterable[Competency]) -> BanksPage:
    """Show all banks."""
    cards = tuple(
        BankCard(s.bank.key, s.bank.title, s.bank.summary, s.fixed, s.families, s.findings, s.topics, s.topics_covered)
        for s in summaries
    )
    return BanksPage(cards, tuple(c.name for c in missing))


def bank_page(bank: BankContent) -> BankPage:
    """Show a bank's items."""
    rows = tuple(_row(item, version, variants, bank.topics) for item, version, variants in bank.rows)
    severities = [finding.severity for row in rows for finding in row.findings]
    return BankPage(
        bank.bank.key, bank.bank.title, bank.bank.summary, rows, severities.count("error"), severities.count("warning")
    )


def _row(item: Item, version: ItemVersion, variants: int, topics: Mapping[str, str]) -> ItemRow:
    return ItemRow(
        key=item.key,
        topic=topics.get(version.topic, version.topic),
        type=TYPES.get(version.type, version.type),
        level=version.level,
        just_ready=round(100 * version.just_ready),
        minutes=f"{version.minutes:g}",
        variants=variants,
        findings=tuple(
            FindingView(f["flaw"], f["severity"], f["where"], f["reason"], f["suggestion"]) for f in version.findings
        ),
    )


def item_page(content: ItemContent) -> ItemProofPage:
    """Show one variant of an item with its key."""
    bank, item = content.bank.bank.key, content.item.key

    def variant_url(number: int) -> str:
        inside = 1 <= number <= content.variants
        return url_for("authoring.item", bank=bank, item=item, variant=number) if inside else ""

    return ItemProofPage(
        bank=bank,
        bank_title=content.bank.bank.title,
        row=_row(content.item, content.version, content.variants, content.bank.topics),
        variant=content.number,
        variants=content.variants,
        previous_url=variant_url(content.number - 1),
        next_url=variant_url(content.number + 1),
        try_url=url_for("authoring.trial", bank=bank, item=item, variant=content.number),
        review=_review(content),
        references=tuple(content.version.references),
    )


def _data_url(content: ItemContent) -> str:
    bank, item = content.bank.bank.key, content.item.key
    return url_for("authoring.data", bank=bank, item=item, variant=content.number) if content.face.data else ""


def _review(content: ItemContent, answer: Any = None, grade: Grade | None = None) -> ItemReview:
    return review_item(content.face, content.key, answer, grade, data_url=_data_url(content))


def trial_page(
    content: ItemContent, answer: Any = None, *, problem: Problem | None = None, trial: Trial | None = None
) -> TryPage:
    """Show an item as a student meets it, with what an answer comes to once there is one."""
    bank, item = content.bank.bank.key, content.item.key
    following = content.number % content.variants + 1
    wrong = problem or Problem("")
    form = answer_form(content.face, answer, data_url=_data_url(content), problem=wrong.sentence, problem_at=wrong.part)
    return TryPage(
        bank=bank,
        bank_title=content.bank.bank.title,
        key=item,
        variant=content.number,
        variants=content.variants,
        item_url=url_for("authoring.item", bank=bank, item=item, variant=content.number),
        another_url=url_for("authoring.trial", bank=bank, item=item, variant=following)
        if following != content.number
        else "",
        stem_html=content.face.stem,
        form=form,
        review=_review(content, answer, trial.grade) if trial else None,
        kept=_kept(answer) if trial and content.is_rated and answer is not None else (),
        rated=f"{trial.grade.score:.0%} of the credit" if trial and trial.grade and content.is_rated else "",
    )


def _kept(answer: Any) -> tuple[tuple[str, str], ...]:
    if isinstance(answer, dict):
        return tuple((f"section-{name}", text) for name, text in answer.items())
    return (("answer", str(answer)),)
