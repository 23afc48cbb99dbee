"""The grammar of figures: one model a kind."""

from typing import Annotated, Literal, NamedTuple

from pydantic import Field, model_validator

from quizapp.banks.figures.fields import (
    MAX_POINTS,
    MAX_SERIES,
    MAX_SIDE,
    Fields,
    Figure,
    Label,
    Lines,
    Named,
    Number,
    Numbers,
    Span,
    same_length,
    unique,
)

MAX_BARS = 60
MAX_ROWS = 24


class ScaledSpan(Span):
    """An axis of numbers that may be logarithmic."""

    scale: Literal["linear", "log"] = "linear"

    @property
    def logarithmic(self) -> bool:
        """Whether equal steps are equal factors."""
        return self.scale == "log"


class Values(ScaledSpan):
    """An axis with its values."""

    values: Numbers | None = None


class Categories(Fields):
    """The names under the bars, and what they are."""

    label: Label | None = None
    values: Annotated[list[Label], Field(min_length=1, max_length=MAX_BARS)]


class Heights(Span):
    """The axis of the bars' heights, with the heights of the only series."""

    values: Numbers | None = None


class BarSeries(Fields):
    """Bars that belong together."""

    name: Annotated[Label, Field(max_length=30)]
    values: Numbers


class Series(Fields):
    """Points that belong together; `x` when they don't share the axis's."""

    name: Annotated[Label, Field(max_length=30)]
    values: Numbers
    x: Numbers | None = None
    drawn: Annotated[Literal["curve", "points"] | None, Field(alias="as")] = None


class Bars(Figure):
    """Bars over categories, side by side for several series."""

    kind: Literal["bars"]
    x: Categories
    y: Heights
    series: Annotated[list[BarSeries], Field(min_length=1, max_length=MAX_SERIES)] | None = None
    lines: Lines = ()

    @model_validator(mode="after")
    def _fits(self) -> "Bars":
        unique("the names in `x`", self.x.values)
        _one_source(self.y.values, self.series)
        for series in self.shown:
            same_length(f"values of `{series.name}`", series.values, "names in `x`", self.x.values)
        if len(self.x.values) * len(self.shown) > MAX_BARS:
            raise ValueError(f"expected at most {MAX_BARS} bars")
        if any(line.x is not None for line in self.lines):
            raise ValueError("expected `y` for a line across bars")
        self.y.refuse([v for series in self.shown for v in series.values] + _at(self.lines, "y"))
        return self

    @property
    def shown(self) -> list[BarSeries]:
        """All series; a single one is called by what it measures."""
        return self.series or [BarSeries.model_construct(name=self.y.label, values=self.y.values or [])]


class Plot(Figure):
    """Curves or points over an axis of numbers."""

    kind: Literal["curve", "points"]
    x: Values
    y: Values
    series: Annotated[list[Series], Field(min_length=1, max_length=MAX_SERIES)] | None = None
    lines: Lines = ()

    @model_validator(mode="after")
    def _fits(self) -> "Plot":
        _one_source(self.y.values, self.series)
        traces = self.traces
        if sum(len(trace.xs) for trace in traces) > MAX_POINTS:
            raise ValueError(f"expected at most {MAX_POINTS} points")
        for trace in traces:
            same_length(f"values of `{trace.name}`", trace.ys, "values in `x`", trace.xs)
        self.x.refuse(self.all_x, logarithmic=self.x.logarithmic)
        self.y.refuse(self.all_y, logarithmic=self.y.logarithmic)
        return self

    def marks(self, trace: "Trace") -> bool:
        """Tell whether a series shows its points; a curve among points is a line only."""
        return self.kind == "curve" or not trace.joined

    @property
    def all_x(self) -> list[int | float]:
        """All places on the axis across."""
        return [x for trace in self.traces for x in trace.xs] + _at(self.lines, "x")

    @property
    def all_y(self) -> list[int | float]:
        """All places on the axis upward."""
        return [y for trace in self.traces for y in trace.ys] + _at(self.lines, "y")

    @property
    def traces(self) -> list["Trace"]:
        """All series; a single one is called by what it measures."""
        joined = self.kind == "curve"
        if self.series is None:
            return [Trace(self.y.label, self.x.values or [], self.y.values or [], joined)]
        return [
            Trace(s.name, s.x or self.x.values or [], s.values, s.drawn == "curve" if s.drawn else joined)
            for s in self.series
        ]


class Trace(NamedTuple):
    """A series with its own x and y; `joined` when a line leads through its points."""

    name: str
    xs: list[int | float]
    ys: list[int | float]
    joined: bool


class Histogram(Figure):
    """Counts between edges, given or counted from values; an interval takes its lower edge, the last both."""

    kind: Literal["histogram"]
    x: Span
    y: Span
    edges: Annotated[list[Number], Field(min_length=2, max_length=61)]
    counts: Numbers | None = None
    values: Numbers | None = None
    lines: Lines = ()

    @model_validator(mode="after")
    def _fits(self) -> "Histogram":
        if any(not a < b for a, b in zip(self.edges, self.edges[1:], strict=False)):
            raise ValueError("expected `edges` in ascending order")
        if (self.counts is None) == (self.values is None):
            raise ValueError("expected either `counts` or `values` for a histogram")
        same_length("`counts`", self.heights, "spaces between `edges`", self.edges[1:])
        if min(self.heights) < 0:
            raise ValueError(f"expected `counts` of 0 or more, found {min(self.heights)}")
        if self.values and not self.edges[0] <= min(self.values) <= max(self.values) <= self.edges[-1]:
            raise ValueError("expected every value between the first and the last of `edges`")
        self.x.refuse(self.edges + _at(self.lines, "x"))
        self.y.refuse(self.heights + _at(self.lines, "y"))
        return self

    @property
    def heights(self) -> list[int | float]:
        """What stands between the edges."""
        if self.counts is not None:
            return self.counts
        bins = [sum(a <= v < b for v in self.values or []) for a, b in zip(self.edges, self.edges[1:], strict=False)]
        bins[-1] += (self.values or []).count(self.edges[-1])
        return list(bins)


class IntervalRow(Fields):
    """An estimate with its interval."""

    name: Label
    low: Number
    point: Number
    high: Number

    @model_validator(mode="after")
    def _ascends(self) -> "IntervalRow":
        if not self.low <= self.point <= self.high:
            raise ValueError("expected `low`, `point` and `high` in ascending order")
        return self


class Intervals(Figure):
    """Points with a lower and an upper end, one row each."""

    kind: Literal["intervals"]
    x: ScaledSpan
    rows: Annotated[list[IntervalRow], Field(min_length=1, max_length=MAX_ROWS)]
    lines: Lines = ()

    @model_validator(mode="after")
    def _fits(self) -> "Intervals":
        _refuse_rows(self.x, [row.name for row in self.rows], self.numbers, self.lines)
        return self

    @property
    def numbers(self) -> list[int | float]:
        """All numbers on the axis."""
        return [v for row in self.rows for v in (row.low, row.high)] + _at(self.lines, "x")


class BoxRow(Fields):
    """Five numbers of a distribution, and what lies beyond the whiskers."""

    name: Label
    low: Number
    q1: Number
    median: Number
    q3: Number
    high: Number
    outliers: Annotated[tuple[Number, ...], Field(max_length=20)] = ()

    @model_validator(mode="after")
    def _ascends(self) -> "BoxRow":
        if not self.low <= self.q1 <= self.median <= self.q3 <= self.high:
            raise ValueError("expected `low`, `q1`, `median`, `q3` and `high` in ascending order")
        return self


class Boxes(Figure):
    """Box plots, one row each."""

    kind: Literal["boxes"]
    x: ScaledSpan
    rows: Annotated[list[BoxRow], Field(min_length=1, max_length=MAX_ROWS)]
    lines: Lines = ()

    @model_validator(mode="after")
    def _fits(self) -> "Boxes":
        _refuse_rows(self.x, [row.name for row in self.rows], self.numbers, self.lines)
        return self

    @property
    def numbers(self) -> list[int | float]:
        """All numbers on the axis."""
        return [v for row in self.rows for v in (row.low, row.high, *row.outliers)] + _at(self.lines, "x")


class Matrix(Figure):
    """Numbers in rows and columns, shaded by size."""

    kind: Literal["matrix"]
    x: Named | None = None
    y: Named | None = None
    rows: Annotated[list[Label], Field(min_length=1, max_length=MAX_SIDE)]
    columns: Annotated[list[Label], Field(min_length=1, max_length=MAX_SIDE)]
    values: Annotated[list[list[Number]], Field(min_length=1, max_length=MAX_SIDE)]

    @model_validator(mode="after")
    def _fits(self) -> "Matrix":
        same_length("lists in `values`", self.values, "`rows`", self.rows)
        for name, row in zip(self.rows, self.values, strict=True):
            same_length(f"values in row `{name}`", row, "`columns`", self.columns)
        return self


def _one_source(values: object, series: object) -> None:
    if (values is None) == (series is None):
        raise ValueError("expected either `values` in `y` or `series`")


def _at(lines: Lines, axis: str) -> list[int | float]:
    return [line.at for line in lines if line.axis == axis]


def _refuse_rows(axis: ScaledSpan, names: list[str], numbers: list[int | float], lines: Lines) -> None:
    unique("the rows", names)
    if any(line.y is not None for line in lines):
        raise ValueError("expected `x` for a line across rows")
    axis.refuse(numbers, logarithmic=axis.logarithmic)
