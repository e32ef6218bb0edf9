"""What the bot says in Italian. The customer is *tu*."""

from flows.phrases.names import Phrase

PHRASES = {
    Phrase.INTRODUCTION: (
        "Ciao, qui {{ business.name }}. Dopo un acquisto ti facciamo una o due domande brevi, e quello che "
        "scrivi lo legge una persona. Con /stop smettiamo. Privacy: {{ business.privacy_url }}"
    ),
    Phrase.REMINDER: "Un piccolo promemoria, nel caso ti fosse sfuggito. La tua opinione ci aiuta.",
    Phrase.SKIP: "Salta",
    Phrase.THANKS_DONE: "Abbiamo finito. Grazie per il tuo tempo!",
    Phrase.ALREADY_ANSWERED: "A questa domanda hai già risposto. Grazie!",
    Phrase.QUESTION_OVER: "Questa domanda non è più aperta.",
    Phrase.QUESTION_CLOSED: "Questo sondaggio è chiuso. Puoi comunque scriverci qui.",
    Phrase.UNREADABLE_SCALE: "Tocca un numero, oppure scrivine uno da {{ lowest }} a {{ highest }}.",
    Phrase.UNREADABLE_CHOICE: "Tocca una delle opzioni, oppure scrivila per esteso.",
    Phrase.UNREADABLE_KIND: (
        "Questo tipo di messaggio non riusciamo a leggerlo. Scrivici, oppure manda una foto o un messaggio "
        "vocale."
    ),
    Phrase.NOT_TAKEN: (
        "Scusaci, qualcosa da parte nostra è andato storto con quello che hai appena inviato. È stato "
        "conservato, e una persona se ne occuperà."
    ),
    Phrase.BACK: "‹ Indietro",
    Phrase.CHANGE: "Modifica",
    Phrase.DONE: "Fatto",
    Phrase.NONE_OF_THESE: "Niente di tutto questo",
    Phrase.KEEP_ANSWER: "Lascia così",
    Phrase.YOUR_ANSWER_SO_FAR: "La tua risposta finora: {{ answer }}",
    Phrase.ANSWER_STANDS: "La tua risposta di prima resta: {{ answer }}",
    Phrase.PROGRESS: "{{ at }} di {{ total }}",
    Phrase.CHANGED: "Fatto, abbiamo la tua nuova risposta.",
    Phrase.TOO_LATE_TO_CHANGE: (
        "Questa risposta non si può più cambiare. Se c'è qualcosa da correggere, scrivici qui."
    ),
    Phrase.PASSED_OVER: "Non importa, questa domanda la saltiamo.",
    Phrase.ALL_RIGHT: "Va bene.",
    Phrase.TODAY: "Oggi",
    Phrase.YESTERDAY: "Ieri",
    Phrase.CONSENT_YES: "Sì, acconsento",
    Phrase.CONSENT_NO: "No, grazie",
    Phrase.SHARE_CONTACT: "Condividi il mio numero",
    Phrase.SHARE_LOCATION: "Condividi la mia posizione",
    Phrase.RECEIVED: "Ricevuto: {{ answer }}",
    Phrase.SHARE_YOUR_OWN_CONTACT: (
        "Questo numero è di un'altra persona. Condividi il tuo con il pulsante qui sotto."
    ),
    Phrase.CHOOSE_AT_LEAST: "Scegline almeno {{ least }}, per favore.",
    Phrase.CHOOSE_AT_MOST: (
        "Puoi sceglierne al massimo {{ most }}. Per togliere una scelta, toccala di nuovo."
    ),
    Phrase.UNREADABLE_NUMBER: "Rispondi con un numero, in cifre.",
    Phrase.NUMBER_OUT_OF_RANGE: (
        "Scrivi un numero {% if lowest and highest %}da {{ lowest }} a {{ highest }}{% elsif lowest %}da "
        "{{ lowest }} in su{% elsif highest %}fino a {{ highest }}{% endif %}."
    ),
    Phrase.UNREADABLE_DATE: "Tocca un giorno, oppure scrivi una data, per esempio 24 dicembre.",
    Phrase.DATE_OUT_OF_RANGE: (
        "Scegli un altro giorno. {% if earliest and latest %}Il primo possibile: {{ earliest }}. L'ultimo: "
        "{{ latest }}{% elsif earliest %}Il primo possibile: {{ earliest }}{% elsif latest %}L'ultimo "
        "possibile: {{ latest }}{% endif %}."
    ),
    Phrase.TEXT_TOO_SHORT: "Ancora qualche parola, per favore: almeno {{ least }} caratteri.",
    Phrase.TEXT_TOO_LONG: "Un po' più breve, per favore: al massimo {{ most }} caratteri.",
    Phrase.TEXT_NOT_ACCEPTED: "C'è qualcosa che non torna. Controlla e invia di nuovo.",
    Phrase.SEND_A_PHOTO: "Mandaci una foto qui in chat.",
    Phrase.SEND_A_VOICE_MESSAGE: "Mandaci un messaggio vocale qui in chat.",
    Phrase.SEND_A_FILE: "Mandaci il file qui in chat.",
    Phrase.SEND_A_PLACE: "Condividi la tua posizione con il pulsante qui sotto.",
    Phrase.SEND_A_CONTACT: "Condividi il tuo numero di telefono con il pulsante qui sotto.",
    Phrase.ANSWER_WITH_BUTTONS: "Rispondi con i pulsanti, per favore.",
    Phrase.LOW_CSAT: "molto insoddisfacente",
    Phrase.HIGH_CSAT: "molto soddisfacente",
    Phrase.LOW_NPS: "per niente probabile",
    Phrase.HIGH_NPS: "estremamente probabile",
    Phrase.LOW_CES: "totalmente in disaccordo",
    Phrase.HIGH_CES: "totalmente d'accordo",
    Phrase.CES_QUESTION: (
        "Quanto sei d'accordo? «{{ business.name }} mi ha reso facile risolvere il mio problema.»"
    ),
    Phrase.TICKET_OPENED: (
        "Grazie per averci scritto. Una persona di {{ business.name }} ti risponde qui entro {{ reply_by }}."
    ),
    Phrase.MESSAGE_PASSED_ON: "Grazie, abbiamo inoltrato il tuo messaggio.",
    Phrase.PHOTO_KEPT: "Grazie, l'abbiamo conservato insieme alle tue risposte.",
    Phrase.RESOLVED: "Per {{ business.name }} la questione è risolta. Se per te non lo è, scrivi pure qui.",
    Phrase.WELCOME: (
        "Ciao, qui {{ business.name }}. Al momento non abbiamo domande per te. Se c'è qualcosa che vuoi "
        "dirci, scrivilo qui e ti risponderà una persona."
    ),
    Phrase.WELCOME_BACK: (
        "Che bello riaverti qui! Riceverai di nuovo le nostre domande. Con /stop smettiamo quando vuoi."
    ),
    Phrase.HELP: (
        "Dopo un acquisto, {{ business.name }} ti fa una o due domande brevi. Tocca un pulsante o usa "
        "parole tue; vanno bene anche foto e messaggi vocali. Puoi anche scriverci e basta: ti risponderà "
        "una persona.\n\n"
        "/language: cambia lingua\n"
        "/stop: niente più domande\n"
        "/start: riattiva le domande\n\n"
        "Privacy: {{ business.privacy_url }}"
    ),
    Phrase.STOPPED: (
        "Non riceverai più domande da noi. Le risposte a un reclamo ti arrivano comunque. Con /start "
        "riattivi le domande."
    ),
    Phrase.LANGUAGE_CHOOSE: "In che lingua preferisci parlare?",
    Phrase.LANGUAGE_SET: "Fatto, d'ora in poi parliamo italiano.",
    Phrase.COMMAND_UNKNOWN: "Questo comando non lo conosciamo. Con /help vedi cosa puoi fare qui.",
    Phrase.PRIVATE_CHAT_ONLY: "Parliamo solo a tu per tu. Scrivici in una chat privata.",
    Phrase.LINK_USED_BY_OTHER: (
        "Questo link appartiene all'ordine di un'altra persona, quindi qui non possiamo aprirlo. Puoi "
        "comunque scriverci in questa chat."
    ),
    Phrase.LINK_EXPIRED: "Questo link è scaduto. Puoi comunque scriverci qui: ti risponderà una persona.",
    Phrase.LINK_UNKNOWN: (
        "Non riconosciamo questo link. Aprilo di nuovo dal messaggio del tuo ordine, oppure scrivici qui."
    ),
}

COMMANDS = {
    "start": "Ricevere le domande",
    "help": "Cosa si può fare qui",
    "language": "Cambiare lingua",
    "stop": "Niente più domande",
}
