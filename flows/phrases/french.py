"""What the bot says in French. The customer is *vous*; spaces before ? ! : and inside « » do not break."""

from flows.phrases.names import Phrase

PHRASES = {
    Phrase.INTRODUCTION: (
        "Bonjour, ici {{ business.name }}. Après un achat, nous vous posons une ou deux questions courtes, "
        "et une personne lit vos réponses. /stop y met fin. Confidentialité\u00a0: "
        "{{ business.privacy_url }}"
    ),
    Phrase.REMINDER: "Un petit rappel, au cas où cela vous aurait échappé. Votre avis nous aide.",
    Phrase.SKIP: "Passer",
    Phrase.THANKS_DONE: "C'est tout. Merci pour votre temps\u202f!",
    Phrase.ALREADY_ANSWERED: "Vous avez déjà répondu à cette question. Merci\u202f!",
    Phrase.QUESTION_CLOSED: "Ce questionnaire est clos. Vous pouvez toujours nous écrire ici.",
    Phrase.UNREADABLE_SCALE: "Touchez un chiffre, ou écrivez-en un de {{ lowest }} à {{ highest }}.",
    Phrase.UNREADABLE_CHOICE: "Touchez l'une des options, ou écrivez-la.",
    Phrase.UNREADABLE_KIND: (
        "Nous ne pouvons pas lire ce type de message. Écrivez-nous, ou envoyez une photo ou un message vocal."
    ),
    Phrase.NOT_TAKEN: (
        "Toutes nos excuses, un problème est survenu de notre côté avec ce que vous venez d’envoyer. Nous "
        "l’avons conservé, et quelqu’un va s’en occuper."
    ),
    Phrase.LOW_CSAT: "très mal",
    Phrase.HIGH_CSAT: "très bien",
    Phrase.LOW_NPS: "pas du tout probable",
    Phrase.HIGH_NPS: "extrêmement probable",
    Phrase.LOW_CES: "pas du tout d'accord",
    Phrase.HIGH_CES: "tout à fait d'accord",
    Phrase.CES_QUESTION: (
        "Dans quelle mesure êtes-vous d'accord\u202f? «\u202f{{ business.name }} m'a permis de régler "
        "facilement mon problème.\u202f»"
    ),
    Phrase.TICKET_OPENED: (
        "Merci de nous avoir écrit. Une personne de chez {{ business.name }} vous répondra ici, au plus "
        "tard {{ reply_by }}."
    ),
    Phrase.MESSAGE_PASSED_ON: "Merci, nous avons transmis votre message.",
    Phrase.PHOTO_KEPT: "Merci, nous l'avons conservé avec vos réponses.",
    Phrase.RESOLVED: (
        "Pour {{ business.name }}, la question est réglée. Si ce n'est pas le cas pour vous, écrivez-nous "
        "ici."
    ),
    Phrase.WELCOME: (
        "Bonjour, ici {{ business.name }}. Nous n'avons pas de question pour vous en ce moment. Si vous "
        "souhaitez nous dire quelque chose, écrivez-le ici et une personne vous répondra."
    ),
    Phrase.WELCOME_BACK: (
        "Quel plaisir de vous retrouver\u202f! Vous recevrez de nouveau nos questions. /stop y met fin à "
        "tout moment."
    ),
    Phrase.HELP: (
        "Après un achat, {{ business.name }} vous pose une ou deux questions courtes. Touchez un bouton ou "
        "répondez avec vos mots\u202f; les photos et les messages vocaux sont les bienvenus. Vous pouvez "
        "aussi simplement nous écrire\u00a0: une personne vous répondra.\n\n"
        "/language\u00a0: changer de langue\n"
        "/stop\u00a0: ne plus recevoir de questions\n"
        "/start\u00a0: recevoir de nouveau les questions\n\n"
        "Confidentialité\u00a0: {{ business.privacy_url }}"
    ),
    Phrase.STOPPED: (
        "Vous ne recevrez plus de questions de notre part. Les réponses à une réclamation vous parviendront "
        "toujours. /start les réactive."
    ),
    Phrase.LANGUAGE_CHOOSE: "Quelle langue préférez-vous\u202f?",
    Phrase.LANGUAGE_SET: "C'est noté, nous parlons désormais français.",
    Phrase.COMMAND_UNKNOWN: (
        "Nous ne connaissons pas cette commande. /help montre ce que vous pouvez faire ici."
    ),
    Phrase.PRIVATE_CHAT_ONLY: "Nous ne parlons qu'en tête-à-tête. Écrivez-nous dans une conversation privée.",
    Phrase.LINK_USED_BY_OTHER: (
        "Ce lien correspond à la commande d'une autre personne, nous ne pouvons pas l'ouvrir ici. Vous "
        "pouvez toujours nous écrire dans cette conversation."
    ),
    Phrase.LINK_EXPIRED: (
        "Ce lien a expiré. Vous pouvez toujours nous écrire ici, et une personne vous répondra."
    ),
    Phrase.LINK_UNKNOWN: (
        "Nous ne reconnaissons pas ce lien. Ouvrez-le de nouveau depuis le message de votre commande, ou "
        "écrivez-nous ici."
    ),
}

COMMANDS = {
    "start": "Recevoir les questions",
    "help": "Ce que vous pouvez faire ici",
    "language": "Changer de langue",
    "stop": "Ne plus recevoir de questions",
}
