"""What the bot says in German. The customer is *Sie*."""

from flows.phrases.names import Phrase

PHRASES = {
    Phrase.INTRODUCTION: (
        "Guten Tag, hier ist {{ business.name }}. Nach einem Einkauf stellen wir Ihnen ein, zwei kurze "
        "Fragen, und ein Mensch liest Ihre Worte. Mit /stop hören wir auf. Datenschutz: "
        "{{ business.privacy_url }}"
    ),
    Phrase.REMINDER: "Eine kleine Erinnerung, falls es untergegangen ist. Ihre Meinung hilft uns.",
    Phrase.SKIP: "Überspringen",
    Phrase.THANKS_DONE: "Das war schon alles. Vielen Dank für Ihre Zeit!",
    Phrase.ALREADY_ANSWERED: "Diese Frage haben Sie schon beantwortet. Danke!",
    Phrase.QUESTION_OVER: "Diese Frage ist nicht mehr offen.",
    Phrase.QUESTION_CLOSED: "Diese Umfrage ist beendet. Sie können uns hier trotzdem schreiben.",
    Phrase.UNREADABLE_SCALE: (
        "Bitte tippen Sie auf eine Zahl, oder schreiben Sie eine von {{ lowest }} bis {{ highest }}."
    ),
    Phrase.UNREADABLE_CHOICE: "Bitte tippen Sie auf eine der Möglichkeiten, oder schreiben Sie sie aus.",
    Phrase.UNREADABLE_KIND: (
        "Diese Art von Nachricht können wir nicht lesen. Bitte schreiben Sie uns, oder schicken Sie ein "
        "Foto oder eine Sprachnachricht."
    ),
    Phrase.NOT_TAKEN: (
        "Entschuldigung, bei uns ist mit dem, was Sie gerade geschickt haben, etwas schiefgegangen. Es ist "
        "aufbewahrt, und ein Mensch sieht es sich an."
    ),
    Phrase.BACK: "‹ Zurück",
    Phrase.CHANGE: "Ändern",
    Phrase.DONE: "Fertig",
    Phrase.NONE_OF_THESE: "Nichts davon",
    Phrase.KEEP_ANSWER: "Behalten",
    Phrase.YOUR_ANSWER_SO_FAR: "Ihre Antwort bisher: {{ answer }}",
    Phrase.ANSWER_STANDS: "Ihre bisherige Antwort bleibt: {{ answer }}",
    Phrase.PROGRESS: "{{ at }} von {{ total }}",
    Phrase.CHANGED: "Erledigt, wir haben Ihre neue Antwort.",
    Phrase.TOO_LATE_TO_CHANGE: (
        "Diese Antwort lässt sich nicht mehr ändern. Wenn etwas nicht stimmt, schreiben Sie uns einfach hier."
    ),
    Phrase.PASSED_OVER: "Kein Problem, diese Frage lassen wir aus.",
    Phrase.ALL_RIGHT: "In Ordnung.",
    Phrase.TODAY: "Heute",
    Phrase.YESTERDAY: "Gestern",
    Phrase.CONSENT_YES: "Ja, einverstanden",
    Phrase.CONSENT_NO: "Nein, danke",
    Phrase.SHARE_CONTACT: "Meine Nummer teilen",
    Phrase.SHARE_LOCATION: "Meinen Standort teilen",
    Phrase.RECEIVED: "Angekommen: {{ answer }}",
    Phrase.SHARE_YOUR_OWN_CONTACT: (
        "Diese Nummer gehört jemand anderem. Bitte teilen Sie Ihre eigene über den Knopf unten."
    ),
    Phrase.CHOOSE_AT_LEAST: "Bitte wählen Sie mindestens {{ least }} aus.",
    Phrase.CHOOSE_AT_MOST: (
        "Sie können höchstens {{ most }} auswählen. Tippen Sie eine Auswahl noch einmal an, um sie "
        "zurückzunehmen."
    ),
    Phrase.UNREADABLE_NUMBER: "Bitte antworten Sie mit einer Zahl, in Ziffern.",
    Phrase.NUMBER_OUT_OF_RANGE: (
        "Bitte schreiben Sie eine Zahl {% if lowest and highest %}von {{ lowest }} bis {{ highest }}"
        "{% elsif lowest %}ab {{ lowest }}{% elsif highest %}bis {{ highest }}{% endif %}."
    ),
    Phrase.UNREADABLE_DATE: (
        "Bitte tippen Sie auf einen Tag, oder schreiben Sie ein Datum, zum Beispiel 24. Dezember."
    ),
    Phrase.DATE_OUT_OF_RANGE: (
        "Bitte wählen Sie einen Tag {% if earliest and latest %}zwischen dem {{ earliest }} und dem "
        "{{ latest }}{% elsif earliest %}ab dem {{ earliest }}{% elsif latest %}bis zum {{ latest }}"
        "{% endif %}."
    ),
    Phrase.TEXT_TOO_SHORT: "Bitte etwas mehr: mindestens {{ least }} Zeichen.",
    Phrase.TEXT_TOO_LONG: "Bitte etwas kürzer: höchstens {{ most }} Zeichen.",
    Phrase.TEXT_NOT_ACCEPTED: (
        "Da stimmt etwas noch nicht ganz. Bitte prüfen Sie es, und schicken Sie es noch einmal."
    ),
    Phrase.SEND_A_PHOTO: "Bitte schicken Sie uns hier ein Foto.",
    Phrase.SEND_A_VOICE_MESSAGE: "Bitte schicken Sie uns hier eine Sprachnachricht.",
    Phrase.SEND_A_FILE: "Bitte schicken Sie uns hier die Datei.",
    Phrase.SEND_A_PLACE: "Bitte teilen Sie Ihren Standort über den Knopf unten.",
    Phrase.SEND_A_CONTACT: "Bitte teilen Sie Ihre Telefonnummer über den Knopf unten.",
    Phrase.ANSWER_WITH_BUTTONS: "Bitte antworten Sie mit den Knöpfen.",
    Phrase.LOW_CSAT: "sehr unzufrieden",
    Phrase.HIGH_CSAT: "sehr zufrieden",
    Phrase.LOW_NPS: "überhaupt nicht wahrscheinlich",
    Phrase.HIGH_NPS: "äußerst wahrscheinlich",
    Phrase.LOW_CES: "stimme überhaupt nicht zu",
    Phrase.HIGH_CES: "stimme voll und ganz zu",
    Phrase.CES_QUESTION: (
        "Wie sehr stimmen Sie zu? „{{ business.name }} hat es mir leicht gemacht, mein Anliegen zu klären.“"
    ),
    Phrase.TICKET_OPENED: (
        "Danke für Ihre Nachricht. Jemand von {{ business.name }} antwortet Ihnen hier bis {{ reply_by }}."
    ),
    Phrase.MESSAGE_PASSED_ON: "Danke, wir haben Ihre Nachricht weitergegeben.",
    Phrase.PHOTO_KEPT: "Danke, wir haben es zu Ihren Antworten gelegt.",
    Phrase.RESOLVED: (
        "Für {{ business.name }} ist die Sache erledigt. Wenn Sie das anders sehen, schreiben Sie uns "
        "einfach hier."
    ),
    Phrase.WELCOME: (
        "Guten Tag, hier ist {{ business.name }}. Im Moment haben wir keine Frage an Sie. Wenn Sie etwas "
        "auf dem Herzen haben, schreiben Sie es hier, und ein Mensch antwortet Ihnen."
    ),
    Phrase.WELCOME_BACK: (
        "Schön, dass Sie wieder da sind! Unsere Fragen erreichen Sie ab jetzt wieder. Mit /stop hören wir "
        "jederzeit auf."
    ),
    Phrase.HELP: (
        "Nach einem Einkauf stellt Ihnen {{ business.name }} ein, zwei kurze Fragen. Tippen Sie auf einen "
        "Knopf, oder antworten Sie in eigenen Worten; auch Fotos und Sprachnachrichten sind willkommen. Sie "
        "können uns auch einfach schreiben: Ein Mensch antwortet Ihnen.\n\n"
        "/language: Sprache wechseln\n"
        "/stop: keine Fragen mehr\n"
        "/start: wieder Fragen bekommen\n\n"
        "Datenschutz: {{ business.privacy_url }}"
    ),
    Phrase.STOPPED: (
        "Sie bekommen keine Fragen mehr von uns. Antworten auf eine Beschwerde erreichen Sie weiterhin. Mit "
        "/start schalten Sie die Fragen wieder ein."
    ),
    Phrase.LANGUAGE_CHOOSE: "Welche Sprache ist Ihnen am liebsten?",
    Phrase.LANGUAGE_SET: "Gern, ab jetzt sprechen wir Deutsch.",
    Phrase.COMMAND_UNKNOWN: "Diesen Befehl kennen wir nicht. /help zeigt, was Sie hier tun können.",
    Phrase.PRIVATE_CHAT_ONLY: (
        "Wir sprechen nur unter vier Augen. Bitte schreiben Sie uns in einem privaten Chat."
    ),
    Phrase.LINK_USED_BY_OTHER: (
        "Dieser Link gehört zur Bestellung einer anderen Person, deshalb können wir ihn hier nicht öffnen. "
        "Sie können uns in diesem Chat trotzdem schreiben."
    ),
    Phrase.LINK_EXPIRED: (
        "Dieser Link ist abgelaufen. Sie können uns hier trotzdem schreiben, und ein Mensch antwortet Ihnen."
    ),
    Phrase.LINK_UNKNOWN: (
        "Diesen Link erkennen wir nicht. Bitte öffnen Sie ihn noch einmal aus der Nachricht zu Ihrer "
        "Bestellung, oder schreiben Sie uns einfach hier."
    ),
}

COMMANDS = {
    "start": "Fragen einschalten",
    "help": "Was hier möglich ist",
    "language": "Sprache wechseln",
    "stop": "Keine Fragen mehr",
}
