"""What the bot says in Spanish. The customer is *tú*."""

from flows.phrases.names import Phrase

PHRASES = {
    Phrase.INTRODUCTION: (
        "Hola, somos {{ business.name }}. Después de una compra te hacemos una o dos preguntas breves, y "
        "una persona lee lo que escribes. Con /stop lo dejamos. Privacidad: {{ business.privacy_url }}"
    ),
    Phrase.REMINDER: "Un pequeño recordatorio, por si se te pasó. Tu opinión nos ayuda.",
    Phrase.SKIP: "Saltar",
    Phrase.THANKS_DONE: "Eso es todo. ¡Gracias por tu tiempo!",
    Phrase.ALREADY_ANSWERED: "Esta pregunta ya la has respondido. ¡Gracias!",
    Phrase.QUESTION_OVER: "Esta pregunta ya no está abierta.",
    Phrase.QUESTION_CLOSED: "Esta encuesta está cerrada. Aun así, puedes escribirnos aquí.",
    Phrase.UNREADABLE_SCALE: "Toca un número o escribe uno del {{ lowest }} al {{ highest }}.",
    Phrase.UNREADABLE_CHOICE: "Toca una de las opciones o escríbela.",
    Phrase.UNREADABLE_KIND: (
        "No podemos leer este tipo de mensaje. Escríbenos, o envía una foto o un mensaje de voz."
    ),
    Phrase.NOT_TAKEN: (
        "Perdona, algo ha fallado por nuestra parte con lo que acabas de enviar. Lo hemos guardado y una "
        "persona lo revisará."
    ),
    Phrase.BACK: "‹ Atrás",
    Phrase.CHANGE: "Cambiar",
    Phrase.DONE: "Listo",
    Phrase.NONE_OF_THESE: "Nada de esto",
    Phrase.KEEP_ANSWER: "Dejar así",
    Phrase.YOUR_ANSWER_SO_FAR: "Tu respuesta hasta ahora: {{ answer }}",
    Phrase.ANSWER_STANDS: "Se mantiene tu respuesta anterior: {{ answer }}",
    Phrase.PROGRESS: "{{ at }} de {{ total }}",
    Phrase.CHANGED: "Listo, tenemos tu nueva respuesta.",
    Phrase.TOO_LATE_TO_CHANGE: (
        "Esta respuesta ya no se puede cambiar. Si hay algo que corregir, escríbenos aquí."
    ),
    Phrase.PASSED_OVER: "No pasa nada, nos saltamos esta pregunta.",
    Phrase.ALL_RIGHT: "De acuerdo.",
    Phrase.TODAY: "Hoy",
    Phrase.YESTERDAY: "Ayer",
    Phrase.CONSENT_YES: "Sí, acepto",
    Phrase.CONSENT_NO: "No, gracias",
    Phrase.SHARE_CONTACT: "Compartir mi número",
    Phrase.SHARE_LOCATION: "Compartir mi ubicación",
    Phrase.RECEIVED: "Recibido: {{ answer }}",
    Phrase.SHARE_YOUR_OWN_CONTACT: "Ese número es de otra persona. Comparte el tuyo con el botón de abajo.",
    Phrase.CHOOSE_AT_LEAST: "Elige al menos {{ least }}, por favor.",
    Phrase.CHOOSE_AT_MOST: "Puedes elegir {{ most }} como máximo. Para quitar una opción, tócala de nuevo.",
    Phrase.UNREADABLE_NUMBER: "Responde con un número, en cifras.",
    Phrase.NUMBER_OUT_OF_RANGE: (
        "Escribe un número {% if lowest and highest %}del {{ lowest }} al {{ highest }}{% elsif lowest %}a "
        "partir de {{ lowest }}{% elsif highest %}hasta {{ highest }}{% endif %}."
    ),
    Phrase.UNREADABLE_DATE: "Toca un día o escribe una fecha, por ejemplo 24 de diciembre.",
    Phrase.DATE_OUT_OF_RANGE: (
        "Elige un día {% if earliest and latest %}entre el {{ earliest }} y el {{ latest }}"
        "{% elsif earliest %}a partir del {{ earliest }}{% elsif latest %}hasta el {{ latest }}{% endif %}."
    ),
    Phrase.TEXT_TOO_SHORT: "Un poco más, por favor: al menos {{ least }} caracteres.",
    Phrase.TEXT_TOO_LONG: "Un poco más corto, por favor: {{ most }} caracteres como máximo.",
    Phrase.TEXT_NOT_ACCEPTED: "Hay algo que no cuadra. Revísalo y envíalo de nuevo.",
    Phrase.SEND_A_PHOTO: "Envíanos una foto por aquí.",
    Phrase.SEND_A_VOICE_MESSAGE: "Envíanos un mensaje de voz por aquí.",
    Phrase.SEND_A_FILE: "Envíanos el archivo por aquí.",
    Phrase.SEND_A_PLACE: "Comparte tu ubicación con el botón de abajo.",
    Phrase.SEND_A_CONTACT: "Comparte tu número de teléfono con el botón de abajo.",
    Phrase.ANSWER_WITH_BUTTONS: "Responde con los botones, por favor.",
    Phrase.LOW_CSAT: "muy insatisfactorio",
    Phrase.HIGH_CSAT: "muy satisfactorio",
    Phrase.LOW_NPS: "nada probable",
    Phrase.HIGH_NPS: "extremadamente probable",
    Phrase.LOW_CES: "totalmente en desacuerdo",
    Phrase.HIGH_CES: "totalmente de acuerdo",
    Phrase.CES_QUESTION: (
        "¿Hasta qué punto estás de acuerdo? «{{ business.name }} me ha puesto fácil resolver mi problema.»"
    ),
    Phrase.TICKET_OPENED: (
        "Gracias por escribirnos. Alguien de {{ business.name }} te responderá aquí, a más tardar "
        "{{ reply_by }}."
    ),
    Phrase.MESSAGE_PASSED_ON: "Gracias, hemos pasado tu mensaje al equipo.",
    Phrase.PHOTO_KEPT: "Gracias, lo hemos guardado con tus respuestas.",
    Phrase.RESOLVED: (
        "Para {{ business.name }}, el asunto está resuelto. Si para ti no lo está, escríbenos aquí."
    ),
    Phrase.WELCOME: (
        "Hola, somos {{ business.name }}. Ahora mismo no tenemos preguntas para ti. Si quieres contarnos "
        "algo, escríbelo aquí y te responderá una persona."
    ),
    Phrase.WELCOME_BACK: (
        "¡Qué bien tenerte de vuelta! Volverás a recibir nuestras preguntas. Con /stop las paras cuando "
        "quieras."
    ),
    Phrase.HELP: (
        "Después de una compra, {{ business.name }} te hace una o dos preguntas breves. Toca un botón o usa "
        "tus palabras; también valen fotos y mensajes de voz. O simplemente escríbenos: te responderá una "
        "persona.\n\n"
        "/language: cambiar de idioma\n"
        "/stop: no más preguntas\n"
        "/start: volver a recibir preguntas\n\n"
        "Privacidad: {{ business.privacy_url }}"
    ),
    Phrase.STOPPED: (
        "No recibirás más preguntas nuestras. Las respuestas a una reclamación te seguirán llegando. Con "
        "/start reactivas las preguntas."
    ),
    Phrase.LANGUAGE_CHOOSE: "¿En qué idioma prefieres que hablemos?",
    Phrase.LANGUAGE_SET: "Listo, a partir de ahora hablamos en español.",
    Phrase.COMMAND_UNKNOWN: "No conocemos ese comando. Con /help ves lo que puedes hacer aquí.",
    Phrase.PRIVATE_CHAT_ONLY: "Solo hablamos en privado. Escríbenos en un chat privado.",
    Phrase.LINK_USED_BY_OTHER: (
        "Este enlace corresponde al pedido de otra persona y no podemos abrirlo aquí. Aun así, puedes "
        "escribirnos en este chat."
    ),
    Phrase.LINK_EXPIRED: (
        "Este enlace ha caducado. Aun así, puedes escribirnos aquí y te responderá una persona."
    ),
    Phrase.LINK_UNKNOWN: (
        "No reconocemos este enlace. Ábrelo otra vez desde el mensaje de tu pedido o escríbenos aquí."
    ),
}

COMMANDS = {
    "start": "Recibir preguntas",
    "help": "Qué se puede hacer aquí",
    "language": "Cambiar de idioma",
    "stop": "No más preguntas",
}
