"""What gives keys away over many items: their length and their place."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from quizapp.domain.items.model import Item, ItemType
from quizapp.domain.items.types.choice import Choice, ChoiceKey
from quizapp.domain.items.variants import Variant

MARGIN = 0.05
"""Share by which the longest option may be the key more often, or less often, than by chance."""
SURE = 1.96
"""Standard deviations of chance beyond which few items are enough to tell."""
UNEVEN = 0.01
"""Probability below which written places of keys are called uneven."""
FEWEST_A_PLACE = 5
"""Keys expected at each place from which places are compared."""


def telling_lengths(items: Sequence[Item], samples: Mapping[str, Sequence[Variant]]) -> Iterator[str]:
    """Say when who chooses the longest, or the shortest, option of single choices is right more or less than by chance.

    Among several of one length such a reader guesses, so such an item counts in part.
    """
    for name, extreme in (("longest", max), ("shortest", min)):
        trials = list(_trials(items, samples, extreme))
        expected = math.fsum(chance for chance, _ in trials)
        spread = math.sqrt(math.fsum(chance * (1.0 - chance) for chance, _ in trials))
        hits = math.fsum(hit for _, hit in trials)
        if abs(hits - expected) > max(MARGIN * len(trials), SURE * spread):
            what = f"expected the key to be the {name} option in about {expected:.0f} of {len(trials)}"
            yield f"{what}, found {hits:.0f}"


def _trials(
    items: Sequence[Item],
    samples: Mapping[str, Sequence[Variant]],
    extreme: Callable[[Iterable[int]], int],
) -> Iterator[tuple[float, float]]:
    """Yield, for each single choice, the chance of a guess to be right and that of one among the extreme options."""
    for item in items:
        if item.type is not ItemType.SINGLE_CHOICE or not samples.get(item.key):
            continue
        variant = samples[item.key][0]
        lengths = {part.id: len(part.text.strip()) for part in variant.face.parts}
        chosen = [part for part, length in lengths.items() if length == extreme(lengths.values())]
        if isinstance(variant.key, ChoiceKey):
            yield 1.0 / len(lengths), (variant.key.correct[0] in chosen) / len(chosen)


def uneven_places(items: Iterable[Item]) -> Iterator[str]:
    """Say when the keys of single choices are not written at all places alike: chi-square, p below 0.01.

    Items with as many options are compared with each other; groups too small for the test are left out.
    """
    for size, places in sorted(_places(items).items()):
        expected = places.total() / size
        statistic = math.fsum((places[place] - expected) ** 2 / expected for place in range(size))
        if expected >= FEWEST_A_PLACE and tail_of_chi_square(statistic, size - 1) < UNEVEN:
            counts = ", ".join(str(places[place]) for place in range(size))
            yield f"expected keys at all {size} places alike, about {expected:.0f} each, found {counts}"


def _places(items: Iterable[Item]) -> dict[int, Counter[int]]:
    """Count, for each number of options, at which place keys are written."""
    groups: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for item in items:
        if item.type is ItemType.SINGLE_CHOICE and isinstance(item.body, Choice):
            keys = [place for place, option in enumerate(item.body.options) if option.correct]
            groups[len(item.body.options)].update(keys)
    return groups


def tail_of_chi_square(statistic: float, degrees: int) -> float:
    """Return the probability that chi-square with whole degrees of freedom exceeds a statistic.

    From one or two degrees up by Q(x; d + 2) = Q(x; d) + (x/2)^(d/2) e^(-x/2) / Gamma(d/2 + 1): Abramowitz & Stegun
    (1964), 26.4.8.
    """
    half = statistic / 2.0
    start = 2 - degrees % 2
    tail = math.exp(-half) if start == 2 else math.erfc(math.sqrt(half))
    steps = (math.pow(half, d / 2) * math.exp(-half) / math.gamma(d / 2 + 1) for d in range(start, degrees, 2))
    return tail + math.fsum(steps)
