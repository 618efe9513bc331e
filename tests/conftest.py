"""What tests share: the model, and the data folder beside the project. Tests that need an absent one skip."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
BUNDLED = ROOT / "src" / "riftline" / "parse" / "model"


@pytest.fixture(scope="session")
def model_folder():
    """The model that RIFTLINE_MODEL names, else the bundled one."""
    folder = Path(os.environ.get("RIFTLINE_MODEL") or BUNDLED)
    if not (folder / "parser.onnx").is_file():
        pytest.skip(f"no model in {folder}")
    return folder


@pytest.fixture(scope="session")
def model(model_folder):
    """The model, loaded once for all tests."""
    from riftline.parse.model import Model  # noqa: PLC0415 - tests that need no model should not load the run time

    return Model(model_folder)


@pytest.fixture(scope="session")
def shared():
    """The folder with the treebanks, articles and gold events."""
    if not SHARED.is_dir():
        pytest.skip(f"no {SHARED}")
    return SHARED
