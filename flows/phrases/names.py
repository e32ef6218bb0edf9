"""The names of everything the bot says of its own accord. What an admin writes in a flow is not here."""

from enum import StrEnum


class Phrase(StrEnum):
    """One sentence or two of the bot's own, as Liquid. A comment names the values that a phrase needs.

    `business.name` and `business.privacy_url` are the facts that an admin's texts may name too.
    """

    # around a survey
    INTRODUCTION = "introduction"  # business.name, business.privacy_url
    REMINDER = "reminder"
    SKIP = "skip"  # the label of a button
    THANKS_DONE = "thanks_done"

    # an answer that could not be taken
    ALREADY_ANSWERED = "already_answered"  # a toast: at most 200 characters
    QUESTION_CLOSED = "question_closed"  # a toast
    UNREADABLE_SCALE = "unreadable_scale"  # lowest, highest
    UNREADABLE_CHOICE = "unreadable_choice"
    UNREADABLE_KIND = "unreadable_kind"  # a sticker or a place, where nothing can be made of it
    NOT_TAKEN = "not_taken"  # a fault of the program's own

    # the ends of the scales
    LOW_CSAT = "low_csat"
    HIGH_CSAT = "high_csat"
    LOW_NPS = "low_nps"
    HIGH_NPS = "high_nps"
    LOW_CES = "low_ces"
    HIGH_CES = "high_ces"
    CES_QUESTION = "ces_question"  # business.name

    # a person will answer, or has
    TICKET_OPENED = "ticket_opened"  # business.name, reply_by
    MESSAGE_PASSED_ON = "message_passed_on"  # a toast, too
    PHOTO_KEPT = "photo_kept"
    RESOLVED = "resolved"  # business.name

    # commands
    WELCOME = "welcome"  # business.name
    WELCOME_BACK = "welcome_back"
    HELP = "help"  # business.name, business.privacy_url
    STOPPED = "stopped"
    LANGUAGE_CHOOSE = "language_choose"
    LANGUAGE_SET = "language_set"
    COMMAND_UNKNOWN = "command_unknown"
    PRIVATE_CHAT_ONLY = "private_chat_only"

    # links
    LINK_USED_BY_OTHER = "link_used_by_other"
    LINK_EXPIRED = "link_expired"
    LINK_UNKNOWN = "link_unknown"
