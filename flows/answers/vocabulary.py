"""The small words of six languages (en it es fr de pt) that decide what a typed answer means.

All but numbers and grades is folded: lower case, no accents, no punctuation ("c'est" is "c est"). Fillers are
there with their apostrophe, too.
"""

from collections.abc import Mapping
from typing import Final

Phrases = frozenset[tuple[str, ...]]


def _phrases(**by_language: str) -> Phrases:
    """Phrases, separated by commas, as their words."""
    return frozenset(tuple(phrase.split()) for said in by_language.values() for phrase in said.split(","))


def _words(**by_language: str) -> frozenset[str]:
    return frozenset(word for said in by_language.values() for word in said.split())


NUMBERS: Final[Mapping[str, int]] = {
    word: number
    for number, words in enumerate(
        (
            "zero zéro cero null",
            "one uno eins",
            "two due dos deux zwei zwo dois duas",
            "three tre tres trois drei três",
            "four quattro cuatro quatre vier quatro",
            "five cinque cinco cinq fünf fuenf funf",
            "six sei seis sechs",
            "seven sette siete sept sieben sete",
            "eight otto ocho huit acht oito",
            "nine nove nueve neuf neun",
            "ten dieci diez dix zehn dez",
        )
    )
    for word in words.split()
}
"""Number words with their accents, since the French "très" is no three."""

ARTICLES: Final = _words(it="un una", es="un una", fr="un une", de="ein eine einen einem", pt="um uma")
"""They say one only where something is counted ("una stella"); "um" may be a mere hesitation."""

STARS: Final = _words(
    en="star stars",
    it="stella stelle stellina stelline",
    es="estrella estrellas",
    fr="etoile etoiles",
    de="stern sterne sternen sternchen",
    pt="estrela estrelas",
)
POINTS: Final = _words(
    en="point points pts",
    it="punto punti",
    es="punto puntos",
    fr="point points",
    de="punkt punkte punkten",
    pt="ponto pontos",
)
OUT_OF: Final = _words(en="/ of out", it="su di", es="de sobre", fr="sur", de="von aus auf", pt="de em sobre")

FILLERS: Final = _words(
    en=(
        "a an the i i'd i'll d ll s it it's its that's this my me you for to is was be would will say "
        "give gave rate think guess just only solid strong full clear probably maybe perhaps about "
        "definitely absolutely exactly please thanks thank ok okay well hm hmm so score rating grade "
        "mark vote answer option"
    ),
    it=(
        "il lo la l gli le io direi dico do darei metto assegno per mi solo soltanto forse circa credo "
        "penso grazie beh allora bel secco e pieno voto punteggio mio risposta opzione favore"
    ),
    es=(
        "el los las yo doy daria pongo pondria digo diria seria es quizas creo que gracias por favor "
        "pues os te para nota puntuacion respuesta opcion"
    ),
    fr=(
        "je j'ai j ai dirais dis donne donnerais mets mettrais c'est c est serait juste seulement "
        "environ crois pense merci pour moi ma mon s'il s vous plait disons reponse l'option"
    ),
    de=(
        "ich sage wurde geben gebe sagen nur genau vielleicht etwa ungefahr glaube denke danke bitte "
        "ist ware eindeutig klare klar fur mich mir mal also zahl antwort der die das den"
    ),
    pt="o os as eu dou e seria somente talvez acho obrigado obrigada mim minha meu resposta opcao",
)
"""Words around an answer that do not change it. Not "note": a German *Note 1* is the best of all marks;
nor "number", since "number one" is praise."""

GRADES: Final = (
    "rating of|score of|grade of|mark of|voto di|nota di|punteggio di|nota de|puntuación de|puntuacion de"
    "|note de|bewertung von|wertung von"
)
"""May come before the number, and hold a word that elsewhere says "out of"."""

NEGATIONS: Final = _words(
    en="no not non nor never without don t isn",
    it="no non mai senza",
    es="no ni nunca jamas sin",
    fr="non ne pas jamais sans",
    de="nein nicht nichts kein keine keinen nie niemals ohne",
    pt="nao nunca jamais sem",
)

POSITION_NOUNS: Final = _words(
    en="option number answer",
    it="opzione numero risposta",
    es="opcion numero respuesta",
    fr="option numero reponse",
    de="option nummer antwort",
    pt="opcao numero resposta",
)

SKIPS: Final = _phrases(
    en=(
        "skip, skip it, skip this, skip this one, skip that, skip please, please skip, skip question, "
        "skip this question, pass, i pass, i ll pass, next, next question, no thanks, no thank you, "
        "rather not, i d rather not, i d rather not say, prefer not to say, i prefer not to say, "
        "no comment, no comments, no answer, nothing to add, nothing to say, n a, not now"
    ),
    it=(
        "salta, saltare, salto, salta la domanda, passo, passa, avanti, prossima, prossima domanda, "
        "no grazie, non ora, preferisco non rispondere, preferisco non dirlo, non rispondo, "
        "nessun commento, niente da aggiungere, nulla da aggiungere, niente da dire, nulla da dire"
    ),
    es=(
        "saltar, saltar pregunta, saltalo, omitir, omitelo, paso, pasar, siguiente, siguiente pregunta, "
        "no gracias, ahora no, prefiero no contestar, prefiero no responder, prefiero no decirlo, "
        "sin comentarios, sin comentario, nada que anadir, nada que agregar, nada que decir"
    ),
    fr=(
        "passer, passe, je passe, suivant, suivante, question suivante, non merci, pas maintenant, "
        "sans commentaire, pas de commentaire, je prefere ne pas repondre, rien a ajouter, rien a dire, "
        "rien a signaler, sans reponse"
    ),
    de=(
        "uberspringen, ueberspringen, bitte uberspringen, weiter, nachste, nachste frage, nein danke, "
        "keine angabe, jetzt nicht, kein kommentar, keine antwort, nichts hinzuzufugen, "
        "nichts zu sagen, lieber nicht, ich mochte nicht antworten"
    ),
    pt=(
        "pular, pula, pule, pular pergunta, passar, proxima, proxima pergunta, seguinte, nao obrigado, "
        "nao obrigada, agora nao, prefiro nao responder, prefiro nao dizer, sem comentarios, "
        "sem comentario, nada a acrescentar, nada a declarar"
    ),
)
"""Only what cannot be an answer of its own: not "no", not "nothing"."""

CLOSINGS: Final = _phrases(
    en=(
        "thanks, thank you, thank u, thx, tnx, ty, cheers, many thanks, appreciated, much appreciated, "
        "i appreciate it, ok, okay, great, perfect, excellent, awesome, wonderful, brilliant, lovely, "
        "super, nice, good, very good, fine, all good, that s great, got it, understood, sounds good, "
        "no problem, no worries, solved, all solved, problem solved, resolved, very kind, "
        "you are very kind, have a nice day, have a good day, have a great day, have a good one, "
        "same to you, you too, bye, goodbye, best regards, kind regards, regards"
    ),
    it=(
        "grazie, ti ringrazio, vi ringrazio, la ringrazio, ringrazio, va bene, va benissimo, perfetto, "
        "ottimo, benissimo, bene, d accordo, capito, ricevuto, gentilissimo, gentilissima, "
        "gentilissimi, molto gentile, molto gentili, sei gentile, sei stato gentilissimo, "
        "sei stata gentilissima, siete stati gentilissimi, buona giornata, buona serata, buon lavoro, "
        "buon weekend, buon fine settimana, ciao, arrivederci, risolto, tutto risolto, "
        "problema risolto, tutto ok, tutto bene, a posto, tutto a posto, nessun problema, anche a te, "
        "anche a voi, anche a lei, altrettanto, saluti, cordiali saluti"
    ),
    es=(
        "gracias, te lo agradezco, os lo agradezco, se lo agradezco, agradecido, agradecida, vale, "
        "de acuerdo, perfecto, genial, estupendo, excelente, muy bien, bien, muy amable, muy amables, "
        "buen dia, que tengas un buen dia, que tengan un buen dia, buen fin de semana, igualmente, "
        "adios, hasta luego, entendido, resuelto, todo bien, todo resuelto, todo en orden, "
        "no pasa nada, ningun problema, sin problema, saludos, un saludo"
    ),
    fr=(
        "merci, mille mercis, je vous remercie, je te remercie, d accord, parfait, c est parfait, "
        "tres bien, entendu, compris, bien recu, c est note, bonne journee, bonne soiree, bon week end, "
        "bon weekend, a vous aussi, de meme, au revoir, a bientot, cordialement, resolu, c est resolu, "
        "c est regle, tout est regle, pas de souci, pas de probleme, tres gentil, tres gentille, "
        "c est gentil, c est tres gentil, ca marche"
    ),
    de=(
        "danke, vielen dank, herzlichen dank, besten dank, tausend dank, dankeschon, danke schon, "
        "danke sehr, alles klar, alles gut, in ordnung, perfekt, prima, toll, wunderbar, sehr gut, gut, "
        "sehr nett, sehr freundlich, schonen tag, schonen tag noch, einen schonen tag, "
        "einen schonen tag noch, schonen abend, schones wochenende, ihnen auch, dir auch, gleichfalls, "
        "ebenso, tschuss, auf wiedersehen, verstanden, erledigt, hat sich erledigt, gelost, passt, "
        "kein problem, viele grusse, liebe grusse, mit freundlichen grussen, mfg, lg"
    ),
    pt=(
        "obrigado, obrigada, brigado, brigada, obg, valeu, agradeco, certo, perfeito, otimo, maravilha, "
        "combinado, beleza, entendi, tudo bem, tudo certo, tudo ok, resolvido, tudo resolvido, "
        "foi resolvido, tenha um bom dia, um bom dia, boa noite, boa tarde, boa semana, "
        "bom fim de semana, tchau, ate logo, ate mais, abraco, abracos, um abraco, sem problema, "
        "sem problemas, muito gentil, atenciosamente"
    ),
)
"""Each closes a talk by itself."""

TRIMMINGS: Final = _phrases(
    en=(
        "so much, very much, a lot, a million, again, all, everyone, team, to you, to all, now, then, "
        "really, and, oh, yes, guys, dear, that is, that s, it s, it is, for your help, for the help, "
        "for your time, for your reply, for the reply, for replying, for the quick reply, "
        "for the quick response, for the quick answer, for the fast reply, for your quick reply, "
        "for your answer, for the answer, for your response, for letting me know, for the info, "
        "for the information, for the update, for everything, for your patience, for your support"
    ),
    it=(
        "mille, mille mille, tante, molte, infinite, molto, davvero, di cuore, ancora, a tutti, a te, "
        "a voi, a lei, e, ora, adesso, si, allora, tutto, per l aiuto, per tutto, per la risposta, "
        "per la risposta rapida, per la risposta veloce, per la disponibilita, per la gentilezza, "
        "per la pazienza, per l interessamento, per l attenzione, per il chiarimento, "
        "per le informazioni, per avermi risposto, per la rapidita, della risposta, dell aiuto"
    ),
    es=(
        "muchas, muchisimas, mil, de verdad, de nuevo, de todo corazon, a todos, a ti, a ustedes, "
        "a vosotros, y, ahora, entonces, por todo, por la ayuda, por su ayuda, por tu ayuda, "
        "por la respuesta, por su respuesta, por tu respuesta, por responder, por la atencion, "
        "por la informacion, por la rapidez, por su tiempo, por tu tiempo"
    ),
    fr=(
        "beaucoup, bien, infiniment, encore, mille fois, a vous, a toi, a tous, et, oui, pour tout, "
        "pour votre aide, pour ton aide, pour votre reponse, pour la reponse, pour votre retour, "
        "pour votre reactivite, pour l information, pour votre patience, de votre reponse, "
        "de votre aide, maintenant, alors"
    ),
    de=(
        "schon, sehr, nochmal, nochmals, noch, und, ja, dann, jetzt, an alle, euch, ihnen, dir, "
        "fur alles, fur die hilfe, fur ihre hilfe, fur die antwort, fur ihre antwort, "
        "fur die schnelle antwort, fur ihre schnelle antwort, fur die info, fur die ruckmeldung, "
        "fur ihre ruckmeldung, fur ihre muhe, fur die schnelle hilfe"
    ),
    pt=(
        "muito, muitissimo, mesmo, de coracao, de novo, a todos, a voces, agora, entao, sim, por tudo, "
        "pela ajuda, pela resposta, pela atencao, pela informacao, pelo retorno, pela rapidez, "
        "pela sua ajuda, pela gentileza"
    ),
)
"""They may go with a closing, and close nothing alone."""

KIND_SYMBOLS: Final = frozenset(
    "👍🙏❤♥💙💚💛🧡💜🤍🖤💕💖💗😊🙂☺😀😃😄😁😉😍🥰🤗😘😇😎🤩🥳👌🤝💪🎉🎊👏🙌✌✅✔💯🌟⭐✨💐🌹🌸🌷🌻🍀☀🤞🫶😌"
)
