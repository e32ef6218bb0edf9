"""The facts: what is known, kept in SQLite or PostgreSQL. Synchronous, and free of decisions.

    database     opens either engine the safe way, and gives out transactions
    schema       brings a database to the newest schema; `migrations` says how it came to be
    tables       every table, seen by nobody outside; `records` are the frozen values handed out instead

    inbox        have I handled this before?          conversations   a chat, and the lock on it
    outbox       what waits to be sent                purchases       customers and what they bought
    budgets      when a platform allows a send        links           the deep link of a purchase
    timers       what falls due                       flow_revisions  flows as they were
    dead_letters what nobody could handle             runs            runs and their answers
    settings     what the installation made up        tickets         complaints, and what was said in them
    exclusive    what one process at a time may do    leases          what the dead had in hand

`purging` forgets what nobody needs any more. `cursors`, `errors`, `locking`, `places`, `prepared` (with a
turn's statements), `together` and `writing` serve these.

Every function takes the session of the transaction it is part of, and the time where it needs it. None
commits: a use case does several things or none. Queries stand beside the table they ask, and only
`bot.use_cases` puts them together.

Three rules carry the promises of the README.

*The key is stored with the deed.* An update is new if its row could be inserted, which the database decides
even between two processes, and the row stays or goes with everything else that the update did.

*The conversation is locked first.* Taps, timers, staff and deliveries all change the same run or ticket.
Whoever wants to change anything in a conversation takes the lock on its row before reading what to change, so
the second waits and then reads what the first has left; and since letters are queued under that lock, the
order of their ids is the order in which they were caused. One lock, taken first, also means that nobody waits
in a ring. The step number of a run is the second line: it catches whoever forgot.

*Handed over is not done.* A letter or timer is claimed under a lease, worked on outside any transaction, and
then marked. A lease that runs out, or whose owner is known to be dead, means that somebody died in between:
the work is done again, and a letter is then marked as one that may have arrived.

SQLite is treated as what it is: one writer at a time, and very fast at that. So a transaction takes the write
lock when it begins (BEGIN IMMEDIATE); the driver would take it at the first write, when what was read may be
old, and in our measurement lost 73 of 100 increments. Every commit is synced (FULL): an acknowledged answer
survives a power cut. The write-ahead log is used only from the version on that cannot corrupt the file when
two connections meet in a checkpoint. Locks are those of the file system, so network disks are refused. Rows
need no locks of their own then; `FOR UPDATE` and `SKIP LOCKED` are for PostgreSQL, where turns run side by
side.
"""
