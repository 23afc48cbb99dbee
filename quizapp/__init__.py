"""Quizapp: from a job posting to what a student is ready for, line by line."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from quizapp.config import Settings

__version__ = "0.1.0"


def create_app(settings: "Settings | None" = None) -> "Flask":
    """Make the web application; imports the frameworks only now, so the domain stays light."""
    from quizapp.factory import make_app

    return make_app(settings)
