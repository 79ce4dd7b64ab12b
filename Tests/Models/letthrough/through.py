"""What must be reported about contacts that were let through (D32), with statuses as visits (D36). Written from design.md and domain.md alone.

Records and configurations are as the model of judging has them; the lists that hold are found by it too."""
from collections import Counter, defaultdict

import choices
from model import HIDDEN, RULES, pieces, refused
from nearness import may_be_near


def is_held_back(record):
    """Whether the log gives a reason."""
    return bool(record["codes"] or record["unknown"])


def against(config, record):
    """What speaks against letting this contact through: [(rule, level, list, value)] that known lists refuse, and
    [(field, value)] that are not visits where no list is known."""
    refusals, others = [], []
    for rule in RULES[record["integration"]].values():
        found, wrong, known = refused(config, record, rule)
        if found and pieces(found[1]):
            refusals += [(rule, *found, value) for value in wrong]
        else:
            others += [(rule.field, value) for value in sorted(set(known) - {HIDDEN})
                       if choices.is_visit(record["integration"], rule.field, value) is False]
    return refusals, others


def told_of(record, refusals, others):
    """The finding that one let-through contact belongs to: (code, verdict), evidence and lists; None if there is nothing to report."""
    if refusals:
        lists = {(rule.property, level, tuple(pieces(text))) for rule, level, text, _ in refusals}
        return ("BE1103", "undetermined"), {(rule.field, value) for rule, _, _, value in refusals}, lists
    if others:
        return ("BE1104", "likely"), set(others), {None}
    return None


def findings(config, records):
    """{(integration, code, verdict): row}, rows as the model of judging has them, and the times of their records."""
    told = {}
    for record in records:
        if is_held_back(record):
            continue
        refusals, others = against(config, record)
        found = told_of(record, refusals, others)
        if not found:
            continue
        key, evidence, lists = found
        row = told.setdefault((record["integration"], *key), {
            "count": 0, "evidence": Counter(), "businesses": Counter(), "lists": defaultdict(set), "also": Counter(),
            "must": {}, "may": defaultdict(set), "placed": False, "times": []})
        row["count"] += 1
        row["evidence"].update(evidence)
        row["businesses"][record["business"]] += 1
        row["lists"][record["business"]] |= lists
        row["times"] += [record["time"]] if record["time"] else []
        for rule, _, text, value in refusals:
            row["may"][value] |= may_be_near(value, text, rule.closed)
    for row in told.values():
        lists = set().union(*row["lists"].values())
        row["expected"] = lists.pop() if len(lists) == 1 else None
    return told


def proposed(changes):
    """The sets of changes that may be proposed: none that would let a non-visit through."""
    def lets_non_visits(key):
        integration, added, _ = key
        fields = {rule.property: rule.field for rule in RULES[integration].values()}
        return any(choices.is_visit(integration, fields[name], value) is False
                   for _, name, _, values in added if name in fields for value in values)
    return {key: businesses for key, businesses in changes.items() if not lets_non_visits(key)}
