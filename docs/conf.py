"""How the pages are built: `make docs`."""

from __future__ import annotations

import importlib.metadata

project = "guangongwei"
author = "The guangongwei authors"
copyright = f"2026, {author}"  # noqa: A001  (Sphinx asks for this name)
release = importlib.metadata.version("guangongwei")

extensions = ["myst_parser"]
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]

html_theme = "furo"
html_title = f"guangongwei {release}"
