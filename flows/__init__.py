"""The rules: what a survey asks, what follows from an answer, when a person must look. Pure, from end to end.

    step(flow, run, event, scene, now) → (run, effects)

A *flow* is what the admin wrote, a *run* is one customer's pass through it. An *event* happens to a run: a
tap, words, a timer. The rules say what the run becomes, and ask for *effects*: say this, store that answer,
open a ticket, wake me then. Whoever calls turns them into rows, in one transaction.

There is no I/O here, no clock and no chance: times come in as arguments, values are frozen, and the same
input gives the same outcome. So a step that crashed is simply done again, a week of conversation is tested in
milliseconds, and a run sleeps in a database between two taps.

Reading order: `definition` (what a flow is) → `run` → `events` and `effects` (the vocabulary) → `path` (where
the answers lead) → `engine` (the rule between) → `asking`, `reading`, `waits`, `complaints` (its parts) →
`scene`, `outreach` (what surrounds a run).
Beside these stand `answers`, `sentiment`, `conditions`, `wording` and `phrases`, which understand and
write language; `tickets`, what staff may do; `scores`, the measures; `checks`, what an admin can get wrong;
`exploring`, which walks every path of a flow; `rehearsal`, which plays talks with it; `drawing`, which shows
it at a glance.
"""
