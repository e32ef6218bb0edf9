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
    Phrase.QUESTION_OVER: "Cette question n'est plus ouverte.",
    Phrase.QUESTION_CLOSED: "Ce questionnaire est clos. Vous pouvez toujours nous écrire ici.",
    Phrase.UNREADABLE_SCALE: "Touchez un nombre, ou écrivez-en un de {{ lowest }} à {{ highest }}.",
    Phrase.UNREADABLE_CHOICE: "Touchez l'une des options, ou écrivez-la.",
    Phrase.UNREADABLE_KIND: (
        "Nous ne pouvons pas lire ce type de message. Écrivez-nous, ou envoyez une photo ou un message vocal."
    ),
    Phrase.NOT_TAKEN: (
        "Toutes nos excuses, un problème est survenu de notre côté avec ce que vous venez d’envoyer. Nous "
        "l’avons conservé, et quelqu’un va s’en occuper."
    ),
    Phrase.BACK: "‹ Retour",
    Phrase.CHANGE: "Modifier",
    Phrase.DONE: "Terminé",
    Phrase.NONE_OF_THESE: "Rien de tout cela",
    Phrase.KEEP_ANSWER: "Garder",
    Phrase.YOUR_ANSWER_SO_FAR: "Votre réponse pour l'instant\u00a0: {{ answer }}",
    Phrase.ANSWER_STANDS: "Votre réponse précédente est conservée\u00a0: {{ answer }}",
    Phrase.PROGRESS: "{{ at }} sur {{ total }}",
    Phrase.CHANGED: "C'est noté, nous avons votre nouvelle réponse.",
    Phrase.TOO_LATE_TO_CHANGE: (
        "Cette réponse ne peut plus être modifiée. S'il faut corriger quelque chose, écrivez-nous ici."
    ),
    Phrase.PASSED_OVER: "Ce n'est pas grave, nous passons cette question.",
    Phrase.ALL_RIGHT: "D'accord.",
    Phrase.TODAY: "Aujourd'hui",
    Phrase.YESTERDAY: "Hier",
    Phrase.CONSENT_YES: "Oui, j'accepte",
    Phrase.CONSENT_NO: "Non, merci",
    Phrase.SHARE_CONTACT: "Partager mon numéro",
    Phrase.SHARE_LOCATION: "Partager ma position",
    Phrase.RECEIVED: "Bien reçu\u00a0: {{ answer }}",
    Phrase.SHARE_YOUR_OWN_CONTACT: (
        "Ce numéro est celui d'une autre personne. Partagez le vôtre avec le bouton ci-dessous."
    ),
    Phrase.CHOOSE_AT_LEAST: "Choisissez-en au moins {{ least }}, s'il vous plaît.",
    Phrase.CHOOSE_AT_MOST: (
        "Vous pouvez en choisir {{ most }} au plus. Pour retirer un choix, touchez-le de nouveau."
    ),
    Phrase.UNREADABLE_NUMBER: "Répondez par un nombre, en chiffres.",
    Phrase.NUMBER_OUT_OF_RANGE: (
        "Écrivez un nombre {% if lowest and highest %}de {{ lowest }} à {{ highest }}{% elsif lowest %}à "
        "partir de {{ lowest }}{% elsif highest %}jusqu'à {{ highest }}{% endif %}."
    ),
    Phrase.UNREADABLE_DATE: "Touchez un jour, ou écrivez une date, par exemple 24 décembre.",
    Phrase.DATE_OUT_OF_RANGE: (
        "Choisissez un jour {% if earliest and latest %}entre le {{ earliest }} et le {{ latest }}"
        "{% elsif earliest %}à partir du {{ earliest }}{% elsif latest %}jusqu'au {{ latest }}{% endif %}."
    ),
    Phrase.TEXT_TOO_SHORT: "Encore quelques mots, s'il vous plaît\u00a0: au moins {{ least }} caractères.",
    Phrase.TEXT_TOO_LONG: "Un peu plus court, s'il vous plaît\u00a0: {{ most }} caractères au plus.",
    Phrase.TEXT_NOT_ACCEPTED: (
        "Quelque chose ne va pas dans cette réponse. Vérifiez-la et envoyez-la de nouveau."
    ),
    Phrase.SEND_A_PHOTO: "Envoyez-nous une photo ici.",
    Phrase.SEND_A_VOICE_MESSAGE: "Envoyez-nous un message vocal ici.",
    Phrase.SEND_A_FILE: "Envoyez-nous le fichier ici.",
    Phrase.SEND_A_PLACE: "Partagez votre position avec le bouton ci-dessous.",
    Phrase.SEND_A_CONTACT: "Partagez votre numéro de téléphone avec le bouton ci-dessous.",
    Phrase.ANSWER_WITH_BUTTONS: "Répondez avec les boutons, s'il vous plaît.",
    Phrase.LOW_CSAT: "très insatisfaisant",
    Phrase.HIGH_CSAT: "très satisfaisant",
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
        "toujours. /start réactive les questions."
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
    "help": "Ce que l'on peut faire ici",
    "language": "Changer de langue",
    "stop": "Ne plus recevoir de questions",
}
