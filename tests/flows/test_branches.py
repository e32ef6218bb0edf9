"""Where answers lead by `then`: by spans, by options, by what was skipped."""

from tests.flows.playbook import play
from tests.flows.surveys import PLAIN, ask, labelled, say, survey

RATED = survey(
    ask("csat", "visit", optional=True, then={"1-2": "wrong", "4-5": "liked", "skipped": "bye"}),
    ask("text", "between", next="bye"),
    ask("text", "wrong", next="bye"),
    ask("text", "liked"),
    say("Bye!", id="bye"),
)


def test_a_span_of_answers_leads_to_a_question_of_its_own() -> None:
    play(
        RATED,
        PLAIN,
        """
        > start
        asks 1: Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / Skip
        timers: none
        > taps 2 ⭐
        answer 1: visit 2 in en
        asks 2: Wrong?
        buttons: ‹ Back
        timers: none
        > writes The queue
        answer 2: wrong 'The queue' in en (mood no known words)
        says: Bye!
        timers: none
        run: complete, step 3
        """,
    )


def test_an_answer_in_words_leads_the_same_way() -> None:
    play(
        RATED,
        PLAIN,
        """
        > start
        asks 1: Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / Skip
        timers: none
        > writes five
        answer 1: visit 5 in en
        asks 2: Liked?
        buttons: ‹ Back
        timers: none
        > writes The queue was short
        answer 2: liked 'The queue was short' in en (mood no known words)
        says: Bye!
        timers: none
        run: complete, step 3
        """,
    )


def test_an_answer_that_no_key_stands_for_goes_on_as_the_node_says() -> None:
    play(
        RATED,
        PLAIN,
        """
        > start
        asks 1: Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / Skip
        timers: none
        > taps 3 ⭐
        answer 1: visit 3 in en
        asks 2: Between?
        buttons: ‹ Back
        timers: none
        > writes Fine
        answer 2: between 'Fine' in en (mood no known words)
        says: Bye!
        timers: none
        run: complete, step 3
        """,
    )


def test_a_skipped_question_has_its_own_way() -> None:
    play(
        RATED,
        PLAIN,
        """
        > start
        asks 1: Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / Skip
        timers: none
        > taps Skip
        answer 1: visit skipped in en
        says: Bye!
        timers: none
        run: complete, step 2
        """,
    )


FASTER_THAN_CHEAP = """
    > start
    asks 1: Liked?
    buttons: ☐ Price / ☐ Speed / ☐ Care / None of these
    timers: none
    > taps ☐ Price
    drawn anew:
    asks 1: Liked?
    buttons: ☑ Price / ☐ Speed / ☐ Care / None of these / Done (1)
    > taps ☐ Speed
    drawn anew:
    asks 1: Liked?
    buttons: ☑ Price / ☑ Speed / ☐ Care / None of these / Done (2)
    > taps Done (2)
    answer 1: liked ['price', 'speed'] in en
    asks 2: Fast?
    buttons: ‹ Back
    timers: none
    > taps ‹ Back
    asks 3: Liked? ¶ Your answer so far: Price, Speed
    buttons: ☑ Price / ☑ Speed / ☐ Care / None of these / Done (2) / Keep it
    timers: none
    > taps ☑ Speed
    drawn anew:
    asks 3: Liked? ¶ Your answer so far: Price, Speed
    buttons: ☑ Price / ☐ Speed / ☐ Care / None of these / Done (1) / Keep it
    > taps Done (1)
    changed answer 1: liked ['price'] in en
    asks 4: Cheap?
    buttons: ‹ Back
    timers: none
    > taps ‹ Back
    asks 5: Liked? ¶ Your answer so far: Price
    buttons: ☑ Price / ☐ Speed / ☐ Care / None of these / Done (1) / Keep it
    timers: none
    > taps None of these
    changed answer 1: liked [] in en
    says: Done, we have your new answer.
    timers: none
    run: complete, step 6
    """


def test_of_several_keys_the_first_that_fits_is_taken() -> None:
    several = ask("multi", "liked", options=labelled("price", "speed", "care"), none=True)
    play(
        survey(
            {**several, "then": {"speed": "fast", "price": "cheap", "none": "end"}},
            ask("text", "else"),
            ask("text", "cheap", next="end"),
            ask("text", "fast"),
        ),
        PLAIN,
        FASTER_THAN_CHEAP,
    )


def test_a_choice_and_a_consent_lead_on() -> None:
    play(
        survey(
            ask("choice", "how", options=labelled("shop", "web"), then={"web": "news"}),
            say("Come again!", next="end"),
            ask("consent", "news", version="1", then={"yes": "mail", "no": "end"}),
            say("Never said."),
            ask("text", "mail"),
        ),
        PLAIN,
        """
        > start
        asks 1: How?
        buttons: Shop / Web
        timers: none
        > taps Web
        answer 1: how 'web' in en
        asks 2: News?
        buttons: Yes, I agree / No, thank you / ‹ Back
        timers: none
        > taps Yes, I agree
        answer 2: news {'given': True, 'version': '1'} in en
        asks 3: Mail?
        buttons: ‹ Back
        timers: none
        > writes ada@rossi.example
        answer 3: mail 'ada@rossi.example' in en (mood no known words)
        says: That was all. Thank you for your time!
        timers: none
        run: complete, step 4
        """,
    )
