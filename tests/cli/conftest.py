import os
import subprocess
import sys

import pytest

START = "from riftline.cli import main; main()"


@pytest.fixture
def riftline(tmp_path):
    """Runs the command line in an empty folder, as a user would: `riftline("code", "-", stdin=...)`."""

    def run(*arguments, stdin="", **environment):
        return subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-W", "error", "-c", START, *map(str, arguments)],
            input=stdin,
            capture_output=True,
            encoding="utf8",
            cwd=tmp_path,
            env=os.environ | {"COLUMNS": "100", "PYTHONIOENCODING": "utf8"} | environment,
            check=False,
            timeout=120,
        )

    return run
