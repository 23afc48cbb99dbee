"""From a posting's blocks to the views a painted page shows, whatever the marks mean."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from quizapp.domain.postings import Block, Piece
from quizapp.web.kit.views import BlockView, MarkView, SegmentView, TallyView


def block_views(
    blocks: Iterable[Block], kinds: Sequence[str], marks: Mapping[int, MarkView], selected: int | None
) -> tuple[BlockView, ...]:
    """Show a posting's lines; `marks` and `selected` go by the statement's position, `kinds` too."""
    return tuple(
        BlockView(
            block.shape,
            block.quiet and not any(piece.statement in marks for piece in block.pieces),
            tuple(_segment(piece, kinds, marks, selected) for piece in block.pieces),
        )
        for block in blocks
    )


def _segment(piece: Piece, kinds: Sequence[str], marks: Mapping[int, MarkView], selected: int | None) -> SegmentView:
    if piece.statement is None:
        return SegmentView(piece.text, "", "", None, selected=False, first=False)
    mark = marks.get(piece.statement)
    return SegmentView(
        text=piece.text,
        kind=kinds[piece.statement],
        line=str(piece.statement) if mark else "",
        mark=mark,
        selected=piece.statement == selected,
        first=piece.first,
    )


def tally_views(legend: Iterable[MarkView], names: Iterable[str]) -> tuple[TallyView, ...]:
    """Count the marks in the legend's order."""
    counts = Counter(names)
    return tuple(TallyView(mark, counts[mark.name]) for mark in legend)
