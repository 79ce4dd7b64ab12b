"""All that a report about a pair must say, put together from the model's parts."""
from collections import defaultdict

import alone
import model
import planned
import through


def kept(world):
    """The records that `--business` leaves."""
    return [record for record in world["records"] if world.get("business") in (None, record["business"])]


def read_businesses(world):
    """The businesses of the log as it was read, before filters: {integration: {numbers}}."""
    read = defaultdict(set)
    for record in world["records"]:
        read[record["integration"]].add(record["business"])
    return read


def of_log(world):
    """Of `explain` with a log: what the model of judging says, and in "through", "alone" and "planned" what is new."""
    config, records, plan = world["config"], kept(world), world["plan"]
    truth = model.report(config, records)
    truth["changes"] = through.proposed(truth["changes"])
    truth["through"] = through.findings(config, records)
    businesses, silent = read_businesses(world), world.get("silent", set())
    truth["alone"] = alone.expected(config, businesses, silent)
    truth["planned"] = None
    if plan:
        truth["alone"] = alone.together(truth["alone"], alone.expected(planned.overlaid(config, plan), businesses, silent))
        truth["planned"] = planned.planned(config, plan, records)
    return truth


def of_configuration(world):
    """Of `check --config` without a log."""
    return {"alone": alone.expected(world["config"], {})}
