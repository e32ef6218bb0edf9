"""Words around a quantity, a day or a telephone number."""

from typing import Final

from flows.answers.vocabulary.listing import words

ZEROS: Final = words(
    en="none",
    it="nessuno nessuna nessun",
    es="ninguno ninguna ningun",
    fr="aucun aucune",
    de="keine keiner keines keins",
    pt="nenhum nenhuma",
)
"""They say nought where something is counted. Not "nothing", which may pass a question over."""

CURRENCIES: Final = words(
    any="€ $ £ ¥ eur usd gbp chf brl",
    en="euro euros dollar dollars pound pounds",
    it="dollari sterline franchi",
    es="dolares pesos libras",
    fr="francs livres",
    de="franken pfund",
    pt="reais r$",
)
"""A shop names its prices in one, so that whoever names it says the number only. Parts of one, such as cents,
are another number."""

AROUND_NUMBERS: Final = words(
    any="~ ca",
    en="around approx approximately roughly we have had",
    it="pressappoco ho abbiamo",
    es="unos unas alrededor he hemos",
    fr="avons",
    de="rund habe haben wir",
    pt="temos tenho",
)
"""They change a number no more than the fillers of a scale do, and "about 20" has no better one than 20."""

COMPARISONS: Final = words(
    en="more less fewer over under least most than almost nearly half or before after since until",
    it="piu meno almeno oltre quasi mezzo mezza minimo massimo o prima dopo entro",
    es="mas menos casi medio media minimo maximo hasta o antes despues",
    fr="plus moins presque demi demie minimum maximum jusqu ou avant apres depuis",
    de="mehr weniger mindestens hochstens uber unter fast halb halbe oder vor nach seit bis",
    pt="mais menos quase meio meia minimo maximo ate ou antes depois",
)
"""They change a quantity or a day even where the question itself says them."""

AROUND_DATES: Final = words(
    en="on of st nd rd th morning afternoon evening",
    it="del dell di mattina pomeriggio sera",
    es="del de tarde noche",
    fr="le du er matin midi apres soir",
    de="am vom dem vormittag nachmittag abend",
    pt="no na de tarde noite feira",
)
"""They change no day; what is left of "22nd", "1er" and "après-midi" is there, too."""

AROUND_PHONES: Final = words(
    en="phone telephone tel mobile cell number no call reach at whatsapp it s",
    it="telefono tel cell cellulare numero chiamate chiamatemi recapito al",
    es="telefono tel movil celular numero llamadme llamenme al",
    fr="telephone tel portable mobile numero appelez au",
    de="telefon telefonnummer tel handy handynummer mobil nummer rufnummer meine unter",
    pt="telefone tel telemovel celular numero ligue",
)
