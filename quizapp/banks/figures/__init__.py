"""Figures as data: an author writes numbers, names and edges; pictures, words and tables are made here."""

from quizapp.banks.figures.page import FigureError, figure_html

__all__ = ["FigureError", "figure_html"]
