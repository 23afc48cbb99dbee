"""Judge from graded answers, as numbers only, how surely an ability lies above a cut score."""
