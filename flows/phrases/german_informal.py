"""What the bot says in German where the customer is *du*: only what differs from *Sie*."""

from flows.phrases.names import Phrase

PHRASES = {
    Phrase.INTRODUCTION: (
        "Hallo, hier ist {{ business.name }}. Nach einem Einkauf stellen wir dir ein, zwei kurze Fragen, und "
        "ein Mensch liest, was du schreibst. Mit /stop hören wir auf. Datenschutz: {{ business.privacy_url }}"
    ),
    Phrase.REMINDER: "Eine kleine Erinnerung, falls es untergegangen ist. Deine Meinung hilft uns.",
    Phrase.THANKS_DONE: "Das war schon alles. Danke für deine Zeit!",
    Phrase.ALREADY_ANSWERED: "Diese Frage hast du schon beantwortet. Danke!",
    Phrase.QUESTION_CLOSED: "Diese Umfrage ist beendet. Du kannst uns hier trotzdem schreiben.",
    Phrase.UNREADABLE_SCALE: "Tippe auf eine Zahl, oder schreib eine von {{ lowest }} bis {{ highest }}.",
    Phrase.UNREADABLE_CHOICE: "Tippe auf eine der Möglichkeiten, oder schreib sie aus.",
    Phrase.UNREADABLE_KIND: (
        "Diese Art von Nachricht können wir nicht lesen. Schreib uns einfach, oder schick ein Foto oder eine "
        "Sprachnachricht."
    ),
    Phrase.NOT_TAKEN: (
        "Entschuldige, bei uns ist mit dem, was du gerade geschickt hast, etwas schiefgegangen. Es ist "
        "aufbewahrt, und ein Mensch sieht es sich an."
    ),
    Phrase.YOUR_ANSWER_SO_FAR: "Deine Antwort bisher: {{ answer }}",
    Phrase.ANSWER_STANDS: "Deine bisherige Antwort bleibt: {{ answer }}",
    Phrase.CHANGED: "Erledigt, wir haben deine neue Antwort.",
    Phrase.TOO_LATE_TO_CHANGE: (
        "Diese Antwort lässt sich nicht mehr ändern. Wenn etwas nicht stimmt, schreib uns einfach hier."
    ),
    Phrase.SHARE_YOUR_OWN_CONTACT: (
        "Diese Nummer gehört jemand anderem. Bitte teile deine eigene über den Knopf unten."
    ),
    Phrase.CHOOSE_AT_LEAST: "Bitte wähle mindestens {{ least }} aus.",
    Phrase.CHOOSE_AT_MOST: (
        "Du kannst höchstens {{ most }} auswählen. Tippe eine Auswahl noch einmal an, um sie zurückzunehmen."
    ),
    Phrase.UNREADABLE_NUMBER: "Bitte antworte mit einer Zahl, in Ziffern.",
    Phrase.NUMBER_OUT_OF_RANGE: (
        "Bitte schreib eine Zahl {% if lowest and highest %}von {{ lowest }} bis {{ highest }}"
        "{% elsif lowest %}ab {{ lowest }}{% elsif highest %}bis {{ highest }}{% endif %}."
    ),
    Phrase.UNREADABLE_DATE: "Tippe auf einen Tag, oder schreib ein Datum, zum Beispiel 24. Dezember.",
    Phrase.DATE_OUT_OF_RANGE: (
        "Bitte wähle einen Tag {% if earliest and latest %}zwischen dem {{ earliest }} und dem {{ latest }}"
        "{% elsif earliest %}ab dem {{ earliest }}{% elsif latest %}bis zum {{ latest }}{% endif %}."
    ),
    Phrase.TEXT_NOT_ACCEPTED: (
        "Da stimmt etwas noch nicht ganz. Schau bitte noch einmal darüber, und schick es neu."
    ),
    Phrase.SEND_A_PHOTO: "Bitte schick uns hier ein Foto.",
    Phrase.SEND_A_VOICE_MESSAGE: "Bitte schick uns hier eine Sprachnachricht.",
    Phrase.SEND_A_FILE: "Bitte schick uns hier die Datei.",
    Phrase.SEND_A_PLACE: "Bitte teile deinen Standort über den Knopf unten.",
    Phrase.SEND_A_CONTACT: "Bitte teile deine Telefonnummer über den Knopf unten.",
    Phrase.ANSWER_WITH_BUTTONS: "Bitte antworte mit den Knöpfen.",
    Phrase.CES_QUESTION: (
        "Wie sehr stimmst du zu? „{{ business.name }} hat es mir leicht gemacht, mein Anliegen zu klären.“"
    ),
    Phrase.TICKET_OPENED: (
        "Danke für deine Nachricht. Jemand von {{ business.name }} antwortet dir hier bis {{ reply_by }}."
    ),
    Phrase.MESSAGE_PASSED_ON: "Danke, wir haben deine Nachricht weitergegeben.",
    Phrase.PHOTO_KEPT: "Danke, wir haben es zu deinen Antworten gelegt.",
    Phrase.RESOLVED: (
        "Für {{ business.name }} ist die Sache erledigt. Wenn du das anders siehst, schreib uns einfach hier."
    ),
    Phrase.WELCOME: (
        "Hallo, hier ist {{ business.name }}. Im Moment haben wir keine Frage an dich. Wenn du etwas auf dem "
        "Herzen hast, schreib es hier, und ein Mensch antwortet dir."
    ),
    Phrase.WELCOME_BACK: (
        "Schön, dass du wieder da bist! Unsere Fragen erreichen dich ab jetzt wieder. Mit /stop hören wir "
        "jederzeit auf."
    ),
    Phrase.HELP: (
        "Nach einem Einkauf stellt dir {{ business.name }} ein, zwei kurze Fragen. Tippe auf einen Knopf, "
        "oder antworte in eigenen Worten; auch Fotos und Sprachnachrichten sind willkommen. Du kannst uns "
        "auch einfach schreiben: Ein Mensch antwortet dir.\n\n"
        "/language: Sprache wechseln\n"
        "/stop: keine Fragen mehr\n"
        "/start: wieder Fragen bekommen\n\n"
        "Datenschutz: {{ business.privacy_url }}"
    ),
    Phrase.STOPPED: (
        "Du bekommst keine Fragen mehr von uns. Antworten auf eine Beschwerde erreichen dich weiterhin. Mit "
        "/start schaltest du die Fragen wieder ein."
    ),
    Phrase.LANGUAGE_CHOOSE: "Welche Sprache ist dir am liebsten?",
    Phrase.COMMAND_UNKNOWN: "Diesen Befehl kennen wir nicht. /help zeigt, was du hier tun kannst.",
    Phrase.PRIVATE_CHAT_ONLY: "Wir sprechen nur unter vier Augen. Schreib uns bitte in einem privaten Chat.",
    Phrase.LINK_USED_BY_OTHER: (
        "Dieser Link gehört zur Bestellung einer anderen Person, deshalb können wir ihn hier nicht öffnen. "
        "Du kannst uns in diesem Chat trotzdem schreiben."
    ),
    Phrase.LINK_EXPIRED: (
        "Dieser Link ist abgelaufen. Du kannst uns hier trotzdem schreiben, und ein Mensch antwortet dir."
    ),
    Phrase.LINK_UNKNOWN: (
        "Diesen Link erkennen wir nicht. Öffne ihn bitte noch einmal aus der Nachricht zu deiner Bestellung, "
        "oder schreib uns einfach hier."
    ),
}
