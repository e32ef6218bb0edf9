"""Pictures of flows: what can follow what, seen at one glance.

ways        what leads from a node to another, and on which answers
nesting     sub-flows as frames that hold their nodes
words       what a node says, in one language     lettering  how wide that is
faces       what stands in a box, and where       icons      a small picture for each kind
layout      a place for each box and line, by layers, crossings and columns
picture     all of it put together                spoken     the same for ears
svg         the document, with elements and style mermaid    the same as text for others to draw
"""

from flows.drawing.mermaid import draw_mermaid
from flows.drawing.svg import draw_svg
from flows.drawing.words import Reader

__all__ = ["Reader", "draw_mermaid", "draw_svg"]
