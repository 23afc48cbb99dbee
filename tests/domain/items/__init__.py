"""Tests of items: the language, variants, grading, chance and the linter."""
