"""The linter: for each flaw items that have it and one that has not."""

from dataclasses import replace

import pytest

from quizapp.domain.items.linter import ERROR, FLAWS, Finding, lint
from quizapp.domain.items.model import Choice, Item, ItemType, Mistake, Numeric, Option, Tolerance, Variable, Waiver
from quizapp.domain.items.variants import draw_variants

from .conftest import item_of_type

STEM = "A model is fitted twice to the same rows. Which change makes the second fit slower?"
SOUND = ("A smaller learning rate", "Fewer hidden units", "A larger batch")


def choice(*texts: str, stem: str = STEM, key: int = 0, shuffle: bool = True) -> Item:
    """Make a single-choice item with these options."""
    written = tuple(Option(t, "why", i == key, "" if i == key else "slip") for i, t in enumerate(texts))
    return item_of_type(ItemType.SINGLE_CHOICE, Choice(written, shuffle), stem=stem)


def stem(text: str) -> Item:
    """Make a numeric item with this stem."""
    return item_of_type(ItemType.NUMERIC, Numeric("10", Tolerance(0.01)), stem=text)


def numeric(value: str, mistake: str) -> Item:
    """Make a numeric item with one mistake."""
    body = Numeric(value, Tolerance(0.01), "", (Mistake(mistake, "slip", "why"),))
    return item_of_type(ItemType.NUMERIC, body, stem="How many rows does the join return?")


LONG = "In a company that sells many different things to people all over the continent there is a team. "
ASIDE = "Everybody enjoyed lunch outside yesterday afternoon. "
WORK = (
    "A model reads 500 rows of sensor data a second and writes one score for each of them to a queue. "
    "The queue holds at most 2,000 scores. A second process takes 300 scores a second from the queue. "
    "Both start at the same moment with an empty queue, and neither ever waits for the other. "
)

FLAWED: dict[str, list[Item]] = {
    "01_ambiguous": [
        stem("The figure below shows the loss. At which epoch does it stop falling?"),
        stem("How many rows (of the table remain?"),
        stem("It is split at random. How many rows are in the test set?"),
        stem("The cafÃ© sells 3 cups. How many are left?"),
        stem(f"Of {'very ' * 30}many rows, how many remain?"),
    ],
    "02_implausible": [numeric("3", "90000"), numeric("0.5", "-4000"), choice("3", "12", "40000", shuffle=False)],
    "03_none_of_above": [
        choice(*SOUND, "None of the above"),
        choice(*SOUND, "Neither of these."),
        choice(*SOUND, "None of the options is correct"),
    ],
    "04_longest_correct": [
        choice("A smaller learning rate, which needs more steps to arrive", "Fewer units", "A larger batch"),
        choice("It halves, since the variance falls with the sample", "It doubles", "It stays", stem=STEM),
    ],
    "05_gratuitous": [stem(WORK + ASIDE + "After how many seconds is the queue full?"), stem(LONG * 6 + "How many?")],
    "06_true_false": [choice("True", "False", "It depends on the seed"), choice("Yes", "No.", "It depends")],
    "07_convergence": [
        choice(
            "8 rows and 3 columns sorted", "8 rows and 3 pages", "8 rows sorted and 4 sheets", "9 lists and 3 columns"
        ),
        choice("Higher bias, lower variance", "Higher bias, other noise", "Lower variance, other drift", "Nothing"),
    ],
    "08_logical_cue": [
        choice("The variance increases", "The variance decreases", "The bias is removed"),
        choice("The estimate is biased", "The estimate is not biased", "The sample is small"),
    ],
    "09_all_of_above": [
        choice(*SOUND, "All of the above"),
        choice(*SOUND, "Both of these"),
        choice(*SOUND, "Any of them."),
    ],
    "10_fill_blank": [stem("The sum of the first ten numbers is ____."), stem("A tree with 7 nodes has ..... edges.")],
    "11_absolute": [
        choice("The loss falls", "The loss never falls", "The loss stays"),
        choice("It can be trained", "It must be trained twice", "It is trained once"),
    ],
    "12_word_repeat": [
        choice("The regularised one", "The first one", "The deeper one", stem="Which regularised model is meant here?"),
        choice("By bootstrapping", "By hand", "By guessing", stem="How is a bootstrap interval made?"),
    ],
    "13_unfocused": [stem("Gradient descent."), stem("A model was trained on 100 rows, and its loss fell to 3.")],
    "14_k_type": [
        choice(
            "I and II",
            "II only",
            "I, II and III",
            stem="(I) It is fast. (II) It is exact. (III) It is new. Which hold?",
        ),
        choice(
            "1 and 2", "2 and 3", "1 and 3", stem="1. It is fast.\n2. It is exact.\n3. It is new.\n\nWhich two hold?"
        ),
    ],
    "15_grammar": [
        choice("estimator", "model", "tree", stem="What is a function of the data called? It is an"),
        choice("It falls.", "It rises", "It stays", stem=STEM),
        choice("it falls", "It rises", "It stays", stem=STEM),
    ],
    "16_lost_sequence": [choice("12", "3", "40", shuffle=False), choice("5 %", "20 %", "10 %", shuffle=False)],
    "17_vague": [choice("It often falls", "It rises", "It stays"), choice("It rises", "It may be zero", "It stays")],
    "18_multi_correct": [
        choice("0.5", "0.50", "0.7"),
        choice("The loss falls", "the loss  falls.", "It rises"),
        choice("0.5000", "0.5001", "0.7"),
        choice("10 to 20", "15 to 30", "30 to 40"),
    ],
    "19_negative": [
        choice(*SOUND, stem="Which of these changes does not slow the second fit?"),
        choice(*SOUND, stem="Which settings slow the fit, except for the batch?"),
        choice(*SOUND, stem="Which change is least likely to slow the second fit?"),
    ],
}

CLEAN: dict[str, list[Item]] = {
    "01_ambiguous": [
        stem("The table below lists the rows.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nWhat is their sum?"),
        stem("A draw is uniform on [0, 1). What is its mean?"),
        stem("Let $x = (1, 2$ and $y)$. How many rows (of 10) remain?"),
    ],
    "02_implausible": [numeric("3", "90"), choice("3", "12", "400", shuffle=False)],
    "03_none_of_above": [choice("None of the weights changes", *SOUND[1:])],
    "04_longest_correct": [choice("A rather small rate", "Fewer hidden units", "A larger batch")],
    "05_gratuitous": [stem(WORK + "After how many seconds is the queue full?")],
    "06_true_false": [choice("True: the rate is lower", "False: the batch is larger", "False: there are fewer units")],
    "07_convergence": [
        choice("8 rows and 3 columns", "8 lists and 4 columns", "9 rows and 3 lists", "9 lists and 4 rows")
    ],
    "08_logical_cue": [
        choice("The bias falls", "The bias rises", "The variance falls", "The variance rises"),
        choice("The seed differs", "The variance increases", "The variance decreases"),
    ],
    "09_all_of_above": [choice("All of the weights shrink", "Both of its inputs shrink", "A bias shrinks")],
    "10_fill_blank": [stem("What does `__init__` print, given `a_b___c`?"), stem("What follows 1, 2, 3, ...?")],
    "11_absolute": [
        choice("Only the bias falls", "Only the variance falls", "Both fall"),
        choice("`all(x)` runs", "`only` runs", "It runs"),
    ],
    "12_word_repeat": [
        choice("The second fit", "The first fit", "The third one"),
        choice("A change of seed", "A slower disk", "A change of rows"),
    ],
    "13_unfocused": [
        stem("Put the steps of the search in order."),
        stem("For these data, compute the mean of all rows."),
        stem("Of 100 rows, how many remain?"),
    ],
    "14_k_type": [choice("A and C", "B and C", "A and B", stem="In the graph A → B → C, which pair is independent?")],
    "15_grammar": [choice("It falls.", "It rises.", "It stays."), choice("a model", "12 rows", "Trees")],
    "16_lost_sequence": [
        choice("3", "12", "40", shuffle=False),
        choice("12", "3", "40"),
        choice("b", "a", "c", shuffle=False),
    ],
    "17_vague": [choice("It falls at first", "It rises", "It stays")],
    "18_multi_correct": [
        choice("0.5", "0.7", "0.9"),
        choice("10 to 20", "20 to 30", "30 to 40"),
        choice("5 m", "5 s", "5 kg"),
    ],
    "19_negative": [
        choice(*SOUND, stem="Which change slows the fit if it does not stop early?"),
        choice(*SOUND, stem="Which threshold gives the fewest false positives, with at least 5 hits?"),
        choice(*SOUND, stem="Which line does the least squares fit give?"),
    ],
}


def found(item: Item) -> dict[str, Finding]:
    return {finding.flaw: finding for finding in lint(item, draw_variants(item, "seed", 10))}


@pytest.mark.parametrize(("flaw", "item"), [(flaw, item) for flaw, items in FLAWED.items() for item in items])
def test_a_flawed_item_is_found(flaw: str, item: Item) -> None:
    assert flaw in found(item)


@pytest.mark.parametrize(("flaw", "item"), [(flaw, item) for flaw, items in CLEAN.items() for item in items])
def test_a_sound_item_is_left_in_peace(flaw: str, item: Item) -> None:
    assert flaw not in found(item)


def test_every_flaw_has_two_flawed_items_and_a_sound_one() -> None:
    assert FLAWED.keys() == CLEAN.keys() == FLAWS.keys()
    assert min(map(len, FLAWED.values())) >= 2


def test_a_sound_item_has_no_finding_at_all() -> None:
    assert found(choice(*SOUND)) == {}


def test_a_finding_says_where_why_and_what_to_do() -> None:
    finding = found(choice(*SOUND, "None of the above"))["03_none_of_above"]
    assert (finding.severity, finding.path) == (ERROR, ("options", 3, "text"))
    assert finding.reason.endswith(".")
    assert finding.suggestion.endswith(".")


def test_a_waiver_silences_a_warning_and_no_error() -> None:
    item = choice("It often falls", "It never rises", "It stays")
    assert {"17_vague", "11_absolute"} <= found(item).keys()
    waived = replace(item, waivers=(Waiver("17_vague", "it is quoted"), Waiver("11_absolute", "it is needed")))
    left = lint(waived, draw_variants(waived, "seed", 1))
    assert [(f.flaw, f.path) for f in left if f.severity == ERROR] == [("11_absolute", ("options", 1, "text"))]
    assert "17_vague" not in {f.flaw for f in left}


def test_a_waiver_that_silences_nothing_is_told() -> None:
    item = replace(choice(*SOUND), waivers=(Waiver("04_longest_correct", "it was long once"),))
    assert found(item)["04_longest_correct"].path == ("waivers", 0)


def test_a_family_is_judged_by_what_most_of_its_variants_show() -> None:
    variables = {"n": Variable(tuple(range(1, 41)))}
    texts = ("{{pick(0 if n > 2 else 1, 'It falls', 'It falls, as far as one can see')}}", "It rises", "It stays")
    item = replace(choice(*texts), variables=variables, stem="With {{n}} rows, what does the loss do?")
    assert "04_longest_correct" not in found(item)


def test_one_variant_with_two_equal_numbers_is_enough() -> None:
    variables = {"n": Variable((4, 5, 6, 7))}
    item = replace(choice("{{n}} rows", "{{2 * n}} rows", "{{n + 5:.1f}} rows"), variables=variables)
    assert "18_multi_correct" in found(replace(item, stem="With {{n}} rows, how many remain after the join?"))
