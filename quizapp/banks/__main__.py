"""Check banks from the command line, without the application: `python -m quizapp.banks question_banks`."""

import sys
from pathlib import Path

from quizapp.banks.check import check_banks, report_lines


def main() -> int:
    """Check the folders named; the exit code is 1 when something must be mended."""
    report = check_banks([Path(argument) for argument in sys.argv[1:] or ["question_banks"]])
    sys.stdout.write("".join(f"{line}\n" for line in report_lines(report)))
    return 0 if report.is_clean else 1


sys.exit(main())
