"""What an admin marks is shown so; what customers are called is shown as they write it."""

from tests.journeys.conftest import OpenWorld
from tests.journeys.settings import AFTER_DELIVERY, settings

STYLED = AFTER_DELIVERY.replace(
    "how was the delivery of {{ purchase.summary }}?",
    "how was *the delivery* of [it]({{ purchase.url | default: 'https://shop.example/2' }})?\\n"
    "> {{ purchase.items_count }} {{ purchase.items_count | plural: one: 'thing', other: 'things' }}",
).replace('"Thank you! We read', '"_Thank you!_ We read')

STYLES = {"bold", "italic", "text_link", "blockquote"}

NAME = "*_[x](http://evil)"


async def test_a_marked_question_is_styled_and_a_strange_name_stays_as_it_is(open_world: OpenWorld) -> None:
    async with open_world(settings(flows=STYLED)) as world:
        ada = await world.asked(name=NAME)
        question = ada.screen[-1]
        words = f"Hi {NAME}, how was the delivery of it?\n2 things\n\n1 = very unhappy · 5 = very happy"
        assert question.text.endswith(words)
        assert [(entity.kind, entity.url) for entity in question.entities if entity.kind in STYLES] == [
            ("bold", None),
            ("text_link", "https://shop.example/2"),
            ("blockquote", None),
        ]
        assert question.html.endswith(
            'how was <b>the delivery</b> of <a href="https://shop.example/2">it</a>?\n'
            "<blockquote>2 things</blockquote>\n\n1 = very unhappy · 5 = very happy"
        )
        ada.taps("5 ⭐")
        answered = await ada.sees("✓ 5 ⭐")
        assert answered.text == f"{question.text}\n\n✓ 5 ⭐"
        assert answered.entities == question.entities
        await ada.sees("What is the main reason")
        ada.taps("Skip")
        thanks = await ada.sees("We read every answer.")
        assert thanks.html == "<i>Thank you!</i> We read every answer."
