import os
import shlex
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


@pytest.fixture
def shell(tmp_path):
    """Runs one command with redirections, as a shell would: `shell("code - > /dev/full", stdin=...)`."""
    if os.name != "posix" or not os.path.exists("/dev/full"):  # noqa: PTH110
        pytest.skip("needs a POSIX shell and /dev/full")

    def run(command, stdin=""):
        program = shlex.join([sys.executable, "-W", "error", "-c", START])
        return subprocess.run(  # noqa: S602 - as above
            f"{program} {command}",
            shell=True,
            input=stdin,
            capture_output=True,
            encoding="utf8",
            cwd=tmp_path,
            check=False,
            timeout=120,
        )

    return run


@pytest.fixture
def start(tmp_path):
    """Starts the command line and does not wait; what still runs at the end is stopped."""
    started = []

    def run(*arguments):
        process = subprocess.Popen(  # noqa: S603 - as above
            [sys.executable, "-c", START, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf8",
            cwd=tmp_path,
        )
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.communicate()
