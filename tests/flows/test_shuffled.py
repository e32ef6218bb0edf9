"""Where the options stand in another order for each customer, a number names none of them."""

from tests.flows.playbook import play
from tests.flows.surveys import PLAIN, ask, labelled, survey


def test_a_number_is_asked_again_where_options_are_shuffled() -> None:
    flow = survey(ask("choice", "way", options=labelled("post", "shop", "car"), shuffle=True))
    play(
        flow,
        PLAIN,
        """
        > start
        asks 1: Way?
        buttons: Post / Car / Shop
        timers: none
        > writes 2
        says: Please tap one of the options, or write it out.
        > writes shop
        answer 1: way 'shop' in en
        says: That was all. Thank you for your time!
        timers: none
        run: complete, step 2
        """,
    )
