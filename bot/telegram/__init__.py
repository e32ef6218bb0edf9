"""Customers' side: the Bot API, read, shown, sent and polled.

Read: `updates`, with `wire` (the objects of the Bot API), `attachments` and `buttons` (what ours carry).
Show: `messages`, and `profile`, what the bot shows of itself. Send: `sender`. Receive: `gateway`, with
`reactions` to taps and `files` for what customers attach. Under all of it lies `transport`.
All that reads and shapes messages is pure.
"""
