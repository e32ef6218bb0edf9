"""What each kind of update means, and that any update, however broken, is either read or refused."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.incoming import (
    Arrival,
    Blocked,
    ButtonPressed,
    CameFromGroup,
    Command,
    CommandName,
    FileKind,
    FileRef,
    LanguagePicked,
    Person,
    Started,
    Unblocked,
    Written,
)
from bot.telegram.updates import BotIdentity, MalformedUpdate, read_update

Json = dict[str, Any]

BOT = BotIdentity(id="42", username="RossiFeedbackBot")
USER: Json = {"id": 5_000_000_001, "is_bot": False, "first_name": "Giulia", "language_code": "it"}
PRIVATE: Json = {"id": 5_000_000_001, "type": "private", "first_name": "Giulia"}
GROUP: Json = {"id": -100_123, "type": "supergroup", "title": "Neighbours"}
GIULIA = Person("telegram", "42", "5000000001", "Giulia", None, None, "it")


def message(content: Json, chat: Json = PRIVATE, kind: str = "message") -> Json:
    fields = {"message_id": 17, "date": 1_790_000_000, "chat": chat, "from": USER, **content}
    return {"update_id": 700, kind: fields}


def tap(data: object, chat: Json = PRIVATE) -> Json:
    question = {"message_id": 16, "date": 1_790_000_000, "chat": chat, "text": "How was it?"}
    query = {"id": "4386", "from": USER, "chat_instance": "1", "message": question, "data": data}
    return {"update_id": 701, "callback_query": query}


def membership(status: str, chat: Json = PRIVATE) -> Json:
    bot = {"id": 42, "is_bot": True, "first_name": "Rossi"}
    change = {
        "chat": chat,
        "from": USER,
        "date": 1_790_000_000,
        "old_chat_member": {"user": bot, "status": "member"},
        "new_chat_member": {"user": bot, "status": status, "until_date": 0},
    }
    return {"update_id": 702, "my_chat_member": change}


def act_of(raw: Json) -> object:
    arrival = read_update(raw, BOT)
    return arrival.act if arrival else None


def written(raw: Json) -> Written:
    act = act_of(raw)
    assert isinstance(act, Written)
    return act


# --- who and what


def test_a_text_comes_from_a_person_in_a_chat() -> None:
    assert read_update(message({"text": "Great!"}), BOT) == Arrival(
        key="700", person=GIULIA, act=Written(message_id="17", text="Great!")
    )


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("/start", Started(token=None)),
        ("/start Ab-9_x", Started(token="Ab-9_x")),
        ("/start@rossifeedbackbot Ab-9_x", Started(token="Ab-9_x")),
        ("/START", Started(token=None)),
        ("/help", Command(CommandName.HELP)),
        (" /stop ", Command(CommandName.STOP)),
        ("/language@RossiFeedbackBot", Command(CommandName.LANGUAGE)),
        ("/help me please", Command(CommandName.HELP)),
        ("/stop@other_bot", Written(message_id="17", text="/stop@other_bot")),
        ("/refund", Command(CommandName.UNKNOWN)),
        ("/unknown", Command(CommandName.UNKNOWN)),
        ("/refund my mug", Written(message_id="17", text="/refund my mug")),
        ("/lost/parcel", Written(message_id="17", text="/lost/parcel")),
        ("late and/or broken", Written(message_id="17", text="late and/or broken")),
        ("stop", Written(message_id="17", text="stop")),
        ("/ stop", Written(message_id="17", text="/ stop")),
    ],
)
def test_commands_are_told_from_words(text: str, act: object) -> None:
    assert act_of(message({"text": text})) == act


def test_an_edit_is_marked_and_a_command_counts_in_it_too() -> None:
    assert written(message({"text": "Bad!"}, kind="edited_message")).edited
    assert act_of(message({"text": "/stop"}, kind="edited_message")) == Command(CommandName.STOP)


def test_the_message_replied_to_is_named() -> None:
    reply = {"message_id": 12, "date": 1, "chat": PRIVATE, "text": "How was it?"}
    assert written(message({"text": "Fine", "reply_to_message": reply})).reply_to == "12"


def test_what_no_database_takes_is_replaced() -> None:
    broken = message({"text": "a\x00b\ud83d"})
    broken["message"]["from"] = {**USER, "first_name": "Giu\x00lia"}
    arrival = read_update(broken, BOT)
    assert arrival is not None
    assert arrival.person.first_name == "Giu\ufffdlia"
    assert arrival.act == Written(message_id="17", text="a\ufffdb\ufffd")


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("it", "it"),
        ("pt-br", "pt-BR"),
        ("PT_br", "pt-BR"),
        ("zh-hans", "zh-Hans"),
        ("tlh", "tlh"),
        ("", None),
        ("-", None),
        ("not a language", None),
    ],
)
def test_languages_get_their_usual_case(code: str, language: str | None) -> None:
    update = message({"text": "Hi"})
    update["message"]["from"] = {**USER, "language_code": code}
    arrival = read_update(update, BOT)
    assert arrival is not None
    assert arrival.person.language == language


# --- files, and what is neither words nor file


def test_of_a_photo_the_largest_size_is_taken_and_its_caption_is_the_text() -> None:
    sizes = [
        {"file_id": "small", "file_unique_id": "s", "width": 90, "height": 60, "file_size": 900},
        {"file_id": "large", "file_unique_id": "l", "width": 900, "height": 600, "file_size": 90_000},
        {"file_id": "middle", "file_unique_id": "m", "width": 320, "height": 200},
    ]
    act = written(message({"photo": sizes, "caption": "Broken", "media_group_id": "1"}))
    assert act == Written(
        message_id="17", text="Broken", file=FileRef("large", FileKind.PHOTO, "photo.jpg", 90_000)
    )


@pytest.mark.parametrize(
    ("content", "kind", "name"),
    [
        ({"voice": {"file_id": "f", "duration": 3}}, FileKind.VOICE, "voice.ogg"),
        ({"video": {"file_id": "f", "file_name": "a.mov"}}, FileKind.VIDEO, "a.mov"),
        ({"video_note": {"file_id": "f", "length": 240}}, FileKind.VIDEO, "video.mp4"),
        ({"audio": {"file_id": "f"}}, FileKind.OTHER, "audio.mp3"),
        ({"document": {"file_id": "f", "file_name": "bill.pdf"}}, FileKind.DOCUMENT, "bill.pdf"),
        ({"animation": {"file_id": "f"}, "document": {"file_id": "d"}}, FileKind.VIDEO, "animation.mp4"),
        ({"sticker": {"file_id": "f", "is_animated": True}}, FileKind.STICKER, "sticker.tgs"),
        ({"sticker": {"file_id": "f", "is_video": True}}, FileKind.STICKER, "sticker.webm"),
        ({"sticker": {"file_id": "f"}}, FileKind.STICKER, "sticker.webp"),
    ],
)
def test_files_are_kept_by_reference(content: Json, kind: FileKind, name: str) -> None:
    assert written(message(content)).file == FileRef("f", kind, name)


@pytest.mark.parametrize(
    ("content", "described"),
    [
        ({"location": {"latitude": 45.4642, "longitude": 9}}, "a location 45.4642, 9.0000"),
        (
            {
                "venue": {
                    "location": {"latitude": 45.5, "longitude": 9.25},
                    "title": "Bar Rossi",
                    "address": "Via Roma 1",
                },
                "location": {"latitude": 45.5, "longitude": 9.25},
            },
            "a place: Bar Rossi, Via Roma 1 (45.5000, 9.2500)",
        ),
        ({"contact": {"phone_number": "+39 1", "first_name": "Ugo"}}, "a contact: Ugo, +39 1"),
        ({"poll": {"id": "1", "question": "Pizza?", "options": []}}, "a poll: Pizza?"),
        ({"dice": {"emoji": "🎲", "value": 4}}, "🎲 showing 4"),
        ({"sticker": {"file_id": "f", "emoji": "😡"}}, "a sticker 😡"),
        ({"story": {"id": 1}}, "a message that only Telegram can show"),
        ({"hologram": {}}, "a message that only Telegram can show"),
    ],
)
def test_nothing_that_a_customer_sends_is_lost(content: Json, described: str) -> None:
    assert written(message(content)).described == described


@pytest.mark.parametrize(
    "raw",
    [
        message({"pinned_message": {"message_id": 3, "date": 1, "chat": PRIVATE}}),
        message({"message_auto_delete_timer_changed": {"message_auto_delete_time": 86_400}}),
        message({"location": {"latitude": 45.0, "longitude": 9.0}}, kind="edited_message"),
        {"update_id": 1, "channel_post": {"message_id": 1}},
        {"update_id": 1, "poll": {"id": "1"}},
        {"update_id": 1},
        message({"text": "News"}, chat={"id": -1, "type": "channel"}),
        message({"text": "lunch?"}, chat=GROUP),
        message({"text": "/help@other_bot"}, chat=GROUP),
        message({"text": "mail me@rossifeedbackbots.example"}, chat=GROUP),
        message({"text": "/help"}, chat=GROUP, kind="edited_message"),
        tap("a:1:2:3", chat=GROUP),
        {"update_id": 1, "callback_query": {"id": "1", "from": USER, "inline_message_id": "1", "data": "x"}},
        membership("kicked", chat=GROUP),
        membership("restricted"),
    ],
)
def test_what_is_not_for_us_is_left_alone(raw: Json) -> None:
    assert read_update(raw, BOT) is None


@pytest.mark.parametrize("text", ["/help", "/start@rossifeedbackbot", "ask @rossifeedbackBOT!"])
def test_in_a_group_only_what_is_addressed_to_us_is_noticed(text: str) -> None:
    arrival = read_update(message({"text": text}, chat=GROUP), BOT)
    assert arrival is not None
    assert arrival.act == CameFromGroup()
    assert arrival.person.address == "-100123"


# --- taps, blocking


def test_a_tap_names_its_question() -> None:
    assert read_update(tap("a:7:3:skip"), BOT) == Arrival(
        key="701",
        person=GIULIA,
        act=ButtonPressed(run_id=7, step=3, choice="skip"),
        tap_id="4386",
        tapped_message="16",
    )


def test_a_language_is_picked() -> None:
    assert act_of(tap("l:pt-BR")) == LanguagePicked("pt-BR")


@pytest.mark.parametrize(
    "data",
    ["", "a:1:2", "a:x:1:2", "a:-1:0:1", f"a:{'9' * 40}:1:1", f"a:{2**31}:1:1", "menu", "a:１:1:1", None],
)
def test_a_button_that_is_not_ours_belongs_to_no_run(data: str | None) -> None:
    assert act_of(tap(data)) == ButtonPressed(run_id=0, step=0, choice="")


def test_of_a_very_old_message_only_the_place_is_known() -> None:
    raw = tap("a:7:3:1")
    raw["callback_query"]["message"] = {"message_id": 16, "date": 0, "chat": PRIVATE}
    arrival = read_update(raw, BOT)
    assert arrival is not None
    assert arrival.tapped_message == "16"


def test_blocking_and_unblocking() -> None:
    assert act_of(membership("kicked")) == Blocked()
    assert act_of(membership("member")) == Unblocked()


# --- malformed


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        ({}, "update_id"),
        ({"update_id": "7"}, "update_id"),
        ({"update_id": 7, "message": []}, "message"),
        (message({"text": 4}), "message.text"),
        (message({"photo": [{"file_id": None}]}), "message.photo.0.file_id"),
        (message({"text": "Hi", "chat": {"type": "private"}}), "message.chat.id"),
        (message({"text": "Hi", "from": None}), "no sender"),
        (message({"text": "Hi", "message_id": True}), "message.message_id"),
        (message({"location": {"latitude": float("nan"), "longitude": 1.0}}), "message.location.latitude"),
        (tap(5), "callback_query.data"),
    ],
)
def test_a_malformed_update_is_refused_with_the_place(raw: Json, place: str) -> None:
    with pytest.raises(MalformedUpdate, match=place):
        read_update(raw, BOT)


def test_the_refusal_keeps_what_was_written_to_itself() -> None:
    with pytest.raises(MalformedUpdate) as refusal:
        read_update(message({"text": {"secret": "my illness"}}), BOT)
    assert "illness" not in str(refusal.value)
    assert refusal.value.__cause__ is None
    assert refusal.value.__context__ is None


REAL = [
    message({"text": "/start Ab-9_x", "entities": [{"type": "bot_command", "offset": 0, "length": 6}]}),
    message({"text": "Bad!"}, kind="edited_message"),
    message({"photo": [{"file_id": "f", "width": 9, "height": 9}], "caption": "Look"}),
    message({"sticker": {"file_id": "f", "emoji": "😡"}}),
    message({"venue": {"location": {"latitude": 1.0, "longitude": 2.0}, "title": "t", "address": "a"}}),
    message({"text": "ask @RossiFeedbackBot"}, chat=GROUP),
    tap("a:7:3:skip"),
    tap("l:pt-BR"),
    membership("kicked"),
]
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(st.characters(exclude_categories=())),
    st.sampled_from(["/start\n", "/stop@", "a:0:0:\n", "private", "group", "@RossiFeedbackBot", 10**400]),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)


def places(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The paths of everything inside, but the whole."""
    inside: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        inside = list(value.items())
    elif isinstance(value, list):
        inside = list(enumerate(value))
    return [found for key, item in inside for found in ((*path, key), *places(item, (*path, key)))]


@st.composite
def mutated(draw: st.DrawFn) -> Json:
    """A real update with up to three of its parts exchanged for something odd, or left out."""
    update = copy.deepcopy(draw(st.sampled_from(REAL)))
    for _ in range(draw(st.integers(1, 3))):
        if not update:
            break
        *way, last = draw(st.sampled_from(places(update)))
        owner: Any = update
        for key in way:
            owner = owner[key]
        if draw(st.booleans()):
            owner[last] = draw(ODD)
        else:
            del owner[last]
    return update


@given(mutated())
def test_any_update_is_read_or_refused(update: Json) -> None:
    try:
        arrival = read_update(update, BOT)
    except MalformedUpdate:
        return
    if arrival is not None:
        assert int(arrival.person.address) or arrival.person.address == "0"
        assert "\x00" not in repr(arrival)
        repr(arrival).encode()
