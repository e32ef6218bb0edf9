"""Customers' side: the Bot API, read, shown, sent and received.

Read: `updates`, with `wire` (the objects of the Bot API), `attachments` and `buttons` (what ours carry).
Show: `messages`, and `profile`, what the bot shows of itself. Send: `sender`. Receive: `gateway`, by
`polling` or by `webhook` (with `webhook_info`, what Telegram says of it); `intake` hands each update on, with
`reactions` to taps; `files` for what customers attach. Under all of it lies `transport`.
All that reads and shapes messages is pure.
"""
