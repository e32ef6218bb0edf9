"""How the schema came to be, one file per change; `storage.schema` applies them.

They are run in order, in one transaction, on both engines. What was released is never edited: a change of a
table is a new file with the next number, and a test holds the sum of all files against `storage.tables`.
"""
