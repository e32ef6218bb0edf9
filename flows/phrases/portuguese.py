"""What the bot says in Portuguese that reads well in Brazil and in Portugal. The customer is *você*.

There is no second manner: *você* is what friends and shops say in most of Brazil, where *tu* sounds regional
or biblical; and with the third person alone, as nearly all sentences here have it, it is polite in Portugal.
A shop in Portugal that says *tu* writes its own wordings for `pt-PT`.
"""

from flows.phrases.names import Phrase

PHRASES = {
    Phrase.INTRODUCTION: (
        "Olá, aqui é {{ business.name }}. Depois de uma compra, fazemos uma ou duas perguntas curtas, e uma "
        "pessoa lê o que você escreve. Com /stop, paramos. Privacidade: {{ business.privacy_url }}"
    ),
    Phrase.REMINDER: "Um pequeno lembrete, caso tenha passado despercebido. A sua opinião nos ajuda.",
    Phrase.SKIP: "Não responder",
    Phrase.THANKS_DONE: "Era só isso. Agradecemos o seu tempo!",
    Phrase.ALREADY_ANSWERED: "Você já respondeu a esta pergunta. Agradecemos!",
    Phrase.QUESTION_OVER: "Esta pergunta já não está aberta.",
    Phrase.QUESTION_CLOSED: "Esta pesquisa está encerrada. Mesmo assim, você pode nos escrever aqui.",
    Phrase.UNREADABLE_SCALE: "Toque em um número ou escreva um de {{ lowest }} a {{ highest }}.",
    Phrase.UNREADABLE_CHOICE: "Toque em uma das opções ou escreva-a.",
    Phrase.UNREADABLE_KIND: (
        "Não conseguimos ler esse tipo de mensagem. Escreva para nós, ou envie uma foto ou uma mensagem de "
        "voz."
    ),
    Phrase.NOT_TAKEN: (
        "Desculpe, algo deu errado do nosso lado com o que você acabou de enviar. Ficou guardado, e uma "
        "pessoa vai verificar."
    ),
    Phrase.BACK: "‹ Voltar",
    Phrase.CHANGE: "Alterar",
    Phrase.DONE: "Pronto",
    Phrase.NONE_OF_THESE: "Nenhuma destas opções",
    Phrase.KEEP_ANSWER: "Manter",
    Phrase.YOUR_ANSWER_SO_FAR: "A sua resposta até agora: {{ answer }}",
    Phrase.ANSWER_STANDS: "A sua resposta anterior mantém-se: {{ answer }}",
    Phrase.PROGRESS: "{{ at }} de {{ total }}",
    Phrase.CHANGED: "Pronto, temos a sua nova resposta.",
    Phrase.TOO_LATE_TO_CHANGE: (
        "Esta resposta já não pode ser alterada. Se quiser corrigir algo, escreva para nós aqui."
    ),
    Phrase.PASSED_OVER: "Não tem problema, vamos deixar esta pergunta de lado.",
    Phrase.ALL_RIGHT: "Certo.",
    Phrase.TODAY: "Hoje",
    Phrase.YESTERDAY: "Ontem",
    Phrase.CONSENT_YES: "Sim, aceito",
    Phrase.CONSENT_NO: "Não aceito",
    Phrase.SHARE_CONTACT: "Enviar o meu número",
    Phrase.SHARE_LOCATION: "Enviar a minha localização",
    Phrase.RECEIVED: "Recebido: {{ answer }}",
    Phrase.SHARE_YOUR_OWN_CONTACT: "Esse número é de outra pessoa. Envie o seu com o botão abaixo.",
    Phrase.CHOOSE_AT_LEAST: "Escolha pelo menos {{ least }}, por favor.",
    Phrase.CHOOSE_AT_MOST: "Você pode escolher até {{ most }}. Para tirar uma opção, toque nela de novo.",
    Phrase.UNREADABLE_NUMBER: "Responda com um número, em algarismos.",
    Phrase.NUMBER_OUT_OF_RANGE: (
        "Escreva um número {% if lowest and highest %}de {{ lowest }} a {{ highest }}{% elsif lowest %}a "
        "partir de {{ lowest }}{% elsif highest %}até {{ highest }}{% endif %}."
    ),
    Phrase.UNREADABLE_DATE: "Toque em um dia ou escreva uma data, por exemplo 24 de dezembro.",
    Phrase.DATE_OUT_OF_RANGE: (
        "Escolha um dia {% if earliest and latest %}entre {{ earliest }} e {{ latest }}{% elsif earliest %}a "
        "partir de {{ earliest }}{% elsif latest %}até {{ latest }}{% endif %}."
    ),
    Phrase.TEXT_TOO_SHORT: "Um pouco mais, por favor: pelo menos {{ least }} caracteres.",
    Phrase.TEXT_TOO_LONG: "Um pouco mais curto, por favor: no máximo {{ most }} caracteres.",
    Phrase.TEXT_NOT_ACCEPTED: "Algo não está certo. Verifique e envie de novo.",
    Phrase.SEND_A_PHOTO: "Envie uma foto aqui no chat.",
    Phrase.SEND_A_VOICE_MESSAGE: "Envie uma mensagem de voz aqui no chat.",
    Phrase.SEND_A_FILE: "Envie o documento aqui no chat.",
    Phrase.SEND_A_PLACE: "Envie a sua localização com o botão abaixo.",
    Phrase.SEND_A_CONTACT: "Envie o seu número de telefone com o botão abaixo.",
    Phrase.ANSWER_WITH_BUTTONS: "Responda com os botões, por favor.",
    Phrase.LOW_CSAT: "muito insatisfatório",
    Phrase.HIGH_CSAT: "muito satisfatório",
    Phrase.LOW_NPS: "nada provável",
    Phrase.HIGH_NPS: "extremamente provável",
    Phrase.LOW_CES: "discordo totalmente",
    Phrase.HIGH_CES: "concordo totalmente",
    Phrase.CES_QUESTION: "Quanto você concorda? “{{ business.name }} tornou fácil resolver o meu problema.”",
    Phrase.TICKET_OPENED: (
        "Agradecemos a sua mensagem. Alguém de {{ business.name }} vai responder aqui até {{ reply_by }}."
    ),
    Phrase.MESSAGE_PASSED_ON: "Recebido! Já passamos a sua mensagem adiante.",
    Phrase.PHOTO_KEPT: "Recebido! Guardamos junto com as suas respostas.",
    Phrase.RESOLVED: (
        "Para {{ business.name }}, o assunto está resolvido. Se para você não está, escreva aqui."
    ),
    Phrase.WELCOME: (
        "Olá, aqui é {{ business.name }}. No momento não temos perguntas para você. Se quiser nos dizer "
        "algo, escreva aqui e uma pessoa vai responder."
    ),
    Phrase.WELCOME_BACK: (
        "Que bom ter você de volta! As nossas perguntas vão chegar de novo. Com /stop, paramos quando quiser."
    ),
    Phrase.HELP: (
        "Depois de uma compra, {{ business.name }} faz uma ou duas perguntas curtas. Toque em um botão ou "
        "use as suas palavras; fotos e mensagens de voz também são bem-vindas. Você também pode "
        "simplesmente escrever: uma pessoa vai responder.\n\n"
        "/language: mudar de idioma\n"
        "/stop: não receber mais perguntas\n"
        "/start: voltar a receber perguntas\n\n"
        "Privacidade: {{ business.privacy_url }}"
    ),
    Phrase.STOPPED: (
        "Você não vai receber mais perguntas nossas. As respostas a uma reclamação continuam chegando. Com "
        "/start, você volta a receber as perguntas."
    ),
    Phrase.LANGUAGE_CHOOSE: "Em que idioma você prefere conversar?",
    Phrase.LANGUAGE_SET: "Pronto, a partir de agora falamos português.",
    Phrase.COMMAND_UNKNOWN: "Não conhecemos esse comando. Com /help você vê o que pode fazer aqui.",
    Phrase.PRIVATE_CHAT_ONLY: "Só conversamos em particular. Escreva para nós em um chat privado.",
    Phrase.LINK_USED_BY_OTHER: (
        "Este link é do pedido de outra pessoa, por isso não podemos abri-lo aqui. Mesmo assim, você pode "
        "escrever para nós neste chat."
    ),
    Phrase.LINK_EXPIRED: (
        "Este link expirou. Mesmo assim, você pode escrever aqui, e uma pessoa vai responder."
    ),
    Phrase.LINK_UNKNOWN: (
        "Não reconhecemos este link. Abra-o de novo a partir da mensagem do seu pedido, ou escreva para nós "
        "aqui."
    ),
}

COMMANDS = {
    "start": "Receber perguntas",
    "help": "O que você pode fazer aqui",
    "language": "Mudar de idioma",
    "stop": "Não receber mais perguntas",
}
