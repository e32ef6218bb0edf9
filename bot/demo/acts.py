"""What somebody at the page can do, as a closed union, and the doing of it.

The page never talks to the program: a customer's act goes to their phone, a colleague's to their Slack, an
order to the shop, and each reaches the program by its real protocol.
"""

from datetime import timedelta
from typing import Annotated, Literal, assert_never

from pydantic import BaseModel, ConfigDict, Discriminator, Field, TypeAdapter

from bot.demo.cast import find_customer, find_product
from bot.demo.phone_acts import CustomerAct, use_phone
from bot.demo.program import CannotStart
from bot.demo.shop import OrderState, WebhookRefused
from bot.demo.slack import NotAcknowledged, SeenMessage, SeenView
from bot.demo.slack import Person as Colleague
from bot.demo.slack.sightings import see
from bot.demo.stage import Stage
from bot.demo.telegram import ApiError
from bot.demo.troubles import Trouble


class CannotDo(Exception):
    """The act is not possible as things stand; the message says why, for whoever is at the page."""


class _Act(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Buy(_Act):
    act: Literal["buy"]
    customer: str
    sku: str


class MoveOrder(_Act):
    act: Literal["order"]
    number: str
    state: OrderState


class PushClock(_Act):
    act: Literal["clock"]
    minutes: int = Field(gt=0, le=30 * 24 * 60)


class Click(_Act):
    """On a button of a message in a channel, by its `action_id`."""

    act: Literal["click"]
    person: str
    channel: str
    ts: str
    action: str


class SubmitForm(_Act):
    """`values` by block id: a text, or the value of an option."""

    act: Literal["submit"]
    person: str
    form: str
    values: dict[str, str | None]


class CloseForm(_Act):
    act: Literal["close"]
    person: str
    form: str


class Post(_Act):
    """Into a channel, or under the message with the timestamp `thread`. `/…` is a command."""

    act: Literal["post"]
    person: str
    channel: str
    text: str = Field(min_length=1, max_length=12_000)
    thread: str | None = None


class Break(_Act):
    """Something between the program and a platform, until it is mended."""

    act: Literal["break"]
    trouble: Trouble


class Mend(_Act):
    act: Literal["mend"]
    trouble: Trouble


class Kill(_Act):
    """The program, with SIGKILL."""

    act: Literal["kill"]


class StartAgain(_Act):
    act: Literal["start again"]


ShopAct = Buy | MoveOrder
StaffAct = Click | SubmitForm | CloseForm | Post
FateAct = PushClock | Break | Mend | Kill | StartAgain
Act = CustomerAct | ShopAct | StaffAct | FateAct

ACT: TypeAdapter[Act] = TypeAdapter(Annotated[Act, Discriminator("act")])

Errors = dict[str, str]
"""What Slack shows at the fields of a form, by block id."""


async def perform(stage: Stage, act: Act) -> Errors:
    """Does it. Returns what is wrong with a form; empty for everything else. Raises `CannotDo`."""
    try:
        return await _perform(stage, act)
    except NotAcknowledged as error:
        raise CannotDo("Riscontro did not answer in time. Please try again.") from error
    except (LookupError, AssertionError, WebhookRefused, CannotStart) as error:
        raise CannotDo(str(error)) from error
    except ApiError as error:
        raise CannotDo(f"Telegram does not take this: {error}") from error


async def _perform(stage: Stage, act: Act) -> Errors:
    match act:
        case PushClock() | Break() | Mend() | Kill() | StartAgain():
            await _let_happen(stage, act)
        case Buy() | MoveOrder():
            await _trade(stage, act)
        case Click() | SubmitForm() | CloseForm() | Post():
            return await _work(stage, act)
        case _:
            use_phone(stage.phone(find_customer(act.customer)), act)
    return {}


async def _let_happen(stage: Stage, act: FateAct) -> None:
    match act:
        case PushClock(minutes=minutes):
            await stage.push_clock(timedelta(minutes=minutes))
        case Break(trouble=trouble):
            await stage.troubles.begin(trouble)
        case Mend(trouble=trouble):
            await stage.troubles.end(trouble)
        case Kill():
            await stage.program.kill()
        case StartAgain():
            await stage.start_program()
        case _:
            assert_never(act)


async def _trade(stage: Stage, act: ShopAct) -> None:
    match act:
        case Buy(customer=customer_id, sku=sku):
            await stage.shop.sells(find_product(sku), find_customer(customer_id))
        case MoveOrder(number=number, state=state):
            await stage.shop.moves(stage.shop.order(number), state)
        case _:
            assert_never(act)


async def _work(stage: Stage, act: StaffAct) -> Errors:
    person = stage.colleague(act.person)
    match act:
        case Click(action=action):
            await person.clicks(_message(stage, act.channel, act.ts), action)
        case SubmitForm(form=form, values=values):
            return await person.submits(_form(person, form), values) or {}
        case CloseForm(form=form):
            await person.closes(_form(person, form))
        case Post():
            await _post(stage, person, act)
        case _:
            assert_never(act)
    return {}


async def _post(stage: Stage, person: Colleague, act: Post) -> None:
    channel = stage.channel(act.channel)
    if act.text.startswith("/"):
        command, _, words = act.text.partition(" ")
        await person.commands(command, words, channel=channel)
        return
    thread = _message(stage, act.channel, act.thread) if act.thread else None
    person.writes(channel, act.text, thread=thread)


def _message(stage: Stage, channel: str, ts: str) -> SeenMessage:
    kept = stage.slack.workspace.message(channel, ts)
    if kept is None:
        raise LookupError("This message is no longer there.")
    return see(stage.slack.workspace, kept)


def _form(person: Colleague, form_id: str) -> SeenView:
    form = person.modal
    if form is None or form.id != form_id:
        raise LookupError("This form is no longer open.")
    return form
