"""Words that say the same and words that say the opposite, so that options can be compared by what they say."""

import re

from quizapp.domain.items.linter.words import word_stem

_SYNONYMS_TEXT = """
    increase rise grow climb raise enlarge
    decrease fall drop decline shrink reduce lower lessen diminish
    double twice
    halve half
    large big
    small little tiny
    mean average
    quick fast rapid
    begin start commence
    finish end stop terminate
    delete remove erase
    error mistake
    random chance
    whole entire full
    need require
    show display
    make create produce
    use employ utilise
    choose select pick
    get obtain receive
    keep retain preserve
    change alter modify
    equal same identical
    wrong incorrect false
    right correct true
    typical usual
    help aid assist
    buy purchase
    method procedure
    information data
    record row
    field column
    picture image
    car automobile
    doctor physician
    happen occur
    enough sufficient
    several many
    begin start
    also too
    separate distinct
    tell inform
    try attempt
    approximately roughly about
    everyone everybody
"""
_CANONICAL = {word_stem(word): group.split()[0] for group in _SYNONYMS_TEXT.splitlines() for word in group.split()}
_PHRASES = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"\b(stays?|remains?|keeps?) (the same|unchanged|constant|as (it|they) (is|are|was|were))\b", "unchanged"),
        (r"\b(does|do|did|will) not change\b|\bno change\b|\bis not (changed|affected)\b", "unchanged"),
        (r"\b(goes|go|going) up\b|\b(gets|becomes) (larger|bigger|higher|greater)\b", "increases"),
        (r"\b(goes|go|going) down\b|\b(gets|becomes) (smaller|lower)\b", "decreases"),
        (r"\b(is |are )?multiplied by (2|two)\b|\btwo times\b|\bby a factor of (2|two)\b", "doubles"),
        (r"\b(is |are )?divided by (2|two)\b|\bis cut in half\b", "halves"),
        (r"\bsquare root of the variance\b", "standard deviation"),
        (r"\bgets rid of\b", "removes"),
        (r"\b(greater|more|larger|higher) than (0|zero)\b", "positive"),
        (r"\b(less|smaller|lower) than (0|zero)\b", "negative"),
        (r"n't\b", " not"),
        (r"\bcannot\b", "can not"),
    )
)
_EMPTY_TEXT = """
    a an the it its they them their this that these those is are was were be been being do does did has have had
    will would of very just so there which who
"""
_EMPTY = frozenset(_EMPTY_TEXT.split())

_OPPOSITES_TEXT = """
    increase/decrease increase/reduce raise/lower raise/reduce rise/fall grow/shrink gain/lose gain/loss
    add/subtract add/remove insert/delete expand/contract widen/narrow wide/narrow broad/narrow high/low
    higher/lower large/small larger/smaller great/small greater/smaller big/small greater/less more/less
    more/fewer most/least above/below over/under before/after precede/follow early/late earlier/later first/last
    positive/negative even/odd overestimate/underestimate overfit/underfit overstate/understate
    overflow/underflow same/different alike/different fast/slow faster/slower quick/slow accelerate/decelerate
    speed/slow long/short longer/shorter lengthen/shorten up/down upward/downward accept/reject allow/forbid
    allow/deny permit/forbid grant/revoke include/exclude finite/infinite best/worst better/worse improve/worsen
    maximum/minimum maximise/minimise upper/lower row/column left/right strong/weak stronger/weaker
    strengthen/weaken with/without within/outside inside/outside internal/external open/close open/shut
    start/stop begin/end lock/unlock hot/cold hotter/colder warm/cool warmer/cooler heat/cool heavy/light
    heavier/lighter dark/bright rich/poor old/new old/young older/younger thick/thin hard/soft deep/shallow
    deeper/shallower dense/sparse near/far nearer/farther full/empty push/pull attract/repel absorb/release
    absorb/emit store/release encourage/discourage enable/disable encrypt/decrypt encode/decode
    compress/decompress stretch/compress converge/diverge freeze/melt evaporate/condense active/passive
    static/dynamic strict/lax serial/parallel sequential/parallel local/global local/remote public/private
    horizontal/vertical parametric/nonparametric parallel/perpendicular simple/complex easy/difficult easy/hard
    cheap/expensive cheaper/dearer safe/dangerous success/failure succeed/fail pass/fail win/lose import/export
    input/output read/write send/receive server/client forward/backward forwards/backwards top/bottom
    import/export ascending/descending ascend/descend sorted/unsorted always/never true/false yes/no all/none
    present/absent presence/absence alive/dead acid/base acidic/alkaline oxidation/reduction dominant/recessive
    male/female supply/demand profit/loss credit/debit push/pop enqueue/dequeue bullish/bearish inflate/deflate
    inflation/deflation aerobic/anaerobic convex/concave often/rarely frequent/rare common/rare
    optimistic/pessimistic biased/fair lossy/lossless
"""
_OPPOSITES = frozenset(
    frozenset((word_stem(first), word_stem(second)))
    for first, second in (pair.split("/") for pair in _OPPOSITES_TEXT.split())
)
_UP_TEXT = """
    increase raise rise grow gain enlarge expand amplify boost lift climb widen lengthen strengthen heighten elevate
    speed accelerate magnify inflate multiply up
"""
_DOWN_TEXT = """
    decrease reduce lower fall drop shrink decline diminish lessen cut narrow shorten weaken dampen slow contract sink
    decelerate deflate halve down
"""
_UP, _DOWN = (frozenset(map(word_stem, text.split())) for text in (_UP_TEXT, _DOWN_TEXT))
_NEGATING = ("non", "un", "in", "im", "ir", "il", "dis", "de", "a", "mis", "anti")
_NEGATIONS = frozenset({"not", "no", "never", "neither", "nor", "hardly"})
_MOST_JOINED = 3
"""Words on either side of an `and` up to which both are names that may change places."""
_DUMMIES = frozenset({"do", "doe", "did", "can", "is", "are", "has", "have", "it", "a", "an", "the", "any"})
_NEUTRAL = re.compile(
    r"\b(?:unchanged|same|equals?|keeps?|unaffected|neutral|calibrated|neither|zero|exact(?:ly)?"
    r"|about right|stays?|remains?|no (?:effect|change|difference|influence)"
    r"|not (?:change|affect|alter|move|matter|depend))\b",
    re.IGNORECASE,
)


def canonical(text: str, *, ordered: bool = False) -> str:
    """Return what an option says, in one of the ways of saying it; `a and b` is `b and a` unless order counts."""
    text = text.casefold().replace("’", "'")
    for pattern, plain in _PHRASES:
        text = pattern.sub(plain, text)
    said = [" ".join(_canonical(word) for word in _tokens(part) if word not in _EMPTY) for part in text.split(" and ")]
    if len(said) == 2 and not ordered and max(len(part.split()) for part in said) <= _MOST_JOINED:
        said.sort()
    return " and ".join(said)


def opposite(first: str, second: str) -> bool:
    """Tell whether two options are in the same words but for one pair of opposites or one negation."""
    a, b = _spoken(first), _spoken(second)
    only_a, only_b = _telling(a - b), _telling(b - a)
    if not only_a or not only_b:
        return bool(a & b) and (only_a | only_b) <= _NEGATIONS and bool(only_a | only_b)
    pairs = [(x, y) for x in only_a for y in only_b if _opposed(x, y)]
    left = (len(only_a) - len(pairs)) + (len(only_b) - len(pairs))
    return len(pairs) == 1 and left <= 1 and _alike(a & b | only_a, a & b | only_b)


def _telling(words: frozenset[str]) -> frozenset[str]:
    """Return the words that say something; the `up` of `speeds up` adds nothing to another word of its direction."""
    said = words - _DUMMIES
    return said - {"up", "down"} if (said - {"up", "down"}) & (_UP | _DOWN) else said


def between(option: str, first: str, second: str) -> bool:
    """Tell whether an option says that neither of two opposites holds, or says one of them again: three in a row."""
    spoken, pair = _spoken(option), _spoken(first) | _spoken(second)
    opposed = _spoken(first) ^ _spoken(second)
    if spoken & opposed - _NEGATIONS - _DUMMIES:
        return True
    rest = (
        _spoken(_NEUTRAL.sub(" ", option))
        - pair
        - _DUMMIES
        - {"the", "as", "of", "in", "on", "at", "it", "its", "where", "well"}
    )
    return bool(_NEUTRAL.search(option)) and not rest


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    return len(a) == len(b) == 1 or len(a & b) / min(len(a), len(b)) >= 0.5 or len(a | b) <= 3


def _spoken(text: str) -> frozenset[str]:
    text = text.lower().replace("’", "'").replace("n't", " not").replace("cannot", "can not")
    text = re.sub(r"\b(true|false) (positive|negative)", r"\1-\2", text)
    return frozenset(word_stem(word) for word in re.findall(r"[a-z]+(?:-[a-z]+)*", text))


def _opposed(first: str, second: str) -> bool:
    if frozenset((first, second)) in _OPPOSITES or (len({first, second} & _UP) == len({first, second} & _DOWN) == 1):
        return True
    short, long = sorted((first.replace("-", ""), second.replace("-", "")), key=len)
    return (len(short) >= 4 and any(long == prefix + short for prefix in _NEGATING)) or _antonyms(short, long)


def _antonyms(short: str, long: str) -> bool:
    """Tell whether two words have opposite first parts: `overpaid` and `underpaid`, `useful` and `useless`."""
    for one, other in (("over", "under"), ("hyper", "hypo"), ("pre", "post"), ("macro", "micro"), ("homo", "hetero")):
        for a, b in ((short, long), (long, short)):
            if a.startswith(one) and b.startswith(other) and a.removeprefix(one) == b.removeprefix(other):
                return len(a.removeprefix(one)) >= 3
    return short[:-4] == long[:-4] and {short[-4:], long[-4:]} == {"less", "tful"}


def _tokens(text: str) -> list[str]:
    return re.findall(r"[a-z]+(?:['-][a-z]+)*|[^\sa-z.]+", text)


def _canonical(word: str) -> str:
    stem = word_stem(word) if word.isalpha() else word
    return _CANONICAL.get(stem, stem)
