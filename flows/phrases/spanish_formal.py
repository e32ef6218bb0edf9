"""What the bot says in Spanish where the customer is *usted*: only what differs from *tú*."""

from flows.phrases.names import Phrase

PHRASES = {
    Phrase.INTRODUCTION: (
        "Hola, le escribe {{ business.name }}. Después de una compra le hacemos una o dos preguntas breves, "
        "y una persona lee lo que usted escribe. Con /stop lo dejamos. Privacidad: {{ business.privacy_url }}"
    ),
    Phrase.REMINDER: "Un pequeño recordatorio, por si se le pasó. Su opinión nos ayuda.",
    Phrase.THANKS_DONE: "Eso es todo. ¡Gracias por su tiempo!",
    Phrase.ALREADY_ANSWERED: "Esta pregunta ya la ha respondido. ¡Gracias!",
    Phrase.QUESTION_CLOSED: "Esta encuesta está cerrada. Aun así, puede escribirnos aquí.",
    Phrase.UNREADABLE_SCALE: "Toque un número o escriba uno del {{ lowest }} al {{ highest }}.",
    Phrase.UNREADABLE_CHOICE: "Toque una de las opciones o escríbala.",
    Phrase.UNREADABLE_KIND: (
        "No podemos leer este tipo de mensaje. Escríbanos, o envíe una foto o un mensaje de voz."
    ),
    Phrase.NOT_TAKEN: (
        "Disculpe, algo ha fallado por nuestra parte con lo que acaba de enviar. Lo hemos guardado y una "
        "persona lo revisará."
    ),
    Phrase.YOUR_ANSWER_SO_FAR: "Su respuesta hasta ahora: {{ answer }}",
    Phrase.ANSWER_STANDS: "Se mantiene su respuesta anterior: {{ answer }}",
    Phrase.CHANGED: "Listo, tenemos su nueva respuesta.",
    Phrase.TOO_LATE_TO_CHANGE: (
        "Esta respuesta ya no se puede cambiar. Si hay algo que corregir, escríbanos aquí."
    ),
    Phrase.SHARE_YOUR_OWN_CONTACT: "Ese número es de otra persona. Comparta el suyo con el botón de abajo.",
    Phrase.CHOOSE_AT_LEAST: "Elija al menos {{ least }}, por favor.",
    Phrase.CHOOSE_AT_MOST: "Puede elegir {{ most }} como máximo. Para quitar una opción, tóquela de nuevo.",
    Phrase.UNREADABLE_NUMBER: "Responda con un número, en cifras.",
    Phrase.NUMBER_OUT_OF_RANGE: (
        "Escriba un número {% if lowest and highest %}del {{ lowest }} al {{ highest }}{% elsif lowest %}a "
        "partir de {{ lowest }}{% elsif highest %}hasta {{ highest }}{% endif %}."
    ),
    Phrase.UNREADABLE_DATE: "Toque un día o escriba una fecha, por ejemplo 24 de diciembre.",
    Phrase.DATE_OUT_OF_RANGE: (
        "Elija un día {% if earliest and latest %}entre el {{ earliest }} y el {{ latest }}"
        "{% elsif earliest %}a partir del {{ earliest }}{% elsif latest %}hasta el {{ latest }}{% endif %}."
    ),
    Phrase.TEXT_NOT_ACCEPTED: "Hay algo que no cuadra. Revíselo y envíelo de nuevo.",
    Phrase.SEND_A_PHOTO: "Envíenos una foto por aquí.",
    Phrase.SEND_A_VOICE_MESSAGE: "Envíenos un mensaje de voz por aquí.",
    Phrase.SEND_A_FILE: "Envíenos el archivo por aquí.",
    Phrase.SEND_A_PLACE: "Comparta su ubicación con el botón de abajo.",
    Phrase.SEND_A_CONTACT: "Comparta su número de teléfono con el botón de abajo.",
    Phrase.ANSWER_WITH_BUTTONS: "Responda con los botones, por favor.",
    Phrase.CES_QUESTION: (
        "¿Hasta qué punto está de acuerdo? «{{ business.name }} me ha puesto fácil resolver mi problema.»"
    ),
    Phrase.TICKET_OPENED: (
        "Gracias por escribirnos. Alguien de {{ business.name }} le responderá aquí, a más tardar "
        "{{ reply_by }}."
    ),
    Phrase.MESSAGE_PASSED_ON: "Gracias, hemos pasado su mensaje al equipo.",
    Phrase.PHOTO_KEPT: "Gracias, lo hemos guardado con sus respuestas.",
    Phrase.RESOLVED: (
        "Para {{ business.name }}, el asunto está resuelto. Si para usted no lo está, escríbanos aquí."
    ),
    Phrase.WELCOME: (
        "Hola, le escribe {{ business.name }}. Ahora mismo no tenemos preguntas para usted. Si quiere "
        "contarnos algo, escríbalo aquí y le responderá una persona."
    ),
    Phrase.WELCOME_BACK: (
        "¡Nos alegra su regreso! Volverá a recibir nuestras preguntas. Puede pararlas con /stop cuando "
        "quiera."
    ),
    Phrase.HELP: (
        "Después de una compra, {{ business.name }} le hace una o dos preguntas breves. Toque un botón o use "
        "sus palabras; también valen fotos y mensajes de voz. O simplemente escríbanos: le responderá una "
        "persona.\n\n"
        "/language: cambiar de idioma\n"
        "/stop: no más preguntas\n"
        "/start: volver a recibir preguntas\n\n"
        "Privacidad: {{ business.privacy_url }}"
    ),
    Phrase.STOPPED: (
        "No recibirá más preguntas nuestras. Las respuestas a una reclamación le seguirán llegando. Con "
        "/start puede reactivar las preguntas."
    ),
    Phrase.LANGUAGE_CHOOSE: "¿En qué idioma prefiere que hablemos?",
    Phrase.COMMAND_UNKNOWN: "No conocemos ese comando. Con /help ve lo que puede hacer aquí.",
    Phrase.PRIVATE_CHAT_ONLY: "Solo hablamos en privado. Escríbanos en un chat privado.",
    Phrase.LINK_USED_BY_OTHER: (
        "Este enlace corresponde al pedido de otra persona y no podemos abrirlo aquí. Aun así, puede "
        "escribirnos en este chat."
    ),
    Phrase.LINK_EXPIRED: (
        "Este enlace ha caducado. Aun así, puede escribirnos aquí y le responderá una persona."
    ),
    Phrase.LINK_UNKNOWN: (
        "No reconocemos este enlace. Ábralo otra vez desde el mensaje de su pedido o escríbanos aquí."
    ),
}
