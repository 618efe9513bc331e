"""Sphinx configuration: Markdown pages, warnings are errors (see the Makefile)."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

project = "riftline"
author = "The riftline developers"
copyright = author  # noqa: A001 - Sphinx's name for it
release = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))["project"]["version"]

extensions = ["myst_parser"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "riftline"
