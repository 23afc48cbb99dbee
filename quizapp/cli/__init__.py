"""The command `quizapp`."""

import sys
from importlib import import_module

import click
from flask.cli import FlaskGroup

from quizapp import create_app

WRONG_USE = 2
COMMANDS = {
    "serve": "server",
    "demo": "server",
    "posting": "posting",
    "bank": "bank",
    "user": "user",
    "readiness": "readiness",
}
"""The commands, and the module of each: it is imported when the command is asked for, not before."""


class _Group(FlaskGroup):
    """Loads a command when it is used or listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands' names."""
        return [*COMMANDS]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Return a command, or nothing when there is none of that name."""
        if name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"quizapp.cli.{COMMANDS[name]}"), name)
        return command


@click.group(
    cls=_Group,
    create_app=create_app,
    add_default_commands=False,
    add_version_option=False,
    load_dotenv=False,
    set_debug_flag=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
def group() -> None:
    """From a job posting to what a student is ready for, line by line."""


group.params.clear()  # Flask's own options name other applications; this command has one


def main() -> None:
    """Run the command; every error is one line and exit code 2."""
    try:
        group.main(prog_name="quizapp", standalone_mode=False)
    except click.exceptions.Exit as leaving:
        sys.exit(leaving.exit_code)
    except click.exceptions.NoArgsIsHelpError as bare:
        click.echo(bare.format_message())
    except click.Abort:
        _stop("stopped before it was done; nothing half-done is kept.")
    except click.ClickException as problem:
        _stop(problem.format_message())
    except Exception as problem:
        _stop(_sentence(problem))


def _sentence(problem: Exception) -> str:
    from quizapp.config import SettingsError
    from quizapp.domain.errors import QuizappError
    from quizapp.services.content import SourceError
    from quizapp.services.gateway import DatabaseError

    if isinstance(problem, DatabaseError):
        return f"the database can't be used ({type(problem).__name__}). Check DATABASE_URL and the instance folder."
    if isinstance(problem, SourceError) and len(problem.problems) > 1:
        rest = len(problem.problems) - 1
        return f"{problem.problems[0]} (and {rest} more: `quizapp bank check` lists them)"
    if isinstance(problem, QuizappError | SettingsError | SourceError | OSError):
        return str(problem)
    return f"an unexpected fault, {type(problem).__name__}: {problem}"


def _stop(sentence: str) -> None:
    click.echo(f"quizapp: {' '.join(sentence.split())}", err=True)
    sys.exit(WRONG_USE)
