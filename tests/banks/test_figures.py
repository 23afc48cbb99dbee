"""Figures from data: what an author may write, what is drawn, and that all can be read without the picture."""

import json
import re
import unicodedata
from typing import Any
from xml.etree import ElementTree

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.banks import text as banks_text
from quizapp.banks.figures import FigureError, figure_html
from quizapp.banks.figures.page import KINDS, read_figure
from quizapp.banks.figures.scale import Wish, across, upward
from quizapp.banks.figures.values import exact, short, typeset
from quizapp.banks.text import TextError, render_block, render_inline

NAME = "figure-0123456789ab-0"
SHARED = {"x": "{label: week, values: [1, 2, 3]}", "y": "{label: errors, values: [4, 9, 2]}"}
SOUND = {
    "bars": "x: {label: week, values: [1, 2, 3]}\ny: {label: errors, values: [4, -9, 2.5]}\n"
    "lines: [{y: 3, name: limit}]",
    "curve": "x: {label: n, values: [1, 10, 100], scale: log}\ny: {label: loss}\n"
    "series: [{name: a, values: [3, 2, 1]}, {name: b, values: [3, 1, 1]}]\nlines: [{x: 10, name: stop}]",
    "points": "x: {label: age}\ny: {label: income}\n"
    "series: [{name: people, x: [1, 2], values: [3, 4]}, {name: fit, as: curve, x: [0, 3], values: [2, 5]}]",
    "histogram": "x: {label: hours}\ny: {label: parcels}\nedges: [0, 1, 2]\nvalues: [0.5, 1, 2]",
    "intervals": "x: {label: effect}\nrows: [{name: A, low: -1, point: 0, high: 2}]\nlines: [{x: 0, name: none}]",
    "boxes": "x: {label: ms}\nrows: [{name: A, low: 1, q1: 2, median: 3, q3: 4, high: 5, outliers: [9]}]",
    "matrix": "x: {label: predicted}\ny: {label: actual}\nrows: [a, b]\ncolumns: [a, b]\nvalues: [[1, -2], [3, 4]]",
    "graph": "directed: true\nnodes: [A, {id: B, shape: dashed}, C]\nedges: [[A, B, 4], [B, A], [C, C]]",
    "tree": "root: {label: 8, children: [{label: 3, edge: less, children: [~, 6]}, 10]}",
}


def source(kind: str, **changed: str) -> str:
    """Return a sound figure with some of its lines changed."""
    lines = [f"kind: {kind}", "title: A figure", *SOUND[kind].splitlines()]
    kept = [line for line in lines if line.split(":")[0] not in changed]
    return "\n".join([*kept, *(f"{key}: {value}" for key, value in changed.items() if value)])


def block(yaml: str) -> str:
    return f"Look:\n\n```figure\n{yaml}\n```\n"


def parse(html: str) -> Any:
    return html5lib.parseFragment(html, namespaceHTMLElements=False)


def tree_of(html: str) -> list[tuple[str, dict[str, str], str]]:
    found = [e for e in parse(html).iter() if isinstance(e.tag, str)]
    return [(str(e.tag), dict(e.attrib), (e.text or "") + "|" + (e.tail or "")) for e in found]


def local(tag: str) -> str:
    return tag.split("}")[-1]


def cells(html: str) -> list[str]:
    return ["".join(e.itertext()) for e in parse(html).iter() if e.tag in ("td", "th")]


# ---------- What is drawn ----------


def test_every_kind_has_a_sound_example() -> None:
    assert set(SOUND) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_figure_has_a_caption_a_named_picture_and_a_table(kind: str) -> None:
    html = render_block(block(source(kind)))
    assert "<figcaption>A figure</figcaption>" in html
    named = re.search(r'role="img"[^>]*aria-labelledby="(\S+) (\S+)"', html)
    assert named
    assert f'<title id="{named[1]}">A figure</title><desc id="{named[2]}">' in html
    assert "<details" in html
    assert "<summary>Data as a table</summary>" in html
    assert '<th scope="col">' in html
    assert '<th scope="row">' in html


@pytest.mark.parametrize("kind", KINDS)
def test_no_style_and_no_fixed_size_is_written(kind: str) -> None:
    html = render_block(block(source(kind)))
    assert "style" not in html
    svg = re.search(r"<svg[^>]*>", html)
    assert svg
    assert not re.search(r" (width|height)=", svg[0])


@pytest.mark.parametrize("kind", KINDS)
def test_the_allow_list_lets_all_of_a_figure_through(kind: str) -> None:
    drawn = figure_html(source(kind), NAME)
    assert tree_of(str(banks_text._CLEANER.clean(drawn))) == tree_of(drawn)


def test_the_allow_list_lets_nothing_through_that_no_figure_needs() -> None:
    many = [f"{{name: s{i}, values: [{i}, 2, 3]}}" for i in range(12)]
    sources = [source(kind) for kind in KINDS]
    sources += [
        source(kind, y="{label: y}", x=SHARED["x"], series=f"[{', '.join(many)}]") for kind in ("bars", "curve")
    ]
    sources.append(
        source(
            "matrix",
            columns=f"[{', '.join(f'column {i}' for i in range(16))}]",
            rows="[a]",
            values=f"[{list(range(16))}]",
        )
    )
    cloud = list(range(101))
    sources.append(source("points", series=f"[{{name: a, x: {cloud}, values: {cloud}}}]"))
    used: dict[str, set[str]] = {}
    for yaml in sources:
        for tag, attributes, _ in tree_of(figure_html(yaml, NAME)):
            used.setdefault(local(tag), set()).update(attributes)
    assert set(used) >= banks_text._FIGURE_TAGS
    for tag, attributes in banks_text._FIGURE_ATTRIBUTES.items():
        assert attributes <= used[tag], (tag, attributes - used[tag])


def test_the_same_text_gives_the_same_bytes_and_each_figure_its_own_ids() -> None:
    text = block(source("bars")) + "\n" + block(source("bars"))
    banks_text._render.cache_clear()
    first = render_block(text)
    banks_text._render.cache_clear()
    assert render_block(text) == first
    ids = re.findall(r' id="([^"]+)"', first)
    assert len(set(ids)) == len(ids) == 6
    assert set(re.findall(r"url\(#([^)]+)\)", first)) < set(ids)
    assert not set(ids) & set(re.findall(r' id="([^"]+)"', render_block(block(source("bars")))))


def test_filled_in_lists_are_read_as_values() -> None:
    html = render_inline(block(source("bars", y="{label: errors, values: [4, 0.25, -1.5e-7]}")))
    assert [c for c in cells(html) if c in ("4", "0.25", "-1.5e-7")] == ["4", "0.25", "-1.5e-7"]


def test_series_are_told_apart_by_marks_dashes_and_hatchings() -> None:
    series = [f"{{name: s{i}, values: [{i}, 2, 3]}}" for i in range(12)]
    curves = figure_html(
        source("curve", x=SHARED["x"], y="{label: y}", series=f"[{', '.join(series)}]", lines=""), NAME
    )
    drawn = re.findall(r'<path d="[^"]+"([^>]*)stroke-linejoin', curves)
    assert len(set(drawn)) == 12
    marks = re.findall(r'<path d="M[\d.]+ [\d.]+(m[^M"]*)[^"]*" fill="(\w+)"[^>]*figure__mark', curves)
    assert len(set(marks)) == 12
    bars = figure_html(source("bars", y="{label: y}", series=f"[{', '.join(series)}]", lines=""), NAME)
    patterns = re.findall(r'<pattern id="[^"]+" class="hue-\d"(.*?)</pattern>', bars)
    assert len(set(patterns)) == 12


def test_a_histogram_counts_each_value_once_and_the_last_edge_in() -> None:
    html = figure_html(source("histogram", values="[0, 0.5, 1, 1.5, 2]"), NAME)
    assert [row.split() for row in re.findall(r"<tr>(.*?)</tr>", re.sub(r"</?t[hd][^>]*>", " ", html))[1:]] == [
        ["0", "1", "2"],
        ["1", "2", "3"],
    ]


def test_an_undirected_edge_stands_at_both_its_ends() -> None:
    html = figure_html(source("graph", directed="false", edges="[[A, B, 4], [C, C]]"), NAME)
    assert cells(html)[3:] == ["A", "B (4)", "round", "B", "A (4)", "dashed", "C", "C", "round"]


def test_a_missing_child_keeps_its_side() -> None:
    html = figure_html(source("tree"), NAME)
    assert cells(html)[12:16] == ["6", "8 › 3", "right", "none"]


def test_a_long_name_lays_the_bars_on_their_side() -> None:
    names = "[a very long name of a category, another one just as long, a third, a fourth]"
    html = figure_html(source("bars", x=f"{{values: {names}}}", y="{label: y, values: [1, 2, 3, 4]}", lines=""), NAME)
    widths = {float(w) for w in re.findall(r'<rect x="[^"]+" y="[^"]+" width="([\d.]+)"', html)}
    assert len(widths) == 4


@pytest.mark.parametrize(
    ("number", "written"),
    [(0.1, "0.1"), (1234567.891, "1234567.891"), (-3, "-3"), (1e-6, "0.000001"), (1e-7, "1e-7")],
)
def test_the_table_keeps_every_digit(number: float, written: str) -> None:
    assert exact(number) == written


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, "0"),
        (0.333333, "0.33"),
        (-0.5, "−0.5"),
        (0.0123, "0.012"),
        (12345, "12\u202f345"),
        (2.5e7, "2.5×10⁷"),
        (1e-7, "10⁻⁷"),
    ],
)
def test_a_cell_shows_a_number_shortly(number: float, written: str) -> None:
    assert short(number) == written


def labels(wish: Wish) -> list[str]:
    return [label for _, label in across(wish, 0, 300).ticks]


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        (Wish([1, 2, 3]), ["1", "2", "3"]),
        (Wish([0.0, 1.0]), ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        (Wish([4, 4]), ["3", "4", "5"]),
        (Wish([98.2, 99.6]), ["98.2", "98.4", "98.6", "98.8", "99.0", "99.2", "99.4", "99.6"]),
        (Wish([3, 8], zero=True), ["0", "2", "4", "6", "8"]),
        (Wish([1, 1000], logarithmic=True), ["1", "10", "100", "1000"]),
        (Wish([20, 60], start=0, end=100), ["0", "20", "40", "60", "80", "100"]),
    ],
)
def test_ticks_are_round_numbers(wish: Wish, expected: list[str]) -> None:
    assert labels(wish) == expected


NUMBERS = st.one_of(
    st.integers(-(10**12), 10**12),
    st.floats(-1e12, 1e12, allow_nan=False).filter(lambda v: v == 0 or abs(v) >= 1e-12),
)


@given(st.lists(NUMBERS, min_size=1, max_size=9), st.booleans())
def test_an_axis_holds_all_values_and_ascends(values: list[int | float], zero: bool) -> None:
    for scale in (across(Wish(values, zero=zero), 40, 300), upward(Wish(values, zero=zero), 200, 20)):
        assert scale.low < scale.high
        assert scale.low <= min(values)
        assert max(values) <= scale.high
        assert 2 <= len(scale.ticks) <= 12
        assert [v for v, _ in scale.ticks] == sorted({v for v, _ in scale.ticks})


@given(st.lists(st.floats(1e-12, 1e12), min_size=1, max_size=9))
def test_a_logarithmic_axis_holds_all_values(values: list[float]) -> None:
    scale = across(Wish(values, logarithmic=True), 40, 300)
    assert scale.low <= min(values) * (1 + 1e-6)
    assert max(values) * (1 - 1e-6) <= scale.high
    assert 2 <= len(scale.ticks) <= 12


def test_a_written_number_gets_a_real_minus_and_air() -> None:
    assert typeset("-12345.5") == "−12\u202f345.5"


# ---------- What is refused ----------


@pytest.mark.parametrize(
    ("yaml", "said"),
    [
        ("title: A", "expected `kind` to be one of bars, curve, points, histogram"),
        ("kind: pie\ntitle: A", "expected `kind` to be one of bars"),
        ("kind: bars\nkind: bars", "expected each key once, found `kind` again"),
        ("kind: &a bars", "expected no anchor"),
        ("- a", "expected"),
        ("", "expected a document, found an empty file (line 1 of the figure)"),
        ("kind: [", "expected YAML"),
        (source("bars", title=""), "expected `title`, found none"),
        (source("bars", colour="red"), "expected no `colour` here (figure: `colour`, line"),
        (source("bars", title="'$x$ over time'"), "expected plain text, found `$`: labels hold no TeX"),
        (source("bars", title='""'), "expected a text, found nothing"),
        (source("bars", title="x" * 201), "expected at most 200 characters"),
        (source("bars", title='"a\\0b"'), "expected characters that can be seen"),
        (source("bars", title='"a\\u202eb"'), "expected characters that can be seen"),
        (source("bars", y="{label: e, values: [1, two, 3]}"), "expected a number such as 3, 0.5 or -1e-3, found `two`"),
        (source("bars", y="{label: e, values: [1, 2]}"), "expected as many values of `e` as names in `x` (3), found 2"),
        (source("bars", y="{label: e, values: [1, 2, 3e15]}"), "expected numbers between 1e-12 and 1e12 in size"),
        (source("bars", y="{label: e, values: [1, 2, nan]}"), "expected a number"),
        (source("bars", y="{label: e}"), "expected either `values` in `y` or `series`"),
        (source("bars", y="{label: e, from: 3, values: [1, 2, 3]}", lines=""), "expected `from` and `to` around all"),
        (source("bars", y="{label: e, from: 3, to: 3, values: [3, 3, 3]}"), "expected `from` below `to`"),
        (source("bars", x="{values: [a, a, b]}"), "expected each of the names in `x` once, found `a` again"),
        (source("bars", lines="[{x: 1, name: a}]"), "expected `y` for a line across bars"),
        (source("bars", lines="[{name: a}]"), "expected either `x` or `y` for a line"),
        (source("bars", x=f"{{values: {list(range(61))}}}"), "expected at most 60, found 61"),
        (source("curve", x="{label: n, values: [0, 1, 2], scale: log}"), "expected numbers above 0 on a logarithmic"),
        (source("curve", x="{label: n, values: [1, 2, 3], scale: cube}"), "expected 'linear' or 'log'"),
        (source("points", series=f"[{{name: a, x: {[1] * 501}, values: {[1] * 501}}}]"), "expected at most 500"),
        (source("curve", series=f"[{', '.join(['{name: a, values: [1, 2, 3]}'] * 13)}]"), "expected at most 12"),
        (source("histogram", edges="[0, 2, 1]"), "expected `edges` in ascending order"),
        (source("histogram", counts="[1, 2]"), "expected either `counts` or `values`"),
        (source("histogram", values="[0.5, 9]"), "expected every value between the first and the last of `edges`"),
        (source("histogram", values="", counts="[1, -2]"), "expected `counts` of 0 or more, found -2"),
        (source("intervals", rows="[{name: A, low: 2, point: 1, high: 3}]"), "expected `low`, `point` and `high` in"),
        (source("boxes", rows="[{name: A, low: 1, q1: 3, median: 2, q3: 4, high: 5}]"), "in ascending order"),
        (source("matrix", values="[[1, 2], [3]]"), "expected as many values in row `b` as `columns` (2), found 1"),
        (source("matrix", rows=f"{list(range(17))}"), "expected at most 16"),
        (source("graph", edges="[[A, D]]"), "expected edges between the nodes, found `D`, which is none"),
        (source("graph", edges="[[A]]"), "expected an edge as [from, to] or [from, to, label]"),
        (source("graph", edges="[[A, B], [A, B]]"), "expected each of the edges once"),
        (source("graph", directed="yes"), "expected true or false"),
        (source("graph", nodes="[{id: A, x: 1, y: 1}, B, C]"), "expected `x` and `y` for every node, or for none"),
        (source("graph", layers="[[A], [B]]"), "expected each node in one of the `layers`, once"),
        (source("graph", nodes=f"{list(range(41))}"), "expected at most 40"),
        (source("tree", root="{label: a, edge: b}"), "expected no `edge` at the root"),
        (source("tree", root=f"{{label: a, children: {list(range(40))}}}"), "expected at most 40 nodes, found 41"),
        (source("tree", root="{label: a, children: [" * 8 + "b" + "]}" * 8), "expected at most 8 levels"),
    ],
)
def test_what_is_wrong_is_said_in_words(yaml: str, said: str) -> None:
    with pytest.raises(FigureError) as error:
        figure_html(yaml, NAME)
    assert str(error.value).startswith("expected")
    assert said in str(error.value)


def test_a_problem_is_named_with_its_place() -> None:
    with pytest.raises(TextError, match=r"\(figure: `y\.values\[2\]`, line 4\)"):
        render_block(block("kind: bars\ntitle: A\nx: {values: [a, b]}\ny: {label: e, values: [1, two]}"))


def test_a_block_of_any_other_name_stays_code() -> None:
    assert "<svg" not in render_block("```figures\nkind: bars\n```")
    assert "<svg" not in render_block("```yaml\nkind: bars\n```")


# ---------- Properties ----------

HOSTILE = (
    "<script>alert(1)</script>",
    '" onload="alert(1)',
    "' onload='alert(1)",
    "</title><script>alert(1)</script>",
    "</text></svg><img src=x onerror=alert(1)>",
    "]]><!--",
    "-->",
    "&lt;b&gt;",
    "&#60;script&#62;",
    "url(javascript:alert(1))",
    "`` ```",
    "x}}{{y",
    "\u202f",
    "تجربة 漢字 é ŷ",
)


def readable(text: str) -> bool:
    return bool(text.strip()) and "$" not in text and not re.search(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]", text)


CHARACTERS = st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co"), exclude_characters="\ufeff$")
WORDS = st.one_of(st.sampled_from(HOSTILE[:-2]), st.text(CHARACTERS, min_size=1, max_size=24)).filter(readable)
SHORT = WORDS.map(lambda word: word[:24].strip()).filter(readable)
SMALL = st.one_of(st.integers(-999, 999), st.floats(-1e6, 1e6).filter(lambda v: v == 0 or abs(v) >= 1e-9))


def spaced(text: str) -> str:
    return re.sub(r"[ \t\r\n\x85\u2028\u2029]+", " ", text).strip()


def lists(count: int, of: st.SearchStrategy[Any] = SMALL) -> st.SearchStrategy[list[Any]]:
    return st.lists(of, min_size=count, max_size=count)


def distinct(least: int, most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(SHORT, min_size=least, max_size=most, unique_by=spaced)


@st.composite
def bars(draw: Any) -> dict[str, Any]:
    names = draw(distinct(1, 6))
    series = [{"name": n, "values": draw(lists(len(names)))} for n in draw(distinct(1, 4))]
    return {"kind": "bars", "x": {"values": names}, "y": {"label": draw(WORDS)}, "series": series}


@st.composite
def plots(draw: Any) -> dict[str, Any]:
    count = draw(st.integers(1, 40))
    shared = draw(lists(count))
    series = [
        {"name": n, "values": draw(lists(count))} | draw(st.sampled_from([{}, {"as": "curve"}, {"as": "points"}]))
        for n in draw(distinct(1, 5))
    ]
    kind = draw(st.sampled_from(["curve", "points"]))
    lines = [{"x": draw(SMALL), "name": draw(SHORT)}]
    return {
        "kind": kind,
        "x": {"label": draw(WORDS), "values": shared},
        "y": {"label": draw(WORDS)},
        "series": series,
        "lines": lines,
    }


@st.composite
def histograms(draw: Any) -> dict[str, Any]:
    edges = sorted(draw(st.lists(st.integers(-99, 999), min_size=2, max_size=12, unique=True)))
    counts = draw(lists(len(edges) - 1, st.integers(0, 10**6)))
    return {
        "kind": "histogram",
        "x": {"label": draw(WORDS)},
        "y": {"label": draw(WORDS)},
        "edges": edges,
        "counts": counts,
    }


@st.composite
def rows(draw: Any) -> dict[str, Any]:
    kind, fields = draw(
        st.sampled_from([("intervals", ["low", "point", "high"]), ("boxes", ["low", "q1", "median", "q3", "high"])])
    )
    written = [
        {"name": n} | dict(zip(fields, sorted(draw(lists(len(fields)))), strict=True)) for n in draw(distinct(1, 6))
    ]
    return {"kind": kind, "x": {"label": draw(WORDS)}, "rows": written}


@st.composite
def matrices(draw: Any) -> dict[str, Any]:
    names, heads = draw(st.lists(SHORT, min_size=1, max_size=5)), draw(st.lists(SHORT, min_size=1, max_size=5))
    return {"kind": "matrix", "rows": names, "columns": heads, "values": [draw(lists(len(heads))) for _ in names]}


@st.composite
def graphs(draw: Any) -> dict[str, Any]:
    names = draw(distinct(1, 9))
    pairs = draw(st.lists(st.tuples(st.sampled_from(names), st.sampled_from(names)), max_size=12, unique=True))
    edges = [[*pair, draw(SHORT)] for pair in pairs]
    made = {"kind": "graph", "directed": True, "nodes": names, "edges": edges}
    if draw(st.booleans()):
        cut = draw(st.integers(1, len(names)))
        made["layers"] = [layer for layer in (names[:cut], names[cut:]) if layer]
    return made


BRANCHES = st.recursive(
    st.fixed_dictionaries({"label": SHORT, "edge": SHORT}),
    lambda below: st.fixed_dictionaries(
        {"label": SHORT, "edge": SHORT, "children": st.lists(below, min_size=1, max_size=3)}
    ),
    max_leaves=9,
)


def height(branch: dict[str, Any]) -> int:
    return 1 + max(map(height, branch.get("children", [])), default=0)


@st.composite
def trees(draw: Any) -> dict[str, Any]:
    root = draw(BRANCHES.filter(lambda branch: height(branch) <= 8))
    root.pop("edge")
    return {"kind": "tree", "direction": draw(st.sampled_from(["down", "right"])), "root": root}


SPECS = st.one_of(bars(), plots(), histograms(), rows(), matrices(), graphs(), trees())


def data_of(spec: Any, key: str = "") -> list[str | int | float]:
    """Return every number and label of a specification as its table must show it."""
    if isinstance(spec, dict):
        left_out = {"kind", "as", "directed", "direction", "layers"}
        return [found for k, v in spec.items() if k not in left_out for found in data_of(v, k)]
    if key == "lines":
        return [word for line in spec for word in (exact(line["x"] or 0), spaced(line["name"]))]
    if isinstance(spec, list):
        return [found for value in spec for found in data_of(value, key)]
    return [spec or 0 if isinstance(spec, int | float) else spaced(spec)]


@given(SPECS, WORDS)
def test_any_sound_figure_is_well_formed_within_the_allow_list_and_whole_in_its_table(
    spec: dict[str, Any], title: str
) -> None:
    yaml = json.dumps({"title": title, **spec}, ensure_ascii=False)
    drawn = figure_html(yaml, NAME)
    ElementTree.fromstring(drawn)  # noqa: S314  # our own markup
    cleaned = str(banks_text._CLEANER.clean(drawn))
    assert tree_of(cleaned) == tree_of(drawn)
    told = "\n".join("".join(e.itertext()) for e in parse(cleaned).iter("table"))
    for datum in data_of(spec):
        assert datum in told if isinstance(datum, str) else exact(datum) in cells(cleaned)


def numbers(element: Any, *names: str) -> list[float]:
    return [float(element.attrib.get(name, 0)) for name in names]


@given(SPECS)
def test_nothing_is_drawn_outside_the_picture(spec: dict[str, Any]) -> None:
    root = ElementTree.fromstring(figure_html(json.dumps({"title": "t", **spec}, ensure_ascii=False), NAME))  # noqa: S314
    svg = next(root.iter("svg"))
    left, top, wide, high = map(float, svg.attrib["viewBox"].split())
    for element in svg.iter():
        if element.tag == "text":
            x, y = numbers(element, "x", "y")
            assert left <= x <= left + wide
            assert top < y <= top + high
        if element.tag == "rect":
            x, y, across_, up = numbers(element, "x", "y", "width", "height")
            assert min(x - left, y - top, across_, up) >= -0.01
            assert x + across_ <= left + wide + 0.01
            assert y + up <= top + high + 0.01


@pytest.mark.parametrize("payload", HOSTILE)
@pytest.mark.parametrize("kind", KINDS)
def test_hostile_words_stay_words(payload: str, kind: str) -> None:
    word = json.dumps(payload[:24], ensure_ascii=False)
    if not payload.strip():
        return
    made = source(kind).replace("A figure", json.dumps(payload, ensure_ascii=False))
    made = re.sub(r"label: (?:errors|loss|income|parcels|effect|ms|actual|8)\b", lambda _: f"label: {word}", made)
    html = render_block("`````figure\n" + made + "\n`````")
    tags = {local(tag) for tag, _, _ in tree_of(html)}
    assert tags - banks_text._FIGURE_TAGS == {"div", "table", "thead", "tbody", "tr", "th", "td", "DOCUMENT_FRAGMENT"}
    assert all(not name.startswith("on") for _, attributes, _ in tree_of(html) for name in attributes)
    assert spaced(payload) in "".join(parse(html).itertext())


def test_labels_are_normal_text() -> None:
    figure = read_figure(source("bars", title='" two\\n lines "'))
    assert figure.title == "two lines"
    assert unicodedata.is_normalized("NFC", figure.title)
