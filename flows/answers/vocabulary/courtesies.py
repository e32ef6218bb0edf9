"""What is said to be polite, or to pass a question over."""

from typing import Final

from flows.answers.vocabulary.listing import phrases

SKIPS: Final = phrases(
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
        "pular, pula, pule, pular pergunta, saltar, passar, proxima, proxima pergunta, seguinte, "
        "nao obrigado, nao obrigada, agora nao, nao responder, prefiro nao responder, prefiro nao dizer, "
        "sem comentarios, sem comentario, nada a acrescentar, nada a declarar"
    ),
)
"""Only what cannot be an answer of its own: not "no", not "nothing"."""

CLOSINGS: Final = phrases(
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

TRIMMINGS: Final = phrases(
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
