"""What a planned configuration would do to the contacts of a log (`--with FILE`). Written from design.md and domain.md alone.

The plan is overlaid on today's configuration per level, owner and property: a property that the plan gives to a location's mapping or
to a group holds there, whatever `--config` or `--set` say today; all else stays."""
from collections import Counter

import choices
import through
from model import HIDDEN, RULES, groups_of, is_allowed, judge, listed, pieces


def same_owner(level, body, planned):
    """Whether a body of today's and one of the plan belong to the same location or group."""
    keys = ["integration", "business"] if level == "mappings" else ["integration", "id", "number"]
    return all(body[key] == planned[key] for key in keys)


def overlaid(config, plan):
    """Today's configuration with the plan's properties in place of its own. Bodies of the plan are marked."""
    made = {"sets": dict(config["sets"])}
    for level in ("groups", "mappings"):
        bodies = []
        for body in config[level]:
            gone = {name for planned in plan[level] if same_owner(level, body, planned) for name in planned["props"]}
            bodies.append({**body, "props": {name: value for name, value in body["props"].items() if name not in gone}})
        made[level] = bodies + [{**planned, "planned": True} for planned in plan[level]]
    return made


def planned_list(config, plan, integration, business, rule):
    """The list that would hold for a business, as (level, text); None where none would."""
    merged = overlaid(config, plan)
    bodies = [body for body in merged["mappings"] if body["business"] == business and body["integration"] == integration]
    if rule.level == "group":
        bodies = groups_of(merged, integration, business, {body["group"] for body in bodies})
    texts = {body["props"][rule.property] for body in bodies if body.get("planned") and rule.property in body["props"]}
    return (rule.level, texts.pop()) if len(texts) == 1 else listed(config, integration, business, rule)


def is_unchanged(today, then):
    """Whether two lists, or none and none, allow the same."""
    return today == then or bool(today and then) and set(pieces(today[1])) == set(pieces(then[1]))


def contradicts(config, record):
    """Whether log and today's configuration disagree on this contact, in either direction."""
    if through.is_held_back(record):
        return "BE1102" in judge(config, record)[0]
    return bool(through.against(config, record)[0])


def would_be(config, plan, record):
    """What would become of a contact ("letThrough", "heldBack", "undecided"), and the (field, value)s whose allowance makes it so."""
    rules = RULES[record["integration"]]
    held = through.is_held_back(record)
    blocked = bool(record["unknown"]) or any(code not in rules for code in record["codes"])
    is_open, freed, stopped = False, set(), set()
    for code, rule in rules.items():
        today, then = (found(record["integration"], record["business"], rule) for found in (
            lambda *of: listed(config, *of), lambda *of: planned_list(config, plan, *of)))
        cells = record["values"].get(rule.field, [])
        known = sorted({cell for cell in cells if cell not in (None, HIDDEN)})
        refused = [value for value in known if then and pieces(then[1]) and not is_allowed(value, then[1])]
        if is_unchanged(today, then):
            blocked |= code in record["codes"] or held and bool(refused)
        elif not pieces(then[1]):
            is_open = True
        elif refused:
            blocked = True
            stopped |= {(rule.field, value) for value in refused}
        elif not known or HIDDEN in cells:
            is_open = True
        else:
            freed |= {(rule.field, value) for value in known if was_refused(code in record["codes"], today, value)}
    state = "heldBack" if blocked else "undecided" if is_open else "letThrough"
    return state, freed if state == "letThrough" else stopped


def was_refused(is_named, today, value):
    """Whether today's list, or without one the log, refuses a value."""
    if today and (pieces(today[1]) or is_named):
        return not is_allowed(value, today[1])
    return is_named


def planned(config, plan, records):
    """What `result.planned` must say: the four counts, and the rows of contacts that change sides."""
    counts, rows = Counter({"letThrough": 0, "heldBack": 0, "undecided": 0, "contradicted": 0}), Counter()
    for record in records:
        disagree = contradicts(config, record)
        counts["contradicted"] += disagree
        if disagree and choices.CONTRADICTED_APART:
            continue
        now = "heldBack" if through.is_held_back(record) else "letThrough"
        state, values = would_be(config, plan, record)
        counts[state] += 1
        if {now, state} == {"heldBack", "letThrough"}:
            rows.update((record["business"], record["integration"], field, value,
                         choices.is_visit(record["integration"], field, value), now, state) for field, value in values)
    return {**counts, "rows": dict(rows)}
