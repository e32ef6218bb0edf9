"""What customers write and share, when timers fire, and what a business allows, as hypothesis draws it."""

from datetime import timedelta

from hypothesis import strategies as st

from flows.definition import ComplaintRule
from flows.events import GraceEnded, ReminderDue, Shared, ShareKind, WaitExpired, WaitTimedOut
from flows.outreach import Outreach
from flows.waits import REASON_GRACE

RULES = tuple(
    ComplaintRule(name=when, when=when) for when in ("csat <= 2", "nps <= 6 && mood < 0.0", "mood <= -0.5")
)
TYPED = (
    "4",
    "five stars",
    "too late",
    "skip",
    "no thanks",
    "hm",
    "it never arrived",
    "thanks!",
    "   ",
    "10/10",
    "+39 06 1234567",
    "yes",
)
DELAYS = [timedelta(seconds=30), timedelta(minutes=1), REASON_GRACE, timedelta(hours=30), timedelta(days=3)]

Timed = ReminderDue | WaitTimedOut | WaitExpired | GraceEnded
LATE = st.sampled_from([ReminderDue, WaitTimedOut, WaitExpired, GraceEnded])
SHARED = st.sampled_from(
    [
        Shared(ShareKind.CONTACT, {"phone": "+39061234567", "own": True}),
        Shared(ShareKind.CONTACT, {"phone": "+39061111111", "own": False}),
        Shared(ShareKind.LOCATION, {"latitude": 45.4642, "longitude": 9.19}),
        Shared(ShareKind.PHOTO, {"file_id": "f", "kind": "photo", "name": "box.jpg", "size": 1}),
    ]
)
POLARITIES = st.none() | st.floats(-1, 1)
TEXTS = st.sampled_from(TYPED) | st.text(max_size=60)

LIMITS = st.builds(
    Outreach,
    reminders=st.lists(st.sampled_from([timedelta(0), *DELAYS]), max_size=3).map(tuple),
    expires_after=st.sampled_from([timedelta(0), timedelta(minutes=2), timedelta(days=7)]),
)

SOME_RULES: st.SearchStrategy[set[ComplaintRule]] = st.sets(st.sampled_from(RULES)) | st.just(set(RULES))
