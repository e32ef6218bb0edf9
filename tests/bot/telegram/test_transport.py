"""What is certainly not sent is told from what may have been, and the token stays out of errors and logs."""

import asyncio
import json
import logging
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port
from telegram import Bot
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, TelegramError

from bot.demo.telegram import TelegramStandIn
from bot.demo.telegram.files import plain_picture
from bot.telegram.files import TelegramFiles
from bot.telegram.transport import (
    LARGEST_BODY,
    AnswerLost,
    NotSent,
    TooManyRequests,
    call,
    is_table,
    open_bot,
)

TOKEN = "1234567890:THIS-IS-A-TEST-TOKEN-AND-NOT-A-SECRET"

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Between:
    """A server in Telegram's place that answers as it is told. It keeps what was sent, and where to."""

    def __init__(self) -> None:
        self.answer: Answer = self.say(200, '{"ok": true, "result": true}')
        self.bodies: list[bytes] = []
        self.paths: list[str] = []
        self.hosts: list[str] = []
        self._server = TestServer(self._app())

    def _app(self) -> web.Application:
        app = web.Application()
        app.router.add_route("*", "/{rest:.*}", self._serve)
        return app

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        self.bodies.append(await request.read())
        self.paths.append(request.path)
        self.hosts.append(request.host)
        return await self.answer(request)

    @staticmethod
    def say(status: int, body: str | bytes, **headers: str) -> Answer:
        async def answer(_: web.Request) -> web.StreamResponse:
            content = body.encode() if isinstance(body, str) else body
            return web.Response(status=status, body=content, headers=headers)

        return answer

    async def start(self) -> str:
        await self._server.start_server()
        return str(self._server.make_url("")).rstrip("/")

    async def stop(self) -> None:
        await self._server.close()


@pytest.fixture
async def between() -> AsyncIterator[Between]:
    between = Between()
    yield between
    await between.stop()


@pytest.fixture
async def bot(between: Between) -> AsyncIterator[Bot]:
    async with open_bot(TOKEN, await between.start()) as bot:
        yield bot


async def failure(bot: Bot, *, read_seconds: float = 5) -> TelegramError:
    with pytest.raises(TelegramError) as caught:
        await call(bot, "sendMessage", {"chat_id": 1, "text": "Hi"}, read_seconds=read_seconds)
    for error in chain(caught.value):
        assert isinstance(error, TelegramError), "no error of aiohttp is tied to it"
        assert TOKEN not in "".join(traceback.format_exception(error)) + repr(error)
    return caught.value


def chain(error: BaseException | None) -> Iterator[BaseException]:
    """The error and all that it is tied to, shown in tracebacks or not."""
    if error is not None:
        yield error
        yield from chain(error.__cause__)
        yield from chain(error.__context__)


async def test_values_go_out_as_json_and_the_result_comes_back_plain(between: Between, bot: Bot) -> None:
    between.answer = between.say(200, '{"ok": true, "result": {"message_id": 7, "unheard": ["of"]}}')
    parameters = {"chat_id": 1, "text": "Così ✓", "reply_markup": {"inline_keyboard": [[]]}, "absent": None}
    assert await call(bot, "sendMessage", parameters) == {"message_id": 7, "unheard": ["of"]}
    assert json.loads(between.bodies[0]) == {
        "chat_id": 1,
        "text": "Così ✓",
        "reply_markup": {"inline_keyboard": [[]]},
    }


async def test_the_proxy_of_the_environment_is_asked(
    between: Between, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("http_proxy", await between.start())
    async with open_bot(TOKEN, "http://telegram.example") as bot:
        assert await call(bot, "getMe", {}) is True
    assert between.hosts == ["telegram.example"]


async def test_half_a_character_does_not_cost_the_batch(between: Between, bot: Bot) -> None:
    between.answer = between.say(200, r'{"ok": true, "result": [{"text": "a\ud83d"}, {"text": "b"}]}')
    assert await call(bot, "getUpdates", {}) == [{"text": "a\ud83d"}, {"text": "b"}]


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (429, '{"ok": false, "description": "Too Many", "parameters": {"retry_after": 3}}', TooManyRequests),
        (429, '{"ok": false, "description": "Too Many Requests"}', NetworkError),
        (500, '{"ok": false, "description": "Internal Server Error"}', NetworkError),
        (409, '{"ok": false, "description": "Conflict: other getUpdates"}', Conflict),
        (400, '{"ok": false, "description": "Bad Request: chat not found"}', BadRequest),
        (401, '{"ok": false, "description": "Unauthorized"}', InvalidToken),
        (504, '{"ok": false, "description": "Gateway Timeout"}', AnswerLost),
        (502, "<html>Bad Gateway</html>", AnswerLost),
        (500, '{"ok": false}', AnswerLost),
        (500, '["not", "telegram"]', AnswerLost),
        (403, "<html>Blocked by your company</html>", NotSent),
        (200, "<html>Please sign in</html>", AnswerLost),
        (200, "[" * 100_000, AnswerLost),
        (200, b"\xff\xfe", AnswerLost),
    ],
)
async def test_each_answer_is_told_from_the_others(
    between: Between, bot: Bot, status: int, body: str | bytes, expected: type[TelegramError]
) -> None:
    between.answer = between.say(status, body)
    error = await failure(bot)
    assert type(error) is expected
    assert "<html>" not in str(error)


async def test_a_redirection_is_not_followed_with_the_token(between: Between, bot: Bot) -> None:
    between.answer = between.say(302, "", Location="/elsewhere")
    assert type(await failure(bot)) is NotSent
    assert len(between.bodies) == 1


async def test_a_dropped_connection_leaves_it_open_what_happened(between: Between, bot: Bot) -> None:
    async def drop(request: web.Request) -> web.StreamResponse:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    between.answer = drop
    assert type(await failure(bot)) is AnswerLost
    assert len(between.bodies) == 1, "nothing that may have arrived is repeated"


async def test_an_answer_that_does_not_come_leaves_it_open_what_happened(between: Between, bot: Bot) -> None:
    answering = asyncio.Event()

    async def wait(_: web.Request) -> web.StreamResponse:
        await answering.wait()
        return web.Response()

    between.answer = wait
    assert type(await failure(bot, read_seconds=0.05)) is AnswerLost
    answering.set()


async def test_nobody_there_is_certainly_not_sent() -> None:
    async with open_bot(TOKEN, f"http://127.0.0.1:{unused_port()}") as bot:
        assert type(await failure(bot)) is NotSent
    assert type(await failure(bot)) is NotSent, "also after closing"


async def test_an_address_that_is_none_is_certainly_not_sent() -> None:
    async with open_bot(TOKEN, "http://") as bot:
        assert type(await failure(bot)) is NotSent


async def test_no_answer_may_fill_the_memory(between: Between, bot: Bot) -> None:
    between.answer = between.say(200, bytes(LARGEST_BODY + 1))
    assert type(await failure(bot)) is AnswerLost


async def test_text_that_cannot_be_written_is_refused_here(between: Between, bot: Bot) -> None:
    with pytest.raises(BadRequest, match="UTF-8"):
        await call(bot, "sendMessage", {"chat_id": 1, "text": "\ud83d"})
    assert not between.bodies


async def test_files_go_out_as_a_form(stand_in: TelegramStandIn) -> None:
    person = stand_in.person("Giulia")
    person.start()
    async with open_bot(TOKEN, stand_in.url) as bot:
        await bot.send_document(person.chat_id, document=b"a bill", filename="bill.txt", caption="Yours")
    assert (await person.sees("Yours")).kind == "document"


async def test_a_picture_goes_out_as_it_is(stand_in: TelegramStandIn) -> None:
    person = stand_in.person("Giulia")
    person.start()
    stand_in.limits = None
    picture = plain_picture(40, 30)
    parameters = {
        "chat_id": person.chat_id,
        "photo": picture,
        "caption": "Così 🌷 è",
        "caption_entities": [{"type": "bold", "offset": 5, "length": 2}],
        "reply_markup": {"inline_keyboard": [[{"text": "È", "callback_data": "a:1:1:è"}]]},
    }
    async with open_bot(TOKEN, stand_in.url) as bot:
        sent = await call(bot, "sendPhoto", parameters)
        message = await person.sees("Così 🌷 è")
        again = await call(bot, "sendPhoto", {"chat_id": person.chat_id, "photo": message.file_id})
        assert await TelegramFiles(bot).fetch(message.file_id or "") == picture
    assert (message.html, message.labels) == ("Così <b>🌷</b> è", ["È"])
    assert is_table(sent)
    assert is_table(again)
    assert sent["photo"] == again["photo"]


async def test_half_a_character_beside_a_picture_is_refused_here(between: Between, bot: Bot) -> None:
    with pytest.raises(BadRequest, match="UTF-8"):
        await call(bot, "sendPhoto", {"chat_id": 1, "photo": plain_picture(), "caption": "\ud83d"})
    assert not between.bodies


@pytest.mark.parametrize("status", [429, 400])
async def test_a_refused_picture_is_refused_as_any_message_is(
    between: Between, bot: Bot, status: int
) -> None:
    body = '{"ok": false, "description": "Refused", "parameters": %s}'
    between.answer = between.say(status, body % ('{"retry_after": 3}' if status == 429 else "{}"))
    with pytest.raises(TooManyRequests if status == 429 else BadRequest):
        await call(bot, "sendPhoto", {"chat_id": 1, "photo": plain_picture()})
    assert plain_picture() in between.bodies[0]


async def test_the_token_stays_out_of_the_log(
    stand_in: TelegramStandIn, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with open_bot(TOKEN, stand_in.url) as bot:
        await call(bot, "getMe", {})
        with pytest.raises(TelegramError):
            await call(bot, "sendMessage", {"chat_id": 1, "text": "nobody is there"})
    assert TOKEN not in caplog.text


async def test_methods_go_out_under_their_documented_names(between: Between) -> None:
    async with open_bot(TOKEN, await between.start()) as bot:
        for method in ("getMe", "getUpdates", "sendMessage", "answerCallbackQuery"):
            await call(bot, method, {})
            assert between.paths[-1] == f"/bot{TOKEN}/{method}"


async def test_a_method_without_a_documented_name_is_not_sent(between: Between) -> None:
    async with open_bot(TOKEN, await between.start()) as bot:
        with pytest.raises(ValueError, match="noSuchMethod"):
            await call(bot, "noSuchMethod", {})
    assert between.paths == []
