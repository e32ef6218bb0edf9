"""The names of everything the bot says of its own accord. What an admin writes in a flow is not here."""

from enum import StrEnum


class Phrase(StrEnum):
    """One sentence or two of the bot's own, as Liquid. A comment names the values that a phrase is given.

    `business.name` and `business.privacy_url` are the facts that an admin's texts may name too.
    `flows.phrases.forms` says the same for the checks.
    """

    # around a survey
    INTRODUCTION = "introduction"  # business.name, business.privacy_url
    REMINDER = "reminder"
    SKIP = "skip"  # the label of a button
    THANKS_DONE = "thanks_done"

    # an answer that could not be taken
    ALREADY_ANSWERED = "already_answered"  # a toast: at most 200 characters
    QUESTION_OVER = "question_over"  # a toast, on a question that was left without an answer
    QUESTION_CLOSED = "question_closed"  # a toast
    UNREADABLE_SCALE = "unreadable_scale"  # lowest, highest
    UNREADABLE_CHOICE = "unreadable_choice"
    UNREADABLE_KIND = "unreadable_kind"  # a sticker or a place, where nothing can be made of it
    NOT_TAKEN = "not_taken"  # a fault of the program's own

    # the way through a survey
    BACK = "back"  # a button: to the question before
    CHANGE = "change"  # a button under an answered question
    DONE = "done"  # a button: ends a choice of several
    NONE_OF_THESE = "none_of_these"  # a button
    KEEP_ANSWER = "keep_answer"  # a button beside a question that has an answer
    YOUR_ANSWER_SO_FAR = "your_answer_so_far"  # answer
    ANSWER_STANDS = "answer_stands"  # answer: what could not be changed
    PROGRESS = "progress"  # at, total
    CHANGED = "changed"
    TOO_LATE_TO_CHANGE = "too_late_to_change"  # a toast
    PASSED_OVER = "passed_over"  # after too many tries
    ALL_RIGHT = "all_right"  # where the button below the input goes that shares a number or a place

    # what is asked for in a way of its own
    TODAY = "today"  # a button
    YESTERDAY = "yesterday"  # a button
    CONSENT_YES = "consent_yes"  # a button
    CONSENT_NO = "consent_no"  # a button
    SHARE_CONTACT = "share_contact"  # a button
    SHARE_LOCATION = "share_location"  # a button
    RECEIVED = "received"  # answer: a phone number or a place
    SHARE_YOUR_OWN_CONTACT = "share_your_own_contact"

    # an answer of the right kind that does not do
    CHOOSE_AT_LEAST = "choose_at_least"  # a toast: least
    CHOOSE_AT_MOST = "choose_at_most"  # a toast: most
    UNREADABLE_NUMBER = "unreadable_number"
    NUMBER_OUT_OF_RANGE = "number_out_of_range"  # lowest, highest, or one of them
    UNREADABLE_DATE = "unreadable_date"
    DATE_OUT_OF_RANGE = "date_out_of_range"  # earliest, latest, or one of them, both written out
    TEXT_TOO_SHORT = "text_too_short"  # least
    TEXT_TOO_LONG = "text_too_long"  # most
    TEXT_NOT_ACCEPTED = "text_not_accepted"  # not in the form that was asked for

    # an answer of another kind
    SEND_A_PHOTO = "send_a_photo"
    SEND_A_VOICE_MESSAGE = "send_a_voice_message"
    SEND_A_FILE = "send_a_file"
    SEND_A_PLACE = "send_a_place"
    SEND_A_CONTACT = "send_a_contact"
    ANSWER_WITH_BUTTONS = "answer_with_buttons"

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
