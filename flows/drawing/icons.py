"""A small picture for each kind of node, as strokes in a square of 20 by 20."""
# ruff: noqa: E501 - a path is one thing

ICONS = {
    "csat": "M10 2.6a7.4 7.4 0 1 0 0 14.8a7.4 7.4 0 1 0 0-14.8M7.2 8v.4M12.8 8v.4M6.7 11.8c1.8 2.3 4.8 2.3 6.6 0",
    "nps": "M2.8 14.6a7.2 7.2 0 1 1 14.4 0M10 14.6l3.4-5.2M6.4 14.6h7.2",
    "ces": "M3 16.6h3.6v-3.8h3.6V9h3.6V5.2h3.4",
    "rating": "M10 2.8l2.2 4.6 5 .7-3.6 3.5.9 5-4.5-2.4-4.5 2.4.9-5L2.8 8.1l5-.7z",
    "choice": "M10 2.8a7.2 7.2 0 1 0 0 14.4a7.2 7.2 0 1 0 0-14.4M10 8a2 2 0 1 0 0 4a2 2 0 1 0 0-4",
    "multi": "M4.4 3.4h11.2a1 1 0 0 1 1 1v11.2a1 1 0 0 1-1 1H4.4a1 1 0 0 1-1-1V4.4a1 1 0 0 1 1-1M6.4 10.2l2.5 2.5 4.9-5.2",
    "aspects": "M3 5.4h14M3 10h14M3 14.6h14M7 3.8V7M13 8.4v3.2M9 13v3.2",
    "text": "M3 4.4h14M3 8.2h14M3 12h9.5M3 15.8h6",
    "number": "M7.8 3l-1.6 14M14 3l-1.6 14M3.6 7.2H17M3 12.8h13.4",
    "date": "M3.6 4.6h12.8v12H3.6zM3.6 8.4h12.8M7 2.8v3.4M13 2.8v3.4",
    "contact": "M6.2 2.8h7.6a1 1 0 0 1 1 1v12.4a1 1 0 0 1-1 1H6.2a1 1 0 0 1-1-1V3.8a1 1 0 0 1 1-1M9 14.6h2",
    "photo": "M3 6.6h3l1.5-2.2h5L14 6.6h3v9.8H3zM10 8.6a2.7 2.7 0 1 0 0 5.4a2.7 2.7 0 1 0 0-5.4",
    "voice": "M10 2.8a2.4 2.4 0 0 1 2.4 2.4v4a2.4 2.4 0 0 1-4.8 0v-4A2.4 2.4 0 0 1 10 2.8M5 9.4a5 5 0 0 0 10 0M10 14.4v2.8M7.4 17.2h5.2",
    "file": "M5 2.8h6.6L15 6.2v11H5zM11.4 2.8v3.6H15",
    "location": "M10 17.4c3.4-3.8 5.2-6.4 5.2-8.9a5.2 5.2 0 0 0-10.4 0c0 2.5 1.8 5.1 5.2 8.9zM10 6.6a1.9 1.9 0 1 0 0 3.8a1.9 1.9 0 1 0 0-3.8",
    "consent": "M10 2.6l6 2.2v4.6c0 3.6-2.5 6.2-6 7.8-3.5-1.6-6-4.2-6-7.8V4.8zM7.2 9.8l2.1 2.1 3.6-3.9",
    "says": "M4 3.8h12a1 1 0 0 1 1 1v7.4a1 1 0 0 1-1 1H9.6l-3.4 3.4v-3.4H4a1 1 0 0 1-1-1V4.8a1 1 0 0 1 1-1",
    "end": "M5.4 17.4V3h9.8l-2.2 3.6 2.2 3.6H5.4",
    "flow": "M3 3.8h7v5H3zM10 11.2h7v5h-7zM6.5 8.8v4.9H10",
}  # fmt: skip

PERSON = "M7 1.6a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5M2.2 12.6c.3-5.6 9.3-5.6 9.6 0z"
"""Filled, in a square of 14 by 14."""

HUES = {
    **dict.fromkeys(("csat", "nps", "ces", "rating", "aspects"), "score"),
    **dict.fromkeys(("choice", "multi", "consent"), "pick"),
    **dict.fromkeys(("text", "number", "date"), "type"),
    **dict.fromkeys(("photo", "voice", "file", "location", "contact"), "send"),
    **dict.fromkeys(("says", "end", "flow"), "say"),
}
"""Kinds that are answered in a like way have one colour."""
