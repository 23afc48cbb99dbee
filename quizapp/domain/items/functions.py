"""The functions of the expression language: one fixed table, each bounded before it computes."""

import math

from quizapp.domain.items.algebra import ALGEBRA
from quizapp.domain.items.arguments import Function
from quizapp.domain.items.counts import COUNTS
from quizapp.domain.items.distributions import CONTINUOUS
from quizapp.domain.items.draws import DRAWS
from quizapp.domain.items.elementary import ELEMENTARY
from quizapp.domain.items.lists import LISTS
from quizapp.domain.items.texts import TEXTS
from quizapp.domain.items.values import Value

CONSTANTS: dict[str, Value] = {"pi": math.pi, "e": math.e, "True": True, "False": False}

FUNCTIONS: dict[str, Function] = {**ELEMENTARY, **CONTINUOUS, **COUNTS, **LISTS, **ALGEBRA, **DRAWS, **TEXTS}
"""By name; no two of the tables share one."""
