"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer


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
