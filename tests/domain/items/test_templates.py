"""Insertions: filled once, never read again, and no template engine behind them."""

import pytest

from quizapp.domain.items.expression import ExpressionError
from quizapp.domain.items.templates import parse_template


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("no insertion", "no insertion"),
        ("{{n}}", "7"),
        ("a {{ n + 1 }} b {{x:.2f}}", "a 8 b 0.33"),
        (r"$\sqrt{{{n}}}$", r"$\sqrt{7}$"),
        (r"$\frac{{{n}}}{{{n + 1}}}$", r"$\frac{7}{8}$"),
        ("{{pick(0, 'a:b', 'c')}}", "a:b"),
        ("{n} and }} stay", "{n} and }} stay"),
        ("{{words}}", "{{7*7}} {% raw %}"),
    ],
)
def test_a_text_is_filled_with_its_values(text: str, filled: str) -> None:
    names = {"n": 7, "x": 1 / 3, "words": "{{7*7}} {% raw %}"}
    assert parse_template(text).fill(names) == filled


@pytest.mark.parametrize(
    "payload",
    [
        "{{config}}",
        "{{''.__class__}}",
        "{{self._TemplateReference__context}}",
        "{{request.application}}",
        "{{cycler.__init__.__globals__.os.popen('id').read()}}",
        "{{lipsum|attr('x')}}",
        "{{7|safe}}",
        "{{open('x')}}",
        "{{ [].append(1) }}",
        "{{x.y}}",
    ],
)
def test_a_template_engine_s_payload_is_an_error(payload: str) -> None:
    with pytest.raises(ExpressionError):
        parse_template(payload).fill({})


@pytest.mark.parametrize("payload", ["{% for x in y %}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "{#7#}", "%(a)s", "{0.x}"])
def test_other_engines_marks_stay_as_they_are(payload: str) -> None:
    assert parse_template(payload).fill({}) == payload


def test_each_of_sixty_wrappings_of_seven_times_seven_is_arithmetic_or_text() -> None:
    wrappings = [
        f"{a}7*7{b}" for a in ("{{", "{{ ", "{%", "${", "#{", "<%=") for b in ("}}", " }}", "%}", "}", "%>", "")
    ]
    for text in wrappings:
        try:
            filled = parse_template(text).fill({})
        except ExpressionError:
            continue
        assert filled == text or (text.startswith("{{") and filled == "49")


@pytest.mark.parametrize(
    ("text", "offset"),
    [("ab {{unknown}}", 5), ("ab {{n:.2x}}", 7), ("ab {{1 + }}", 5), ("open {{n", 5), ("ab\n{{ 1/0 }}", 6)],
)
def test_an_error_says_where_in_the_text_it_is(text: str, offset: int) -> None:
    with pytest.raises(ExpressionError) as error:
        parse_template(text).fill({"n": 1})
    assert error.value.offset == offset


def test_the_names_of_a_text_are_those_of_its_insertions() -> None:
    assert parse_template("{{a}} and {{b + a}}").names == {"a", "b"}


@pytest.mark.parametrize("text", ["{{x}}", "{{-x:.99f}}"])
def test_what_is_inserted_stays_short(text: str) -> None:
    x = tuple(i / 7 * 1e290 for i in range(2_000))
    assert "," in parse_template(text).fill({"x": x[:10]})
    with pytest.raises(ExpressionError, match="longer than 20,000 characters") as error:
        parse_template(f"ab {text}").fill({"x": x})
    assert error.value.offset == 5


def test_a_value_of_too_many_elements_is_not_shown() -> None:
    with pytest.raises(ExpressionError, match="too many to be shown"):
        parse_template("{{repeat(range(2000), 5)}}").fill({})
