"""Every valid configuration becomes a revision: who made it, when, what it changed, and how to go back.

Versioned is the *practice*, what customers and staff meet: business, outreach, touchpoints, flows, complaint
rules, promises and sentences. Connections and secrets are not; those are read at every start.

Customers who are in the middle of a survey finish it as it was, whatever is put into force meanwhile. What
`[migrate]` names moves to the new flow (`bot.use_cases.migrate_runs`).
"""
