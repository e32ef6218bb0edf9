"""What joins several options, and what says that none of them is meant."""

from typing import Final

from flows.answers.vocabulary.listing import phrases, words

AND: Final = words(en="and", it="e ed", es="y e", fr="et", de="und", pt="e")

NONE_OF_THEM: Final = phrases(
    en=(
        "none, nothing, none of these, none of those, none of them, none of the above, none of it, "
        "not any, not any of these, nothing of these, nothing at all, neither"
    ),
    it=(
        "nessuno, nessuna, nessuno di questi, nessuna di queste, nessuno dei precedenti, "
        "nessuna delle precedenti, nessuna di queste cose, niente, niente di questo, niente di tutto questo, "
        "nulla, nulla di questo, nulla di tutto questo"
    ),
    es=(
        "ninguno, ninguna, ninguno de estos, ninguna de estas, ninguno de ellos, ninguna de ellas, "
        "ninguno de los anteriores, ninguna de las anteriores, nada, nada de esto, nada de eso"
    ),
    fr=(
        "aucun, aucune, aucun de ceux ci, aucune de celles ci, aucun d eux, aucune d elles, "
        "aucune de ces reponses, aucun de ces choix, rien, rien de tout ca, rien de tout cela"
    ),
    de=(
        "keine, keiner, keines, keins, keine davon, keiner davon, keines davon, keins davon, "
        "keine von diesen, keines von diesen, keiner von diesen, nichts, nichts davon, nichts von alledem"
    ),
    pt=(
        "nenhum, nenhuma, nenhum destes, nenhuma destas, nenhum desses, nenhuma dessas, nenhum deles, "
        "nenhuma delas, nenhuma das opcoes, nenhuma das anteriores, nenhum dos anteriores, nada, nada disso"
    ),
)
