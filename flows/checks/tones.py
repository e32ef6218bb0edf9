"""What words do to an answer, in six languages: they praise, ask two things at once, pay, or apologise.

Each list holds only what can hardly be meant otherwise; a fault that goes unnoticed is better here than a
right sentence that is called wrong. Letter case does not matter, and what Liquid fills in is not looked at.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from flows.wording import base_language

_LIQUID = re.compile(r"\{\{.*?(?:\}\}|\Z)|\{%.*?(?:%\}|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Tone:
    """Words to look for, by language; those of every language go by `""`."""

    patterns: Mapping[str, re.Pattern[str]]

    def find(self, text: str, language: str) -> re.Match[str] | None:
        """The first of them in a text of this language; its offsets are those in the text."""
        plain = _LIQUID.sub(lambda found: "\0" * len(found[0]), text)
        tried = (self.patterns.get(base_language(language)), self.patterns.get(""))
        return next((found for each in tried if each and (found := each.search(plain))), None)


def _tone(behind: str = "", **words: str) -> Tone:
    """`behind` is what must follow in any language; the words under `all` are those of every language."""
    return Tone(
        {
            "" if tag == "all" else tag: re.compile(_words(each) + behind, re.IGNORECASE)
            for tag, each in words.items()
        }
    )


def _words(alternatives: str) -> str:
    """Each line is one way to say it; whole words only."""
    return rf"(?<!\w)(?:{'|'.join(line.strip() for line in alternatives.strip().splitlines())})(?!\w)"


LEADING = _tone(
    en=r"""
        how much (?:did|do) you (?:love|enjoy|appreciate)
        (?:did|do) you (?:love|enjoy)
        (?:don't|do not|wouldn't|would you not) you (?:agree|think|say)
        how (?:great|excellent|amazing|awesome|wonderful|fantastic|perfect|outstanding) (?:is|was|are|were)
        our (?:great|excellent|amazing|awesome|wonderful|fantastic|perfect|outstanding|superb)
        excellent (?:service|quality|support)
        (?<=,[ ])(?:right|correct|huh)(?=\s*\?)
        (?<=,[ ])(?:is|was|are|were|did|do|does|have|has|would)n['’]t (?:it|you|they|that)(?=\s*\?)
    """,
    it=r"""
        quanto (?:hai|ha|avete) (?:amato|adorato|apprezzato)
        non (?:credi|crede|pensi|pensa|trovi|trova) (?:anche (?:tu|lei)|che)
        quanto (?:è stat[oa]|sono stat[ie]|era|erano) (?:ottim|eccellent|fantastic|splendid|meraviglios)\w+
        nostr[oaie] (?:ottim|eccellent|fantastic|splendid|meraviglios|straordinari|impeccabil)\w+
        (?:ottim|eccellent|fantastic|splendid|straordinari|impeccabil)\w+ (?:servizio|assistenza|qualità)
        (?<=,[ ])(?:vero|non è vero|giusto|no|non (?:trovi|trova|credi|crede|è così))(?=\s*\?)
    """,
    es=r"""
        cuánto (?:te|le|os) (?:ha|han) encantado
        cuánto (?:te|le|os) (?:encantó|encantaron)
        no (?:crees|cree|piensas|piensa) que
        nuestr[oa]s? (?:excelente|fantástic|magnífic|maravillos|estupend|increíble)\w*
        (?:excelente|magnífic[oa]|fantástic[oa]) (?:servicio|atención|calidad)
        (?<=,[ ])¿?(?:verdad|no|cierto|a que sí|no (?:crees|cree))(?=\s*\?)
    """,
    fr=r"""
        à quel point (?:avez-vous|as-tu) (?:adoré|apprécié)
        combien (?:avez-vous|as-tu) (?:adoré|apprécié)
        ne (?:pensez-vous|trouvez-vous|penses-tu|trouves-tu) pas
        (?:notre|nos) (?:excellent|formidable|fantastique|magnifique|superbe|merveilleu)\w*
        excellent(?:e|s|es)? (?:service|qualité|accueil)
        (?<=,[ ])(?:n['’]est-ce pas|non|hein|pas vrai)(?=\s*\?)
    """,
    de=r"""
        wie sehr (?:lieben|liebst) (?:sie|du)
        (?:finden sie|findest du|meinen sie|meinst du) nicht auch
        unser\w* (?:ausgezeichnet|hervorragend|großartig|wunderbar|fantastisch|exzellent|toll|perfekt)\w*
        (?:ausgezeichnet|hervorragend|großartig|exzellent)\w* (?:service|qualität|beratung|bedienung)
        (?<=,[ ])(?:nicht wahr|nicht|oder|gell|stimmt['’]?s)(?=\s*\?)
    """,
    pt=r"""
        quanto (?:você )?(?:adorou|amou)
        (?:você )?não (?:acha|concorda) que
        noss[oa]s? (?:excelente|fantástic|magnífic|maravilhos|ótim|incríve)\w*
        (?:excelente|ótim[oa]|magnífic[oa]) (?:serviço|atendimento|qualidade)
        (?<=,[ ])(?:não é|não foi|não|né|certo|verdade|não acha)(?=\s*\?)
    """,
)
"""Words that praise what is asked about, or take for granted that it was liked, such as a tag behind a claim.

To ask how somebody liked a thing, or how much, is the ordinary question of most languages, and leads nowhere.
"""

_NO_QUESTION = r"(?![^.!?\n]*\?)"
"""Nothing is offered by a sentence that asks, such as whether the coupon worked."""

_THINGS = {
    "en": "price|quality|service|delivery|packaging|product|staff|support|food|website|speed|selection",
    "it": "prezzo|qualità|servizio|consegna|imballaggio|prodotto|personale|assistenza|cibo|sito|scelta",
    "es": "precio|calidad|servicio|entrega|embalaje|producto|personal|atención|comida|web|rapidez|selección",
    "fr": "prix|qualité|service|livraison|emballage|produit|personnel|accueil|cuisine|site|rapidité|choix",
    "de": "preis|qualität|service|lieferung|verpackung|produkt|personal|beratung|essen|website|auswahl",
    "pt": "preço|qualidade|serviço|entrega|embalagem|produto|pessoal|atendimento|comida|site|rapidez|escolha",
}

_BETWEEN = {
    "en": r" and (?:(?:the|our|its) )?",
    "it": r" ed? (?:(?:del|della|dello|il|la|lo|le|i) |(?:dell|l)['’])?",
    "es": r" y (?:(?:con |de )?(?:el|la|los|las|nuestr[oa]) )?",
    "fr": r" et (?:(?:de |par )?(?:le |la |les |l['’]|du |notre )?)?",
    "de": r" und (?:(?:mit )?(?:dem |der |die |das |den |unser\w* ))?",
    "pt": r" e (?:com )?(?:(?:o|a|os|as|do|da) )?",
}

DOUBLE = Tone(
    {
        tag: re.compile(_words(f"(?:{things}){_BETWEEN[tag]}(?:{things})"), re.IGNORECASE)
        for tag, things in _THINGS.items()
    }
)
"""Two things in one question. Of these only pairs of what surveys are most often about are told."""

INCENTIVE = _tone(
    behind=_NO_QUESTION,
    all=r"""
        [0-9]+ ?% (?:off|discount|(?:di )?sconto|(?:de )?(?:descuento|dto|remise|réduction|desconto)|rabatt)
        voucher
        coupons?
    """,
    en=r"""
        gift ?cards?
        discount codes?
        (?:prize|lucky) draw
        raffle
        sweepstakes?
        (?:free|small|little) gift
    """,
    it=r"""
        buon[oi] (?:sconto|regalo|acquisto)
        codic[ei] (?:sconto|promozional[ei])
        carta regalo
        un omaggio per (?:te|lei|voi)
        un regalo per (?:te|lei|voi)
        estrazione a premi
    """,
    es=r"""
        cup(?:ón|ones)
        vales? (?:de|por)
        códigos? (?:de descuento|promocional(?:es)?)
        tarjetas? regalo
        sorteo
        un regalo para (?:ti|usted)
    """,
    fr=r"""
        bons? (?:de réduction|d['’]achat|cadeau)
        codes? promo(?:tionnel)?
        (?:cartes?|chèques?)[- ]cadeaux?
        tirage au sort
        un (?:petit )?cadeau
    """,
    de=r"""
        \w*gutschein(?:e|en|s)?
        rabatt(?:code)?s?
        gewinnspiel\w*
        verlos\w+
        geschenkkarten?
        (?:ein|kleines) geschenk
    """,
    pt=r"""
        cup(?:om|ão|ons|ões)
        vales?[- ](?:presente|compras?|desconto)
        códigos? (?:de desconto|promocional)
        cart(?:ão|ões)[- ]presente
        sorteio
        brindes?
    """,
)
"""Something given for an answer."""

APOLOGY = _tone(
    en=r"""
        we(?:'re| are)(?: so| very| really| truly)? sorry
        we apologi[sz]e
        our (?:sincere )?apologies
    """,
    it=r"""
        ci (?:di)?spiace
        ci scusiamo
        (?:chiediamo|le nostre) scus[ae]
        siamo (?:molto )?(?:spiacenti|desolati)
    """,
    es=r"""
        lo (?:sentimos|lamentamos)
        (?:sentimos|lamentamos) (?:mucho|que|las|los|el|la)
        (?:pedimos|nuestras|mil) disculpas
    """,
    fr=r"""
        nous sommes (?:vraiment |sincèrement )?(?:désolés?|navrés?)
        nous (?:nous excusons|regrettons)
        (?:toutes )?nos excuses
    """,
    de=r"""
        (?:tut|täte) uns .{0,20}?leid
        wir (?:bitten (?:sie |dich )?um entschuldigung|bedauern|entschuldigen uns)
    """,
    pt=r"""
        (?:lamentamos|sentimos) (?:muito|que|o|a|os|as)
        lamentamos
        (?:pedimos|nossas) desculpas?
    """,
)
"""The business says that it is sorry."""
