"""Gives each customer one of several variants: by chance as seen from outside, and always the same one."""

from collections.abc import Mapping
from hashlib import sha256


def variant_for(customer: str, split: str, shares: Mapping[str, int]) -> str:
    """The variant of this customer, each as often as its share says. `split` names what is being split."""
    return variant_at(share_of(customer, split), shares)


def variant_at(place: float, shares: Mapping[str, int]) -> str:
    """The variant of whoever stands at this place between 0 and 1."""
    point = place * sum(shares.values())
    for variant, share in shares.items():
        point -= share
        if point < 0:
            return variant
    return list(shares)[-1]


def share_of(customer: str, split: str) -> float:
    """Where the customer stands between 0 and 1: spread evenly, and another place for each split."""
    digest = sha256(f"{split}\0{customer}".encode()).digest()
    return int.from_bytes(digest[:7]) / 2**56
