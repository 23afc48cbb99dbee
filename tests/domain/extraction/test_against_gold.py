"""The hand-made profiles beside the checkout set the least that the extraction must reach."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from quizapp.domain.extraction import Lexicon, extract_profile

ROOT = Path(__file__).parents[3]
POSTINGS = ROOT.parent / "shared" / "postings"
pytestmark = pytest.mark.skipif(
    not POSTINGS.is_dir(),
    reason="There are no hand-made profiles in ../shared/postings, beside the checkout: nothing to score against.",
)


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    specification = importlib.util.spec_from_file_location(
        "extraction_benchmark", ROOT / "benchmarks" / "extraction.py"
    )
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("folder", "recall", "false", "kind", "f1"), [("seeds", 1.0, 0.0, 0.95, 0.95), ("dev", 0.98, 0.04, 0.95, 0.92)]
)
def test_the_profiles_agree_with_those_made_by_hand(
    benchmark: ModuleType, lexicon: Lexicon, folder: str, recall: float, false: float, kind: float, f1: float
) -> None:
    score = benchmark.Score()  # of the rules alone
    for text, gold in benchmark.shared_postings(folder):
        benchmark.score_profile(gold, extract_profile(text, lexicon), text, score)
    assert score.recall >= recall
    assert score.false <= false
    assert score.kind >= kind
    assert score.f1 >= f1
    assert score.spans_wrong == 0
