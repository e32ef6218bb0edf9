"""Questions that are answered with buttons, as a customer has them: tapped, written, skipped, refused."""

from tests.flows.playbook import play
from tests.flows.surveys import MORE, PLAIN, ask, labelled, survey


def test_stars_are_tapped_or_written() -> None:
    stars = ask("rating", "product", steps=3, low={"en": "poor"}, high={"en": "great"}, optional=True)
    play(
        survey(stars, ask("rating", "shop", symbol="number", steps=10), MORE),
        PLAIN,
        """
        > start
        asks 1: Product? ¶ 1 = poor · 3 = great
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ / Skip
        timers: none
        > taps 3 ⭐
        answer 1: product 3 in en
        asks 2: Shop?
        buttons: 1 | 2 | 3 | 4 | 5 / 6 | 7 | 8 | 9 | 10 / ‹ Back
        timers: none
        > writes 11
        says: Please tap a number, or write one from 1 to 10.
        > writes 7
        answer 2: shop 7 in en
        asks 3: More?
        buttons: ‹ Back
        timers: none
        > stops
        timers: none
        run: stopped, step 4
        """,
    )


def test_emoji_are_steps_from_the_worst_to_the_best() -> None:
    play(
        survey(ask("rating", "mood_today", emoji=["😡", "😐", "😍"]), MORE),
        PLAIN,
        """
        > start
        asks 1: Mood_today?
        buttons: 😡 | 😐 | 😍
        timers: none
        > taps 😍
        answer 1: mood_today 3 in en
        asks 2: More?
        buttons: ‹ Back
        timers: none
        > stops
        timers: none
        run: stopped, step 3
        """,
    )


def test_several_options_are_ticked_and_then_done() -> None:
    play(
        survey(ask("multi", "liked", options=labelled("price", "speed", "care"), max=2), MORE),
        PLAIN,
        """
        > start
        asks 1: Liked?
        buttons: ☐ Price / ☐ Speed / ☐ Care
        timers: none
        > taps ☐ Care
        drawn anew:
        asks 1: Liked?
        buttons: ☐ Price / ☐ Speed / ☑ Care / Done (1)
        > taps ☐ Price
        drawn anew:
        asks 1: Liked?
        buttons: ☑ Price / ☐ Speed / ☑ Care / Done (2)
        > taps ☐ Speed
        toast: You can choose up to 2. Tap a chosen one again to take it back.
        > taps ☑ Care
        drawn anew:
        asks 1: Liked?
        buttons: ☑ Price / ☐ Speed / ☐ Care / Done (1)
        > taps Done (1)
        answer 1: liked ['price'] in en
        asks 2: More?
        buttons: ‹ Back
        timers: none
        > stops
        timers: none
        run: stopped, step 3
        """,
    )


def test_none_of_several_options() -> None:
    multi = ask("multi", "wrong", options=labelled("price", "speed"), none=True, min=2)
    play(
        survey(multi, MORE),
        PLAIN,
        """
        > start
        asks 1: Wrong?
        buttons: ☐ Price / ☐ Speed / None of these
        timers: none
        > taps ☐ Price
        drawn anew:
        asks 1: Wrong?
        buttons: ☑ Price / ☐ Speed / None of these / Done (1)
        > taps Done (1)
        toast: Please choose at least 2.
        > writes price
        says: Please choose at least 2.
        > taps None of these
        answer 1: wrong [] in en
        asks 2: More?
        buttons: ‹ Back
        timers: none
        > stops
        timers: none
        run: stopped, step 3
        """,
    )


def test_several_options_in_words() -> None:
    play(
        survey(ask("multi", "liked", options=labelled("price", "speed", "care"), max=2, optional=True), MORE),
        PLAIN,
        """
        > start
        asks 1: Liked?
        buttons: ☐ Price / ☐ Speed / ☐ Care / Skip
        timers: none
        > writes price, speed, care
        says: You can choose up to 2. Tap a chosen one again to take it back.
        > writes speed, care
        answer 1: liked ['speed', 'care'] in en
        asks 2: More?
        buttons: ‹ Back
        timers: none
        > taps ‹ Back
        asks 3: Liked? ¶ Your answer so far: Speed, Care
        buttons: ☐ Price / ☑ Speed / ☑ Care / Done (2) / Keep it | Skip
        timers: none
        > writes skip
        changed answer 1: liked skipped in en
        asks 4: More?
        buttons: ‹ Back
        timers: none
        > stops
        timers: none
        run: stopped, step 5
        """,
    )


def test_aspects_are_rated_one_after_the_other() -> None:
    play(
        survey(ask("aspects", "rated", items=labelled("delivery", "packaging"), steps=3), MORE),
        PLAIN,
        """
        > start
        asks 1: Rated? ¶ *Delivery*
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐
        timers: none
        > writes fine
        says: Please answer with the buttons.
        > taps 3 ⭐
        drawn anew:
        asks 1: Rated? ¶ Delivery: 3 ¶ *Packaging*
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐
        > taps 1 ⭐
        answer 1: rated {'delivery': 3, 'packaging': 1} in en
        asks 2: More?
        buttons: ‹ Back
        timers: none
        > stops
        timers: none
        run: stopped, step 3
        """,
    )
