"""The linter: for each flaw items that have it and one that has not."""

import math
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizapp.domain.items.linter import ERROR, FLAWS, Finding, lint
from quizapp.domain.items.linter.quantities import quantity, span
from quizapp.domain.items.model import Item, ItemType, Tolerance, Variable, Waiver
from quizapp.domain.items.types.case import Case, CaseQuestion
from quizapp.domain.items.types.choice import Choice, Option
from quizapp.domain.items.types.numeric import Mistake, Numeric
from quizapp.domain.items.variants import Variant, VariantError, draw_variants

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
        stem(f"Of {'very ' * 40}many rows, how many remain?"),
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
    "16_lost_sequence": [
        choice("12", "3", "40", shuffle=False),
        choice("5 %", "20 %", "10 %", shuffle=False),
        choice("12", "3", "40"),
    ],
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
        choice("40", "12", "3"),
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


MORE_FLAWED = """
01 What is its main advantage over bagging? | *Lower bias | Lower variance | Lower cost
01 It was proposed in 1986 for training deep networks. What is its name? | *Back-propagation | Bagging | Kriging
01 Consider the following code. What does it print? | 1 | *2 | 3
01 As discussed in the lecture, which optimiser adapts its step? | SGD | *Adam | Momentum
01 Which is the best language in your opinion? | *Python | Java | Rust
01 A na├»ve forecast repeats the last value. Which error has it on a ramp? | None | *A constant one | A growing one
02 What does an outlier do to the mean? | *It pulls the mean towards itself | It halves it | It bakes a cake
02 What is the probability of a six with a fair die? | *1/6 | 1/3 | 1/2 | 6
02 How long does light take from the Sun to Earth? | 8 seconds | *8 minutes | 8 million years
02 How many beats is that? | 7 beats | *35 beats | 5 billion beats
03 Which port does HTTPS use? | 22 | 80 | *443 | The correct answer is not listed
03 Which key is needed? | Primary | *Foreign | Unique | No answer is right
03 Which command lists files? | `rm` | *`ls` | None of the commands above
03 What is the cube of 3? | 9 | 18 | *None of the listed numbers
05 Anna grew up by the sea. The village choir rehearses on Friday evenings. A tank holds 40 litres and \
loses 2 litres a minute. How many litres are left after 5 minutes? | 20 | *30 | 38
06 The median moves with outliers. | It is true | *It is false | It depends
06 A hash index supports ranges. This statement is: | Correct | *Incorrect | Partly so
07 What marks overfitting? | *Low bias and high variance | High bias and high variance | Low bias and low noise
07 What does a plant take in? | *Carbon dioxide and water | Carbon dioxide and glucose | Oxygen and water
08 What effect does caching have on latency? | *Reduces latency | Increases latency | Encrypts packets
08 Which series does it become? | *A stationary series | A non-stationary series | A multivariate series
08 What does dropout do? | *It discourages co-adaptation | It encourages co-adaptation | It stores weights
08 Where does the mode of these times lie? | *It lies below the mean | It lies above the mean | It equals the range
08 What does a turbo do to the flow of air? | *It speeds it up | It slows it down | It filters it
09 Which are primes? | 2 | 3 | 5 | *All of the numbers listed
09 Which actions speed up a page? | Caching | Compression | *Every answer is correct
09 Which methods help? | Bagging | Averaging | *All three
10 Water boils at ... degrees at sea level. | 90 | *100 | 110
10 The mean of a standard normal is [ ]. | *0 | 1 | 2
10 Which keyword is missing in `SELECT ____ city FROM t`? | *`DISTINCT` | `UNIQUE` | `ONLY`
11 How do antibiotics act? | They kill all viruses | *They stop bacteria | Only children need them
11 What does hashing give? | Collisions are impossible | *Equal keys get equal hashes | It sorts the keys
12 What is the aim of regularisation? | *To regularise the weights | To add layers | To save time
12 Which device makes a magnetic field? | *A magnetised coil of wire | A lamp with a filament | A membrane
12 The network forgets old tasks as it learns new ones. What is this called? | *Catastrophic forgetting | Drift | Decay
12 Cells migrate to the wound. What do biologists call this? | *Migration | Mitosis | Apoptosis
13 Which of the following is true? | A mean is robust | *A median is robust | A range is robust
13 In neural networks, | layers are random | *weights are learnt | loss is fixed
13 SQL joins | are slow | *combine rows | drop tables
14 Which improve recall? | A lower threshold | More positives | *Both A and B
14 Statement 1: Lists change. Statement 2: Tuples do. Which holds? | *Only statement 1 | Only statement 2 | Both
14 (P) Sums commute. (Q) Differences commute. Which hold? | *P only | Q only | Both P and Q
15 Which are prime numbers? | *2 and 3 | 4 | 6
15 Why is an index added? | to speed up joins | to slow down writes | *It makes look-ups fast
16 How long does it take? | 2 h | *30 min | 1 h
16 Which share is that? | 1/2 | *0.25 | 75 %
17 When does quicksort degrade? | Now and then | *With sorted input | Most of the time
17 What do large models do? | It depends | *They tend to memorise | They forget
18 What is 1/4 as a share? | 0.25 | 25 % | *0.2
18 How long is the lease? | 30 minutes | 60 minutes | *1 hour
18 What happens to the loss? | It decreases | *It goes down | It oscillates
18 Which share is that? | More than 10 % | *More than 20 % | Less than 5 %
18 How many values has a byte? | *256 | $2^8$ | 512
19 Which of the following is FALSE about primes? | 2 is prime | *9 is prime | 7 is prime
19 All of these are continuous except | normal | *binomial | uniform
19 Choose the unit that is not used for energy. | Joule | *Newton | Calorie
19 Which of these is the odd one out? | Bagging | *Kriging | Boosting
19 Five of six trees are green. Which is the exception? | Oak | *Larch | Yew
19 Which technique cannot be used here? | *Plain PCA | Trees | Imputation
"""
"""A flaw's number, the stem, the options; the key has a star."""

MORE_CLEAN = """
What is it called when a test rejects a true null hypothesis? | *A type I error | A type II error | A standard error
How many customers (of the 20 in the sample) return? | 4 | *5 | 6
Which of these units measures force? | Watt | *Newton | Joule
A column is `TEXT NOT NULL`. Which insert does it refuse? | An empty text | *A missing value | Two words
Which query lists customers who have not ordered? | `SELECT 1` | *`SELECT 2` | `SELECT 3`
Why is accuracy not enough for a rare class? | It needs a threshold | *A constant guess does well | It has no units
A queue of jobs grows at night. Which change shortens the wait? | *More workers at night | Larger jobs | A new disk
A column √π ≈ 1.77 wide holds α² and │├──│. How many signs are no letters? | 3 | *4 | 9
Which exception does `int("x")` raise? | `TypeError` | *`ValueError` | `KeyError`
What is the output of `print(not [])`? | `False` | *`True` | `[]`
What does a Python function return without a `return`? | `0` | `False` | *`None`
How does the mean respond to a larger batch? | It rises | *It falls | It stays the same
What describes intervals that miss too often? | *Too narrow | Too wide | Well calibrated
Which availability allows an hour of failure a year? | 99 % | 99.9 % | *99.99 %
Which year saw the first release? | 1986 | *1992 | 1999
In which range do correlations lie? | 0 to 1 | *−1 to 1 | −2 to 2
What is the 95 % confidence interval? | (1.2, 3.4) | *(1.4, 3.2) | (0.8, 3.8)
Which estimator is unbiased here? | The first | The second | *Both | Neither
What fills a cache line of 64 bytes? | 8 floats | *16 floats | 1,024 floats
How can a Bloom filter err? | *It may report an absent key | It may miss a stored key | It may return a wrong value
What explains the gaps? | They are completely random | *They were planned | They are missing completely at random
Evaluate $3 + 4$. | 6 | *7 | 12
A cat weighs 4 kg and a dog 12 kg. How many times as heavy is the dog? | 2 | *3 | 8
In which order are they sent? | *SYN, then ACK | ACK, then SYN | FIN, then ACK
Which pair is independent in the graph A → B → C, given B? | A and B | *A and C | B and C
What does a NOT gate return for 1? | *0 | 1 | 2
"""


def written(line: str) -> Item:
    """Make a single-choice item from one line."""
    asked, *texts = line.split(" | ")
    keyed = tuple(
        Option(text.removeprefix("*"), "why", text.startswith("*"), "" if text.startswith("*") else "slip")
        for text in texts
    )
    return item_of_type(ItemType.SINGLE_CHOICE, Choice(keyed), stem=asked)


def found(item: Item) -> dict[str, Finding]:
    return {finding.flaw: finding for finding in lint(item, draw_variants(item, "seed", 10))}


@pytest.mark.parametrize(("flaw", "item"), [(flaw, item) for flaw, items in FLAWED.items() for item in items])
def test_a_flawed_item_is_found(flaw: str, item: Item) -> None:
    assert flaw in found(item)


@pytest.mark.parametrize(("flaw", "item"), [(flaw, item) for flaw, items in CLEAN.items() for item in items])
def test_a_sound_item_is_left_in_peace(flaw: str, item: Item) -> None:
    assert flaw not in found(item)


@pytest.mark.parametrize("line", MORE_FLAWED.strip().splitlines())
def test_a_flaw_is_found_in_many_wordings(line: str) -> None:
    assert line[:2] in {flaw[:2] for flaw in found(written(line[3:]))}


@pytest.mark.parametrize("line", MORE_CLEAN.strip().splitlines())
def test_what_only_looks_like_a_flaw_is_left_in_peace(line: str) -> None:
    assert found(written(line)) == {}


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


def test_a_negation_is_waived_only_in_capitals() -> None:
    waivers = (Waiver("19_negative", "the exception is what one must know"),)
    small = replace(choice(*SOUND, stem="Which of these changes does not slow the second fit?"), waivers=waivers)
    large = replace(small, stem="Which of these changes does NOT slow the second fit?")
    assert [finding.path for finding in lint(small, draw_variants(small, "seed", 1))] == [("stem",), ("waivers", 0)]
    assert lint(large, draw_variants(large, "seed", 1)) == ()


def test_a_mistake_within_the_tolerance_is_a_second_right_answer() -> None:
    assert "18_multi_correct" in found(numeric("100", "100.5"))
    assert "18_multi_correct" not in found(numeric("100", "102"))


def test_a_family_s_numbers_need_no_order_when_they_are_shuffled() -> None:
    item = choice("{{n}}", "{{n - 3}}", "{{n + 9}}")
    assert "16_lost_sequence" not in found(replace(item, variables={"n": Variable(tuple(range(10, 30)))}))


def test_a_question_of_a_case_is_read_with_its_scenario() -> None:
    questions = tuple(
        CaseQuestion(f"question-{i}", asked, "explanation", choice(*texts).body)
        for i, (asked, texts) in enumerate(
            (("What does it cost?", ("3 euros", "9 euros", "12 euros")), (STEM, (*SOUND, "None of the above")))
        )
    )
    case = item_of_type(ItemType.CASE, Case(questions), stem="A shop sends parcels at a fixed price.")
    findings = lint(case, draw_variants(case, "seed", 1))
    assert [(f.flaw, f.path) for f in findings] == [("03_none_of_above", ("questions", 1, "options", 3, "text"))]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("50 %", 0.5),
        ("$\\frac{3}{4}$", 0.75),
        ("three quarters", 0.75),
        ("$2^{10}$", 1024.0),
        ("10³", 1000.0),
        ("1,024", 1024.0),
        ("about 3 million", 3e6),
        ("2 h", 7200.0),
        ("1 in 4", 0.25),
        ("−1.5e-3", -0.0015),
        ("12:30", None),
        ("2024-01-05", None),
        ("10.0.0.1", None),
        ("One update can overwrite another", None),
        ("2 or 3", None),
        ("10 to 20", None),
    ],
)
def test_a_number_is_read_however_it_is_written(text: str, number: float | None) -> None:
    found_number = quantity(text)
    assert (found_number and found_number.value) == (number and pytest.approx(number))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("10 to 20 °C", 10.0, 20.0),
        ("5–10 ms", 0.005, 0.01),
        ("between 1 and 2", 1.0, 2.0),
        ("at least 5 %", 0.05, math.inf),
        ("fewer than 30 users", -math.inf, 30.0),
    ],
)
def test_a_range_is_read_however_it_is_written(text: str, low: float, high: float) -> None:
    read = span(text)
    assert read is not None
    assert (read.low, read.high) == (low, high)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading_of_numbers(text: str) -> None:
    quantity(text)
    span(text)


@given(st.text(max_size=200), st.lists(st.text(min_size=1, max_size=60), min_size=3, max_size=3, unique_by=str.strip))
def test_no_text_breaks_the_linter(asked: str, texts: list[str]) -> None:
    item = choice(*(text.replace("{", "(") for text in texts), stem=asked.replace("{", "("))
    assert all(finding.flaw in FLAWS for finding in lint(item, _shown(item)))


def _shown(item: Item) -> tuple[Variant, ...]:
    try:
        return draw_variants(item, "seed", 1)
    except VariantError:
        assume(False)
        raise
