"""The edges: Telegram, Slack, web, scheduler, relay, command line and the use cases between them."""
