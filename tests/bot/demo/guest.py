"""A customer of the twenty nodes, who answers on a phone of the demo and sees what its page shows of it."""

from dataclasses import dataclass, field
from typing import NamedTuple

from playwright.async_api import Locator, Page, expect

from bot.demo.cast import PLATE, Customer
from bot.demo.shop import OrderState
from bot.demo.stage import Stage
from bot.demo.telegram import Person
from tests.bot.demo.album import Album
from tests.bot.demo.viewing import chat_of, take

ITALIAN = {
    "has arrived": "è arrivato",
    "What went wrong?": "Che cosa non è andato?",
    "It came late": "È arrivato in ritardo",
    "Something is broken": "Qualcosa è rotto",
    "Something is missing": "Manca qualcosa",
    "On which day": "In che giorno",
    "Yesterday": "Ieri",
    "A voice message is enough": "Basta un messaggio vocale",
    "a photo of what is broken": "una foto di ciò che è rotto",
    "How many pieces are missing?": "Quanti pezzi mancano?",
    "lots": "tanti",
    "A number from 1 to 40": "Un numero da 1 a 40",
    "three pieces": "tre pezzi",
    "packing slip": "distinta",
    "packing-slip.pdf": "distinta.pdf",
    "May the carrier": "Il corriere può",
    "Yes, I agree": "Sì, acconsento",
    "Under which number": "A quale numero",
    "Share my phone number": "Condividi il mio numero",
    "Where shall the parcel be collected?": "Dove ritiriamo il pacco?",
    "Share my location": "Condividi la mia posizione",
    "We are sorry": "Ci dispiace",
    "How likely are you": "Con quale probabilità",
    "main reason": "motivo principale",
    "Three bowls are missing, and they were a present.": "Mancano tre ciotole, ed erano un regalo.",
    "We will settle it here": "Sistemeremo tutto qui",
    "What did you like?": "Che cosa ti è piaciuto?",
    "The glaze": "Lo smalto",
    "The hand-written note": "Il biglietto scritto a mano",
    "Done (2)": "Fatto (2)",
    "How were these?": "Come sono andati?",
    "Delivery: 5": "Consegna: 5",
    "Packaging: 2": "Imballaggio: 2",
    "unwrapping it": "E scartarlo",
    "We read every answer": "Leggiamo ogni risposta",
    "Your answer so far: ": "La tua risposta finora: ",
    "Change": "Modifica",
    "Keep it": "Lascia così",
    "Skip": "Salta",
    "‹ Back": "‹ Indietro",
}


class Asked(NamedTuple):
    """A question on the screen: its kind, and the key of its message on the page."""

    kind: str
    key: str


async def _key_of(message: Locator) -> str:
    key = await message.get_attribute("data-key")
    assert key is not None
    return key


@dataclass
class Guest:
    """What they see and say is given in English here, and is Italian where they speak that.

    An English question is photographed as it is asked, an Italian one once it is answered; the whole phone
    is, for the strip of this name.
    """

    page: Page
    stage: Stage
    customer: Customer
    album: Album
    strip: str | None = None
    _asked: Asked | None = field(default=None, init=False)

    @property
    def phone(self) -> Person:
        return self.stage.phone(self.customer)

    async def begins(self) -> None:
        """A parcel arrives, its link is opened on the phone that is now shown."""
        order = await self.stage.shop.sells(PLATE, self.customer)
        await self.stage.shop.moves(order, OrderState.DELIVERED)
        await take(self.page, self.customer.name)
        self.phone.start(order.start_payload)

    def word(self, english: str) -> str:
        return english if self.customer.language == "en" else ITALIAN.get(english, english)

    # What they see

    async def sees(self, *words: str) -> str:
        """Waits until the newest message of the bot holds all these words; returns its key on the page."""
        newest = self._messages().last
        for each in words:
            await expect(newest).to_contain_text(self.word(each))
        return await _key_of(newest)

    async def is_told(self, words: str) -> str:
        """Waits for a message that may be the newest for a moment only; returns its key. What was asked is
        answered now.
        """
        said = self._messages().filter(has_text=self.word(words))
        await expect(said).to_be_visible()
        key = await _key_of(said)
        await self.has_answered(until=key)
        return key

    async def is_asked(self, kind: str, words: str) -> str:
        """As `sees`; what was asked before is answered now."""
        key = await self.sees(words)
        await self.has_answered(until=key)
        self._asked = Asked(kind, key)
        await self.poses()
        return key

    async def poses(self) -> None:
        """With the question as it is now."""
        if self._asked is not None and self.customer.language == "en":
            await self.album.takes(self.page, self._asked.kind, "left", self._asked.key)

    async def poses_with_phone(self) -> None:
        if self.strip is not None:
            await self.album.takes_phone(self.page, self.strip)

    async def has_answered(self, until: str) -> None:
        """What stands before the message with that key is the question and its answer."""
        if self._asked is None:
            return
        (kind, key), self._asked = self._asked, None
        change = [] if kind in {"contact", "location"} else [self.word("Change")]
        await expect(self._buttons(key)).to_have_text(change)
        if self.customer.language == "it":
            await self.album.takes(self.page, kind, "right", key, until)

    async def is_done(self, words: str) -> None:
        """The survey has ended with these words."""
        key = await self.is_told(words)
        await self.album.takes(self.page, "end", "left" if self.customer.language == "en" else "right", key)

    def _messages(self) -> Locator:
        return chat_of(self.page, self.customer.first_name).get_by_role("article", name="From Bottega Rossi")

    def _buttons(self, key: str) -> Locator:
        return self.page.locator(f'[data-key="{key}"] .key')

    # What they do

    def taps(self, label: str) -> None:
        self.phone.taps(self.word(label))

    def presses(self, label: str) -> None:
        self.phone.presses(self.word(label))

    def writes(self, words: str) -> None:
        self.phone.writes(self.word(words))

    async def ticks(self, option: str) -> None:
        option = self.word(option)
        self.phone.taps(f"☐ {option}")
        await self.sees(f"☑ {option}")

    def goes_back(self) -> None:
        self._asked = None
        self.taps("‹ Back")

    async def changes(self, key: str, answer: str) -> str:
        """Has the question with this key asked anew; returns the key of the message that does."""
        self._asked = None
        self.phone.taps(self.word("Change"), message=int(key.rpartition(" ")[2]))
        return await self.sees(self.word("Your answer so far: ") + self.word(answer))
