"""The ``files.*`` methods of the Web API: an upload in three steps, and what is known of a file."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass

from bot.demo.slack.access import find_channel, require_membership, require_open
from bot.demo.slack.arguments import Arguments
from bot.demo.slack.chat import require_parent
from bot.demo.slack.posting import Draft, post
from bot.demo.slack.refusals import Refusal, refuse_arguments
from bot.demo.slack.shapes import complain
from bot.demo.slack.wire import file_json
from bot.demo.slack.workspace import Channel, Json, StoredFile, Workspace


@dataclass(frozen=True)
class NewFile:
    """A file before it is stored."""

    name: str
    user_id: str
    title: str = ""
    content: bytes = b""


def store_file(workspace: Workspace, new: NewFile) -> StoredFile:
    """Give a file its id and keep it; it is shared nowhere yet."""
    file = StoredFile(
        id=workspace.new_id("F"),
        name=new.name,
        title=new.title or new.name,
        mimetype=mimetypes.guess_type(new.name)[0] or "application/octet-stream",
        user_id=new.user_id,
        created=int(workspace.now().timestamp()),
        content=new.content,
        uploaded=bool(new.content),
    )
    workspace.files[file.id] = file
    return file


def get_upload_url(workspace: Workspace, args: Arguments) -> Json:
    """``files.getUploadURLExternal``: the first step."""
    [name, _] = args.required("filename", "length")
    if args.number("length", 0) <= 0:
        raise refuse_arguments([complain("must be greater than 0", "/length")])
    file = store_file(workspace, NewFile(name, workspace.installation.bot_user_id))
    return {"upload_url": f"{workspace.site}upload/v1/{file.id}", "file_id": file.id}


def complete_upload(workspace: Workspace, args: Arguments) -> Json:
    """``files.completeUploadExternal``: the last step, which shares the files as one message."""
    files = [_uploaded(workspace, entry) for entry in _entries(args)]
    keys = args.text("channel_id") or args.text("channels")
    for channel in [_postable(workspace, key) for key in keys.split(",") if key]:
        _share(workspace, channel, files, args)
    return {"files": [file_json(workspace, file) for file in files]}


def show_file(workspace: Workspace, args: Arguments) -> Json:
    """``files.info``."""
    file = workspace.files.get(args.required("file")[0])
    if file is None or not file.uploaded:
        raise Refusal("file_not_found")
    return {"file": file_json(workspace, file), "comments": [], "response_metadata": {"next_cursor": ""}}


def _entries(args: Arguments) -> list[Json]:
    match args.json("files"):
        case [*entries] if entries and all(isinstance(entry, dict) for entry in entries):
            return entries
        case _:
            raise refuse_arguments([complain("missing required field: files", "")])


def _uploaded(workspace: Workspace, entry: Json) -> StoredFile:
    file = workspace.files.get(entry.get("id", ""))
    if file is None or not file.uploaded:
        raise Refusal("file_not_found")
    file.title = entry.get("title") or file.name
    return file


def _postable(workspace: Workspace, key: str) -> Channel:
    channel = find_channel(workspace, key)
    require_membership(workspace, channel)
    require_open(channel, "posting_to_channel_denied")
    return channel


def _share(workspace: Workspace, channel: Channel, files: list[StoredFile], args: Arguments) -> None:
    require_parent(workspace, channel, args.text("thread_ts"))
    for file in files:
        file.shared_in.append(channel.id)
    draft = Draft(
        channel_id=channel.id,
        user_id=workspace.installation.bot_user_id,
        text=args.text("initial_comment"),
        thread_ts=args.text("thread_ts") or None,
        files=files,
        by_app=True,
    )
    post(workspace, draft)
