"""The demo: the real program against a local Telegram and a local Slack, played by hand on one page.

`page` (what a browser gets and sends) → `stage` (stand-ins, shop, clock and the program around them) →
`telegram`, `slack` (the two stand-ins, which the journeys in the tests use as well). `story` is what has
happened in the shop before the page opens; `cast` says who is in it. `program` holds the process in which the
program runs (`child`), so that it can be killed; `troubles` is what else can be broken, and `underneath` what
the database then holds.
"""
