"""Measures: dataframes in, dataframes of the same kind out.

A measure and the file it stands in may have the same name; here the name is the measure.
"""

from riftline.measure.alerts import alerts
from riftline.measure.balance import balance
from riftline.measure.between import Comparison, between
from riftline.measure.blocs import blocs
from riftline.measure.breaks import breaks
from riftline.measure.carriers import carriers, evidence
from riftline.measure.cohesion import cohesion
from riftline.measure.drift import drift, moved, trends
from riftline.measure.fault_line import fault_line
from riftline.measure.portfolios import alliance_similarity, similarity
from riftline.measure.relations import relations
from riftline.measure.ties import signed_ties

__all__ = [
    "Comparison",
    "alerts",
    "alliance_similarity",
    "balance",
    "between",
    "blocs",
    "breaks",
    "carriers",
    "cohesion",
    "drift",
    "evidence",
    "fault_line",
    "moved",
    "relations",
    "signed_ties",
    "similarity",
    "trends",
]
