"""The files that went through a chat: stored once, known by ids, fetched by path."""

import mimetypes
import struct
import zlib
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from bot.demo.telegram.calls import Json
from bot.demo.telegram.errors import ApiError, bad_request

# https://core.telegram.org/bots/api#getfile and #sending-files, in bytes.
LARGEST_DOWNLOAD = 20 * 1024 * 1024
LARGEST_PHOTO = 10 * 1024 * 1024
LARGEST_UPLOAD = 50 * 1024 * 1024
LARGEST_FETCHED_PHOTO = 5 * 1024 * 1024
_LONGEST_SIDES = 10_000
_STEEPEST_RATIO = 20
# The JPEG markers that open a frame: SOF0 to SOF15, less three that do not (ITU-T T.81, table B.1).
_FRAMES = frozenset(range(0xFFC0, 0xFFD0)) - {0xFFC4, 0xFFC8, 0xFFCC}


class FileKind(StrEnum):
    """The value is the folder that files of this kind are fetched from; the name is told in refusals."""

    PHOTO = "photos"
    VOICE_NOTE = "voice"
    DOCUMENT = "documents"
    STICKER = "stickers"


@dataclass(frozen=True)
class StoredFile:
    """`size` in bytes may be claimed larger than the content, to play a file nobody wants to hold."""

    kind: FileKind
    file_id: str
    file_unique_id: str
    path: str
    name: str
    mime_type: str
    size: int
    content: bytes = field(repr=False)

    def as_file(self) -> Json:
        return {**self.as_part(), "file_path": self.path}

    def as_part(self) -> Json:
        return {"file_id": self.file_id, "file_unique_id": self.file_unique_id, "file_size": self.size}

    def as_document(self) -> Json:
        return {**self.as_part(), "file_name": self.name, "mime_type": self.mime_type}

    def as_voice(self, seconds: int) -> Json:
        return {**self.as_part(), "duration": seconds, "mime_type": self.mime_type}

    def as_photo(self) -> list[Json]:
        """The one size it is kept in. Raises 400 where it is no picture, or none that Telegram shows."""
        width, height = image_size(self.content)
        if width + height > _LONGEST_SIDES or max(width, height) > _STEEPEST_RATIO * min(width, height):
            raise bad_request("PHOTO_INVALID_DIMENSIONS")
        return [{**self.as_part(), "width": width, "height": height}]


class FileStore:
    """All files of the bot, its own and those sent to it.

    `online` is what the internet holds, by address: nothing is fetched from the real one.
    """

    def __init__(self) -> None:
        self._files: dict[str, StoredFile] = {}
        self.online: dict[str, bytes] = {}

    def add(self, kind: FileKind, name: str, content: bytes, claimed_size: int | None = None) -> StoredFile:
        number = len(self._files) + 1
        stored = StoredFile(
            kind=kind,
            file_id=f"AgACAgDemo{kind}{number:08d}",
            file_unique_id=f"AQADDemo{number:06d}",
            path=f"{kind}/file_{number}{_suffix(name)}",
            name=name,
            mime_type=mimetypes.guess_type(name)[0] or "application/octet-stream",
            size=len(content) if claimed_size is None else claimed_size,
            content=content,
        )
        self._files[stored.file_id] = stored
        return stored

    def fetch_photo(self, address: str) -> StoredFile:
        """The picture that `online` has at this address. Raises 400 where there is none that will do."""
        content = self.online.get(address)
        if content is None or len(content) > LARGEST_FETCHED_PHOTO:
            raise bad_request("failed to get HTTP URL content")
        try:
            image_size(content)
        except ApiError:
            raise bad_request("wrong type of the web page content") from None
        return self.add(FileKind.PHOTO, PurePosixPath(urlsplit(address).path).name, content)

    def by_id(self, file_id: str) -> StoredFile | None:
        return self._files.get(file_id)

    def by_path(self, path: str) -> StoredFile | None:
        return next((stored for stored in self._files.values() if stored.path == path), None)


def image_size(content: bytes) -> tuple[int, int]:
    """Width and height in pixels of a PNG or JPEG. Raises 400 for anything else, as Telegram does."""
    try:
        if content.startswith(b"\x89PNG\r\n\x1a\n"):
            width, height = struct.unpack(">II", content[16:24])
            return width, height
        if content.startswith(b"\xff\xd8"):
            return _jpeg_size(content)
    except struct.error:
        pass
    raise bad_request("IMAGE_PROCESS_FAILED")


def plain_picture(
    width: int = 320, height: int = 240, colour: tuple[int, int, int] = (96, 132, 168)
) -> bytes:
    """A PNG of one colour (red, green, blue in 0–255), for a photo whose content does not matter."""
    rows = (b"\x00" + bytes(colour) * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _jpeg_size(content: bytes) -> tuple[int, int]:
    """Walks the segments to the frame header, which holds the size (ITU-T T.81, B.2.2)."""
    at = 2
    while True:
        marker, length = struct.unpack(">HH", content[at : at + 4])
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length


def _suffix(name: str) -> str:
    _, dot, suffix = name.rpartition(".")
    return f".{suffix}" if dot else ""
