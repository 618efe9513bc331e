"""Measures: dataframes in, dataframes of the same kind out.

A measure and the file it stands in have the same name; here the name is the measure.
"""

from riftline.measure.alerts import alerts
from riftline.measure.between import Comparison, between
from riftline.measure.breaks import breaks
from riftline.measure.carriers import carriers, evidence
from riftline.measure.cohesion import cohesion
from riftline.measure.drift import drift, moved, trends
from riftline.measure.relations import relations

__all__ = [
    "Comparison",
    "alerts",
    "between",
    "breaks",
    "carriers",
    "cohesion",
    "drift",
    "evidence",
    "moved",
    "relations",
    "trends",
]
