"""What has happened in the shop before the page opens: two weeks, told through the front door.

Everything here is done as persons do it, at its moment on the demo's clock: orders by webhook, customers by
START, taps and words, staff by buttons and forms. Only the sending limits are lifted, to be done in seconds.
"""

from datetime import datetime, timedelta

from bot.demo.cast import (
    ADA,
    BOARD,
    CHIARA,
    EMMA,
    GIOVANNI,
    JAMES,
    LUCA,
    MARCO,
    MARTA,
    PAPER,
    PLATE,
    SOFIA,
    VASE,
    WALLET,
    Customer,
    Product,
)
from bot.demo.pictures import CRACKED_BOARD
from bot.demo.shop import OrderState
from bot.demo.slack import SeenMessage
from bot.demo.stage import Stage
from bot.relay import Limits

BEGINS_BEFORE = timedelta(days=13)
"""How long before the page opens the story begins."""

_NO_LIMITS: Limits = {
    "telegram": {"each": timedelta(0), "all of telegram": timedelta(0)},
    "slack": {"each": timedelta(0), "all of slack": timedelta(0)},
}
_PATIENCE_S = 30


async def tell_story(stage: Stage, ends_at: datetime) -> None:
    """Plays all of it; afterwards the clock shows `ends_at` (aware) and everything sent has arrived."""
    telegram_limits, slack_pace = stage.telegram.limits, stage.slack.post_limit.per_second
    stage.telegram.limits, stage.slack.post_limit.per_second = None, 0
    async with stage.rehearsing(_NO_LIMITS):
        await _Teller(stage, ends_at).tell()
    stage.telegram.limits, stage.slack.post_limit.per_second = telegram_limits, slack_pace


class _Teller:
    def __init__(self, stage: Stage, ends_at: datetime) -> None:
        self._stage = stage
        self._ends_at = ends_at

    async def tell(self) -> None:
        await self._marta_is_delighted()
        await self._james_says_little()
        await self._giovanni_gets_a_broken_vase()
        await self._sofia_is_pleased()
        await self._marta_recommends()
        await self._luca_does_not_answer()
        await self._chiara_has_not_opened_the_chat()
        await self._ada_is_waiting()
        await self._emma_complains()
        await self._come_to(timedelta(0))

    # --- the scenes, in the order of the calendar

    async def _marta_is_delighted(self) -> None:
        await self._come_to(timedelta(days=13))
        await self._delivers(PAPER, MARTA)
        await self._rates(MARTA, "5 *", "motivo")
        await self._writes(MARTA, "Bellissimo, e la confezione era curata in ogni dettaglio!", "Grazie!")

    async def _james_says_little(self) -> None:
        await self._come_to(timedelta(days=8, hours=19))
        await self._delivers(WALLET, JAMES)
        await self._rates(JAMES, "4 *", "main reason")
        await self._rates(JAMES, "Skip", "Thank you!")

    async def _giovanni_gets_a_broken_vase(self) -> None:
        await self._come_to(timedelta(days=6, hours=1))
        await self._delivers(VASE, GIOVANNI)
        await self._rates(GIOVANNI, "1 *", "motivo")
        await self._writes(
            GIOVANNI, "Il vaso è arrivato in mille pezzi, scatola troppo leggera.", "Ci dispiace"
        )
        card = await self._stage.channel("#complaints-delivery").sees("Giovanni")
        await self._marco_makes_it_good(card)

    async def _marco_makes_it_good(self, card: SeenMessage) -> None:
        marco, giovanni = self._stage.staff[MARCO], self._stage.phone(GIOVANNI)
        await self._come_to(timedelta(days=6, minutes=35))
        await marco.clicks(card, "Claim")
        await card.shows(MARCO)
        answer = "Buongiorno Giovanni, che peccato! Te ne spediamo subito un altro, imballato meglio. Marco"
        await marco.clicks(card, "Reply")
        await marco.submits(await marco.sees_modal(), {"text": answer})
        await giovanni.sees("che peccato", timeout=_PATIENCE_S)
        giovanni.writes("Gentilissimi, grazie!")
        await card.thread_sees("Gentilissimi")
        await self._come_to(timedelta(days=5))
        await marco.clicks(card, "Resolve")
        await marco.submits(await marco.sees_modal(), {"cause": "damaged", "note": "Double box for vases"})
        await card.shows("Resolved")
        await card.thread_sees("Double box")
        await giovanni.sees("Bottega Rossi", timeout=_PATIENCE_S)

    async def _sofia_is_pleased(self) -> None:
        await self._come_to(timedelta(days=4))
        await self._delivers(PLATE, SOFIA)
        await self._rates(SOFIA, "5 *", "motivo")
        await self._writes(SOFIA, "Il piatto è splendido, dal vivo ancora più bello che in foto.", "Grazie!")

    async def _marta_recommends(self) -> None:
        """Ten days after her delivery the program asks by itself."""
        await self._come_to(timedelta(days=3))
        await self._stage.phone(MARTA).sees("consigli", timeout=_PATIENCE_S)
        await self._rates(MARTA, "10", "Perché?")
        await self._writes(MARTA, "Oggetti veri, fatti da persone vere.", "Grazie")

    async def _luca_does_not_answer(self) -> None:
        await self._come_to(timedelta(hours=16))
        await self._delivers(WALLET, LUCA)

    async def _chiara_has_not_opened_the_chat(self) -> None:
        shop = self._stage.shop
        order = await shop.sells(PAPER, CHIARA)
        await shop.moves(order, OrderState.DELIVERED)

    async def _ada_is_waiting(self) -> None:
        await self._stage.shop.sells(PLATE, ADA)

    async def _emma_complains(self) -> None:
        await self._come_to(timedelta(minutes=25))
        await self._delivers(BOARD, EMMA)
        await self._rates(EMMA, "2 *", "main reason")
        emma = self._stage.phone(EMMA)
        emma.sends_photo(
            "It has a crack right through the middle. Such a pity, it was a present.", CRACKED_BOARD
        )
        await emma.sees("We are sorry", timeout=_PATIENCE_S)
        card = await self._stage.channel("#complaints-delivery").sees("Emma")
        await self._stage.slack.until(lambda: any(reply.files for reply in card.thread), "the photo")

    # --- what scenes are made of

    async def _come_to(self, before_the_end: timedelta) -> None:
        """Lets time pass to so long before the page opens."""
        moment = self._ends_at - before_the_end
        await self._stage.push_clock(max(moment - self._stage.clock.now(), timedelta(0)))

    async def _delivers(self, product: Product, to: Customer) -> None:
        """The parcel arrives, its link is opened, and the first question is there."""
        order = await self._stage.shop.sells(product, to)
        await self._stage.shop.moves(order, OrderState.DELIVERED)
        phone = self._stage.phone(to)
        phone.start(order.start_payload)
        await phone.sees(order.product.name(to.language), timeout=_PATIENCE_S)

    async def _rates(self, customer: Customer, label: str, then_sees: str) -> None:
        phone = self._stage.phone(customer)
        phone.taps(label)
        await phone.sees(then_sees, timeout=_PATIENCE_S)

    async def _writes(self, customer: Customer, words: str, then_sees: str) -> None:
        phone = self._stage.phone(customer)
        phone.writes(words)
        await phone.sees(then_sees, timeout=_PATIENCE_S)
