"""The models: one file each, all with the same interface."""

from riftline.negotiate.models import challenge, election, exchange, mean, median, nash, smorodinsky
from riftline.negotiate.models.base import Model

MODELS = {
    model.name: model
    for model in (
        mean.MODEL,
        median.MODEL,
        election.CONDITIONAL,
        election.MARKOV_UNIFORM,
        election.MARKOV_INCENTIVE,
        challenge.PAPER,
        challenge.CODE,
        nash.MODEL,
        smorodinsky.MODEL,
        exchange.MODEL,
    )
}
HEADLINE = mean.MODEL.name

__all__ = ["HEADLINE", "MODELS", "Model"]
