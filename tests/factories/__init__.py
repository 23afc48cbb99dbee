"""Factories: what tests need of people and their quizzes, in one call each."""
