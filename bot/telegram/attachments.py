"""What a message carries beside words: a file, or something that can only be told in words. Pure."""

from bot.incoming import FileKind, FileRef, SharedContact, SharedPlace
from bot.telegram import wire

_SERVICE = frozenset(
    {
        "boost_added",
        "chat_background_set",
        "chat_owner_changed",
        "chat_owner_left",
        "chat_shared",
        "connected_website",
        "delete_chat_photo",
        "direct_message_price_changed",
        "gift",
        "gift_upgrade_sent",
        "message_auto_delete_timer_changed",
        "migrate_from_chat_id",
        "migrate_to_chat_id",
        "new_chat_title",
        "paid_message_price_changed",
        "passport_data",
        "pinned_message",
        "proximity_alert_triggered",
        "refunded_payment",
        "successful_payment",
        "unique_gift",
        "users_shared",
        "video_chat_ended",
        "video_chat_participants_invited",
        "video_chat_scheduled",
        "video_chat_started",
        "web_app_data",
        "write_access_allowed",
    }
)
"""Fields of the messages that Telegram writes by itself ("service messages"): nobody waits for an answer."""


def is_service(message: wire.Message) -> bool:
    return not _SERVICE.isdisjoint(message.model_extra or {})


def find_file(message: wire.Message) -> FileRef | None:
    """The file of the message, of a photo the largest size. Names are made up where Telegram has none."""
    if message.photo:
        return _ref(max(message.photo, key=_area), FileKind.PHOTO, "photo.jpg")
    if message.sticker:
        return _ref(message.sticker, FileKind.STICKER, _sticker_name(message.sticker))
    candidates = (
        (message.voice, FileKind.VOICE, "voice.ogg"),
        (message.video, FileKind.VIDEO, "video.mp4"),
        (message.video_note, FileKind.VIDEO, "video.mp4"),
        (
            message.animation,
            FileKind.VIDEO,
            "animation.mp4",
        ),  # before document: an animation is there as both
        (message.audio, FileKind.OTHER, "audio.mp3"),
        (message.document, FileKind.DOCUMENT, "document"),
    )
    return next((_ref(file, kind, name) for file, kind, name in candidates if file), None)


def find_contact(message: wire.Message) -> SharedContact | None:
    """The contact that was shared. Whoever shares their own number is its user themselves; Telegram knows it
    with its country, and leaves the plus before it out.
    """
    contact = message.contact
    if contact is None:
        return None
    own = contact.user_id is not None and message.sender is not None and contact.user_id == message.sender.id
    number = contact.phone_number
    return SharedContact(f"+{number.removeprefix('+')}" if own else number, contact.first_name, own)


def find_place(message: wire.Message) -> SharedPlace | None:
    location = message.venue.location if message.venue else message.location
    return SharedPlace(location.latitude, location.longitude) if location else None


def describe(message: wire.Message) -> str | None:
    """In words for staff, what is neither words nor file; of a sticker, the emoji that it stands for."""
    if message.venue:  # before location: a venue is there as both
        return f"a place: {message.venue.title}, {message.venue.address} ({_point(message.venue.location)})"
    if message.location:
        return f"a location {_point(message.location)}"
    if message.contact:
        names = (message.contact.first_name, message.contact.last_name)
        return f"a contact: {' '.join(name for name in names if name)}, {message.contact.phone_number}"
    if message.poll:
        return f"a poll: {message.poll.question}"
    if message.dice:
        return f"{message.dice.emoji} showing {message.dice.value}"
    if message.sticker and message.sticker.emoji:
        return f"a sticker {message.sticker.emoji}"
    return None


def _ref(file: wire.AnyFile, kind: FileKind, name: str) -> FileRef:
    return FileRef(file_id=file.file_id, kind=kind, name=file.file_name or name, size=file.file_size)


def _area(file: wire.AnyFile) -> int:
    return file.width * file.height


def _sticker_name(sticker: wire.Sticker) -> str:
    """See https://core.telegram.org/stickers for the three formats."""
    if sticker.is_animated:
        return "sticker.tgs"
    return "sticker.webm" if sticker.is_video else "sticker.webp"


def _point(location: wire.Location) -> str:
    """Four decimals are about ten metres."""
    return f"{location.latitude:.4f}, {location.longitude:.4f}"
