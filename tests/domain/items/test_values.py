"""Values as a reader sees them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.items.values import THIN_SPACE, EvaluationError, show


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (3, "", "3"),
        (-3, "", "-3"),
        (123456789, "", "123456789"),
        (3.0, "", "3"),
        (0.1 + 0.2, "", "0.3"),
        (1 / 3, "", "0.333333"),
        (1234567.8, "", "1234570"),
        (0.000012345678, "", "0.0000123457"),
        (1.5e-9, "", "1.5e-9"),
        (2.5e20, "", "2.5e20"),
        (-0.0, "", "0"),
        (-0.001, ".2f", "0.00"),
        (2.5, ".0f", "2"),
        (1.005, ".2f", "1.00"),
        (3, ".2f", "3.00"),
        (1 / 3, ".3g", "0.333"),
        (0.5, ".3g", "0.500"),
        (1234.5, ".2g", "1200"),
        (12345, ",", f"12{THIN_SPACE}345"),
        (999, ",", "999"),
        (-1234567.891, ",.1f", f"-1{THIN_SPACE}234{THIN_SPACE}567.9"),
        ((1, 2.5), "", "1, 2.5"),
        ("a text", "", "a text"),
    ],
)
def test_a_value_is_shown_as_its_form_says(value: object, form: str, shown: str) -> None:
    assert show(value, form) == shown  # type: ignore[arg-type]


@pytest.mark.parametrize(("value", "form"), [("text", ".2f"), (True, ""), (1, ".2x"), (1, "d"), (1, ".123f")])
def test_a_form_that_does_not_fit_is_refused(value: object, form: str) -> None:
    with pytest.raises(EvaluationError):
        show(value, form)  # type: ignore[arg-type]


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_six_digits_are_kept_of_any_number(number: float) -> None:
    assert math.isclose(float(show(number)), number, rel_tol=5.0000001e-6, abs_tol=5e-324)
