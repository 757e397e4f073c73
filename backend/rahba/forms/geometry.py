"""Functions of places: points as `lat lon alt acc`, several as a node-set or with `;` between.

The twin of `frontend/src/forms/geometry.ts`; radius, formulas and centimetres are those of ODK.
"""

from __future__ import annotations

import itertools
import math
import re

from rahba.forms.values import NAN, Value, to_string

RADIUS = 6_378_100.0
_POINT = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s+(-?\d+(?:\.\d+)?)(?:\s+-?[\d.]+){0,2}\s*", re.A)

Point = tuple[float, float]


def distance(*values: Value) -> float:
    """Metres along the points, to the centimetre."""
    points = _points(values)
    if len(points) < 2:
        return NAN
    return _centimetres(sum(_between(a, b) for a, b in itertools.pairwise(points)))


def area(value: Value) -> float:
    """Square metres within the points, to two places."""
    points = _points((value,))
    if len(points) < 3:
        return 0.0
    total = 0.0
    for a, b in zip(points, [*points[1:], points[0]], strict=True):
        total += math.radians(b[1] - a[1]) * (
            2 + math.sin(math.radians(b[0])) + math.sin(math.radians(a[0]))
        )
    return _centimetres(abs(total * RADIUS * RADIUS / 2))


def geofence(point: Value, shape: Value) -> bool:
    """Whether the point lies within the shape, whose first point is also its last."""
    found, ring = _points((to_string(point),)), _points((to_string(shape),))
    if len(found) != 1 or len(ring) < 2 or ring[0] != ring[-1]:
        return False
    (lat, lon), inside = found[0], False
    for a, b in itertools.pairwise(ring):
        crosses = (b[0] > lat) != (a[0] > lat)
        if crosses and lon < (a[1] - b[1]) * (lat - b[0]) / (a[0] - b[0]) + b[1]:
            inside = not inside
    return inside


def _points(values: tuple[Value, ...]) -> list[Point]:
    """Empty when any of them is no point."""
    texts = [item for v in values for item in (v if isinstance(v, list) else [to_string(v)])]
    found = [_POINT.fullmatch(part) for text in texts for part in _parts(text)]
    return [(float(m[1]), float(m[2])) for m in found if m] if all(found) else []


def _parts(text: str) -> list[str]:
    return text.strip().removesuffix(";").split(";")


def _between(a: Point, b: Point) -> float:
    """By half angles: exact for near points too, where the cosine has no digits left."""
    lat, other = math.radians(a[0]), math.radians(b[0])
    half_up = math.sin((other - lat) / 2)
    half_along = math.sin(math.radians(b[1] - a[1]) / 2)
    share = half_up * half_up + math.cos(lat) * math.cos(other) * half_along * half_along
    return 2 * RADIUS * math.asin(min(1.0, math.sqrt(share)))


def _centimetres(number: float) -> float:
    return math.floor(number * 100 + 0.5) / 100
