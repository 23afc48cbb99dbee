"""Expressions by the hundred thousand: plausible ones, hostile ones, and the dearest ones of each function."""

import random
from collections.abc import Callable

from quizapp.domain.items.expression import MAX_SOURCE
from quizapp.domain.items.functions import FUNCTIONS
from quizapp.domain.items.values import MAX_ELEMENTS, Value


def make_names(elements: int, side: int) -> dict[str, Value]:
    """Make values of each kind, with lists and square matrices of a given size."""
    source = random.Random(4)  # noqa: S311 - numbers to test with
    square = tuple(tuple(source.gauss(0, 1) for _ in range(side)) for _ in range(side))
    return {
        "x": tuple(source.gauss(0, 3) for _ in range(elements)),
        "y": tuple(source.randrange(1, 10**14) for _ in range(elements)),
        "p": tuple(source.uniform(1e-6, 1 - 1e-6) for _ in range(elements)),
        "k": tuple(source.randrange(0, 50) for _ in range(elements)),
        "m": tuple(source.randrange(2) for _ in range(elements)),
        "w": tuple("".join(source.choices("abcdef", k=8)) for _ in range(elements)),
        "s": "ab" * (elements // 2),
        "A": square,
        "S": tuple(tuple(square[i][j] + square[j][i] for j in range(side)) for i in range(side)),
        "T": tuple(tuple(source.gauss(0, 1) for _ in range(8)) for _ in range(elements)),
        "D": tuple(((1.5, 2), (3,)) for _ in range(elements)),
        "n": 7,
        "q": 0.3,
        "word": "alpha",
    }


NAMES = make_names(MAX_ELEMENTS, 64)
"""As large as the language allows."""
SMALL_NAMES = make_names(24, 5)
_OPERATORS = ("+", "-", "*", "/", "//", "%", "**", "==", "!=", "<", "<=", ">", ">=", "in", "not in", "and", "or")

DEAREST: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        [
            "abs",
            "round",
            "floor",
            "ceil",
            "sign",
            "exp",
            "sin",
            "cos",
            "tan",
            "atan",
            "tanh",
            "expm1",
            "erf",
            "sigmoid",
            "softmax",
            "sum",
            "mean",
            "median",
            "var",
            "sd",
            "reversed",
            "cumsum",
            "differences",
            "argmin",
            "argmax",
            "norm",
        ],
        ("x",),
    ),
    **dict.fromkeys(["sqrt", "log", "log2", "log10", "asin", "acos", "log1p", "logit", "normal_quantile"], ("p",)),
    **dict.fromkeys(["less", "at_most", "equal", "hypot", "cov", "corr", "dot", "sort_by"], ("x, p",)),
    **dict.fromkeys(["gcd", "lcm", "bit_and", "bit_or", "bit_xor"], ("k, 720720",)),
    **dict.fromkeys(["min", "max", "sorted", "ranks", "unique", "len"], ("x", "y", "T", "w", "p")),
    **dict.fromkeys(["t_pdf", "t_cdf", "chi2_pdf", "chi2_cdf"], ("x, 3.7", "p, 1e-3", "x, 1e6")),
    **dict.fromkeys(["t_quantile", "chi2_quantile"], ("p, 3.7", "p, 1e-3", "p, 1e6")),
    **dict.fromkeys(["f_pdf", "f_cdf", "beta_pdf", "beta_cdf"], ("p, 3.7, 9", "p, 1e6, 1e-3", "p, 2, 1e6")),
    **dict.fromkeys(
        ["f_quantile", "beta_quantile"],
        (
            "p, 3.7, 9",
            "p, 1e6, 1e-3",
            "p, 2, 1e6",
            "slice(p, 0, 300), 3e4, 1e6",
            "slice(p - p + 1e-300, 0, 300), 6, 1e6",
        ),
    ),
    **dict.fromkeys(["gamma_pdf", "gamma_cdf"], ("x, 3.7, 2", "p, 1e6, 1e6", "p, 1e-3, 1")),
    "gamma_quantile": ("p, 3.7, 2", "p, 1e6, 1", "p, 1e-3, 1", "p, 0.5, 1"),
    **dict.fromkeys(["normal_pdf", "normal_cdf"], ("x", "x, 1, 2")),
    **dict.fromkeys(["exponential_pdf", "exponential_cdf"], ("p, 2",)),
    "exponential_quantile": ("p, 2",),
    **dict.fromkeys(["uniform_pdf", "uniform_cdf", "uniform_quantile"], ("p, -1, 2",)),
    **dict.fromkeys(["binomial_pmf", "binomial_cdf"], ("k, 100, 0.3", "y - y + 3000000, 10**7, 0.3")),
    "binomial_quantile": ("p, 100, 0.3", "p, 10**7, 0.3", "slice(p, 0, 200), 10**7, 0.3", "q, 10**7, 0.5"),
    **dict.fromkeys(["poisson_pmf", "poisson_cdf"], ("k, 30", "y - y + 10**7, 1e9")),
    "poisson_quantile": ("p, 30", "slice(p, 0, 300), 1e9", "1e-300, 1e9"),
    **dict.fromkeys(["geometric_pmf", "geometric_cdf"], ("k, 0.01",)),
    "geometric_quantile": ("p, 1e-9", "p, 0.3"),
    **dict.fromkeys(
        ["hypergeometric_pmf", "hypergeometric_cdf"],
        ("k, 10**4, 5000, 1000", "1, 999, 400, 300", "1, 10**4, 900, 99"),
    ),
    "hypergeometric_quantile": ("p, 10**4, 5000, 1000", "q, 9999, 999, 5000"),
    "clip": ("x, -1, 1",),
    "gamma": ("p",),
    "factorial": ("k - k + 17",),
    "comb": ("k - k + 102, 50", "k + 50, 9"),
    "perm": ("k - k + 99999, 3", "k + 2, 2"),
    "pick": ("0, T, 1", "0, x, T"),
    "text": ("slice(x, 0, 200)", "p[0]"),
    "where": ("m, x, p", "m, T, T", "m, 0, 1"),
    "prod": ("m", "p + 0.5"),
    "cumprod": ("m", "p + 0.5"),
    "quantile": ("x, p", "x, 0.3", "y, 0.5"),
    "carry": ("x, 0.9",),
    "count": ("x, 3", "T, T[1999]", "s, 'ba'"),
    "index": ("x, x[1999]", "T, T[1999]"),
    "range": ("2000",),
    "repeat": ("1, 2000", "x, 9", "'a', 2000"),
    "concat": ("[], x", "[], T"),
    "slice": ("x, 0, 2000", "T, 0, 2000"),
    "take": ("x, k", "T, k"),
    "select": ("x, m", "T, m", "x, m - m + 1"),
    "column": ("T, 3", "transpose(T), 3"),
    "group_sum": ("x, k", "x, w", "x, y"),
    "group_mean": ("x, k", "x, w", "x, y"),
    "outer": ("slice(x, 0, 140), slice(p, 0, 140)", "x, [1, 2, 3, 4, 5, 6, 7, 8]"),
    "matmul": ("A, A", "transpose(T), T", "T, transpose(T)", "x, T", "T, [1, 2, 3, 4, 5, 6, 7, 8]"),
    "transpose": ("T", "A"),
    "identity": ("64",),
    "diag": ("A", "slice(x, 0, 64)"),
    "solve": ("A, A", "A, slice(x, 0, 64)"),
    "lstsq": ("T, x", "A, slice(x, 0, 64)"),
    "inverse": ("A", "S"),
    "det": ("A", "S"),
    "eigenvalues": ("S",),
    "draw_uniform": ("1, 2000, 0, 1", "'a', 1, 0, 1"),
    "draw_integers": ("1, 2000, 1, 6",),
    "draw_normal": ("1, 2000, 0, 1", "1, 2000, x, p"),
    "draw_exponential": ("1, 2000, 2",),
    "draw_bernoulli": ("1, 2000, 0.3", "1, 2000, p"),
    "draw_poisson": ("1, 2000, 30", "1, 2000, k", "1, 100, 500 - slice(p, 0, 100)", "1, 1, 500", "1, 2000, p"),
    "draw_choice": ("1, 2000, [1, 2]", "1, 2000, x, p", "1, 2000, T", "1, 2000, w"),
    "shuffle": ("1, x", "1, T"),
    "sample": ("1, x, 2000", "1, T, 2000", "1, x, 1"),
    "join": ("slice(w, 0, 200), ''", "slice(x, 0, 200), ''", "k, ''"),
    "split": ("s, 'b'", "s, ''"),
    "replace": ("s, 'a', 'b'", "s, 'ab', 'c'"),
    "find": ("s, 'bb'", "s, slice(s, 0, 1000) + 'c'"),
    "contains": ("s, 'bb'", "s, slice(s, 0, 1000) + 'c'"),
    **dict.fromkeys(["uppercase", "lowercase", "codes"], ("s",)),
    "from_codes": ("k + 65",),
    "to_base": ("y, 2", "k, 10"),
    "from_base": ("to_base(y[0], 2), 2",),
}
"""Arguments that make a function work hardest."""

DEAR_FORMS = (
    "x + p",
    "x * 3 - p / 2",
    "p ** x",
    "y % 7",
    "(3 - 1e300) // x",
    "(3 - 1e300) % slice(T, 0, 500)",
    "x // 0.37",
    "-T",
    "T * T",
    "D",
    "T == T",
    "D == D",
    "T[1999] in T",
    "[x, p, k, m]",
    "x if T == T else p",
    "not T != T",
    "[w, w]",
    "[m, k] == [k, m] or n < 9",
    "(x == x) == (p != p)",
)
"""Dear uses of what is no function."""


def dearest() -> list[tuple[str, str]]:
    """Return for each function and form expressions that repeat it until the steps or the characters are used up."""
    calls = [(name, f"{name}({arguments})") for name, cases in DEAREST.items() for arguments in cases]
    sources = []
    for name, part in calls + [("operators", form) for form in DEAR_FORMS]:
        once = f"({part}) == 0"
        most = max(1, (MAX_SOURCE - 2) // (len(once) + 4))
        sources.append((name, " or ".join([once] * most)))
        sources.append((name, part))
    nested = [
        ("operators", "abs(" * 98 + "x" + ")" * 98),
        ("operators", "-" * 99 + "x"),
        ("operators", "+".join(["x"] * 999)),
        ("operators", "*".join(["m"] * 999)),
        ("operators", " if q < 1 else 0".join(["T"] * 100)),
        ("operators", "(" * 95 + "T" + " if q < 1 else 0)" * 95),
        ("operators", "[" + ",".join(["1"] * 990) + "]"),
        ("operators", "[" + ",".join(["x"] * 990) + "]"),
        ("operators", "1" + "+1" * 990),
        ("operators", "+".join(["'a'"] * 490)),
        ("operators", "2" + "**1" * 600),
        ("operators", "1<" * 990 + "1000"),
        ("operators", "q" + " and q" * 330),
        ("unique", "unique(column(transpose([" + ",".join(["-1 - m"] * 100) + "]), 3))"),
    ]
    return sources + nested


class Grammar:
    """Makes expressions from a seed, the same ones each time."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - see above
        self._functions = sorted(FUNCTIONS)

    def source(self) -> str:
        """Make one: half of them plausible, a third hostile, the others broken plausible ones."""
        roll = self._random.random()
        if roll < 0.5:
            return self._expression(self._random.randrange(1, 6))
        if roll < 0.83:
            return self._hostile()
        return self._broken(self._expression(4))

    def _expression(self, depth: int) -> str:
        if depth <= 0 or self._random.random() < 0.1:
            return self._leaf()
        return self._random.choice(self._forms())(depth - 1)

    def _forms(self) -> list[Callable[[int], str]]:
        return [self._call] * 6 + [self._binary] * 4 + [self._list, self._index, self._choice, self._test, self._dear]

    def _leaf(self) -> str:
        one = self._random
        return one.choice(
            [
                one.choice(sorted(NAMES)),
                str(one.choice([0, 1, 2, 3, 7, -1, 64, 2000, 10**14, 10**15])),
                repr(one.choice([0.5, 1e-300, 1e300, 0.999999, one.uniform(-9, 9), 2.0**53])),
                one.choice(["'a'", '""', "', '", r"'\alpha'", "'é😀'", "'{{n}}'", "True", "pi", "e"]),
            ]
        )

    def _call(self, depth: int) -> str:
        name = self._random.choice(self._functions)
        if self._random.random() < 0.4:
            return f"{name}({self._random.choice(DEAREST[name])})"
        function = FUNCTIONS[name]
        count = self._random.randint(function.fewest, min(function.most, function.fewest + 2))
        return f"{name}({', '.join(self._expression(depth - 1) for _ in range(count))})"

    def _binary(self, depth: int) -> str:
        operator = self._random.choice(_OPERATORS)
        return f"({self._expression(depth)} {operator} {self._expression(depth)})"

    def _list(self, depth: int) -> str:
        return f"[{', '.join(self._expression(depth - 1) for _ in range(self._random.randrange(5)))}]"

    def _index(self, depth: int) -> str:
        return f"{self._expression(depth)}[{self._expression(depth - 2)}]"

    def _choice(self, depth: int) -> str:
        return f"({self._expression(depth)} if {self._test(depth)} else {self._expression(depth)})"

    def _test(self, depth: int) -> str:
        return f"({self._expression(depth - 1)} {self._random.choice(['<', '==', '!='])} {self._expression(depth - 1)})"

    def _dear(self, _depth: int) -> str:
        return f"({self._random.choice(DEAR_FORMS)})"

    def _hostile(self) -> str:
        one = self._random
        inner = self._expression(one.randrange(3))
        return one.choice(HOSTILE).replace("@", inner).replace("#", one.choice(DUNDERS))[: 2 * MAX_SOURCE]

    def _broken(self, source: str) -> str:
        """Change a few characters."""
        one, text = self._random, source
        for _ in range(one.randrange(1, 4)):
            at = one.randrange(len(text) + 1)
            put = one.choice([*WEIRD, *"()[]{},.:;=!'\"\\#`~@$?|&^<>* 019ejx_"])
            text = text[:at] + put + text[at + one.randrange(3) :]
        return text


DUNDERS = [
    "__class__",
    "__mro__",
    "__subclasses__",
    "__globals__",
    "__builtins__",
    "__import__",
    "__dict__",
    "__init__",
    "__call__",
    "__code__",
    "__getattribute__",
    "__reduce_ex__",
    "func_globals",
    "gi_frame",
    "f_back",
    "_run",
    "real",
    "imag",
    "denominator",
]

WEIRD = (
    "\x00",
    "\n",
    "\r",
    "\t",
    "\x0c",
    "\u2028",
    "\u00a0",
    "\ufeff",
    "\u200b",
    "\ud800",
    "\U0001d4ee",
    "ſ",
    "ﬁ",
    "\\\n",
)

HOSTILE = (
    "(@).#",
    "().#.#[1].#()",
    "''.#",
    "(@).#.#",
    "'{0.#}'.format(@)",
    "f'{@}'",
    "f'{@!r:{n}}'",
    "rb'@'",
    "b'a' + (@)",
    "u'a'",
    "#",
    "#('os').system('touch quizapp-was-here')",
    "open('quizapp-was-here', 'w')",
    "exec('import antigravity')",
    "eval('@')",
    "compile('1', '', 'eval')",
    "getattr(@, '#')",
    "setattr(abs, '#', 1)",
    "globals()",
    "vars(abs)",
    "(lambda: @)()",
    "(lambda x=@: x)(1)",
    "[i for i in (@)]",
    "[i for i in range(10) for j in range(10)]",
    "sum(i for i in range(10**9))",
    "{i: i for i in [@]}",
    "{@}",
    "{1: @}",
    "(@, 1)",
    "(n := @)",
    "max(*x)",
    "max(*[@])",
    "round(**{'x': 1})",
    "round(number=@)",
    "min(x, key=abs)",
    "sorted(x, reverse=True)",
    "x[0:1]",
    "x[::-1]",
    "x[@:]",
    "x[...]",
    "x[1, 2]",
    "1j * (@)",
    "None",
    "...",
    "NotImplemented",
    "__debug__",
    "9" * 1_900,
    "0x" + "f" * 1_900,
    "1e99999",
    "1_0" * 600,
    "0b" + "1" * 1_900,
    "9**9**9**9",
    "2**(10**14)",
    "(10**14)**(10**14)",
    "'a' * 10**9",
    "repeat(repeat(repeat(1, 2000), 2000), 2000)",
    "repeat(repeat(x, 10), 100)",
    "repeat(s, 2000)",
    "range(10**14)",
    "range(10**9)",
    "outer(x, x)",
    "matmul(outer(x, [1]), outer([1], x))",
    "comb(10**14, 5 * 10**13)",
    "perm(10**14, 10**13)",
    "factorial(10**14)",
    "lcm(10**14 - 1, 10**14 - 3)",
    "round(1e300, 300)",
    "'%1000000000d' % 1",
    "text(@)",
    "replace(s, 'a', s)",
    "join(repeat(s, 9), s)",
    "split(s, @)",
    "from_codes([55296, @])",
    "from_base('1_0', 10)",
    "from_base('٣', 10)",
    "from_base(s, 36)",
    "identity(2000)",
    "inverse(outer(slice(x, 0, 100), slice(x, 0, 100)))",
    "draw_uniform(1, 10**14, 0, 1)",
    "draw_poisson(1, 2000, 1e300)",
    "draw_choice(1, 2000, [T])",
    "shuffle(@, [x, x])",
    "hypergeometric_cdf(1, 10**14, 10**13, 10**12)",
    "(" * 300 + "@" + ")" * 300,
    "[" * 150 + "@" + "]" * 150,
    "-" * 500 + "(@)",
    "not " * 400 + "(@)",
    "(" * 500,
    "[" * 1_000,
    "x[" * 400,
    "lambda:" * 200 + "1",
    "@ if @ else " * 30 + "1",
    "import os",
    "from os import system",
    "x = @",
    "x: int = @",
    "del x",
    "@; import os",
    "@\nimport os",
    "@\\\nimport os",
    "@ # @",
    "'''@'''",
    "await x",
    "yield x",
    "(yield)",
    "assert x",
    "raise x",
    "print(@)",
    "breakpoint()",
    "exit()",
    "ｏｐｅｎ('/etc/passwd')",
    "ﬂoor(1.5)",
    "ｘ + 1",
    "𝓮val('1')",
    "ab\u00adc",
    "x\u200b",
    "т_cdf(1, 2)",
    "‮1 + 2",
    "@ is @",
    "@ is not None",
    "x @ x",
    "1 << 10**9",
    "~(@)",
    "x | 1",
    "x & 1",
    "1 ^ 2",
    "x <> 1",
    "if x: 1",
    "@@",
    "x.__class__ if @ else 1",
    "[x.real]",
    "abs.__call__(1)",
    "abs(abs)",
    "FUNCTIONS['abs']",
    "abs",
    "print",
    "type(x)",
    "str(x)",
    "(@)(@)",
    "'a'(1)",
    "abs(1)(2)",
    "abs()()",
    "pick(@)",
)
"""`@` stands for an expression, `#` for a name that leads out of the language."""

ODD: dict[str, Value] = {
    "[0] * 10**9": (0,),
    "len(draw_integers(1, 5, -(10**14), 10**14))": 5,
    "'a\nb'": "a b",
    "'\\N{BELL}' + '\\x41'": r"\N{BELL}\x41",
    "'%s' + '{0.real}'": "%s{0.real}",
    "len('__import__')": 10,
    "'a' 'b'": "ab",
    "0x1f + 1_0": 41,
}
"""What looks hostile and is not, with its value."""
