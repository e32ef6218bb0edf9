"""Numbers, options, and the words around them that change nothing."""

from collections.abc import Mapping
from typing import Final

from flows.answers.vocabulary.listing import words

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
            "eleven undici onze elf",
            "twelve dodici doce douze zwölf zwoelf zwolf doze",
        )
    )
    for word in words.split()
}
"""Number words with their accents, since the French "très" is no three. Not the Spanish "once", which
is a single time in English."""

ARTICLES: Final = words(it="un una", es="un una", fr="un une", de="ein eine einen einem", pt="um uma")
"""They say one only where something is counted ("una stella"); "um" may be a mere hesitation."""

STARS: Final = words(
    en="star stars",
    it="stella stelle stellina stelline",
    es="estrella estrellas",
    fr="etoile etoiles",
    de="stern sterne sternen sternchen",
    pt="estrela estrelas",
)
POINTS: Final = words(
    en="point points pts",
    it="punto punti",
    es="punto puntos",
    fr="point points",
    de="punkt punkte punkten",
    pt="ponto pontos",
)
OUT_OF: Final = words(en="/ of out", it="su di", es="de sobre", fr="sur", de="von aus auf", pt="de em sobre")

FILLERS: Final = words(
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

NEGATIONS: Final = words(
    en="no not non nor never without don t isn",
    it="no non mai senza",
    es="no ni nunca jamas sin",
    fr="non ne pas jamais sans",
    de="nein nicht nichts kein keine keinen nie niemals ohne",
    pt="nao nunca jamais sem",
)

POSITION_NOUNS: Final = words(
    en="option number answer",
    it="opzione numero risposta",
    es="opcion numero respuesta",
    fr="option numero reponse",
    de="option nummer antwort",
    pt="opcao numero resposta",
)
