"""How much Python runs for something: a measure of effort that no clock disturbs."""

import sys
from collections.abc import Callable


def lines_run(work: Callable[[], object]) -> int:
    """Count the lines and calls Python runs for `work`: a measure of effort that no clock disturbs."""
    count = 0

    def tracer(*_: object) -> Callable[..., object]:
        nonlocal count
        count += 1
        return tracer

    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        work()
    finally:
        sys.settrace(before)
    return count
