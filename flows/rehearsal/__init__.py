"""Talks that are tried out: written as transcripts, played against the rules, compared line by line.

    read_talk(written, names) → lines          lines.py, acts.py: how a talk is written
    Talk(flow, …).do(act) → effects            talk.py: one customer, one flow, a clock that stands still
    rehearse(lines, expected, talk)            rehearse.py: what came otherwise than expected
    gaps(flow, languages, seen)                coverage.py: what of a flow no talk has shown

Nothing is read or written here. An admin's tests, a conversation in a terminal, and a talk that is saved as a
test all go this way.
"""
