"""Several act at the same moment: one of them is first, and everybody is told how it stands."""

import asyncio

from tests.journeys.shop import a_delivery
from tests.journeys.world import World


async def test_of_two_who_claim_at_once_one_owns_the_ticket(world: World) -> None:
    _, card = await world.complaint()
    as_posted = card.freeze()
    await asyncio.gather(world.giulia.clicks(as_posted, "Claim"), world.marco.clicks(as_posted, "Claim"))
    await world.settles()
    owner = (await world.row("ticket"))["owner"]
    second = world.marco if owner == world.giulia.id else world.giulia
    await second.sees_ephemeral("is on this ticket")
    assert owner in {world.giulia.id, world.marco.id}
    assert len([row for row in await world.rows("ticket_event") if row["action"] == "claim"]) == 1


async def test_of_two_who_open_a_link_at_once_one_is_asked(world: World) -> None:
    token = await world.delivers()
    people = [world.customer("Ada"), world.customer("Mallory")]
    for person in people:
        person.start(token)
    await world.settles()
    asked = [person for person in people if "how was the delivery" in person.screen[-1].text]
    refused = [person for person in people if "someone else's order" in person.screen[-1].text]
    assert (len(asked), len(refused)) == (1, 1)


async def test_a_shop_may_tell_everything_at_once(world: World) -> None:
    events = [a_delivery(f"{number % 5}", world.clock.now(), {"id": "c-ada"}) for number in range(20)]
    links = await asyncio.gather(*map(world.tells, events))
    assert len(set(links)) == 5
    assert len(await world.rows("customer")) == 1
    assert len(await world.rows("purchase")) == len(await world.rows("run")) == 5


async def test_words_that_cross_a_resolution_are_neither_lost_nor_left_alone(world: World) -> None:
    ada, card = await world.complaint()
    await world.replies(world.giulia, card, "A new mug leaves today.")
    await world.giulia.clicks(card, "Resolve")
    form = await world.giulia.sees_modal("Resolve")
    ada.writes("And who pays the postage?")
    await world.giulia.submits(form, {"cause": "late"})
    await world.settles()
    await card.thread_sees("And who pays the postage?")
    actions = [row["action"] for row in await world.rows("ticket_event")]
    reopened = actions.index("customer wrote") > actions.index("resolve")
    assert (await world.row("ticket"))["state"] == ("reopened" if reopened else "resolved")


async def test_two_replies_at_once_both_arrive(world: World) -> None:
    ada, card = await world.complaint()
    await world.giulia.clicks(card, "Reply")
    await world.marco.clicks(card, "Reply")
    forms = await world.giulia.sees_modal("Reply"), await world.marco.sees_modal("Reply")
    await asyncio.gather(
        world.giulia.submits(forms[0], {"text": "Giulia here."}),
        world.marco.submits(forms[1], {"text": "Marco here."}),
    )
    await world.settles()
    said = {message.text for message in ada.screen}
    assert {"Giulia here.", "Marco here."} <= said
    assert [row["delivery"] for row in await world.rows("ticket_message")] == ["delivered", "delivered"]


async def test_thirty_customers_who_rate_at_once_get_thirty_tickets(world: World) -> None:
    people = [world.customer(f"Ada {number}") for number in range(30)]
    for number, person in enumerate(people):
        person.start(await world.delivers(f"{number}", first_name=person.name))
    await world.settles()
    for person in people:
        person.taps("1 ⭐")
    await world.settles()
    for person in people:
        person.writes(f"The box of {person.name} was crushed")
    await world.settles()
    assert len(world.complaints.messages) == len(await world.rows("ticket")) == 30
    for person in people:
        assert "We are sorry" in person.screen[-1].text
