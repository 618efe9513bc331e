"""A negotiation as JSON: one object; null where there is no number."""

import math
from typing import Any

from riftline.negotiate.estimate import Estimate
from riftline.negotiate.report import IssueReport, NegotiationReport
from riftline.negotiate.rounds import Pressure
from riftline.negotiate.scenario import Actor, Scenario, Stake
from riftline.negotiate.sensitivity import Effect, Need, Share
from riftline.negotiate.settlement import Answer, Crossing, Settlement
from riftline.negotiate.sweep import Sweep
from riftline.negotiate.uncertainty import BANDS, LEVELS, Spread
from riftline.negotiate.what_if import Departure


def to_json(report: NegotiationReport) -> dict[str, Any]:
    """The report as what `json.dumps` takes."""
    scenario = report.scenario
    whole: dict[str, Any] = _plain({
        "title": scenario.title,
        "question": scenario.question,
        "as_of": scenario.as_of and scenario.as_of.isoformat(),
        "illustrative": scenario.illustrative,
        "model_error": scenario.model_error,
        "draws": report.draws,
        "seed": report.seed,
        "note": scenario.note,
        "sources": list(scenario.sources),
        "links": [list(link) for link in scenario.links],
        "issues": [_issue(scenario, one) for one in report.issues],
    })  # fmt: skip
    return whole


def _plain(value: Any) -> Any:  # noqa: ANN401 - any of JSON's
    """NaN has no place in JSON."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else None
    return value


def _issue(scenario: Scenario, report: IssueReport) -> dict[str, Any]:
    settled = report.settlement
    issue = settled.issue
    return {
        "id": issue.id,
        "title": issue.title,
        "unit": issue.unit,
        "scale": [issue.low, issue.high],
        "low_means": issue.low_means,
        "high_means": issue.high_means,
        "status_quo": issue.status_quo,
        "reference": issue.reference and _estimate(issue.reference),
        "headline": _headline(settled),
        "models": [_answer(answer) for answer in settled.answers],
        "exactly_at": [{"what": one.what, "at": one.at, "chance": one.chance} for one in settled.anchors],
        "red_lines": [_crossing(one) for one in settled.crossings],
        "chance_any_red_line_crossed": settled.beyond if settled.crossings else None,
        "actors": [_actor(actor, stake) for actor, stake in _everybody(scenario, issue.id)],
        "sensitivities": [_effect(effect) for effect in report.effects],
        "variance_shares": [_share(share) for share in report.shares],
        "variance_shares_of_inputs": [_share(share) for share in report.input_shares],
        "what_would_it_take": [
            *(_need(need, report.distance) for need in report.up),
            *(_need(need, -report.distance) for need in report.down),
        ],
        "what_if_absent": [_departure(one) for one in report.departures],
        "rounds_of_pressure": [_round(one) for one in report.rounds],
        "sweeps": [_sweep(one) for one in report.sweeps],
    }  # fmt: skip


def _headline(settled: Settlement) -> dict[str, Any]:
    spread = settled.headline
    return {"model": "mean", "point": settled.best, **_spread(spread), "bands": _bands(spread)}


def _crossing(one: Crossing) -> dict[str, Any]:
    return {"actor": one.actor, "side": one.side, "at": one.at, "chance_crossed": one.chance}


def _everybody(scenario: Scenario, issue: str) -> list[tuple[Actor, Stake]]:
    found = [(actor, actor.stake(issue)) for actor in scenario.actors]
    return [(actor, stake) for actor, stake in found if stake is not None]


def _actor(actor: Actor, stake: Stake) -> dict[str, Any]:
    line = stake.red_line
    return {
        "name": actor.name,
        "code": actor.code,
        "at_table": actor.at_table,
        "position": _estimate(stake.position),
        "salience": _estimate(stake.salience),
        "capability": _estimate(stake.capability),
        "red_line": line and {"min": line.least, "max": line.most},
        "reason": stake.reason or actor.reason,
    }


def _estimate(estimate: Estimate) -> dict[str, Any]:
    given = {"kind": estimate.kind, "best": estimate.best, "numbers": list(estimate.numbers)}
    weights = {"weights": list(estimate.weights)} if estimate.weights else {}
    return given | weights | ({"reason": estimate.reason} if estimate.reason else {})


def _spread(spread: Spread) -> dict[str, Any]:
    quantiles = {f"{100 * level:g}": value for level, value in zip(LEVELS, spread.quantiles, strict=True)}
    return {"mean": spread.mean, "sd": spread.sd, "quantiles": quantiles}


def _bands(spread: Spread) -> dict[str, Any]:
    return {f"{100 * level:g}": list(spread.band(level)) for level in BANDS}


def _answer(answer: Answer) -> dict[str, Any]:
    spread = {**_spread(answer.spread), "undefined": answer.spread.undefined}
    return {"model": answer.model, "title": answer.title, "point": answer.best, **spread}


def _effect(effect: Effect) -> dict[str, Any]:
    return {
        "actor": effect.which.actor,
        "input": effect.which.field,
        "best": effect.best,
        "derivative": effect.slope,
        "low": effect.low,
        "high": effect.high,
        "outcome_at_low": effect.at_low,
        "outcome_at_high": effect.at_high,
        "swing": effect.swing,
        "range_assumed": effect.assumed,
    }


def _share(share: Share) -> dict[str, Any]:
    named = {"input": share.which} if isinstance(share.which, str) else _named(share.which.actor, share.which.field)
    return {**named, "first_order": share.alone, "total": share.total}


def _named(actor: str, field: str) -> dict[str, str]:
    return {"actor": actor, "input": field}


def _need(need: Need, distance: float) -> dict[str, Any]:
    return {"move": distance, **_named(need.which.actor, need.which.field), "now": need.now, "needed": need.then}


def _departure(one: Departure) -> dict[str, Any]:
    return {
        "actor": one.actor,
        "joins": one.joins,
        "mean": one.mean,
        "median": one.median,
        "moves_mean": one.moves_mean,
        "pivotal": one.pivotal,
    }


def _round(one: Pressure) -> dict[str, Any]:
    moves = [
        {"actor": move.actor, "towards": move.towards, "why": move.why, "from": move.start, "to": move.end}
        for move in one.moves
    ]
    return {"round": one.number, "median": one.median, "mean": one.mean, "moves": moves}


def _sweep(one: Sweep) -> dict[str, Any]:
    return {
        "across": {**_named(one.first.actor, one.first.field), "values": one.across.tolist()},
        "upwards": {**_named(one.second.actor, one.second.field), "values": one.upwards.tolist()},
        "mean": one.mean.tolist(),
    }
