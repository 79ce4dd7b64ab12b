"""Faulty clients: what is planted in each, how it shows, what the headline must say, and the world after the remedy.

Written from design.md, domain.md and the list of codes, without a look at the command. A cause allows several codes where the documents leave
open which of them is the cause and which is its sign (a 401 and the mark that it leaves).
"""
from dataclasses import dataclass, field
from datetime import date, timedelta

import days
import files
from world import ALLSCRIPTS, ATHENA, REMINDERS, Practice, check_digit

FILES, SANDBOX = "files alone", "sandbox"
REFUSED = {"httpStatus": 401, "message": "401 Unauthorized"}


@dataclass
class Cause:
    """A planted cause: any of the codes may stand for it; each pattern must be found in the headline.

    Of what holds contacts back, `held` are the members of the contacts that are wrongly held back: the headline gives their number.
    """

    codes: tuple
    words: tuple
    held: dict = None


@dataclass
class Case:
    """A client with what is wrong, how it is asked about, and the same client after the remedy."""

    name: str
    before: object
    causes: list
    mode: str = FILES
    after: object = None
    symptom: str = None
    # Whether the drawer of the own location alone would answer it, beside the group's answer.
    in_drawer: bool = False
    # Whether a sister has nothing of it.
    own_only: bool = True
    # Whether the files alone answer it without a business number as well.
    wide: bool = True
    # Further operands and options: numbers of sisters, values that the client gave.
    options: list = field(default_factory=list)
    # The client whose bodies are given in place of its own.
    other_bodies: object = None
    healthy: bool = False


def make(maker):
    """All faulty clients."""
    made = []
    for build in SINGLE + DOUBLE:
        case = build(maker)
        case.own_only, case.in_drawer = build not in SHARED, build in IN_DRAWER
        made.append(case)
    return made


def athena(maker, **more):
    """An athenahealth client with the ordinary canceled, future and open appointments, which are rightly held back."""
    client = maker.client(ATHENA, **more)
    for location in client.locations:
        location.others = files.ordinary()
    return client


def silent(maker, client, **failure):
    """The client's own location stops."""
    client.own.stopped = maker.stop_day()
    for key, value in failure.items():
        setattr(client.own, key, value)
    return client


def repaired(client):
    """A copy in which everything sends contacts again."""
    after = client.copy()
    for location in after.locations:
        location.stopped = location.fallen = location.failure = None
    return after


def mail(client, age):
    """The vendor's email with the group's credentials. Its age is taken from the real clock, as the tool does."""
    service, user = client.properties["User_Name"], client.properties["pms_user_name"]
    return {"date": date.today() - timedelta(days=age), "service": service, "user": user, "password": "Inv3nted-pw!7"}


# One cause each.


def inactive(maker):
    client = silent(maker, athena(maker))
    client.own.active = False
    after = repaired(client)
    after.own.active = True
    return Case("mapping inactive", client, [Cause(("BE1316",), ("inactive",))], after=after, symptom="silence")


def unauthorized(maker):
    client = silent(maker, athena(maker), failure=REFUSED, state="UNAUTHORIZED")
    after = repaired(client)
    after.own.state = "AUTHORIZED"
    return Case("unauthorized after a 401", client, [Cause(("BE4408", "BE4101"), ("unauthorized",))], SANDBOX, after)


def not_granted(maker):
    client = athena(maker)
    day = maker.stop_day()
    client.practices[0].access = "notGranted"
    for location in client.locations[:2]:
        location.stopped, location.failure, location.state = day, REFUSED, "UNAUTHORIZED"
    after = repaired(client)
    after.practices[0].access = "listed"
    for location in after.locations:
        location.state = "AUTHORIZED"
    return Case("practice not granted", client, [Cause(("BE2202", "BE4303"), ("access|grant", client.practices[0].id))], SANDBOX, after, "silence")


def mistyped_practice(maker):
    client = silent(maker, athena(maker, setup="npi"))
    right = client.own.practice
    client.own.properties["practiceid"] = right[:2] + right[3] + right[2] + right[4:] if right[2] != right[3] else right[:4] + "9"
    after = repaired(client)
    after.own.properties["practiceid"] = right
    return Case("practice ID mistyped", client, [Cause(("BE2201", "BE4304"), ("practice", client.own.properties["practiceid"]))], SANDBOX, after)


def other_environment(maker):
    client = silent(maker, athena(maker))
    client.counterpart = [Practice("47110", "Fairhaven Family Practice", [("1", "Main", False)])]
    right = client.own.properties["practiceid"]
    client.own.properties["practiceid"] = "47110"
    after = repaired(client)
    after.own.properties["practiceid"] = right
    return Case("practice of the other environment", client, [Cause(("BE2208",), ("environment|production|preview", "47110"))], SANDBOX, after)


def department_gone(maker):
    client = silent(maker, athena(maker))
    kept = list(client.practices[0].departments)
    client.practices[0].departments = kept[1:]
    after = repaired(client)
    after.practices[0].departments = kept
    return Case("department gone", client, [Cause(("BE2305",), ("department", kept[0][0]))], SANDBOX, after, "silence")


def hidden_department(maker):
    client = silent(maker, athena(maker))
    number, name, _ = client.practices[0].departments[0]
    client.practices[0].departments[0] = (number, name, True)
    after = repaired(client)
    after.properties["showalldepartments"] = "true"
    return Case("hidden department, show-all off", client, [Cause(("BE4415", "BE2303"), ("hidden",))], SANDBOX, after)


def wrong_npi(maker):
    client = silent(maker, athena(maker, setup="npi"))
    right = client.own.properties["athenaProviderNpi"]
    client.own.properties["athenaProviderNpi"] = right[:9] + str((check_digit(right[:9]) + 3) % 10)
    after = repaired(client)
    after.own.properties["athenaProviderNpi"] = right
    return Case("NPI with a wrong check digit", client, [Cause(("BE1307", "BE2402"), ("npi",))], SANDBOX, after, "silence")


def no_group(maker):
    client = maker.with_bystanders(athena(maker))
    day = maker.stop_day()
    for location in client.locations:
        location.stopped = day
    client.has_group = False
    after = repaired(client)
    after.has_group = True
    return Case("no group at the enterprise", client, [Cause(("BE4401",), ("no (integration )?group",))], SANDBOX, after)


def another_group(maker):
    client = silent(maker, athena(maker))
    client.own.group = client.group + 800
    client.foreign_groups = [(client.group + 800, "169992999999001")]
    after = repaired(client)
    after.own.group = client.group
    return Case("mapping of another group", client, [Cause(("BE4404",), ("group", str(client.group + 800)))], SANDBOX, after, "silence")


def no_mapping(maker):
    client = silent(maker, athena(maker))
    client.own.mapped = False
    after = repaired(client)
    after.own.mapped = True
    return Case("no mapping", client, [Cause(("BE4306",), ("mapping|not mapped",))], SANDBOX, after)


def no_trigger(maker):
    client = maker.with_bystanders(athena(maker))
    day = maker.stop_day()
    for location in client.locations:
        location.stopped = day
    client.triggers = []
    after = repaired(client)
    after.triggers = [42]
    return Case("group without a trigger", client, [Cause(("BE1320",), ("trigger",))], after=after, symptom="silence")


def trigger_off(maker):
    client = maker.with_bystanders(athena(maker, setup="npi"))
    day = maker.stop_day()
    for location in client.locations:
        location.stopped = day
    client.inactive_triggers = [42]
    after = repaired(client)
    after.inactive_triggers = []
    return Case("trigger switched off", client, [Cause(("BE4409",), ("trigger",))], SANDBOX, after)


def missing_property(maker):
    client = silent(maker, athena(maker))
    kept = client.own.properties.pop("departmentid")
    after = repaired(client)
    after.own.properties["departmentid"] = kept
    return Case("required property missing", client, [Cause(("BE4405",), ("department|npi|property|lacks|missing",))], SANDBOX, after)


def narrow_list(maker):
    client = athena(maker)
    reason = files.NOT_ALLOWED[ATHENA, "status"]
    client.own.others = [(0.5, {"pms_appointment_status": "2"}, reason)] + client.own.others
    after = client.copy()
    after.own.properties["appointmentstatus"] = "2,3,4"
    after.own.others = [(0.5, {"pms_appointment_status": "2"}, None)] + files.ordinary()
    return Case("allowed list too narrow", client, [Cause(("BE2101",), ("status", r"2 \(checked in\)"), {"pms_appointment_status": "2"})], after=after, symptom="few")


def misspelled_location(maker):
    client = maker.client(ALLSCRIPTS)
    own = client.own
    own.properties["allscripts.location.name"] = own.place[:2] + own.place[3:]
    own.others = [(1.0, {}, files.NOT_ALLOWED[ALLSCRIPTS, "location"])]
    after = client.copy()
    after.own.properties["allscripts.location.name"] = own.place
    after.own.others = []
    return Case("location name misspelled", client, [Cause(("BE3103",), ("location", own.place), {})], after=after, symptom="few")


def wrong_type(maker):
    client = maker.client(ALLSCRIPTS)
    client.own.others = [(0.6, {"pms_appointment_type": "Follow Up"}, files.NOT_ALLOWED[ALLSCRIPTS, "type"])]
    after = client.copy()
    after.properties["allscripts.appointment.type"] += ",Follow Up"
    after.own.others = [(0.6, {"pms_appointment_type": "Follow Up"}, None)]
    return Case("appointment type not allowed", client, [Cause(("BE3102",), ("type", "follow up"), {"pms_appointment_type": "Follow Up"})], after=after)


def beta(maker):
    client = maker.client(ALLSCRIPTS)
    for location in client.locations:
        location.others = [(1.0, {}, files.BETA)]
    after = client.copy()
    for location in after.locations:
        location.others = []
    return Case("still in Pre-Launch", client, [Cause(("BE3104",), ("pre-launch|beta",))], after=after, symptom="silence")


def expired_password(maker):
    client = maker.client(ALLSCRIPTS)
    client.mail = mail(client, 0) | {"date": date(2026, 8, 3), "password": "Inv3nted-pw!4"}
    day = maker.stop_day()
    maker.with_bystanders(client)
    for location in client.locations:
        location.stopped, location.failure = day, {"message": 'GetUserAuthentication answered "ValidUser":"NO"', "httpStatus": 401}
    after = repaired(client)
    after.mail = {**client.mail, "date": date(2026, 12, 1), "password": "Inv3nted-pw!5"}
    words = ("expired|password|credential",)
    return Case("PM password expired", client, [Cause(("BE3314", "BE3203", "BE4302"), words)], after=after, symptom="silence")


def missing_permission(maker):
    client = maker.client(ALLSCRIPTS)
    day = maker.stop_day()
    maker.with_bystanders(client)
    refusal = {"message": '[{"Error":"Magic Error - Action: GetSchedule - Action is not valid for this license"}]'}
    for location in client.locations:
        location.stopped, location.failure, location.fails_daily = day, refusal, True
    after = repaired(client)
    return Case("permission missing", client, [Cause(("BE3202",), ("permission",))], SANDBOX, after)


def non_visits(maker):
    client = athena(maker)
    client.own.properties["appointmentstatus"] = "3,4,x"
    client.own.others = [(0.2, {"pms_appointment_status": "x"}, None)]
    after = client.copy()
    after.own.properties["appointmentstatus"] = "3,4"
    after.own.others = files.ordinary()
    return Case("non-visits let through", client, [Cause(("BE1315",), ("visit", "cancel"))], after=after, symptom="wrong-patients")


def same_department(maker):
    client = athena(maker)
    right = client.own.properties["departmentid"]
    client.own.properties["departmentid"] = client.locations[1].properties["departmentid"]
    after = client.copy()
    after.own.properties["departmentid"] = right
    sisters = [location.number for location in client.locations[1:]]
    return Case("two locations, one department", client, [Cause(("BE1317",), ("department",))], SANDBOX, after, "wrong-location", options=sisters)


def plain_stop(maker):
    client = silent(maker, athena(maker, weekdays=days.WITH_SATURDAY))
    after = repaired(client)
    return Case("stop without a visible cause", client, [Cause(("BE1042",), ("stop|no contacts",))], after=after)


def fall(maker):
    client = athena(maker)
    client.own.rate = 14
    client.own.fallen = maker.stop_day()
    after = repaired(client)
    return Case("fall", client, [Cause(("BE1048",), ("hardly|fell|few|drop",))], after=after, symptom="few")


def stray_character(maker):
    client = athena(maker)
    client.own.properties["appointmentstatus"] = "3,4\u200b"
    reason = files.NOT_ALLOWED[ATHENA, "status"]
    # No 4 gets through, since the list holds another word than that.
    client.own.usual = "3"
    client.own.others = [(0.45, {"pms_appointment_status": "4"}, reason)] + files.ordinary()
    after = client.copy()
    after.own.properties["appointmentstatus"] = "3,4"
    after.own.others = files.ordinary()
    return Case("stray character in a list", client, [Cause(("BE1303",), ("character|invisible|space",))], after=after, symptom="few")


def reminder_triggers(maker):
    client = athena(maker)
    for location in client.locations:
        location.properties["Cancellation Reason ID"] = "7"
    after = client.copy()
    after.triggers = [42] + REMINDERS
    return Case("reminder triggers missing", client, [Cause(("BE1319",), ("reminder",))], SANDBOX, after, "reminders")


def no_location_name(maker):
    client = silent(maker, maker.client(ALLSCRIPTS))
    kept = client.own.properties.pop("allscripts.location.name")
    after = repaired(client)
    after.own.properties["allscripts.location.name"] = kept
    return Case("location name missing", client, [Cause(("BE1305",), ("location",))], after=after, symptom="silence")


def server_errors(maker):
    client = athena(maker)
    day = maker.stop_day()
    for location in client.locations[:2]:
        location.stopped, location.failure, location.fails_daily = day, {"httpStatus": 503, "message": "503 Service Unavailable"}, True
    return Case("5xx of the vendor", client, [Cause(("BE4105",), ("5xx|503|server error",))], after=repaired(client))


def source_contradiction(maker):
    client = athena(maker)
    client.source = (32, "AthenaHealth")
    after = client.copy()
    after.source = None
    return Case("source id contradicts the name", client, [Cause(("BE1309",), ("source",))], after=after)


def foreign_configuration(maker):
    client = athena(maker)
    return Case(
        "configuration of another client", client, [Cause(("BE1318",), ("configuration|another client|none of",))], after=client.copy(),
        other_bodies=athena(maker), wide=False,
    )


# Two independent causes each: the first keeps the location from running, the other would remain after it is repaired.


def inactive_and_non_visits(maker):
    case = inactive(maker)
    case.before.own.properties["appointmentstatus"] = "3,4,x"
    case.before.own.others = [(0.2, {"pms_appointment_status": "x"}, None)]
    case.causes.append(Cause(("BE1315",), ("visit|cancel|1 (more|other)|one (more|other)",)))
    case.name = "inactive, and x is allowed"
    return case


def expired_and_type(maker):
    case = expired_password(maker)
    case.before.own.others = [(0.5, {"pms_appointment_type": "Follow Up"}, files.NOT_ALLOWED[ALLSCRIPTS, "type"])]
    case.after.properties["allscripts.appointment.type"] += ",Follow Up"
    case.after.own.others = [(0.5, {"pms_appointment_type": "Follow Up"}, None)]
    case.causes.append(Cause(("BE3102",), ("type|1 (more|other)|one (more|other)",)))
    case.name = "password expired, and type not allowed"
    return case


def gone_and_narrow(maker):
    case = department_gone(maker)
    reason = files.NOT_ALLOWED[ATHENA, "status"]
    case.before.own.others = [(0.5, {"pms_appointment_status": "2"}, reason)] + files.ordinary()
    case.after.own.properties["appointmentstatus"] = "2,3,4"
    case.after.own.others = [(0.5, {"pms_appointment_status": "2"}, None)] + files.ordinary()
    case.causes.append(Cause(("BE2101",), ("status|1 (more|other)|one (more|other)",)))
    case.name = "department gone, and list too narrow"
    return case


def not_granted_and_non_visits(maker):
    case = not_granted(maker)
    case.before.own.properties["appointmentstatus"] = "3,4,x"
    case.before.own.others = [(0.2, {"pms_appointment_status": "x"}, None)]
    case.causes.append(Cause(("BE1315",), ("visit|cancel|1 (more|other)|one (more|other)",)))
    case.name = "not granted, and x is allowed"
    return case


SINGLE = [
    inactive, unauthorized, not_granted, mistyped_practice, other_environment, department_gone, hidden_department, wrong_npi, no_group,
    another_group, no_mapping, no_trigger, trigger_off, missing_property, narrow_list, misspelled_location, wrong_type, beta, expired_password,
    missing_permission, non_visits, same_department, plain_stop, fall, stray_character, reminder_triggers, no_location_name, server_errors,
    source_contradiction, foreign_configuration,
]
DOUBLE = [inactive_and_non_visits, expired_and_type, gone_and_narrow, not_granted_and_non_visits]
# What concerns sisters as well, so that a check of one of them finds it too; and what a check of one location alone cannot see.
SHARED = {
    no_group, no_trigger, trigger_off, beta, expired_password, missing_permission, reminder_triggers, source_contradiction, foreign_configuration,
    expired_and_type, same_department,
}
IN_DRAWER = {inactive, narrow_list, misspelled_location, non_visits, stray_character, wrong_npi, inactive_and_non_visits}
