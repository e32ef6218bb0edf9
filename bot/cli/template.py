"""`riscontro template …`: surveys that are ready to use, shown and added to a configuration."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import DEFAULT_CONFIG, ConfigFile, unknown
from bot.templates import LANGUAGES, TemplateName

if TYPE_CHECKING:
    from bot.config.outline import Outline
    from bot.templates import Template

_PLAIN_SITE = "https://example.com"

commands = typer.Typer(help="Surveys that are ready to use.", no_args_is_help=True)


def _known_languages(text: str | None) -> str | None:
    languages = [] if text is None else [language.strip() for language in text.split(",")]
    if unknown := [language for language in languages if language not in LANGUAGES]:
        raise typer.BadParameter(f'"{unknown[0]}": the templates are written in {", ".join(LANGUAGES)}')
    return ",".join(languages) or None


def _template_called(name: str) -> TemplateName:
    known = list(TemplateName)
    if name not in known:
        raise unknown(f'There is no template "{name}"', name, known)
    return TemplateName(name)


Chosen = Annotated[
    TemplateName, typer.Argument(metavar="NAME", help="One that `list` names.", parser=_template_called)
]
NewFlow = Annotated[
    str | None,
    typer.Option(
        "--flow", metavar="FLOW_NAME", help="How the flow is called, where it is not as the template."
    ),
]
Languages = Annotated[
    str | None,
    typer.Option(
        metavar="it,en", callback=_known_languages, help="In these alone; else in those of the business."
    ),
]
To = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", dir_okay=False, help="Into this file; else a new one where a folder is included."
    ),
]


@commands.callback()
def _template() -> None:
    """Surveys that are ready to use."""


@commands.command("list")
def list_() -> None:
    """Lists the templates and what each of them asks."""
    from bot.templates import read_template

    width = max(map(len, TemplateName))
    for name in TemplateName:
        typer.echo(f"{name:<{width}}  {read_template(name).summary}")


@commands.command()
def show(name: Chosen, languages: Languages = "en") -> None:
    """Prints a template as it would be written, in English or in other languages."""
    from bot.templates import Fitting, fit, read_template
    from flows.wording import Manners

    fitting = Fitting((languages or "en").split(","), Manners(), _PLAIN_SITE, name)
    typer.echo(fit(read_template(name), fitting).text, nl=False)


@commands.command()
def add(
    name: Chosen,
    flow: NewFlow = None,
    languages: Languages = None,
    to: To = None,
    config: ConfigFile = DEFAULT_CONFIG,
) -> None:
    """Adds a template to the configuration: its flow, what starts it, and
    its rule for complaints.

    It stands at the end of the file, or in a file of its own where the
    configuration includes a folder such as surveys/*.toml, in the languages
    of the business and in the manner in which it addresses its customers.
    What is there already stays as it is. Exit codes: 0 added, 1 the file
    cannot be changed, 2 there is such a flow already, or the command was
    used wrongly otherwise.
    """
    from bot.cli.additions import NotAdded, add_piece
    from bot.cli.reports import print_findings
    from bot.config import load_config

    outline = _outline(config)
    called = _name_for(flow or name, outline)
    template = _fitted(name, called, languages, outline)
    file = to or _usual_file(config, outline, called)
    try:
        add_piece(config, file, template.text, called)
    except NotAdded as error:
        typer.echo(f"Nothing was changed: {error}", err=True)
        raise typer.Exit(1) from error
    except OSError as error:
        typer.echo(f"{file} cannot be written: {error.strerror}.", err=True)
        raise typer.Exit(1) from error
    typer.echo(f'Added the flow "{called}" to {file}.')
    if template.trigger is None:
        typer.echo("Nothing starts it yet; the comment at its top tells why.")
    typer.echo("`riscontro check` says now:")
    print_findings(load_config(config, os.environ).problems)


def _outline(config: Path) -> "Outline":
    from bot.cli.reports import print_findings
    from bot.config import Finding
    from bot.config.outline import outline_of

    outline = outline_of(config, os.environ)
    if isinstance(outline, Finding):
        raise typer.Exit(print_findings([outline]))
    return outline


def _name_for(flow: str, outline: "Outline") -> str:
    """Raises `typer.BadParameter` for a name that is taken, or is none."""
    from pydantic import TypeAdapter, ValidationError

    from bot.config.values import Name

    try:
        TypeAdapter(Name).validate_python(flow)
    except ValidationError as error:
        raise typer.BadParameter(f'"{flow}" is no name: small letters, digits and _') from error
    for kind, taken in (("flow", outline.flows), ("touchpoint", outline.touchpoints)):
        if flow in taken:
            raise typer.BadParameter(f'there is a {kind} "{flow}" already; --flow gives another name')
    return flow


def _fitted(name: TemplateName, flow: str, languages: str | None, outline: "Outline") -> "Template":
    from bot.templates import Fitting, fit, read_template
    from flows.wording import base_language

    business = outline.business
    if business is None:
        typer.echo("Something is wrong with [business]; `riscontro check` says what.", err=True)
        raise typer.Exit(1)
    wanted = languages.split(",") if languages else business.languages
    if not any(base_language(language) in LANGUAGES for language in wanted):
        raise typer.BadParameter(f"the templates are written in {', '.join(LANGUAGES)}; --languages chooses")
    regions = [tag for tag in business.languages if base_language(tag) in map(base_language, wanted)]
    site = "/".join(business.privacy_url.split("/")[:3])
    fitted = fit(read_template(name), Fitting(regions or wanted, business.manners, site, flow))
    return fitted.without_rule() if fitted.rule in outline.rules else fitted


def _usual_file(config: Path, outline: "Outline", flow: str) -> Path:
    """A new file in the first folder that is included, else the configuration itself."""
    folders = [pattern for pattern in outline.includes if pattern.endswith("/*.toml")]
    return config.parent / folders[0].replace("*", flow) if folders else config
