"""Options that several commands share."""

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.config import Config

WRONG_USE = 2
"""The exit code of a command that was used wrongly."""


def _existing(path: Path) -> Path:
    """Exit code 2 for a file that is not there: the command was used wrongly, nothing was checked.

    What may be there and cannot be looked at is a finding for whoever reads it.
    """
    try:
        if not path.exists():
            raise typer.BadParameter(f"there is no file {path}")
        if path.is_dir():
            raise typer.BadParameter(f"{path} is a folder, not a file")
    except OSError:
        return path
    return path


DEFAULT_CONFIG = Path("config.toml")

ConfigFile = Annotated[
    Path,
    typer.Option("--config", metavar="FILE", help="The configuration to use.", callback=_existing),
]

FlowName = Annotated[str, typer.Argument(metavar="FLOW", help="A flow of the configuration.")]


def require_flow(config: "Config", flow: str) -> None:
    """Exits with code 2 for a flow that the configuration does not have."""
    if flow not in config.flows:
        raise unknown(f'There is no flow "{flow}"', flow, list(config.flows))


def unknown(message: str, wanted: str, known: Sequence[str], *, as_lines: bool = False) -> typer.Exit:
    """The exit for a name that nothing has, after saying which one was probably meant, or which there are."""
    close = get_close_matches(wanted, known, n=1)
    listed = "".join(f"\n  {name}" for name in known) if as_lines else f" {', '.join(known)}"
    hint = f'did you mean "{close[0]}"?' if close else f"there are:{listed if known else ' none'}"
    typer.echo(f"{message}; {hint}", err=True)
    return typer.Exit(WRONG_USE)
