"""The grammar of figures made of nodes: graphs and trees."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BeforeValidator, Field, model_validator

from quizapp.banks.figures.fields import MAX_NODES, Fields, Figure, Number, Short, unique
from quizapp.banks.source import QuotedText

MAX_EDGES = 120
MAX_LEVELS = 8


class Node(Fields):
    """A node; a text alone stands for its id, which is its label too."""

    id: Short
    label: Short | None = None
    x: Number | None = None
    y: Number | None = None
    shape: Literal["round", "square", "double", "dashed"] = "round"

    @property
    def text(self) -> str:
        """What stands in it."""
        return self.label or self.id


def _node(value: Any) -> Any:
    return {"id": value} if isinstance(value, str) else value


def _edge(value: Any) -> Any:
    if not isinstance(value, list) or len(value) not in (2, 3):
        raise ValueError("expected an edge as [from, to] or [from, to, label]")
    return dict(zip(("source", "target", "label"), value, strict=False))


class Edge(Fields):
    """A line between two nodes."""

    source: Short
    target: Short
    label: Short | None = None


def _flag(value: Any) -> bool:
    if value not in ("true", "false"):
        raise ValueError("expected true or false")
    return bool(value == "true")


class Graph(Figure):
    """Nodes and edges, placed by coordinates, in layers, or on a circle."""

    kind: Literal["graph"]
    directed: Annotated[bool, BeforeValidator(_flag)] = False
    nodes: Annotated[list[Annotated[Node, BeforeValidator(_node)]], Field(min_length=1, max_length=MAX_NODES)]
    edges: Annotated[tuple[Annotated[Edge, BeforeValidator(_edge)], ...], Field(max_length=MAX_EDGES)] = ()
    layers: list[list[Short]] | None = None

    @model_validator(mode="after")
    def _fits(self) -> "Graph":
        ids = [node.id for node in self.nodes]
        unique("the nodes", ids)
        for end in [end for edge in self.edges for end in (edge.source, edge.target)]:
            if end not in ids:
                raise ValueError(f"expected edges between the nodes, found `{end}`, which is none")
        unique("the edges", [self.edge_key(edge) for edge in self.edges])
        self._place(ids)
        return self

    def edge_key(self, edge: Edge) -> str:
        """Return the same text for edges that would lie on each other."""
        ends = [edge.source, edge.target]
        return " – ".join(ends if self.directed else sorted(ends))

    def _place(self, ids: list[str]) -> None:
        placed = [node.id for node in self.nodes if node.x is not None and node.y is not None]
        touched = [node.id for node in self.nodes if node.x is not None or node.y is not None]
        if touched and placed != ids:
            raise ValueError("expected `x` and `y` for every node, or for none")
        if self.layers is None:
            return
        if touched:
            raise ValueError("expected either `layers` or coordinates")
        if sorted(node for layer in self.layers for node in layer) != sorted(ids) or not all(self.layers):
            raise ValueError("expected each node in one of the `layers`, once")


def _branch(value: Any) -> Any:
    if value == "~" and not isinstance(value, QuotedText):
        return None
    return {"label": value} if isinstance(value, str) else value


class Branch(Fields):
    """A node of a tree with what hangs below.

    A text alone is a leaf's label, `~` a child that is missing; `edge` labels the line above.
    """

    label: Short
    edge: Short | None = None
    children: "tuple[Annotated[Branch | None, BeforeValidator(_branch)], ...]" = ()

    def walk(self, path: tuple[str, ...] = (), side: str = "") -> Iterator["Visit"]:
        """Yield each node with the labels above it and which child it is, parents first."""
        yield Visit(self, path, side)
        sides = ("left", "right") if len(self.children) == 2 else map(str, range(1, len(self.children) + 1))
        for child, which in zip(self.children, sides, strict=True):
            if child is not None:
                yield from child.walk((*path, self.label), which)


class Visit(NamedTuple):
    """A node met on the way through a tree."""

    branch: Branch
    above: tuple[str, ...]
    side: str


class Tree(Figure):
    """A root and its branches."""

    kind: Literal["tree"]
    direction: Literal["down", "right"] = "down"
    root: Annotated[Branch, BeforeValidator(_branch)]

    @model_validator(mode="after")
    def _fits(self) -> "Tree":
        nodes = list(self.root.walk())
        if len(nodes) > MAX_NODES:
            raise ValueError(f"expected at most {MAX_NODES} nodes, found {len(nodes)}")
        if max(len(node.above) for node in nodes) >= MAX_LEVELS:
            raise ValueError(f"expected at most {MAX_LEVELS} levels")
        if self.root.edge:
            raise ValueError("expected no `edge` at the root: no line leads to it")
        return self
