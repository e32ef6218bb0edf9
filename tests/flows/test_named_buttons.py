"""What a customer types as it stands on a button, or at the end of a scale, is as good as the tap."""

from dataclasses import replace

import pytest

from flows.asking.naming import named_button
from flows.effects import Button
from flows.events import BACK, DONE, Wrote
from flows.phrases import Phrase, Phrasebook
from flows.run import Value
from flows.wording import Manners
from tests.flows.host import Host
from tests.flows.playbook import a_mood, play
from tests.flows.surveys import MORE, PLAIN, Written, ask, labelled, say, survey

OWN = replace(PLAIN, phrases=Phrasebook({Phrase.SKIP: {"en": "Next one please"}}, Manners()))


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("back", BACK),
        ("‹ back", BACK),
        ("  BACK ", BACK),
        ("done", DONE),
        ("Done (2)", DONE),
        ("❤", "1"),
        ("❤️", "1"),
        ("very  fast", "2"),
        ("fast", None),
        ("packs", None),
        ("packs (3)", "3"),
        ("back to you", None),
        ("", None),
        ("‹", None),
    ],
)
def test_the_label_is_the_button_but_for_its_looks(words: str, value: str | None) -> None:
    labels = {
        BACK: "‹ Back",
        DONE: "Done (1)",
        "1": "❤️",
        "2": "Very fast",
        "3": "Packs (3)",
        "4": "Packs (6)",
    }
    assert named_button(words, [Button(label, value) for value, label in labels.items()]) == value


def typed(question: Written, words: str) -> Value | None:
    """What the question has for an answer once these words are typed."""
    host = Host(survey(question, say("Bye.")), OWN)
    host.start()
    host.feed(Wrote(words, a_mood(0)))
    assert host.run.node is None, "the question is still open"
    return host.answers[0].value


FACES = ["😡", "😐", "😍"]
PARTS = labelled("delivery", "packaging")


@pytest.mark.parametrize(
    ("question", "words", "answer"),
    [
        (ask("rating", "mood_now", emoji=FACES), "😍", 3),
        (ask("rating", "mood_now", emoji=["☹️", "😐", "☺️"]), "☺", 3),
        (ask("rating", "mood_now", emoji=FACES), "I'd say 😐", 2),
        (ask("rating", "mood_now", high={"en": "benissimo"}), "Benissimo", 5),
        (ask("csat", "visit"), "very unhappy", 1),
        (ask("nps", "shop"), "Extremely likely", 10),
        (ask("multi", "wrong", options=PARTS, none={"en": "I liked everything"}), "I liked everything", []),
        (ask("multi", "wrong", options=PARTS, none={"en": "All fine", "it": "Mi piace"}), "mi piace", []),
        (ask("aspects", "parts", items=PARTS), "5 4", {"delivery": 5, "packaging": 4}),
        (ask("aspects", "parts", items=PARTS), "5 ⭐, 4 ⭐", {"delivery": 5, "packaging": 4}),
        (ask("aspects", "parts", items=PARTS, emoji=FACES), "😍😡", {"delivery": 3, "packaging": 1}),
        (ask("text", "why", optional=True), "next one please", None),
        (ask("voice", "why", optional=True), "Next one please", None),
    ],
)
def test_what_is_typed_is_read_as_it_is_shown(question: Written, words: str, answer: Value | None) -> None:
    assert typed(question, words) == answer


def test_a_typed_part_is_asked_for_the_rest_and_back_goes_back() -> None:
    play(
        survey(ask("csat", "visit"), ask("aspects", "parts", items=PARTS), MORE),
        PLAIN,
        """
        > start
        asks 1: Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: none
        > writes #1 very happy
        answer 1: visit 5 in en
        asks 2: Parts? ¶ *Delivery*
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / ‹ Back
        timers: none
        > writes 4 ⭐
        asks 2: Parts? ¶ Delivery: 4 ¶ *Packaging*
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / ‹ Back
        > writes 6
        says: Please answer with the buttons.
        > writes five
        answer 2: parts {'delivery': 4, 'packaging': 5} in en
        asks 3: More?
        buttons: ‹ Back
        timers: none
        > writes back
        asks 4: Parts? ¶ *Delivery* ¶ Your answer so far: Delivery 4, Packaging 5
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / ‹ Back | Keep it
        timers: none
        > writes 3 3
        changed answer 2: parts {'delivery': 3, 'packaging': 3} in en
        asks 5: More?
        buttons: ‹ Back
        timers: none
        > edits #1 very unhappy
        changed answer 1: visit 1 in en
        says: Done, we have your new answer.
        timers: none
        > writes back to you
        answer 3: more 'back to you' in en (mood no known words)
        says: That was all. Thank you for your time!
        timers: none
        run: complete, step 6
        """,
    )


def test_what_is_missing_is_said_in_the_chat_where_done_is_typed() -> None:
    play(
        survey(ask("multi", "liked", options=labelled("price", "speed", "care"), min=2)),
        PLAIN,
        """
        > start
        asks 1: Liked?
        buttons: ☐ Price / ☐ Speed / ☐ Care
        timers: none
        > taps ☐ Care
        drawn anew:
        asks 1: Liked?
        buttons: ☐ Price / ☐ Speed / ☑ Care / Done (1)
        > writes done
        says: Please choose at least 2.
        > taps ☐ Price
        drawn anew:
        asks 1: Liked?
        buttons: ☑ Price / ☐ Speed / ☑ Care / Done (2)
        > writes Done
        answer 1: liked ['price', 'care'] in en
        says: That was all. Thank you for your time!
        timers: none
        run: complete, step 2
        """,
    )
