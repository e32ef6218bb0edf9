"""What the bot says in Italian where the customer is *Lei*: only what differs from *tu*."""

from flows.phrases.names import Phrase

PHRASES = {
    Phrase.INTRODUCTION: (
        "Buongiorno, qui {{ business.name }}. Dopo un acquisto le facciamo una o due domande brevi, e quello "
        "che scrive lo legge una persona. Con /stop smettiamo. Privacy: {{ business.privacy_url }}"
    ),
    Phrase.REMINDER: "Un piccolo promemoria, nel caso le fosse sfuggito. La sua opinione ci aiuta.",
    Phrase.THANKS_DONE: "Abbiamo finito. Grazie per il suo tempo!",
    Phrase.ALREADY_ANSWERED: "A questa domanda ha già risposto. Grazie!",
    Phrase.QUESTION_CLOSED: "Questo sondaggio è chiuso. Può comunque scriverci qui.",
    Phrase.UNREADABLE_SCALE: "Tocchi un numero, oppure ne scriva uno da {{ lowest }} a {{ highest }}.",
    Phrase.UNREADABLE_CHOICE: "Tocchi una delle opzioni, oppure la scriva per esteso.",
    Phrase.UNREADABLE_KIND: (
        "Questo tipo di messaggio non riusciamo a leggerlo. Ci scriva, oppure mandi una foto o un messaggio "
        "vocale."
    ),
    Phrase.NOT_TAKEN: (
        "Ci scusi, qualcosa da parte nostra è andato storto con quello che ha appena inviato. È stato "
        "conservato, e una persona se ne occuperà."
    ),
    Phrase.YOUR_ANSWER_SO_FAR: "La sua risposta finora: {{ answer }}",
    Phrase.ANSWER_STANDS: "La sua risposta di prima resta: {{ answer }}",
    Phrase.CHANGED: "Fatto, abbiamo la sua nuova risposta.",
    Phrase.TOO_LATE_TO_CHANGE: (
        "Questa risposta non si può più cambiare. Se c'è qualcosa da correggere, ci scriva qui."
    ),
    Phrase.SHARE_YOUR_OWN_CONTACT: (
        "Questo numero è di un'altra persona. Condivida il suo con il pulsante qui sotto."
    ),
    Phrase.CHOOSE_AT_LEAST: "Ne scelga almeno {{ least }}, per favore.",
    Phrase.CHOOSE_AT_MOST: (
        "Può sceglierne al massimo {{ most }}. Per togliere una scelta, la tocchi di nuovo."
    ),
    Phrase.UNREADABLE_NUMBER: "Risponda con un numero, in cifre.",
    Phrase.NUMBER_OUT_OF_RANGE: (
        "Scriva un numero {% if lowest and highest %}da {{ lowest }} a {{ highest }}{% elsif lowest %}da "
        "{{ lowest }} in su{% elsif highest %}fino a {{ highest }}{% endif %}."
    ),
    Phrase.UNREADABLE_DATE: "Tocchi un giorno, oppure scriva una data, per esempio 24 dicembre.",
    Phrase.DATE_OUT_OF_RANGE: (
        "Scelga un altro giorno. {% if earliest and latest %}Il primo possibile: {{ earliest }}. L'ultimo: "
        "{{ latest }}{% elsif earliest %}Il primo possibile: {{ earliest }}{% elsif latest %}L'ultimo "
        "possibile: {{ latest }}{% endif %}."
    ),
    Phrase.TEXT_NOT_ACCEPTED: "C'è qualcosa che non torna. Controlli e invii di nuovo.",
    Phrase.SEND_A_PHOTO: "Ci mandi una foto qui in chat.",
    Phrase.SEND_A_VOICE_MESSAGE: "Ci mandi un messaggio vocale qui in chat.",
    Phrase.SEND_A_FILE: "Ci mandi il file qui in chat.",
    Phrase.SEND_A_PLACE: "Condivida la sua posizione con il pulsante qui sotto.",
    Phrase.SEND_A_CONTACT: "Condivida il suo numero di telefono con il pulsante qui sotto.",
    Phrase.ANSWER_WITH_BUTTONS: "Risponda con i pulsanti, per favore.",
    Phrase.CES_QUESTION: (
        "Quanto è d'accordo? «{{ business.name }} mi ha reso facile risolvere il mio problema.»"
    ),
    Phrase.TICKET_OPENED: (
        "Grazie per averci scritto. Una persona di {{ business.name }} le risponde qui entro {{ reply_by }}."
    ),
    Phrase.MESSAGE_PASSED_ON: "Grazie, abbiamo inoltrato il suo messaggio.",
    Phrase.PHOTO_KEPT: "Grazie, l'abbiamo conservato insieme alle sue risposte.",
    Phrase.RESOLVED: "Per {{ business.name }} la questione è risolta. Se per lei non lo è, scriva pure qui.",
    Phrase.WELCOME: (
        "Buongiorno, qui {{ business.name }}. Al momento non abbiamo domande per lei. Se c'è qualcosa che "
        "vuole dirci, lo scriva qui e le risponderà una persona."
    ),
    Phrase.WELCOME_BACK: (
        "Che bello riaverla qui! Riceverà di nuovo le nostre domande. Con /stop smettiamo quando vuole."
    ),
    Phrase.HELP: (
        "Dopo un acquisto, {{ business.name }} le fa una o due domande brevi. Tocchi un pulsante o usi "
        "parole sue; vanno bene anche foto e messaggi vocali. Può anche scriverci e basta: le risponderà una "
        "persona.\n\n"
        "/language: cambiare lingua\n"
        "/stop: niente più domande\n"
        "/start: riattivare le domande\n\n"
        "Privacy: {{ business.privacy_url }}"
    ),
    Phrase.STOPPED: (
        "Non riceverà più domande da noi. Le risposte a un reclamo le arrivano comunque. Con /start riattiva "
        "le domande."
    ),
    Phrase.LANGUAGE_CHOOSE: "In che lingua preferisce parlare?",
    Phrase.COMMAND_UNKNOWN: "Questo comando non lo conosciamo. Con /help vede cosa può fare qui.",
    Phrase.PRIVATE_CHAT_ONLY: "Parliamo solo a quattr'occhi. Ci scriva in una chat privata.",
    Phrase.LINK_USED_BY_OTHER: (
        "Questo link appartiene all'ordine di un'altra persona, quindi qui non possiamo aprirlo. Può "
        "comunque scriverci in questa chat."
    ),
    Phrase.LINK_EXPIRED: "Questo link è scaduto. Può comunque scriverci qui: le risponderà una persona.",
    Phrase.LINK_UNKNOWN: (
        "Non riconosciamo questo link. Lo apra di nuovo dal messaggio del suo ordine, oppure ci scriva qui."
    ),
}
