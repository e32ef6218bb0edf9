"""What the bot says in French where the customer is *tu*: only what differs from *vous*."""

from flows.phrases.names import Phrase

PHRASES = {
    Phrase.INTRODUCTION: (
        "Salut, ici {{ business.name }}. Après un achat, nous te posons une ou deux questions courtes, et "
        "une personne lit tes réponses. /stop y met fin. Confidentialité\u00a0: {{ business.privacy_url }}"
    ),
    Phrase.REMINDER: "Un petit rappel, au cas où cela t'aurait échappé. Ton avis nous aide.",
    Phrase.THANKS_DONE: "C'est tout. Merci pour ton temps\u202f!",
    Phrase.ALREADY_ANSWERED: "Tu as déjà répondu à cette question. Merci\u202f!",
    Phrase.QUESTION_CLOSED: "Ce questionnaire est clos. Tu peux toujours nous écrire ici.",
    Phrase.UNREADABLE_SCALE: "Touche un nombre, ou écris-en un de {{ lowest }} à {{ highest }}.",
    Phrase.UNREADABLE_CHOICE: "Touche l'une des options, ou écris-la.",
    Phrase.UNREADABLE_KIND: (
        "Nous ne pouvons pas lire ce type de message. Écris-nous, ou envoie une photo ou un message vocal."
    ),
    Phrase.NOT_TAKEN: (
        "Toutes nos excuses, un problème est survenu de notre côté avec ce que tu viens d'envoyer. Nous "
        "l'avons conservé, et quelqu'un va s'en occuper."
    ),
    Phrase.YOUR_ANSWER_SO_FAR: "Ta réponse pour l'instant\u00a0: {{ answer }}",
    Phrase.ANSWER_STANDS: "Ta réponse précédente est conservée\u00a0: {{ answer }}",
    Phrase.CHANGED: "C'est noté, nous avons ta nouvelle réponse.",
    Phrase.TOO_LATE_TO_CHANGE: (
        "Cette réponse ne peut plus être modifiée. S'il faut corriger quelque chose, écris-nous ici."
    ),
    Phrase.SHARE_YOUR_OWN_CONTACT: (
        "Ce numéro est celui d'une autre personne. Partage le tien avec le bouton ci-dessous."
    ),
    Phrase.CHOOSE_AT_LEAST: "Choisis-en au moins {{ least }}, s'il te plaît.",
    Phrase.CHOOSE_AT_MOST: (
        "Tu peux en choisir {{ most }} au plus. Pour retirer un choix, touche-le de nouveau."
    ),
    Phrase.UNREADABLE_NUMBER: "Réponds par un nombre, en chiffres.",
    Phrase.NUMBER_OUT_OF_RANGE: (
        "Écris un nombre {% if lowest and highest %}de {{ lowest }} à {{ highest }}{% elsif lowest %}à "
        "partir de {{ lowest }}{% elsif highest %}jusqu'à {{ highest }}{% endif %}."
    ),
    Phrase.UNREADABLE_DATE: "Touche un jour, ou écris une date, par exemple 24 décembre.",
    Phrase.DATE_OUT_OF_RANGE: (
        "Choisis un jour {% if earliest and latest %}entre le {{ earliest }} et le {{ latest }}"
        "{% elsif earliest %}à partir du {{ earliest }}{% elsif latest %}jusqu'au {{ latest }}{% endif %}."
    ),
    Phrase.TEXT_TOO_SHORT: "Encore quelques mots, s'il te plaît\u00a0: au moins {{ least }} caractères.",
    Phrase.TEXT_TOO_LONG: "Un peu plus court, s'il te plaît\u00a0: {{ most }} caractères au plus.",
    Phrase.TEXT_NOT_ACCEPTED: (
        "Quelque chose ne va pas dans cette réponse. Vérifie-la et envoie-la de nouveau."
    ),
    Phrase.SEND_A_PHOTO: "Envoie-nous une photo ici.",
    Phrase.SEND_A_VOICE_MESSAGE: "Envoie-nous un message vocal ici.",
    Phrase.SEND_A_FILE: "Envoie-nous le fichier ici.",
    Phrase.SEND_A_PLACE: "Partage ta position avec le bouton ci-dessous.",
    Phrase.SEND_A_CONTACT: "Partage ton numéro de téléphone avec le bouton ci-dessous.",
    Phrase.ANSWER_WITH_BUTTONS: "Réponds avec les boutons, s'il te plaît.",
    Phrase.CES_QUESTION: (
        "Dans quelle mesure es-tu d'accord\u202f? «\u202f{{ business.name }} m'a permis de régler facilement "
        "mon problème.\u202f»"
    ),
    Phrase.TICKET_OPENED: (
        "Merci de nous avoir écrit. Une personne de chez {{ business.name }} te répondra ici, au plus tard "
        "{{ reply_by }}."
    ),
    Phrase.MESSAGE_PASSED_ON: "Merci, nous avons transmis ton message.",
    Phrase.PHOTO_KEPT: "Merci, nous l'avons conservé avec tes réponses.",
    Phrase.RESOLVED: (
        "Pour {{ business.name }}, la question est réglée. Si ce n'est pas le cas pour toi, écris-nous ici."
    ),
    Phrase.WELCOME: (
        "Salut, ici {{ business.name }}. Nous n'avons pas de question pour toi en ce moment. Si tu souhaites "
        "nous dire quelque chose, écris-le ici et une personne te répondra."
    ),
    Phrase.WELCOME_BACK: (
        "Quel plaisir de te retrouver\u202f! Tu recevras de nouveau nos questions. /stop y met fin à tout "
        "moment."
    ),
    Phrase.HELP: (
        "Après un achat, {{ business.name }} te pose une ou deux questions courtes. Touche un bouton ou "
        "réponds avec tes mots\u202f; les photos et les messages vocaux sont les bienvenus. Tu peux aussi "
        "simplement nous écrire\u00a0: une personne te répondra.\n\n"
        "/language\u00a0: changer de langue\n"
        "/stop\u00a0: ne plus recevoir de questions\n"
        "/start\u00a0: recevoir de nouveau les questions\n\n"
        "Confidentialité\u00a0: {{ business.privacy_url }}"
    ),
    Phrase.STOPPED: (
        "Tu ne recevras plus de questions de notre part. Les réponses à une réclamation te parviendront "
        "toujours. /start réactive les questions."
    ),
    Phrase.LANGUAGE_CHOOSE: "Quelle langue préfères-tu\u202f?",
    Phrase.COMMAND_UNKNOWN: "Nous ne connaissons pas cette commande. /help montre ce que tu peux faire ici.",
    Phrase.PRIVATE_CHAT_ONLY: "Nous ne parlons qu'en tête-à-tête. Écris-nous dans une conversation privée.",
    Phrase.LINK_USED_BY_OTHER: (
        "Ce lien correspond à la commande d'une autre personne, nous ne pouvons pas l'ouvrir ici. Tu peux "
        "toujours nous écrire dans cette conversation."
    ),
    Phrase.LINK_EXPIRED: "Ce lien a expiré. Tu peux toujours nous écrire ici, et une personne te répondra.",
    Phrase.LINK_UNKNOWN: (
        "Nous ne reconnaissons pas ce lien. Ouvre-le de nouveau depuis le message de ta commande, ou "
        "écris-nous ici."
    ),
}
