"""Trees, downward or to the right."""

from dataclasses import dataclass

from quizapp.banks.figures.drawing import WIDTH, Drawing, Table
from quizapp.banks.figures.networks import Branch, Tree
from quizapp.banks.figures.svg import LINE, Markup, element, join, line, lines_of_text, text, widest, wrap

_LABEL = 84
"""The widest line of a node's label, unless a word needs more."""
_DOWN = 720
"""A tree that is broader grows to the right."""


@dataclass(frozen=True)
class Leafed:
    """A node at its level and its place among the leaves, counted in leaves."""

    branch: Branch
    level: int
    place: float
    parent: "Leafed | None"
    lines: tuple[str, ...]

    @property
    def width(self) -> float:
        """Of its frame."""
        return widest(self.lines) + 16

    @property
    def height(self) -> float:
        """Of its frame."""
        return len(self.lines) * LINE + 10


def draw_tree(tree: Tree) -> Drawing:
    """Draw a tree."""
    nodes = _laid(tree.root)
    leaves = sum(not node.branch.children for node in nodes)
    slots = leaves + sum(child is None for node in nodes for child in node.branch.children)
    column = max(node.width for node in nodes) + 10
    edges = widest(node.branch.edge or "" for node in nodes)
    if tree.direction == "down" and slots * max(column, edges + 12) <= _DOWN:
        body, across, high = _down(nodes, slots, max(column, edges + 12))
    else:
        body, across, high = _right(nodes, slots, edges)
    depth = max(node.level for node in nodes) + 1
    words = f"A tree of {len(nodes)} nodes on {depth} levels, {leaves} of them leaves."
    return Drawing(across, high, body, words, _table(tree))


def _laid(root: Branch) -> list[Leafed]:
    """Give the leaves places one after the other, and each node the middle of its children."""
    nodes: list[Leafed] = []
    taken = 0

    def place(branch: Branch | None) -> float:
        nonlocal taken
        if branch and branch.children:
            places = [place(child) for child in branch.children]
            middle = (places[0] + places[-1]) / 2
        else:
            middle, taken = taken + 0.5, taken + 1
        middles[id(branch)] = middle
        return middle

    def gather(branch: Branch, level: int, parent: Leafed | None) -> None:
        node = Leafed(branch, level, middles[id(branch)], parent, tuple(wrap(branch.label, _LABEL)))
        nodes.append(node)
        for child in filter(None, branch.children):
            gather(child, level + 1, node)

    middles: dict[int, float] = {}
    place(root)
    gather(root, 0, None)
    return nodes


def _down(nodes: list[Leafed], leaves: int, column: float) -> tuple[Markup, float, float]:
    across = max(WIDTH, leaves * column)
    high = max(node.height for node in nodes)
    step = high + (44 if any(node.branch.edge for node in nodes) else 30)

    def middle(node: Leafed) -> tuple[float, float]:
        return node.place * across / leaves, 2 + high / 2 + node.level * step

    parts = []
    for node in nodes[1:]:
        (x1, y1), (x2, y2) = middle(node.parent or node), middle(node)
        parts.append(_line(x1, y1 + (node.parent or node).height / 2, x2, y2 - node.height / 2, node.branch.edge))
    parts += [_frame(node, *middle(node)) for node in nodes]
    return join(parts), across, 4 + high + max(node.level for node in nodes) * step


def _right(nodes: list[Leafed], leaves: int, edges: float) -> tuple[Markup, float, float]:
    levels = max(node.level for node in nodes) + 1
    columns = [max(node.width for node in nodes if node.level == level) for level in range(levels)]
    used = sum(columns) + 4
    gap = max(edges + 30, 34.0, min((WIDTH - used) / max(levels - 1, 1), 90.0))
    row = max(node.height for node in nodes) + (14 if edges else 10)

    def middle(node: Leafed) -> tuple[float, float]:
        return 2 + sum(columns[: node.level]) + node.level * gap + columns[node.level] / 2, node.place * row

    parts = []
    for node in nodes[1:]:
        (x1, y1), (x2, y2) = middle(node.parent or node), middle(node)
        parts.append(_line(x1 + (node.parent or node).width / 2, y1, x2 - node.width / 2, y2, node.branch.edge))
    parts += [_frame(node, *middle(node)) for node in nodes]
    return join(parts), max(WIDTH, used + gap * (levels - 1)), leaves * row


def _line(x1: float, y1: float, x2: float, y2: float, words: str | None) -> Markup:
    drawn = line(x1, y1, x2, y2, stroke_width=1.4, class_="figure__edge")
    if not words:
        return drawn
    share = 0.55
    label = text(
        x1 + (x2 - x1) * share, y1 + (y2 - y1) * share + 4.5, words, anchor="middle", class_="figure__halo"
    )  # fmt: skip
    return join([drawn, label])


def _frame(node: Leafed, x: float, y: float) -> Markup:
    frame = element(
        "rect", x=x - node.width / 2, y=y - node.height / 2, width=node.width, height=node.height,
        rx=12, fill="none", stroke="currentColor", class_="figure__node",
    )  # fmt: skip
    return join([frame, lines_of_text(x, y, list(node.lines), anchor="middle")])


def _table(tree: Tree) -> Table:
    """Return a row a node, with the path that leads to it; which child it is, where one is missing."""
    nodes = list(tree.root.walk())
    columns = [("node", [n.branch.label for n in nodes])]
    columns.append(("under", [" › ".join(n.above) or "none: the root" for n in nodes]))
    if any(child is None for n in nodes for child in n.branch.children):
        columns.append(("child", [n.side or "none" for n in nodes]))
    if any(n.branch.edge for n in nodes):
        columns.append(("edge", [n.branch.edge or "none" for n in nodes]))
    return Table(tuple(head for head, _ in columns), tuple(zip(*(cells for _, cells in columns), strict=True)))
