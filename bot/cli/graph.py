"""`riscontro graph FLOW`: a flow as a picture, with the number of customers who wait at each question."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import DEFAULT_CONFIG, ConfigFile, FlowName, require_flow, unknown

if TYPE_CHECKING:
    from bot.config import Config
    from flows.drawing import Reader

Out = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help="Write it there, not on the standard output.")
]
Mermaid = Annotated[bool, typer.Option("--mermaid", help="Text for Mermaid instead of a picture.")]
Language = Annotated[
    str | None,
    typer.Option("--language", metavar="CODE", help="That of the texts, such as it; else the first."),
]
NoCounts = Annotated[bool, typer.Option("--no-counts", help="Do not ask the database who waits where.")]


def graph(
    flow: FlowName,
    out: Out = None,
    mermaid: Mermaid = False,
    language: Language = None,
    no_counts: NoCounts = False,
    config: ConfigFile = DEFAULT_CONFIG,
) -> None:
    """Draws a flow as SVG, for any browser, by day and by night.

    Each question tells how many customers wait there now, on whatever
    revision of the flow; where there is no database yet, none does.
    """
    from bot.cli.reports import load_or_exit
    from flows.drawing import draw_mermaid, draw_svg

    loaded = load_or_exit(config, needs_secrets=False)
    require_flow(loaded, flow)
    reader = _reader(loaded, language)
    if mermaid:
        drawn = draw_mermaid(loaded.flows[flow], reader)
    else:
        waiting = {} if no_counts else _waiting(loaded, flow)
        drawn = draw_svg(flow, loaded.flows[flow], reader, waiting)
    _write(drawn, out)


def _reader(config: "Config", language: str | None) -> "Reader":
    from flows.drawing import Reader
    from flows.wording import base_language

    languages = config.business.languages
    if language is not None and base_language(language) not in map(base_language, languages):
        raise unknown(f'"{language}" is not among the languages of the business', language, languages)
    fallback = config.business.fallback_language
    return Reader(language or fallback, fallback, config.phrasebook)


def _waiting(config: "Config", flow: str) -> Mapping[str, int]:
    """By node; none where the database cannot tell, which is said on the error output."""
    from bot.cli.reports import tell_store
    from bot.cli.store import database_if_any
    from storage import runs
    from storage.errors import StorageError

    try:
        with database_if_any(config) as database:
            if database is None:
                return {}
            with database.reading() as session:
                return runs.customers_at(session, flow)
    except StorageError as error:
        typer.echo(f"Nobody is counted: {tell_store(error, config.database.url)}", err=True)
        return {}


def _write(drawn: str, out: Path | None) -> None:
    if out is None:
        typer.echo(drawn, nl=not drawn.endswith("\n"))
        return
    try:
        out.write_text(drawn, encoding="utf-8")
    except OSError as error:
        typer.echo(f"{out} cannot be written: {error.strerror}", err=True)
        raise typer.Exit(1) from error
    typer.echo(f"Drawn in {out}.", err=True)
