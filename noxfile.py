"""The checks on several Pythons, each in an environment of its own: `nox`, or `nox -s typing`."""

from __future__ import annotations

import nox

PYPROJECT = nox.project.load_toml("pyproject.toml")
PYTHONS = nox.project.python_versions(PYPROJECT)

nox.options.default_venv_backend = "venv"
nox.options.reuse_existing_virtualenvs = True
nox.options.error_on_missing_interpreters = False


def prepare(session: nox.Session, *groups: str) -> None:
    """Install the package with its extras, and the groups of development tools."""
    session.install(
        "--editable",
        ".[docx,excel,fast,frames,parquet,sql,testing]",
        *nox.project.dependency_groups(PYPROJECT, *groups),
    )


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """The tests on every Python that is promised and installed."""
    prepare(session, "test")
    session.run("pytest", *session.posargs)


@nox.session
def typing(session: nox.Session) -> None:
    """Both type checkers, strict."""
    prepare(session, "typing")
    session.run("mypy")
    session.run("pyright")


@nox.session
def style(session: nox.Session) -> None:
    """Ruff, as linter and as formatter, and the spelling of comments and pages."""
    session.install(*nox.project.dependency_groups(PYPROJECT, "style"))
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("python", "-m", "codespell_lib")


@nox.session
def docs(session: nox.Session) -> None:
    """The pages built without a warning, and the code in them run."""
    prepare(session, "docs", "test")
    session.run(
        "sphinx-build", "--fail-on-warning", "--keep-going", "--nitpicky", "docs", "build/docs"
    )
    session.run("pytest", "tests/test_docs.py")
