"""Bodies of every type made at random, answers that fit a face and answers that nearly do."""

from dataclasses import replace
from itertools import permutations, product
from typing import Any

from hypothesis import strategies as st

from quizapp.domain.items.faces import Face
from quizapp.domain.items.model import Body, ItemType, Tolerance
from quizapp.domain.items.types.case import Case, CaseQuestion
from quizapp.domain.items.types.choice import Choice, Option
from quizapp.domain.items.types.cloze import Blank, Cloze
from quizapp.domain.items.types.compute import Compute, DataSet
from quizapp.domain.items.types.judgement import Action, Judgement
from quizapp.domain.items.types.matching import Matching, Prompt
from quizapp.domain.items.types.numeric import Mistake, Numeric
from quizapp.domain.items.types.ordering import Ordering, Step
from quizapp.domain.items.types.rated import SECTIONS, Criterion, Story, Written
from quizapp.domain.items.types.short_answer import ShortAnswer, WrongWord, normalised

json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.text(max_size=8), inner, max_size=6),
    max_leaves=12,
)
words = st.text("abCdé ſﬁ-–'.2", min_size=1, max_size=6).filter(lambda text: normalised(text) != "")
numbers = st.decimals(-(10**6), 10**6, places=3).map(lambda number: f"{number:f}")


@st.composite
def choices(draw: st.DrawFn, *, multiple: bool) -> Body:
    """Three to six options, the right ones anywhere."""
    count = draw(st.integers(4, 6) if multiple else st.integers(3, 4))
    places = st.integers(0, count - 1)
    right = draw(st.sets(places, min_size=1, max_size=count - 1)) if multiple else {draw(places)}
    made = tuple(Option(f"text {i}", f"why {i}", i in right, "" if i in right else f"m-{i}") for i in range(count))
    return Choice(made, draw(st.booleans()), multiple=multiple)


@st.composite
def numerics(draw: st.DrawFn) -> Numeric:
    """A number with any tolerance and up to three mistakes."""
    relative = draw(st.none() | st.sampled_from([0.001, 0.02, 0.5]))
    absolute = draw(st.sampled_from([0.0, 0.005, 3.0]) | (st.nothing() if relative is None else st.none()))
    wrong = tuple(Mistake(value, f"m-{i}", "w") for i, value in enumerate(draw(st.lists(numbers, max_size=3))))
    return Numeric(draw(numbers), Tolerance(relative, absolute), draw(st.sampled_from(["", "ms"])), wrong)


@st.composite
def short_answers(draw: st.DrawFn) -> ShortAnswer:
    """Accepted texts, and mistakes that are not among them."""
    exact = draw(st.booleans())

    def form(text: str) -> str:
        return normalised(text, exact=exact)

    texts = draw(st.lists(words, min_size=1, max_size=6, unique_by=form))
    cut = draw(st.integers(1, len(texts)))
    return ShortAnswer(
        tuple(texts[:cut]), exact, tuple(WrongWord(text, f"m-{i}", "w") for i, text in enumerate(texts[cut:]))
    )


orderings = st.integers(3, 7).map(lambda count: Ordering(tuple(Step(f"step {i}", f"why {i}") for i in range(count))))


@st.composite
def matchings(draw: st.DrawFn) -> Body:
    """Prompts that share options, and one option at least that none needs."""
    used = draw(st.lists(st.integers(0, 4), min_size=3, max_size=6))
    prompts = tuple(Prompt(f"prompt {i}", match, f"why {i}") for i, match in enumerate(used))
    return Matching(prompts, tuple(f"option {i}" for i in range(max(used) + draw(st.integers(2, 3)))))


@st.composite
def blanks(draw: st.DrawFn, name: str) -> Blank:
    """A drop-down or a gap to type in."""
    if draw(st.booleans()):
        made = tuple(f"{name} {i}" for i in range(draw(st.integers(3, 6))))
        return Blank(name, (draw(st.sampled_from(made)),), "why", made)
    return Blank(name, tuple(draw(st.lists(words, min_size=1, max_size=3))), "why", exact=draw(st.booleans()))


@st.composite
def clozes(draw: st.DrawFn) -> Body:
    """One to six gaps in a passage that names them in another order."""
    made = [draw(blanks(f"gap-{i}")) for i in range(draw(st.integers(1, 6)))]
    passage = " and ".join(f"[[{blank.name}]]" for blank in draw(st.permutations(made)))
    return Cloze(passage, tuple(made))


@st.composite
def computes(draw: st.DrawFn) -> Body:
    """A data set, and a number or a word that is made of it."""
    form = draw(st.sampled_from(["csv", "json"]))
    result = draw(numerics() | short_answers())
    # The sample has another answer, or it would give the key away and make no variant.
    if isinstance(result, Numeric):
        result = replace(result, value=f"-987654321.5 if n == 7 else ({result.value})")
    else:
        first = "{{'the sample ' if n == 7 else ''}}" + result.accepted[0]
        result = replace(result, accepted=(first, *result.accepted[1:]))
    return Compute(DataSet("runs", form, {"run": "[1, n]"}), result, {"n": 7})


IN_CASES = (
    ItemType.SINGLE_CHOICE, ItemType.MULTIPLE_RESPONSE, ItemType.NUMERIC, ItemType.SHORT_ANSWER, ItemType.ORDERING,
    ItemType.MATCHING, ItemType.CLOZE,
)  # fmt: skip
"""The types a question of a case may have."""


@st.composite
def cases(draw: st.DrawFn) -> Body:
    """Two to four questions of several types."""
    kinds = draw(st.lists(st.sampled_from(IN_CASES), min_size=2, max_size=4))
    return Case(
        tuple(CaseQuestion(f"q-{i}", f"Question {i}?", "so", draw(BODIES_OF[kind])) for i, kind in enumerate(kinds))
    )


@st.composite
def judgements(draw: st.DrawFn) -> Body:
    """Actions whose keys are apart."""
    keys = st.lists(st.integers(2, 10), min_size=4, max_size=6).filter(lambda twice: max(twice) - min(twice) >= 5)
    return Judgement(tuple(Action(f"action {i}", f"why {i}", twice / 2) for i, twice in enumerate(draw(keys))))


stories = st.integers(20, 150).map(lambda words: Story(tuple(f"level {i}" for i in range(5)), words))
written = st.integers(20, 150).map(
    lambda words: Written(
        tuple(Criterion(f"name {i}", tuple(f"level {i} {j}" for j in range(4))) for i in range(4)), words
    )
)

BODIES_OF: dict[ItemType, st.SearchStrategy[Body]] = {
    ItemType.SINGLE_CHOICE: choices(multiple=False),
    ItemType.MULTIPLE_RESPONSE: choices(multiple=True),
    ItemType.NUMERIC: numerics(),
    ItemType.SHORT_ANSWER: short_answers(),
    ItemType.ORDERING: orderings,
    ItemType.MATCHING: matchings(),
    ItemType.CLOZE: clozes(),
    ItemType.COMPUTE: computes(),
    ItemType.SITUATIONAL_JUDGEMENT: judgements(),
    ItemType.STORY: stories,
    ItemType.WRITTEN: written,
}
BODIES_OF[ItemType.CASE] = cases()


def answers(face: Face) -> st.SearchStrategy[Any]:
    """Answers that fit a face, right ones and wrong ones."""
    ids = [part.id for part in face.parts]
    if face.type is ItemType.COMPUTE:
        return numbers if face.numeric else words
    fitting: dict[ItemType, st.SearchStrategy[Any]] = {
        ItemType.SINGLE_CHOICE: st.sampled_from(ids or [""]),
        ItemType.MULTIPLE_RESPONSE: st.lists(st.sampled_from(ids or [""]), min_size=1, unique=True),
        ItemType.NUMERIC: numbers,
        ItemType.SHORT_ANSWER: words,
        ItemType.ORDERING: st.permutations(ids),
        ItemType.MATCHING: st.fixed_dictionaries({p.id: st.sampled_from(ids) for p in face.prompts}),
        ItemType.CLOZE: st.fixed_dictionaries(
            {g.id: st.sampled_from([o.id for o in g.options]) if g.options else words for g in face.gaps}
        ),
        ItemType.CASE: st.fixed_dictionaries({m.id: st.none() | answers(m.face) for m in face.members}),
        ItemType.SITUATIONAL_JUDGEMENT: st.fixed_dictionaries(dict.fromkeys(ids, st.integers(1, 5))),
        ItemType.STORY: st.fixed_dictionaries(dict.fromkeys(SECTIONS, words)),
        ItemType.WRITTEN: words,
    }
    return fitting[face.type]


@st.composite
def nearly(draw: st.DrawFn, answer: Any) -> Any:
    """Spoil an answer at one place: something missing, foreign, doubled or of another kind."""
    if isinstance(answer, dict) and answer and draw(st.integers(0, 3)):
        name = draw(st.sampled_from(sorted(answer)))
        rest = {key: value for key, value in answer.items() if key != name}
        return rest | draw(
            st.just({})
            | st.just({"foreign": answer[name], name: answer[name]})
            | nearly(answer[name]).map(lambda value: {name: value})
        )
    if isinstance(answer, list) and answer and draw(st.integers(0, 3)):
        return draw(st.sampled_from([answer[1:], [*answer, answer[0]], ["foreign", *answer[1:]], [answer]]))
    return draw(st.sampled_from(["foreign", "", None, 0, 6, True]) | json_values)


def all_answers(face: Face) -> list[Any]:
    """Every answer a guesser could give; what is typed is a wrong word."""
    ids = [part.id for part in face.parts]
    match face.type:
        case ItemType.SINGLE_CHOICE:
            return ids
        case ItemType.MULTIPLE_RESPONSE:
            sets = product((False, True), repeat=len(ids))
            return [[part for part, taken in zip(ids, chosen, strict=True) if taken] for chosen in sets if any(chosen)]
        case ItemType.ORDERING:
            return [list(order) for order in permutations(ids)]
        case ItemType.MATCHING:
            return _combined({prompt.id: ids for prompt in face.prompts})
        case ItemType.CLOZE:
            return _combined({gap.id: [o.id for o in gap.options] or ["wrong word"] for gap in face.gaps})
        case ItemType.SITUATIONAL_JUDGEMENT:
            return _combined({part: [1, 2, 3, 4, 5] for part in ids})
        case ItemType.CASE:
            return _combined({member.id: all_answers(member.face) for member in face.members})
    return ["-987654321"]


def _combined(ways: dict[str, list[Any]]) -> list[dict[str, Any]]:
    return [dict(zip(ways, chosen, strict=True)) for chosen in product(*ways.values())]
