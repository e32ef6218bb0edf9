"""`riscontro preview`: a flow in one's own Telegram, answered there as a customer answers it."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import DEFAULT_CONFIG, WRONG_USE, ConfigFile, FlowName, require_flow

if TYPE_CHECKING:
    from bot.config import Config
    from bot.use_cases.preview import NotShown
    from storage.database import Database

Colleague = Annotated[
    int | None,
    typer.Option("--to", metavar="TELEGRAM_ID", help="One of telegram.staff; else the first of them."),
]


def preview(flow: FlowName, to: Colleague = None, config: ConfigFile = DEFAULT_CONFIG) -> None:
    """Asks a colleague the flow in Telegram, marked as a test throughout.

    The running program sends it and takes the answers: it need not be
    started anew, though it has another configuration. Tickets say TEST, and
    nothing is counted.
    """
    from bot.cli.reports import load_or_exit
    from bot.cli.store import opened_if_any
    from bot.use_cases.preview import NotShown

    loaded = load_or_exit(config)
    require_flow(loaded, flow)
    colleague = _colleague(loaded, to)
    with opened_if_any(loaded) as database:
        username = _username(database, loaded)
        why_not = NotShown.NO_CHAT if database is None else _send(database, loaded, flow, colleague)
    if why_not is not None:
        typer.echo(_explain(why_not, colleague, username), err=True)
        raise typer.Exit(1)
    typer.echo(f"{flow} is on its way to {colleague}: the running program sends it, and takes the answers.")


def _username(database: "Database | None", config: "Config") -> str | None:
    """The bot's, as far as it is known."""
    from storage import settings

    if database is None or config.telegram.username is not None:
        return config.telegram.username
    with database.reading() as session:
        return settings.remembered_username(session, config.telegram.bot_id)


def _send(database: "Database", config: "Config", flow: str, colleague: int) -> "NotShown | None":
    from bot.ports import SystemClock
    from bot.rehearsals import usual_purchase
    from bot.use_cases.preview import preview
    from bot.use_cases.setup import Setup
    from bot.use_cases.turn import Turn
    from storage import settings
    from storage.conversations import Address

    address = Address("telegram", config.telegram.bot_id, str(colleague))
    with database.transaction() as session:
        setup = Setup(config, settings.instance_secret(session), bot_username="")
        turn = Turn(session, setup, SystemClock().now())
        return preview(turn, flow, address, usual_purchase(config, flow))


def _colleague(config: "Config", to: int | None) -> int:
    """Whom it is sent to. Exits for somebody whose answers would count."""
    staff = config.telegram.staff
    if not staff:
        typer.echo(
            "Nobody is named who may try it: write your Telegram id below [telegram], staff = [123456789].",
            err=True,
        )
        raise typer.Exit(1)
    if to is not None and to not in staff:
        known = ", ".join(map(str, staff))
        typer.echo(
            f"{to} is not in telegram.staff, so their answers would count: there are {known}.", err=True
        )
        raise typer.Exit(WRONG_USE)
    return staff[0] if to is None else to


def _explain(why_not: "NotShown", colleague: int, username: str | None) -> str:
    from bot.use_cases.preview import NotShown

    bot = f"https://t.me/{username}" if username else "the bot's chat in Telegram"
    match why_not:
        case NotShown.NO_CHAT:
            return (
                f"The bot may not write to {colleague} before they have pressed START: open {bot}, "
                "press START while `riscontro run` is running, and try again."
            )
        case NotShown.BLOCKED:
            return f"{colleague} has blocked the bot: open {bot}, unblock it, and try again."
        case NotShown.OPTED_OUT:
            return f"{colleague} has said /stop to the bot: open {bot}, say /start, and try again."
