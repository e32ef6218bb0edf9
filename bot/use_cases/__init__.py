"""What the program does: one function per thing that can happen, each inside one transaction given to it.

    receive            an update from a customer          register_purchase   an event from a shop
    work_ticket        a click or form of staff           fire_timer          a due time
    open_letter        a queued row, ready to be sent     record_delivery     what became of it

They are plain synchronous functions that get a `Turn` (transaction, setup, moment): the same ones run in the
program, in the demo and in the tests. Whoever changes anything in a conversation locks the conversation
first.
"""
