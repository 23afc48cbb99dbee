"""Graphs: nodes at their places, edges that keep clear of other nodes."""

import math
from dataclasses import dataclass, field
from functools import cached_property

from quizapp.banks.figures.drawing import WIDTH, Drawing, Table
from quizapp.banks.figures.networks import Edge, Graph, Node
from quizapp.banks.figures.svg import (
    LINE,
    SIZE,
    Markup,
    element,
    join,
    lines_of_text,
    number,
    path,
    text,
    widest,
    width,
    wrap,
)

_ROUND = 15
"""The radius of a node's corners, and the least half of its height and width."""
_LABEL = 96
"""The widest line of a node's label, unless a word needs more."""
Point = tuple[float, float]


@dataclass(frozen=True)
class Spot:
    """A node in the picture: its middle and its label's lines."""

    node: Node
    x: float
    y: float

    @cached_property
    def lines(self) -> list[str]:
        """What stands in it."""
        return wrap(self.node.text, _LABEL)

    @cached_property
    def half(self) -> float:
        """Half of its width."""
        return max(_ROUND, widest(self.lines) / 2 + 8)

    @cached_property
    def high(self) -> float:
        """Half of its height."""
        return max(_ROUND, len(self.lines) * LINE / 2 + 5)

    def holds(self, point: Point, room: float = 0) -> bool:
        """Tell whether a point lies in the node, or within some room around it."""
        across, up = abs(point[0] - self.x), abs(point[1] - self.y)
        inside = across <= self.half + room and up <= self.high + room
        if not inside or self.node.shape == "square":
            return inside
        inner = max(across - (self.half - _ROUND), 0), max(up - (self.high - _ROUND), 0)
        return math.hypot(*inner) <= _ROUND + room


@dataclass
class Sheet:
    """What is drawn already, so that labels find a free place."""

    spots: dict[str, Spot]
    taken: list[tuple[Point, float]] = field(default_factory=list)

    def free(self, point: Point, half: float) -> bool:
        """Tell whether a label of half a width has room here."""
        apart = all(
            abs(point[0] - other[0]) > half + wide or abs(point[1] - other[1]) > SIZE + 2 for other, wide in self.taken
        )
        return apart and not any(s.holds(point, half / 2 + 6) for s in self.spots.values())


def draw_graph(graph: Graph) -> Drawing:
    """Draw a graph."""
    spots, across, up = _placed(graph)
    sheet = Sheet({spot.node.id: spot for spot in spots})
    back = {(e.target, e.source) for e in graph.edges}
    curves = [
        (edge, _route(edge, sheet, graph.directed and (edge.source, edge.target) in back)) for edge in graph.edges
    ]
    lines = [_edge(sheet, edge, curve, graph.directed) for edge, curve in curves]
    labels = [_label(sheet, edge.label, curve) for edge, curve in curves if edge.label]
    body = join([*lines, *map(_node, spots), *labels])
    kind = "directed" if graph.directed else "undirected"
    words = f"A {kind} graph of {len(spots)} nodes and {len(graph.edges)} edges."
    left, top, right, bottom = _bounds([curve for _, curve in curves], across, up)
    return Drawing(right - left, bottom - top, body, words, _table(graph), left=left, top=top)


def _bounds(curves: list["Curve"], across: float, up: float) -> tuple[float, float, float, float]:
    """Return the left, top, right and bottom of a picture in which no bent edge is cut off."""
    points = [curve.at(k / 8) for curve in curves for k in range(9)]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (
        min([0, *(x - 10 for x in xs)]),
        min([0, *(y - 14 for y in ys)]),
        max([across, *(x + 10 for x in xs)]),
        max([up, *(y + 14 for y in ys)]),
    )


def _placed(graph: Graph) -> tuple[list[Spot], float, float]:
    """Return the nodes' places, and the picture's width and height."""
    sizes = [Spot(node, 0, 0) for node in graph.nodes]
    half, high = max(spot.half for spot in sizes), max(spot.high for spot in sizes)
    units, apart_x, apart_y = _units(graph)
    labels = widest(edge.label or "" for edge in graph.edges)
    across = max(WIDTH - 2 * half - 8, apart_x * (2 * half + 26 + labels))
    up = apart_y * (2 * high + (46 if labels else 28))
    if graph.layers is None and graph.nodes[0].x is None and len(sizes) > 2:
        up = max(up, across * 0.8)
    spots = [
        Spot(node, 4 + half + x * across, 4 + high + y * up) for node, (x, y) in zip(graph.nodes, units, strict=True)
    ]
    return spots, across + 2 * half + 8, up + 2 * high + 8


def _units(graph: Graph) -> tuple[list[Point], float, float]:
    """Return places between 0 and 1, and how many nodes have to fit beside and above each other."""
    if graph.layers is not None:
        return _in_layers(graph, graph.layers)
    if graph.nodes[0].x is not None:
        return _by_coordinates(graph)
    return _on_circle(len(graph.nodes))


def _in_layers(graph: Graph, layers: list[list[str]]) -> tuple[list[Point], float, float]:
    places: dict[str, Point] = {}
    tall = max(max(map(len, layers)) - 1, 1)
    for i, layer in enumerate(layers):
        x = i / (len(layers) - 1) if len(layers) > 1 else 0.5
        places |= {node: (x, 0.5 + (k - (len(layer) - 1) / 2) / tall) for k, node in enumerate(layer)}
    return [places[node.id] for node in graph.nodes], len(layers) - 1, max(map(len, layers)) - 1


def _by_coordinates(graph: Graph) -> tuple[list[Point], float, float]:
    """Fit coordinates into the box, y upward; as many columns and rows as differ, up to eight."""
    xs, ys = [float(n.x or 0) for n in graph.nodes], [float(n.y or 0) for n in graph.nodes]
    units = list(zip(_unit(xs), [1 - y for y in _unit(ys)], strict=True))
    return units, min(len(set(xs)), 8) - 1, min(len(set(ys)), 8) - 1


def _unit(values: list[float]) -> list[float]:
    low, span = min(values), max(values) - min(values)
    return [(v - low) / span if span else 0.5 for v in values]


def _on_circle(count: int) -> tuple[list[Point], float, float]:
    if count <= 2:
        return [(0.5, 0.5)] if count == 1 else [(0.0, 0.5), (1.0, 0.5)], count - 1, 0
    turns = [2 * math.pi * i / count - math.pi / 2 for i in range(count)]
    units = [(0.5 + math.cos(turn) / 2, 0.5 + math.sin(turn) / 2) for turn in turns]
    return units, count / math.pi - 1, count / math.pi


@dataclass(frozen=True)
class Curve:
    """A quadratic curve: both ends and what draws it aside."""

    start: Point
    pull: Point
    end: Point

    def at(self, t: float) -> Point:
        """Return the point a share of the way along."""
        return self.blossom(t, t)

    def blossom(self, s: float, t: float) -> Point:
        """Return the polar form: the pull of the part between s and t."""
        a, b, c = (1 - s) * (1 - t), (1 - s) * t + s * (1 - t), s * t
        return (
            a * self.start[0] + b * self.pull[0] + c * self.end[0],
            a * self.start[1] + b * self.pull[1] + c * self.end[1],
        )


def _route(edge: Edge, sheet: Sheet, paired: bool) -> Curve:
    """Lead an edge between two nodes, bent when it would cross a third, or has one that leads back."""
    source, target = sheet.spots[edge.source], sheet.spots[edge.target]
    if source is target:
        return Curve((source.x - 13, source.y), (source.x, source.y - 88), (source.x + 13, source.y))
    others = [spot for spot in sheet.spots.values() if spot not in (source, target)]
    bends = (22, 44, 70) if paired else (0, 26, -26, 50, -50, 80, -80)
    curves = [_bent(source, target, bend) for bend in bends]
    clear = (c for c in curves if not any(s.holds(c.at(k / 16), 4) for s in others for k in range(1, 16)))
    return next(clear, curves[0])


def _bent(source: Spot, target: Spot, bend: float) -> Curve:
    dx, dy = target.x - source.x, target.y - source.y
    length = math.hypot(dx, dy) or 1
    pull = ((source.x + target.x) / 2 - dy / length * bend, (source.y + target.y) / 2 + dx / length * bend)
    return Curve((source.x, source.y), pull, (target.x, target.y))


def _edge(sheet: Sheet, edge: Edge, curve: Curve, directed: bool) -> Markup:
    first = _border(curve, sheet.spots[edge.source], 0.0)
    last = _border(curve, sheet.spots[edge.target], 1.0)
    start, pull, end = curve.at(first), curve.blossom(first, last), curve.at(last)
    d = f"M{_point(start)}Q{_point(pull)} {_point(end)}"
    drawn = path(d, stroke_width=1.4, class_="figure__edge")
    return join([drawn, _arrow(pull, end)]) if directed else drawn


def _border(curve: Curve, spot: Spot, end: float) -> float:
    """Find by halving where a curve leaves a node that holds its end."""
    inside, outside = end, 0.5
    for _ in range(20):
        middle = (inside + outside) / 2
        inside, outside = (middle, outside) if spot.holds(curve.at(middle), 1) else (inside, middle)
    return outside


def _arrow(pull: Point, end: Point) -> Markup:
    turn = math.atan2(end[1] - pull[1], end[0] - pull[0])
    sides = [(end[0] - 9 * math.cos(turn + s), end[1] - 9 * math.sin(turn + s)) for s in (0.42, -0.42)]
    d = f"M{_point(end)}L{_point(sides[0])}L{_point(sides[1])}Z"
    return path(d, fill="currentColor", class_="figure__edge")


def _point(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


def _label(sheet: Sheet, words: str, curve: Curve) -> Markup:
    half = width(words) / 2
    shares = (0.5, 0.42, 0.58, 0.35, 0.65, 0.29, 0.71)
    place = next((p for t in shares if sheet.free(p := curve.at(t), half)), curve.at(0.5))
    sheet.taken.append((place, half))
    return text(place[0], place[1] + 4.5, words, anchor="middle", class_="figure__halo")


def _node(spot: Spot) -> Markup:
    shape = spot.node.shape
    parts = [_outline(spot, 0, "5 3" if shape == "dashed" else None)]
    if shape == "double":
        parts.append(_outline(spot, 3.5, None))
    return join([*parts, lines_of_text(spot.x, spot.y, spot.lines, anchor="middle")])


def _outline(spot: Spot, inset: float, dashes: str | None) -> Markup:
    half, high = spot.half - inset, spot.high - inset
    round_ = 2 if spot.node.shape == "square" else _ROUND - inset
    return element(
        "rect", x=spot.x - half, y=spot.y - high, width=2 * half, height=2 * high, rx=round_,
        fill="none", stroke="currentColor", stroke_width=1.6, stroke_dasharray=dashes, class_="figure__node",
    )  # fmt: skip


def _table(graph: Graph) -> Table:
    """Return a row a node with those it leads to; how it is drawn, when that says something."""
    names = {node.id: node.text for node in graph.nodes}
    reached: dict[str, list[str]] = {node.id: [] for node in graph.nodes}
    for edge in graph.edges:
        more = f" ({edge.label})" if edge.label else ""
        reached[edge.source].append(names[edge.target] + more)
        if not graph.directed and edge.source != edge.target:
            reached[edge.target].append(names[edge.source] + more)
    drawn = any(node.shape != "round" for node in graph.nodes)
    heads = ("node", "leads to" if graph.directed else "joined with", *(["drawn"] if drawn else []))
    rows = [(n.text, ", ".join(reached[n.id]) or "none", *([n.shape] if drawn else [])) for n in graph.nodes]
    return Table(heads, tuple(rows))
