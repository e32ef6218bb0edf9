"""A talk with a flow in the terminal: what is typed, what is shown, and how it is saved as a test.

inputs.py     a typed line becomes an act, a wait, or a wish of whoever sits here
sitting.py    the talk so far, line by line
screen.py     the bot's words on the left, what happens underneath on the right
saving.py     the talk as an entry of [[tests]]
"""
