"""What a rehearsal says is what the program says: the same talks, once tried out and once for real."""

import pytest

from bot.config.rehearsals import Persona, Rehearsal, Sale
from bot.demo.telegram import Person
from bot.rehearsals import talk_with
from flows.durations import parse_duration
from flows.effects import Effect
from flows.events import ShareKind
from flows.rehearsal.acts import Act, Edits, Presses, Says, Sends, Stops, Taps, read_act
from flows.rehearsal.heard import Message, heard
from flows.rehearsal.matching import one_line
from flows.rehearsal.talk import Talk
from tests.journeys.conftest import OpenWorld
from tests.journeys.screens import words_to
from tests.journeys.settings import settings
from tests.journeys.world import World

SURVEY = """
[flows.after_delivery]
progress = true
[[flows.after_delivery.nodes]]
id = "satisfaction"
ask = "csat"
text.it = "Com'è andata?"
text.en = "{{ customer.first_name | default: 'You' }}, how was the delivery of {{ purchase.summary }}?"
then = { "4-5" = "causes" }
[[flows.after_delivery.nodes]]
id = "trouble"
ask = "choice"
optional = true
text = { en = "*What* went wrong?", it = "Che cosa?" }
options = [
  { id = "late", text = { en = "Late", it = "Tardi" } },
  { id = "broken", text = { en = "Broken", it = "Rotto" } },
]
[[flows.after_delivery.nodes]]
id = "reason"
ask = "text"
optional = true
text = { en = "What is the main reason?", it = "Perché?" }
[[flows.after_delivery.nodes]]
text = { en = "We answer by {{ reply_by }}.", it = "Entro {{ reply_by }}." }
[[flows.after_delivery.nodes]]
id = "causes"
ask = "multi"
min = 2
text = { en = "Which of these?", it = "Quali?" }
options = [{ id = "a", text = { en = "One", it = "Uno" } }, { id = "b", text = { en = "Two", it = "Due" } }]
[[flows.after_delivery.nodes]]
id = "days"
ask = "number"
max = 30
tries = 2
text = { en = "How many days?", it = "Quanti giorni?" }
[[flows.after_delivery.nodes]]
id = "place"
ask = "location"
text = { en = "Where?", it = "Dove?" }
[[flows.after_delivery.nodes]]
id = "box"
ask = "photo"
timeout = { after = "1 day" }
text = { en = "A picture?", it = "Una foto?" }
"""

TALKS = r"""
    [2 ⭐] · (photo) · (photo) · [Broken] · \It was a terrible mess · [One] · [Done (1)] · [Two] · [Done (2)]
    [1 ⭐] · 4 minutes · (back) · [3 ⭐] · (skip) · (voice) · \Hm · (edits: Very well, thank you) · 2 days
    (voice) · (photo) · \hello · (photo) · [4 ⭐] · \one, two · \many · \70 · (location) · (file) · (photo)
    2 days · [5 ⭐] · \one, two · \3 · (location) · 1 day
    \the courier never rang the bell · \5 · 2 days · 5 days
    [2 ⭐] · [Late] · (stop)
"""


@pytest.mark.parametrize("written", TALKS.strip().splitlines())
async def test_the_program_says_the_same(open_world: OpenWorld, written: str) -> None:
    async with open_world(settings(flows=SURVEY)) as world:
        ada = await world.asked("1001")
        talk = a_talk(world)
        said = list(talk.begin())
        for line in written.strip().split(" · "):
            said += await both(world, ada, talk, line)
        rehearsed = [one_line(each.text) for each in heard(said) if isinstance(each, Message)]
        shown = [one_line(words) for words in words_to(ada)]
        pairs = list(zip(rehearsed, shown, strict=True))
        assert [pair for pair in pairs if not pair[1].startswith(_that_stays(pair[0]))] == []
        run = await world.row("run")
        assert (run["status"], run["node"]) == (talk.run.status, talk.run.node)
        stored = {row["node"]: row["final_value"] for row in await world.rows("answer")}
        given = {answer.node: answer.value for answer in talk.run.answers}
        assert stored.keys() == given.keys()
        assert {node for node in given if stored[node] != given[node]} <= {"box"}  # files have other ids
        assert bool(await world.rows("ticket")) is bool(talk.tickets)


def _that_stays(words: str) -> str:
    """A question that is answered says no longer what was answered before."""
    return words.partition(" Your answer so far:")[0]


def a_talk(world: World) -> Talk:
    ada = Persona(id="c-1001", first_name="Ada", language="en")
    start = Rehearsal(
        name="x",
        flow="after_delivery",
        customer=ada,
        purchase=Sale(),
        at=world.clock.now(),
        introduce=True,
        talk="bot: *",
    )
    return talk_with(world.load_config(), start)


async def both(world: World, person: Person, talk: Talk, line: str) -> tuple[Effect, ...]:
    """The same thing happens in the talk and in the world; what is said to it in the talk."""
    if line[0].isdigit():
        by = parse_duration(line)
        effects = talk.wait(by)
        await world.passes(seconds=by.total_seconds())
        return effects
    act = read_act(line)
    effects = talk.do(act)
    do(person, act)
    await world.settles()
    return effects


def do(person: Person, act: Act) -> None:
    match act:
        case Taps(label):
            person.taps(f"*{label}")
        case Presses(value):
            person.taps({"back": "‹ Back", "skip": "Skip"}[value])
        case Says(words):
            person.writes(words)
        case Edits(words):
            person.edits(last_typed(person), words)
        case Stops():
            person.writes("/stop")
        case Sends(ShareKind.PHOTO):
            person.sends_photo()
        case Sends(ShareKind.VOICE):
            person.sends_voice()
        case Sends(ShareKind.LOCATION):
            person.sends_location(45.4642, 9.19)
        case Sends():
            person.sends_document("file.pdf")
        case _:
            raise AssertionError(act)


def last_typed(person: Person) -> int:
    return max(message.id for message in person.screen if message.mine and message.text)
