"""Channels, threads, reactions and direct conversations over the Web API."""

from slack_sdk.web.async_client import AsyncWebClient

from bot.demo.slack import Installation, SlackStandIn
from tests.bot.demo.slack.conftest import Clock, Refused


async def test_a_channel_tells_of_itself_and_its_members(slack: SlackStandIn, client: AsyncWebClient) -> None:
    gio, eva = slack.staff("Giovanni Rossi"), slack.stranger("Eva Elsewhere")
    channel = slack.channel("#leads", private=True, members=[gio, eva])
    shown = (await client.conversations_info(channel=channel.id))["channel"]
    assert (shown["name"], shown["is_private"], shown["is_ext_shared"]) == ("leads", True, True)
    members = (await client.conversations_members(channel=channel.id))["members"]
    assert set(members) == {gio.id, eva.id, slack.installation.bot_user_id}


async def test_the_app_can_be_thrown_out_and_cannot_join_what_is_private(
    slack: SlackStandIn, client: AsyncWebClient, refused: Refused
) -> None:
    bot_id = slack.installation.bot_user_id
    public, private = slack.channel("#public"), slack.channel("#private", private=True)
    joining = await refused(client.conversations_join(channel=private.id))
    public.remove(bot_id)
    private.remove(bot_id)
    reading = await refused(client.conversations_history(channel=public.id))
    hidden = await refused(client.conversations_history(channel=private.id))
    errors = [answer["error"] for answer in (joining, reading, hidden)]
    assert errors == ["method_not_supported_for_channel_type", "not_in_channel", "channel_not_found"]
    slack.invite_app(private, by=slack.staff("Giovanni Rossi"))
    assert (await client.conversations_history(channel=private.id))["messages"] == []


async def test_each_kind_of_channel_has_its_scope(clock: Clock, refused: Refused) -> None:
    scopes = frozenset({"channels:read", "channels:history", "chat:write"})
    slack = SlackStandIn(clock.now, Installation(scopes=scopes))
    await slack.start()
    client = AsyncWebClient(slack.installation.bot_token, base_url=slack.api_url)
    public, private = slack.channel("#public"), slack.channel("#private", private=True)
    metadata = {"event_type": "riscontro", "event_payload": {}}
    await client.chat_postMessage(channel=public.id, text="Hi", metadata=metadata)
    history = await client.conversations_history(channel=public.id, include_all_metadata=True)
    listing = await refused(client.conversations_list(types="public_channel,private_channel"))
    reading = await refused(client.conversations_history(channel=private.id))
    await slack.stop()
    assert "metadata" not in history["messages"][0]
    assert (listing["error"], listing["needed"]) == ("missing_scope", "groups:read")
    assert (reading["error"], reading["needed"]) == ("missing_scope", "groups:history")


async def test_a_reply_needs_its_parent(
    slack: SlackStandIn, client: AsyncWebClient, refused: Refused
) -> None:
    channel = slack.channel("#complaints")
    parent = await client.chat_postMessage(channel=channel.id, text="card")
    reply = await client.chat_postMessage(channel=channel.id, text="reply", thread_ts=parent["ts"])
    under_reply = await refused(client.chat_postMessage(channel=channel.id, text="x", thread_ts=reply["ts"]))
    nowhere = await refused(client.conversations_replies(channel=channel.id, ts="1.000000"))
    assert (under_reply["error"], nowhere["error"]) == ("cannot_reply_to_message", "thread_not_found")
    link = await client.chat_getPermalink(channel=channel.id, message_ts=reply["ts"])
    assert link["permalink"].endswith(f"?thread_ts={parent['ts']}&cid={channel.id}")


async def test_a_deleted_parent_leaves_a_tombstone_over_its_replies(
    slack: SlackStandIn, client: AsyncWebClient
) -> None:
    channel = slack.channel("#complaints")
    parent = await client.chat_postMessage(channel=channel.id, text="card")
    await client.chat_postMessage(channel=channel.id, text="reply", thread_ts=parent["ts"])
    await client.chat_delete(channel=channel.id, ts=parent["ts"])
    replies = await client.conversations_replies(channel=channel.id, ts=parent["ts"])
    assert [message.get("subtype") for message in replies["messages"]] == ["tombstone", None]
    assert channel.messages == []


async def test_a_word_to_one_person(slack: SlackStandIn, client: AsyncWebClient, refused: Refused) -> None:
    gio, eva = slack.staff("Giovanni Rossi"), slack.staff("Eva Bianchi")
    channel = slack.channel("#complaints", members=[gio])
    await client.chat_postEphemeral(channel=channel.id, user=gio.id, text="Only you")
    outside = await refused(client.chat_postEphemeral(channel=channel.id, user=eva.id, text="Only you"))
    assert outside["error"] == "user_not_in_channel"
    assert [message.text for message in gio.ephemerals] == ["Only you"]
    assert (await client.conversations_history(channel=channel.id))["messages"] == []


async def test_a_direct_message(slack: SlackStandIn, client: AsyncWebClient) -> None:
    gio = slack.staff("Giovanni Rossi")
    opened = (await client.conversations_open(users=gio.id))["channel"]["id"]
    posted = await client.chat_postMessage(channel=gio.id, text="A word in private")
    assert posted["channel"] == opened == gio.direct.id
    await gio.direct.sees("in private")


async def test_reactions_are_given_once(
    slack: SlackStandIn, client: AsyncWebClient, refused: Refused
) -> None:
    channel = slack.channel("#complaints")
    note = slack.staff("Giovanni Rossi").writes(channel, "done")
    await client.reactions_add(channel=channel.id, timestamp=note.ts, name="eyes")
    again = await refused(client.reactions_add(channel=channel.id, timestamp=note.ts, name="eyes"))
    assert note.reactions == {"eyes": ["Riscontro"]}
    await client.reactions_remove(channel=channel.id, timestamp=note.ts, name="eyes")
    missing = await refused(client.reactions_remove(channel=channel.id, timestamp=note.ts, name="eyes"))
    assert (again["error"], missing["error"]) == ("already_reacted", "no_reaction")


async def test_arguments_come_as_json_form_or_query(slack: SlackStandIn, client: AsyncWebClient) -> None:
    channel = slack.channel("#complaints")
    blocks = '[{"type": "section", "text": {"type": "mrkdwn", "text": "from a form"}}]'
    await client.api_call("chat.postMessage", data={"channel": channel.id, "text": "form", "blocks": blocks})
    await client.api_call("chat.postMessage", params={"channel": channel.id, "text": "query"})
    await client.api_call("chat.postMessage", json={"channel": channel.id, "text": "json"})
    assert [message.shown for message in channel.messages] == ["from a form", "query", "json"]


async def test_missing_and_broken_arguments_are_named(
    slack: SlackStandIn, client: AsyncWebClient, refused: Refused
) -> None:
    channel = slack.channel("#complaints")
    missing = await refused(client.api_call("chat.postMessage", json={"text": "Hi"}))
    cursor = await refused(client.conversations_list(cursor="not a cursor"))
    moment = await refused(client.conversations_history(channel=channel.id, oldest="yesterday"))
    metadata = await refused(
        client.chat_postMessage(channel=channel.id, text="Hi", metadata={"event_type": ""})
    )
    assert "missing required field: channel" in missing["response_metadata"]["messages"][0]
    errors = [answer["error"] for answer in (missing, cursor, moment, metadata)]
    assert errors == ["invalid_arguments", "invalid_cursor", "invalid_ts_oldest", "invalid_metadata_format"]
