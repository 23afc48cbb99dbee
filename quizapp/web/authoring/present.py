"""From what the services read to the mentor's pages."""

from collections.abc import Iterable, Mapping

from flask import url_for

from quizapp.domain.items.keys import ChoiceKey, JudgementKey, NumericKey, OrderingKey
from quizapp.services.coverage import (
    BankContent,
    BankSummary,
    Competency,
    Coverage,
    CoveredLine,
    Item,
    ItemContent,
    ItemVersion,
)
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
    OptionProof,
)
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
        stem_html=content.face.stem,
        answer=_answer(content),
        options=_options(content),
        explanation_html=content.key.explanation,
        references=tuple(content.version.references),
    )


def _answer(content: ItemContent) -> str:
    key = content.key
    if not isinstance(key, NumericKey):
        return ""
    spread = key.tolerance.around(key.value)
    return f"{key.value:.5g} {content.face.unit}".strip() + f", within {spread:.3g}"


def _options(content: ItemContent) -> tuple[OptionProof, ...]:
    key, texts = content.key, {part.id: part.text for part in content.face.parts}
    if isinstance(key, NumericKey):
        return tuple(OptionProof(f"{m.value:.5g}", "known mistake", m.why, m.misconception) for m in key.mistakes)
    if isinstance(key, ChoiceKey):
        return tuple(
            OptionProof(
                texts[part],
                "right" if part in key.correct else "wrong",
                key.whys[part],
                key.misconceptions.get(part, ""),
            )
            for part in key.options
        )
    if isinstance(key, OrderingKey):
        return tuple(
            OptionProof(texts[part], f"place {place}", key.whys[part], "") for place, part in enumerate(key.order, 1)
        )
    return _ratings(key, texts)


def _ratings(key: JudgementKey, texts: dict[str, str]) -> tuple[OptionProof, ...]:
    best_first = sorted(key.ratings, key=lambda part: -key.ratings[part])
    return tuple(
        OptionProof(texts[part], f"author's key {key.ratings[part]:g}", key.whys[part], "") for part in best_first
    )
