"""A business decides how its customers are addressed, and says some things in words of its own."""

from tests.journeys.conftest import OpenWorld
from tests.journeys.settings import settings

FORMAL = settings().replace("[telegram]", 'address = { it = "formal" }\n\n[telegram]', 1)

OWN_WORDS = """
[phrases.welcome]
en = "Welcome to {{ business.name }}!"
it = "Benvenuti!"
it-x-formal = "Benvenuti da {{ business.name }}!"
"""


async def test_customers_are_addressed_as_the_business_decided(open_world: OpenWorld) -> None:
    async with open_world(FORMAL) as world:
        ada = world.customer(language="it")
        ada.start()
        await ada.sees("Se c'è qualcosa che vuole dirci")
        ada.writes("/help")
        await ada.sees("Tocchi un pulsante o usi parole sue")


async def test_own_words_are_said_in_the_manner_of_the_business(open_world: OpenWorld) -> None:
    async with open_world(FORMAL + OWN_WORDS) as world:
        ada, bruno = world.customer("Ada", language="it"), world.customer("Bruno", language="en")
        ada.start()
        await ada.sees("Benvenuti da Bottega Rossi!")
        bruno.start()
        await bruno.sees("Welcome to Bottega Rossi!")


REGIONAL = """
[phrases.welcome]
en = "Welcome!"
it = "Benvenuti!"
it-CH = "Benvegnüü!"
"""


async def test_a_region_has_words_of_its_own_where_the_business_speaks_the_language(
    open_world: OpenWorld,
) -> None:
    async with open_world(settings() + REGIONAL) as world:
        for language, words in (
            ("it-CH", "Benvegnüü!"),
            ("it-SM", "Benvenuti!"),
            ("rm-CH", "Benvenuti!"),
            ("en-GB", "Welcome!"),
        ):
            customer = world.customer(f"Ada {language}", language=language)
            customer.start()
            await customer.sees(words)
