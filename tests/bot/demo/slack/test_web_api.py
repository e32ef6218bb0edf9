"""The Web API as `slack_sdk` sees it."""

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.demo.slack import Installation, SlackStandIn
from tests.bot.demo.slack.conftest import Clock, Refused


async def test_the_bot_token_belongs_to_the_app(slack: SlackStandIn, client: AsyncWebClient) -> None:
    answer = await client.auth_test()
    assert answer["bot_id"] == slack.installation.bot_id
    assert answer["user_id"] == slack.installation.bot_user_id
    assert "chat:write" in answer.headers["x-oauth-scopes"]


async def test_tokens_are_checked(slack: SlackStandIn, refused: Refused) -> None:
    async def error(token: str | None, method: str = "auth.test") -> str:
        other = AsyncWebClient(token, base_url=slack.api_url, retry_handlers=[])
        return str((await refused(other.api_call(method)))["error"])

    assert await error(None) == "not_authed"
    assert await error("xoxb-wrong") == "invalid_auth"
    assert await error(slack.installation.bot_token, "apps.connections.open") == "not_allowed_token_type"
    assert await error(slack.installation.app_token, "chat.postMessage") == "not_allowed_token_type"
    assert await error(slack.installation.bot_token, "chat.sing") == "unknown_method"


async def test_a_missing_scope_is_named(clock: Clock, refused: Refused) -> None:
    slack = SlackStandIn(clock.now, Installation(scopes=frozenset({"chat:write"})))
    await slack.start()
    client = AsyncWebClient(slack.installation.bot_token, base_url=slack.api_url)
    answer = await refused(client.users_list())
    await slack.stop()
    assert answer == {"ok": False, "error": "missing_scope", "needed": "users:read", "provided": "chat:write"}


async def test_a_post_is_seen_and_can_be_found_by_its_metadata(
    slack: SlackStandIn, client: AsyncWebClient
) -> None:
    channel = slack.channel("#complaints")
    metadata = {"event_type": "riscontro", "event_payload": {"outbox": 7}}
    posted = await client.chat_postMessage(channel="#complaints", text="Hello *Ada*", metadata=metadata)
    card = await channel.sees("Ada")
    assert (card.ts, card.user, card.text) == (posted["ts"], "Riscontro", "Hello *Ada*")
    history = await client.conversations_history(channel=channel.id, include_all_metadata=True)
    assert [message["metadata"] for message in history["messages"]] == [metadata]
    bare = await client.conversations_history(channel=channel.id)
    assert "metadata" not in bare["messages"][0]


async def test_threads_and_pages(slack: SlackStandIn, client: AsyncWebClient) -> None:
    slack.post_limit.per_second = 0
    channel = slack.channel("#complaints")
    cards = [await client.chat_postMessage(channel=channel.id, text=f"card {n}") for n in range(5)]
    for n in range(3):
        await client.chat_postMessage(channel=channel.id, text=f"reply {n}", thread_ts=cards[1]["ts"])
    pages = await client.conversations_history(channel=channel.id, limit=2)
    shown = [[message["text"] for message in page["messages"]] async for page in pages]
    assert shown == [["card 4", "card 3"], ["card 2", "card 1"], ["card 0"]]
    replies = await client.conversations_replies(channel=channel.id, ts=cards[1]["ts"])
    assert [message["text"] for message in replies["messages"]] == ["card 1", "reply 0", "reply 1", "reply 2"]
    assert replies["messages"][0]["reply_count"] == 3
    since = await client.conversations_history(channel=channel.id, oldest=cards[3]["ts"])
    assert [message["text"] for message in since["messages"]] == ["card 4"]


async def test_channels_keep_out_who_is_not_in(
    slack: SlackStandIn, client: AsyncWebClient, refused: Refused
) -> None:
    async def error(name: str) -> str:
        return str((await refused(client.chat_postMessage(channel=name, text="Hi")))["error"])

    public = slack.channel("#public", with_app=False)
    private = slack.channel("#private", private=True, with_app=False)
    slack.channel("#old").archive()
    assert await error(public.id) == "not_in_channel"
    assert await error(private.id) == "channel_not_found"
    assert await error("#private") == "channel_not_found"
    assert await error("#nowhere") == "channel_not_found"
    assert await error("#old") == "is_archived"
    await client.conversations_join(channel=public.id)
    assert (await client.chat_postMessage(channel=public.id, text="Hi"))["channel"] == public.id


async def test_channels_are_listed_as_the_app_sees_them(slack: SlackStandIn, client: AsyncWebClient) -> None:
    slack.channel("#one")
    slack.channel("#two", private=True)
    slack.channel("#three", private=True, with_app=False)
    slack.channel("#four").archive()
    both = "public_channel,private_channel"
    pages = await client.conversations_list(types=both, limit=2)
    shown = [[channel["name"] for channel in page["channels"]] async for page in pages]
    assert shown == [["one", "two"], ["four"]]
    current = await client.conversations_list(exclude_archived=True)
    assert [channel["name"] for channel in current["channels"]] == ["one"]


async def test_only_own_messages_change(
    slack: SlackStandIn, client: AsyncWebClient, refused: Refused
) -> None:
    channel = slack.channel("#complaints")
    foreign = slack.staff("Giovanni Rossi").writes(channel, "mine")
    changing = await refused(client.chat_update(channel=channel.id, ts=foreign.ts, text="yours"))
    deleting = await refused(client.chat_delete(channel=channel.id, ts=foreign.ts))
    missing = await refused(client.chat_update(channel=channel.id, ts="1.000000", text="yours"))
    errors = [answer["error"] for answer in (changing, deleting, missing)]
    assert errors == ["cant_update_message", "cant_delete_message", "message_not_found"]


async def test_an_update_replaces_the_blocks_and_keeps_the_metadata(
    slack: SlackStandIn, client: AsyncWebClient
) -> None:
    channel = slack.channel("#complaints")
    metadata = {"event_type": "riscontro", "event_payload": {"outbox": 7}}
    blocks = [{"type": "divider"}]
    posted = await client.chat_postMessage(channel=channel.id, text="open", blocks=blocks, metadata=metadata)
    card = await channel.sees("open")
    await client.chat_update(channel=channel.id, ts=posted["ts"], text="claimed")
    await card.shows("claimed")
    assert (card.blocks, card.metadata, card.edited) == ([], metadata, True)
    await client.chat_delete(channel=channel.id, ts=posted["ts"])
    assert card.deleted
    assert channel.messages == []


async def test_texts_have_their_limits(slack: SlackStandIn, client: AsyncWebClient, refused: Refused) -> None:
    channel = slack.channel("#complaints")
    posted = await client.chat_postMessage(channel=channel.id, text="x" * 40_000)
    long = await refused(client.chat_postMessage(channel=channel.id, text="x" * 40_001))
    empty = await refused(client.api_call("chat.postMessage", params={"channel": channel.id}))
    update = await refused(client.chat_update(channel=channel.id, ts=posted["ts"], text="x" * 4_001))
    assert [answer["error"] for answer in (long, empty, update)] == [
        "msg_too_long",
        "no_text",
        "msg_too_long",
    ]


async def test_posts_are_limited_for_each_channel(
    slack: SlackStandIn, client: AsyncWebClient, clock: Clock
) -> None:
    slack.post_limit.burst = 2
    one, two = slack.channel("#one"), slack.channel("#two")
    headers = {"Authorization": f"Bearer {slack.installation.bot_token}"}
    async with aiohttp.ClientSession(headers=headers) as http:

        async def post(channel_id: str) -> aiohttp.ClientResponse:
            body = {"channel": channel_id, "text": "Hi"}
            return await http.post(f"{slack.api_url}chat.postMessage", json=body)

        assert [(await post(one.id)).status for _ in range(3)] == [200, 200, 429]
        refusal = await post(one.id)
        assert refusal.headers["Retry-After"] == "1"
        assert await refusal.json() == {"ok": False, "error": "ratelimited"}
        assert (await post(two.id)).status == 200
        clock.move(seconds=1)
        assert [(await post(one.id)).status for _ in range(2)] == [200, 429]


async def test_a_file_goes_up_in_three_steps_and_comes_down_with_the_token(
    slack: SlackStandIn, client: AsyncWebClient
) -> None:
    channel = slack.channel("#complaints")
    posted = await client.chat_postMessage(channel=channel.id, text="card")
    await client.files_upload_v2(
        channel=channel.id,
        thread_ts=posted["ts"],
        filename="crushed.jpg",
        file=b"\xff\xd8 picture",
        initial_comment="From Ada",
    )
    card = await channel.sees("card")
    reply = await card.thread_sees("From Ada")
    assert [(file.name, file.content) for file in reply.files] == [("crushed.jpg", b"\xff\xd8 picture")]
    shown = (await client.files_info(file=reply.files[0].id))["file"]
    headers = {"Authorization": f"Bearer {slack.installation.bot_token}"}
    async with aiohttp.ClientSession() as http:
        with_token = await http.get(shown["url_private"], headers=headers)
        without = await http.get(shown["url_private"])
        assert await with_token.read() == b"\xff\xd8 picture"
        assert (without.status, without.content_type) == (200, "text/html")


async def test_people_are_described_as_what_they_are(slack: SlackStandIn, client: AsyncWebClient) -> None:
    guest, stranger = slack.staff("A Guest", restricted=True), slack.stranger("From Elsewhere")
    guest_info = (await client.users_info(user=guest.id))["user"]
    stranger_info = (await client.users_info(user=stranger.id))["user"]
    assert (guest_info["is_restricted"], guest_info["is_stranger"]) == (True, False)
    assert (stranger_info["is_restricted"], stranger_info["is_stranger"]) == (False, True)
    assert stranger_info["team_id"] != slack.installation.team_id
    members = (await client.users_list())["members"]
    assert [member["real_name"] for member in members] == ["Riscontro", "A Guest"]


async def test_what_was_written_survives_a_restart(slack: SlackStandIn, client: AsyncWebClient) -> None:
    channel = slack.channel("#complaints")
    await client.chat_postMessage(channel=channel.id, text="before")
    await slack.stop()
    await slack.start()
    await client.chat_postMessage(channel=channel.id, text="after")
    assert [message.text for message in channel.messages] == ["before", "after"]
