"""Staff's side: the Web API and what comes of it, read, shown, sent and received.

Read: `actions`, clicks and sent modals as what staff meant. Show: `cards` and, in a card's thread, `notes`;
`modals`; `blocks` and `mrkdwn` are what they are made of. Send: `sender`, with `channels` (where a letter
goes, and whether it is there already), `attachments` and `uploads` for customers' files. Receive: `gateway`,
over the `line` to Slack (Socket Mode) or by `http_mode`, which checks the `signature`, with `reception`
behind it, which asks `people` who is staff and takes what they do to the `desk`, the protocol of the program
behind. `client` opens the Web API, `failures` says what its errors mean, `manifest` creates the app. All that
reads and shapes messages is pure.
"""
