"""The local stand-ins for Telegram and Slack, and the page that shows them."""
