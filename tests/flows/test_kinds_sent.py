"""Questions that are answered by what is sent: contacts, places, files; consents; and what is only said."""

import pytest

from flows.effects import Say
from flows.events import BACK, SKIP, Shared, ShareKind, Tapped
from tests.flows.host import Host
from tests.flows.playbook import play
from tests.flows.surveys import MORE, PLAIN, ask, say, survey

PHONE_SHARED_OR_WRITTEN = """
    > start
    asks 1: Phone?
    wants: contact
    buttons: Share my phone number / Skip
    timers: none
    > shares photo me.jpg
    > shares contact somebody's +39061111111
    says: That number belongs to someone else. Please share your own with the button below.
    > writes call me
    says: Please share your phone number with the button below.
    > shares contact +39067654321
    answer 1: phone {'phone': '+39067654321'} in en
    says: Got it: +39067654321
    the keyboard goes
    asks 2: More?
    buttons: ‹ Back
    timers: none
    > taps ‹ Back
    asks 3: Phone? ¶ Your answer so far: +39067654321
    wants: contact
    buttons: Share my phone number / Keep it | Skip
    timers: none
    > writes +39061234567
    changed answer 1: phone {'phone': '+39061234567'} in en
    says: Got it: +39061234567
    the keyboard goes
    asks 4: More?
    buttons: ‹ Back
    timers: none
    > taps ‹ Back
    asks 5: Phone? ¶ Your answer so far: +39061234567
    wants: contact
    buttons: Share my phone number / Keep it | Skip
    timers: none
    > writes Skip
    changed answer 1: phone skipped in en
    says: Never mind, we will leave this one out.
    the keyboard goes
    asks 6: More?
    buttons: ‹ Back
    timers: none
    > stops
    timers: none
    run: stopped, step 7
"""


def test_a_phone_number_is_shared_or_written() -> None:
    play(
        survey(ask("contact", "phone", optional=True), MORE),
        PLAIN,
        PHONE_SHARED_OR_WRITTEN,
    )


def test_a_place_is_shared() -> None:
    play(
        survey(ask("location", "place"), MORE),
        PLAIN,
        """
        > start
        asks 1: Place?
        wants: location
        buttons: Share my location
        timers: none
        > writes Milano
        says: Please share your location with the button below.
        > shares location
        answer 1: place {'latitude': 45.4642, 'longitude': 9.19} in en
        says: Got it: 45.4642, 9.1900
        the keyboard goes
        asks 2: More?
        buttons: ‹ Back
        timers: none
        > taps ‹ Back
        asks 3: Place? ¶ Your answer so far: 45.4642, 9.1900
        wants: location
        buttons: Share my location / Keep it
        timers: none
        > stops
        timers: none
        run: stopped, step 4
        """,
    )


def test_files_of_each_kind() -> None:
    play(
        survey(ask("photo", "picture"), ask("voice", "story"), ask("file", "receipt", optional=True)),
        PLAIN,
        """
        > start
        asks 1: Picture?
        timers: none
        > writes here
        says: Please send us a photo here.
        > shares voice story.ogg
        > shares photo broken.jpg
        answer 1: picture {'file_id': 'id of broken.jpg', 'kind': 'photo', 'name': 'broken.jpg', \
'size': 1000} in en
        asks 2: Story?
        buttons: ‹ Back
        timers: none
        > writes hm
        says: Please send us a voice message here.
        > shares voice story.ogg
        answer 2: story {'file_id': 'id of story.ogg', 'kind': 'voice', 'name': 'story.ogg', 'size': \
1000} in en
        asks 3: Receipt?
        buttons: ‹ Back | Skip
        timers: none
        > writes none
        says: Please send us the file here.
        > shares file receipt.pdf
        answer 3: receipt {'file_id': 'id of receipt.pdf', 'kind': 'file', 'name': 'receipt.pdf', \
'size': 1000} in en
        says: That was all. Thank you for your time!
        timers: none
        run: complete, step 4
        """,
    )


def test_a_picture_that_comes_as_a_file_is_a_photo() -> None:
    play(
        survey(ask("photo", "picture"), ask("file", "receipt")),
        PLAIN,
        """
        > start
        asks 1: Picture?
        timers: none
        > shares file notes.pdf
        > shares file BROKEN.JPG
        answer 1: picture {'file_id': 'id of BROKEN.JPG', 'kind': 'file', 'name': 'BROKEN.JPG', 'size': \
1000} in en
        asks 2: Receipt?
        buttons: ‹ Back
        timers: none
        > shares photo receipt.jpg
        answer 2: receipt {'file_id': 'id of receipt.jpg', 'kind': 'photo', 'name': 'receipt.jpg', \
'size': 1000} in en
        says: That was all. Thank you for your time!
        timers: none
        run: complete, step 3
        """,
    )


@pytest.mark.parametrize("kind", ["photo", "voice", "file", "text", "csat"])
def test_a_sticker_is_never_an_answer(kind: str) -> None:
    host = Host(survey(ask(kind, "proof"), MORE), PLAIN)
    host.start()
    (hint,) = host.feed(
        Shared(ShareKind.STICKER, {"file_id": "s", "kind": "sticker", "name": "sticker.webp"})
    )
    assert isinstance(hint, Say)
    assert host.run.node == "proof"
    assert host.run.tries == 1


def test_a_moving_picture_is_no_photo() -> None:
    host = Host(survey(ask("photo", "proof"), MORE), PLAIN)
    host.start()
    host.feed(Shared(ShareKind.FILE, {"file_id": "a", "kind": "video", "name": "cat.gif"}))
    assert host.run.node == "proof"


def test_consent_is_given_or_refused_with_the_version_of_its_text() -> None:
    play(
        survey(ask("consent", "quote", version="2026-11"), ask("consent", "news", version="2"), MORE),
        PLAIN,
        """
        > start
        asks 1: Quote?
        buttons: Yes, I agree / No, thank you
        timers: none
        > writes hm
        says: Please answer with the buttons.
        > taps Yes, I agree
        answer 1: quote {'given': True, 'version': '2026-11'} in en
        asks 2: News?
        buttons: Yes, I agree / No, thank you / ‹ Back
        timers: none
        > taps No, thank you
        answer 2: news {'given': False, 'version': '2'} in en
        asks 3: More?
        buttons: ‹ Back
        timers: none
        > taps ‹ Back
        asks 4: News? ¶ Your answer so far: No, thank you
        buttons: Yes, I agree / No, thank you / ‹ Back | Keep it
        timers: none
        > writes yes
        changed answer 2: news {'given': True, 'version': '2'} in en
        asks 5: More?
        buttons: ‹ Back
        timers: none
        > stops
        timers: none
        run: stopped, step 6
        """,
    )


def test_what_is_only_said_may_carry_a_picture_and_a_link() -> None:
    link = {"url": "https://reviews.example/rossi", "text": {"en": "Write a review"}}
    play(
        survey(
            say("Welcome!", picture="pictures/shop.jpg"),
            ask("csat", "visit", picture="https://rossi.example/visit.jpg"),
            say("Bye!", end=True, link=link),
            say("Never said."),
        ),
        PLAIN,
        """
        > start
        says: Welcome!
        picture: pictures/shop.jpg
        asks 1: Visit? ¶ 1 = very unhappy · 5 = very happy
        picture: https://rossi.example/visit.jpg
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: none
        > taps 4 ⭐
        answer 1: visit 4 in en
        says: Bye!
        link: https://reviews.example/rossi
        timers: none
        run: complete, step 2
        """,
    )


@pytest.mark.parametrize("choice", [SKIP, BACK])
def test_the_buttons_below_the_input_go_however_the_question_is_left(choice: str) -> None:
    host = Host(survey(ask("csat", "visit"), ask("contact", "phone", optional=True), MORE), PLAIN)
    host.start()
    host.feed(Tapped(1, "5"))
    effects = host.feed(Tapped(2, choice))
    words = [effect.text for effect in effects if isinstance(effect, Say) and effect.takes_keyboard]
    assert words == ["Never mind, we will leave this one out." if choice == SKIP else "All right."]
