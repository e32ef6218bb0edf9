"""Yes and no, said so that nobody can doubt it: not "maybe", "why not", "I guess so" or "y"."""

from typing import Final

from flows.answers.vocabulary.listing import phrases

YES: Final = phrases(
    en=(
        "yes, yeah, yep, yup, yes i do, yes i am, yes you may, sure, ok, okay, of course, certainly, "
        "absolutely, definitely, i agree, agreed, i do agree, i accept, accepted, i consent, i do, you may, "
        "go ahead, please do, fine, that s fine, that is fine, fine by me, all right, alright, sounds good, "
        "with pleasure, gladly"
    ),
    it=(
        "si, certo, certo che si, certamente, sicuro, va bene, per me va bene, va benissimo, d accordo, "
        "sono d accordo, accetto, acconsento, do il consenso, do il mio consenso, volentieri, ok va bene, "
        "assolutamente si, ma certo, con piacere"
    ),
    es=(
        "si, claro, claro que si, por supuesto, por supuesto que si, desde luego, vale, de acuerdo, "
        "estoy de acuerdo, acepto, consiento, doy mi consentimiento, esta bien, con mucho gusto, con gusto, "
        "si claro, adelante"
    ),
    fr=(
        "oui, ouais, d accord, je suis d accord, c est d accord, bien sur, bien sur que oui, certainement, "
        "j accepte, je consens, je donne mon accord, volontiers, avec plaisir, tout a fait, absolument, "
        "c est bon, ca me va"
    ),
    de=(
        "ja, jawohl, jep, jup, klar, na klar, aber klar, naturlich, naturlich ja, selbstverstandlich, gern, "
        "gerne, sehr gerne, sehr gern, einverstanden, ich bin einverstanden, ich stimme zu, stimme zu, "
        "ich willige ein, ich akzeptiere, akzeptiert, in ordnung, geht in ordnung"
    ),
    pt=(
        "sim, claro, claro que sim, com certeza, de acordo, estou de acordo, concordo, eu concordo, aceito, "
        "eu aceito, autorizo, eu autorizo, tudo bem, ta bom, esta bem, com prazer, pode sim"
    ),
)
NO: Final = phrases(
    en=(
        "no, nope, nah, no way, never, not ok, not okay, of course not, certainly not, absolutely not, "
        "definitely not, i don t agree, i do not agree, i disagree, i don t accept, i do not accept, "
        "i don t consent, i do not consent, i refuse, i decline, declined, i don t, i do not, don t, do not, "
        "please don t, please do not, i don t want, i don t want to, i don t want that, i do not want, "
        "i do not want to, i do not want that, rather not, i d rather not, you may not, not now"
    ),
    it=(
        "no, certo che no, assolutamente no, per niente, mai, non accetto, non acconsento, non voglio, "
        "non sono d accordo, rifiuto, meglio di no, preferisco di no, non va bene, non ora"
    ),
    es=(
        "no, claro que no, por supuesto que no, desde luego que no, para nada, nunca, no acepto, "
        "no consiento, no quiero, no estoy de acuerdo, rechazo, mejor no, prefiero que no, en absoluto, "
        "ahora no"
    ),
    fr=(
        "non, bien sur que non, certainement pas, surtout pas, absolument pas, jamais, je n accepte pas, "
        "je refuse, je ne veux pas, je ne suis pas d accord, pas d accord, pas du tout, pas question, "
        "plutot pas, pas maintenant"
    ),
    de=(
        "nein, nee, naturlich nicht, auf keinen fall, auf gar keinen fall, niemals, nie, lieber nicht, "
        "nicht einverstanden, ich bin nicht einverstanden, ich stimme nicht zu, ich lehne ab, abgelehnt, "
        "ich mochte nicht, ich will nicht, mochte ich nicht, will ich nicht, jetzt nicht"
    ),
    pt=(
        "nao, claro que nao, com certeza nao, de jeito nenhum, nunca, jamais, nao aceito, eu nao aceito, "
        "nao concordo, eu nao concordo, nao autorizo, nao quero, eu nao quero, nao estou de acordo, recuso, "
        "melhor nao, prefiro que nao, agora nao"
    ),
)
AROUND_CONSENT: Final = phrases(
    en="please, thanks, thank you, thank you very much, thanks a lot, many thanks",
    it="grazie, grazie mille, mille grazie, per favore, per piacere",
    es="gracias, muchas gracias, por favor",
    fr="merci, merci beaucoup, s il vous plait, s il te plait, svp",
    de="danke, danke schon, dankeschon, vielen dank, danke sehr, bitte",
    pt="obrigado, obrigada, muito obrigado, muito obrigada, por favor",
)
"""They change neither a yes nor a no, and are none alone. Not "well": it hesitates."""

YES_SYMBOLS: Final = frozenset("👍✅✔👌☑")
NO_SYMBOLS: Final = frozenset("👎❌✖🚫🙅⛔")
