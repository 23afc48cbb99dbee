"""A bank as a whole: for each way in which it can lean, a bank that does and one that does not."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from scipy.stats import chi2

from quizapp.banks.balance import across_banks, balance
from quizapp.banks.catalogue import Catalogue, read_catalogue
from quizapp.banks.giveaways import tail_of_chi_square
from quizapp.banks.reading import Bank, read_bank
from quizapp.banks.reading_level import syllables
from quizapp.banks.similarity import Text, near_duplicates, text_of
from quizapp.banks.source import Problem
from quizapp.domain.items.variants import Variant, draw_variants

ITEM = """\
  - id: {key}
    type: single-choice
    level: {level}
    just_ready: 0.6
    minutes: 2
    references: ["Euler 1770, Elements of Algebra, section 1"]
    stem: "{stem}"
    options:
{options}
    explanation: It follows from counting.
"""
WORDY = (
    "Considering organisational responsibilities, administrative representatives systematically characterise "
    "multidimensional interdependencies. Which interpretation approximates institutional accountability considerations?"
)


def an_item(
    number: int, *, stem: str = "", place: int = 0, long: bool = False, key: str = "", level: str = "apply"
) -> str:
    """Write a single-choice item whose stem is its own; its key is at one place of three, and the longest or not."""
    names = [f"{syllable}{'bcdfghjklm'[number % 10]}o{'nprstvwxyz'[number // 10]}a" for syllable in ("ki", "lu", "me")]
    own = f"A {names[0]} of size {number} meets a {names[1]}. Which sum fits the {names[2]}?"
    texts = [f"slip {number} of ones", f"slip {number} of twos{'' if long else ' and of fives'}"]
    texts.insert(place, key or f"find {number} of tens{' and of fives' if long else ''}")
    options = [f"      - {{text: '{text}', {_role(text)}, why: It is so.}}" for text in texts]
    return ITEM.format(key=f"item-{number}", level=level, stem=stem or own, options="\n".join(options))


def _role(text: str) -> str:
    return "misconception: off-by-one" if text.startswith("slip") else "correct: true"


class Shelf:
    """Banks on disk, read as they are written."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @property
    def catalogue(self) -> Catalogue:
        """What competencies there are."""
        return read_catalogue(self._root)

    def bank(self, items: Iterable[str], name: str = "counting", topic: str = "sums") -> Bank:
        """Write a bank of one topic and read it."""
        folder = self._root / name
        folder.mkdir(exist_ok=True)
        for old in folder.glob("*"):
            old.unlink()
        (folder / "bank.yaml").write_text(f"competency: {name}\ntitle: A title\nsummary: A summary.\n")
        (folder / f"{topic}.yaml").write_text(f"topic: {topic}\nitems:\n{''.join(items)}")
        return read_bank(folder, self.catalogue)

    def told(self, items: Iterable[str]) -> str:
        """Return what is said of a bank of these items, less what its size and topics give cause for."""
        bank = self.bank(items)
        said = balance(bank, self.catalogue, drawn(bank))
        return "\n".join(problem.what for problem in said if "items on" not in problem.what)


def drawn(bank: Bank) -> dict[str, Sequence[Variant]]:
    """Draw one variant of each item."""
    return {item.key: draw_variants(item, item.key, 1) for item in bank.items}


@pytest.fixture
def shelf(root: Path) -> Shelf:
    return Shelf(root)


def a_sound_bank(count: int = 30) -> list[str]:
    """Write items that lean to no side."""
    return [an_item(number, place=number % 3, long=number % 3 == 0) for number in range(count)]


def test_a_sound_bank_leans_to_no_side(shelf: Shelf) -> None:
    assert shelf.told(a_sound_bank()) == ""


def test_a_small_bank_is_told(shelf: Shelf) -> None:
    assert "expected at least 15 items, found 3" in shelf.told(a_sound_bank(3))


def test_a_topic_without_items_is_told(shelf: Shelf) -> None:
    bank = shelf.bank(a_sound_bank())
    said = [problem.what for problem in balance(bank, shelf.catalogue, drawn(bank))]
    assert said == ["expected at least 2 items on `orders`, found 0"]


def test_a_bank_of_memory_is_told(shelf: Shelf) -> None:
    items = [an_item(number, place=number % 3, long=number % 3 == 0, level="remember") for number in range(30)]
    said = shelf.told(items)
    assert "at least 60% of the items to apply" in said
    assert "at most 5% of the items to ask for memory, found 100%" in said


def test_keys_that_are_longest_too_often_are_told(shelf: Shelf) -> None:
    said = shelf.told(an_item(number, place=number % 3, long=True) for number in range(30))
    assert "expected the key to be the longest option in about 10 of 30, found 30" in said


def test_keys_that_are_never_longest_are_told_as_well(shelf: Shelf) -> None:
    said = shelf.told(an_item(number, place=number % 3, key=f"ten {number}") for number in range(30))
    assert "expected the key to be the shortest option in about 10 of 30, found 30" in said


def test_keys_written_first_are_told(shelf: Shelf) -> None:
    said = shelf.told(an_item(number, place=0, long=number % 3 == 0) for number in range(30))
    assert "expected keys at all 3 places alike, about 10 each, found 30, 0, 0" in said


def test_few_keys_written_first_are_chance(shelf: Shelf) -> None:
    assert "places" not in shelf.told(an_item(number, place=0, long=number % 3 == 0) for number in range(12))


@pytest.mark.parametrize("degrees", [1, 2, 3, 4, 5])
def test_the_tail_of_chi_square_is_that_of_scipy(degrees: int) -> None:
    for statistic in (0.1, 2.0, 9.21, 30.0):
        assert tail_of_chi_square(statistic, degrees) == pytest.approx(chi2.sf(statistic, degrees), rel=1e-9)


def test_an_item_written_twice_with_other_numbers_is_told_with_its_double(shelf: Shelf) -> None:
    stems = [f"A fence of {n} sections is painted on both sides. How many sides are painted in all?" for n in (7, 12)]
    said = shelf.told([*a_sound_bank(), an_item(40, stem=stems[0]), an_item(41, stem=stems[1])])
    assert said == "expected an item of its own, found 100% of `item-40` in it"


def test_an_item_in_other_words_is_no_double(shelf: Shelf) -> None:
    stems = ("A fence of 7 sections is painted. How many posts?", "A ladder of 7 rungs is painted. How many gaps?")
    assert shelf.told([*a_sound_bank(), *(an_item(40 + i, stem=stem) for i, stem in enumerate(stems))]) == ""


def test_doubles_in_two_banks_are_told_only_across_them(shelf: Shelf) -> None:
    stem = "A fence of 7 sections is painted on both sides. How many sides are painted in all?"
    banks = [
        shelf.bank([an_item(40, stem=stem)], "counting", "sums"),
        shelf.bank([an_item(50, stem=stem)], "guessing", "dice"),
    ]
    samples = {bank.key: drawn(bank) for bank in banks}
    within = [p for bank in banks for p in balance(bank, shelf.catalogue, samples[bank.key]) if "of its own" in p.what]
    across: list[Problem] = list(across_banks(banks, samples))
    assert within == []
    assert [(problem.item, problem.what) for problem in across] == [
        ("item-50", "expected an item of its own, found 100% of `counting/item-40` in it")
    ]


def test_keys_written_first_in_many_small_banks_are_told_across_them(shelf: Shelf) -> None:
    banks = [
        shelf.bank([an_item(number, place=0) for number in range(14)], "counting", "sums"),
        shelf.bank([an_item(number, place=0) for number in range(20, 34)], "guessing", "dice"),
    ]
    said = "\n".join(p.what for p in across_banks(banks, {bank.key: drawn(bank) for bank in banks}))
    assert "over all banks expected keys at all 3 places alike, about 9 each, found 28, 0, 0" in said


def test_near_duplicates_among_two_thousand_items_are_those_of_all_pairs() -> None:
    texts = {
        number: Text(
            frozenset(f"piece {number // 2} {i}" for i in range(20)) | {"which of these"},
            frozenset(f"word{(number // 2 * 31 + i * 7) % 3_001}" for i in range(12)),
        )
        for number in range(2_000)
    }
    assert [(first, second) for first, second, _ in near_duplicates(texts) if first + 1 == second] == sorted(
        ((number, number + 1) for number in range(0, 2_000, 2)), key=str
    )


def test_a_short_stem_is_compared_with_its_options(shelf: Shelf) -> None:
    bank = shelf.bank([an_item(1, stem="Which sum fits?"), an_item(2, stem="Which sum fits?", key="a product of odds")])
    first, second = map(text_of, bank.items)
    assert first.pieces != second.pieces


def test_a_key_in_another_item_s_stem_is_told(shelf: Shelf) -> None:
    key = "add the digits of each column from right to left"
    told = an_item(40, place=1, key=key)
    tells = an_item(41, stem=f"A clerk would {key}. Which error does the clerk avoid?")
    assert "expected a key that no other item tells, found it in the stem of `item-41`" in shelf.told(
        [*a_sound_bank(), told, tells]
    )


def test_a_common_word_may_be_a_key_and_stand_in_a_stem(shelf: Shelf) -> None:
    items = [an_item(40, place=1, key="the median"), an_item(41, stem="A clerk takes the median. Which sum is it?")]
    assert "no other item tells" not in shelf.told([*a_sound_bank(), *items])


def test_an_item_that_is_hard_to_read_is_told(shelf: Shelf) -> None:
    said = shelf.told([*a_sound_bank(), an_item(40, stem=WORDY + " " + WORDY)])
    assert "expected a reading grade of 16 at most, found" in said


def test_a_long_sentence_is_told(shelf: Shelf) -> None:
    said = shelf.told([*a_sound_bank(), an_item(40, stem="How many of " + "the " * 30 + "ten?")])
    assert "expected sentences of 30 words at most, found one of 34" in said


def test_a_bank_that_is_hard_to_read_is_told(shelf: Shelf) -> None:
    items = [an_item(number, stem=f"{WORDY} Number {number}?", place=number % 3) for number in range(15)]
    assert "expected a median reading grade of 12 at most, found" in shelf.told(items)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("rate", 1),
        ("rates", 1),
        ("table", 2),
        ("sampled", 2),
        ("counted", 2),
        ("probability", 5),
        ("queue", 1),
        ("x", 1),
    ],
)
def test_syllables_are_counted_by_their_vowels(word: str, count: int) -> None:
    assert syllables(word) == count
