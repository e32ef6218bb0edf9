"""What the bot says in English."""

from flows.phrases.names import Phrase

PHRASES = {
    Phrase.INTRODUCTION: (
        "{{ business.name }} here. After a purchase we ask you a short question or two, and a person reads "
        "your words. /stop ends it. Privacy: {{ business.privacy_url }}"
    ),
    Phrase.REMINDER: "A gentle reminder, in case you missed it. Your opinion helps us.",
    Phrase.SKIP: "Skip",
    Phrase.THANKS_DONE: "That was all. Thank you for your time!",
    Phrase.ALREADY_ANSWERED: "You have already answered this one. Thank you!",
    Phrase.QUESTION_OVER: "This question is no longer open.",
    Phrase.QUESTION_CLOSED: "This survey is closed. You can still write to us here.",
    Phrase.UNREADABLE_SCALE: "Please tap a number, or write one from {{ lowest }} to {{ highest }}.",
    Phrase.UNREADABLE_CHOICE: "Please tap one of the options, or write it out.",
    Phrase.UNREADABLE_KIND: (
        "We cannot read that kind of message. Please write to us, or send a photo or a voice message."
    ),
    Phrase.NOT_TAKEN: (
        "Sorry, something went wrong on our side with what you just sent. It is kept, and a person will look "
        "into it."
    ),
    Phrase.BACK: "‹ Back",
    Phrase.CHANGE: "Change",
    Phrase.DONE: "Done",
    Phrase.NONE_OF_THESE: "None of these",
    Phrase.KEEP_ANSWER: "Keep it",
    Phrase.YOUR_ANSWER_SO_FAR: "Your answer so far: {{ answer }}",
    Phrase.ANSWER_STANDS: "Your earlier answer stays: {{ answer }}",
    Phrase.PROGRESS: "{{ at }} of {{ total }}",
    Phrase.CHANGED: "Done, we have your new answer.",
    Phrase.TOO_LATE_TO_CHANGE: (
        "This answer can no longer be changed. If something is wrong, just write to us here."
    ),
    Phrase.PASSED_OVER: "Never mind, we will leave this one out.",
    Phrase.ALL_RIGHT: "All right.",
    Phrase.TODAY: "Today",
    Phrase.YESTERDAY: "Yesterday",
    Phrase.CONSENT_YES: "Yes, I agree",
    Phrase.CONSENT_NO: "No, thank you",
    Phrase.SHARE_CONTACT: "Share my phone number",
    Phrase.SHARE_LOCATION: "Share my location",
    Phrase.RECEIVED: "Got it: {{ answer }}",
    Phrase.SHARE_YOUR_OWN_CONTACT: (
        "That number belongs to someone else. Please share your own with the button below."
    ),
    Phrase.CHOOSE_AT_LEAST: "Please choose at least {{ least }}.",
    Phrase.CHOOSE_AT_MOST: "You can choose up to {{ most }}. Tap a chosen one again to take it back.",
    Phrase.UNREADABLE_NUMBER: "Please answer with a number, in digits.",
    Phrase.NUMBER_OUT_OF_RANGE: (
        "Please write a number {% if lowest and highest %}from {{ lowest }} to {{ highest }}"
        "{% elsif lowest %}of {{ lowest }} or more{% elsif highest %}of {{ highest }} or less{% endif %}."
    ),
    Phrase.UNREADABLE_DATE: "Please tap a day, or write a date such as 24 December.",
    Phrase.DATE_OUT_OF_RANGE: (
        "Please choose a day {% if earliest and latest %}from {{ earliest }} to {{ latest }}"
        "{% elsif earliest %}from {{ earliest }} on{% elsif latest %}up to {{ latest }}{% endif %}."
    ),
    Phrase.TEXT_TOO_SHORT: "A little more, please: at least {{ least }} characters.",
    Phrase.TEXT_TOO_LONG: "A little shorter, please: at most {{ most }} characters.",
    Phrase.TEXT_NOT_ACCEPTED: "That does not look quite right. Please check it and send it again.",
    Phrase.SEND_A_PHOTO: "Please send us a photo here.",
    Phrase.SEND_A_VOICE_MESSAGE: "Please send us a voice message here.",
    Phrase.SEND_A_FILE: "Please send us the file here.",
    Phrase.SEND_A_PLACE: "Please share your location with the button below.",
    Phrase.SEND_A_CONTACT: "Please share your phone number with the button below.",
    Phrase.ANSWER_WITH_BUTTONS: "Please answer with the buttons.",
    Phrase.LOW_CSAT: "very unhappy",
    Phrase.HIGH_CSAT: "very happy",
    Phrase.LOW_NPS: "not at all likely",
    Phrase.HIGH_NPS: "extremely likely",
    Phrase.LOW_CES: "strongly disagree",
    Phrase.HIGH_CES: "strongly agree",
    Phrase.CES_QUESTION: (
        "How much do you agree? “{{ business.name }} made it easy for me to handle my issue.”"
    ),
    Phrase.TICKET_OPENED: (
        "Thank you for writing. Someone at {{ business.name }} will answer you here by {{ reply_by }}."
    ),
    Phrase.MESSAGE_PASSED_ON: "Thank you, we have passed your message on.",
    Phrase.PHOTO_KEPT: "Thank you, we have kept it with your answers.",
    Phrase.RESOLVED: "{{ business.name }} considers this settled. If it is not, just write here.",
    Phrase.WELCOME: (
        "Hello, {{ business.name }} here. We have no question for you right now. If something is on your "
        "mind, write it here and a person will answer."
    ),
    Phrase.WELCOME_BACK: (
        "Good to have you back! Our questions will reach you again. /stop ends them at any time."
    ),
    Phrase.HELP: (
        "After a purchase, {{ business.name }} asks you a short question or two. Tap a button or use your "
        "own words; photos and voice messages are welcome. You can also just write: a person will "
        "answer.\n\n"
        "/language: change the language\n"
        "/stop: no more questions\n"
        "/start: turn the questions on again\n\n"
        "Privacy: {{ business.privacy_url }}"
    ),
    Phrase.STOPPED: (
        "You will get no more questions from us. Replies to a complaint still reach you. /start turns the "
        "questions on again."
    ),
    Phrase.LANGUAGE_CHOOSE: "Which language do you prefer?",
    Phrase.LANGUAGE_SET: "Done, we speak English from now on.",
    Phrase.COMMAND_UNKNOWN: "We do not know that command. /help shows what you can do here.",
    Phrase.PRIVATE_CHAT_ONLY: "We only talk one to one. Please write to us in a private chat.",
    Phrase.LINK_USED_BY_OTHER: (
        "This link belongs to someone else's order, so we cannot open it here. You can still write to us in "
        "this chat."
    ),
    Phrase.LINK_EXPIRED: "This link has expired. You can still write to us here, and a person will answer.",
    Phrase.LINK_UNKNOWN: (
        "We do not recognise this link. Please open it again from your order message, or just write to us "
        "here."
    ),
}

COMMANDS = {
    "start": "Turn the questions on",
    "help": "What you can do here",
    "language": "Change the language",
    "stop": "No more questions",
}
