"""Turns a checked document into the form of a Programme, with defaults added and values in hundredths."""

from typing import Any

from grading.rules.programmes.parts.organisations import CELLS
from grading.rules.programmes.reading.awards import award_form
from grading.rules.programmes.reading.ballot import ballot_form
from grading.rules.programmes.reading.criteria import applies_form, group_form, total_form, typed_form
from grading.rules.programmes.reading.document import Document, hundredths
from grading.rules.programmes.reading.examples import examples_form
from grading.rules.programmes.reading.giving import figures_of, giving_form
from grading.rules.programmes.reading.members import members_form
from grading.rules.programmes.reading.outcomes import outcomes_form
from grading.rules.programmes.reading.plan import plan_form
from grading.rules.programmes.reading.quota import quotas_form
from grading.rules.programmes.reading.registration import registration_form
from grading.rules.programmes.reading.year_on_year import limits_form
from grading.rules.programmes.reading.year_work import year_work_form

_NO_PAPER: Document = {"give": None, "register_line": None, "office": None, "place": None, "formula": {}}


def form(document: Document) -> dict[str, Any]:
    """Returns the document in the form that codec.decode needs. The document has passed the schema."""
    return {
        "key": document["key"],
        "extends": document.get("extends"),
        "title": document["title"],
        "kind": document["kind"],
        "scope": document.get("scope", CELLS),
        "years": document["years"],
        "period": document.get("period", "year"),
        "basis": document.get("basis"),
        "sources": document["sources"],
        "points_total": hundredths(document.get("points_total")),
        "evidence_min": document["evidence"]["min"],
        "groups": [_group(group, document) for group in document["groups"]],
        "metrics": [_metric(metric) for metric in document["metrics"]],
        "asks": document["asked"],
        "consistency": [_consistency(rule) for rule in document["consistency"]],
        "quotas": quotas_form(document),
        "ballot": ballot_form(document["ballot"]),
        "assessments_min": document["assessments"]["min"],
        "awards": [award_form(award) for award in document["awards"]],
        "base_pay": document.get("base_pay") or [],
        "recognition": document.get("recognition"),
        **outcomes_form(document),
        "paper": document.get("paper", _NO_PAPER),
        "members_decided": members_form(document.get("members_decided")),
        "registration": registration_form(document.get("registration")),
        "plan": plan_form(document.get("plan")),
        "year_work": year_work_form(document),
        "examples": examples_form(document),
        "total_limits": total_form(document),
    }


def _group(group: Document, document: Document) -> dict[str, Any]:
    return {
        **{name: group[name] for name in ("key", "number", "text")},
        **group_form(group),
        "criteria": [_criterion(criterion, document) for criterion in group["criteria"]],
        "grades": [{"grade": each["grade"], "least": hundredths(each["from"])} for each in group.get("grades", ())],
    }


def _criterion(criterion: Document, document: Document) -> dict[str, Any]:
    evidence_min = document["evidence"]["min"]
    own_minimum = criterion.get("evidence", {}).get("min")
    return {
        **{name: criterion[name] for name in ("key", "number", "text", "scale")},
        "max_points": hundredths(criterion.get("points")),
        "evidence_min": own_minimum if own_minimum is not None else evidence_min or 0,
        "figures": figures_of(criterion, document),
        "applies_to_types": criterion.get("applies_to_types", []),
        "given_by": giving_form(criterion.get("given_by")),
        "least": hundredths(criterion.get("least")),
        "typed": typed_form(criterion.get("typed")),
        "applies_when": applies_form(criterion.get("applies_when")),
    }


def _metric(metric: Document) -> dict[str, Any]:
    rule = metric["rule"]
    parts = rule.get("part", [rule["total"]] if "total" in rule else [])
    named = {name: metric[name] for name in ("key", "name", "unit")}
    whole = rule.get("whole", rule.get("count"))
    counted = {"least": rule.get("at_least"), "title": rule.get("title"), "most": rule.get("at_most")}
    share = {"parts": parts, "whole": whole, "of_none": hundredths(rule.get("of_none"))}
    return {**named, "rule": rule["kind"], **share, **counted}


def _consistency(rule: Document) -> dict[str, Any]:
    match rule["kind"]:
        case "share":
            operands = [rule["part"], rule["whole"]]
        case "mean":
            operands = [rule["total"], rule["count"]]
        case "ordered":
            operands = rule["order"]
        case "parts":
            operands = rule["parts"]
        case _:
            operands = []
    metric = rule.get("metric") or rule["order"][0]
    named = {name: rule[name] for name in ("key", "kind", "sentence")}
    return {**named, "metric": metric, "operands": operands, **limits_form(rule)}
