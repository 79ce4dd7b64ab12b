"""What support has of a world: the log's export, the answers and bodies of the platform, the email, and a scenario of the sandbox."""
import json
import random
from email.message import EmailMessage
from email.utils import format_datetime
from datetime import datetime, time, timezone

import days
from world import ALLSCRIPTS, ATHENA, REMINDERS

NOT_ALLOWED = {
    (ATHENA, "status"): "‘Appointment status’ is not on the allowed list",
    (ALLSCRIPTS, "status"): "‘Appointment status’ is not in the allowed list",
    (ALLSCRIPTS, "type"): "‘Appointment type’ is not in the allowed list",
    (ALLSCRIPTS, "location"): "‘Location name’ is not in the allowed list",
}
BETA = "Integration is beta"
FAILED_ONCE = {"httpStatus": 503, "message": "503 Service Unavailable"}


def contacts(client, location, rng, first, last):
    """The documents of one location. Contacts of a day come between six and seven in the morning, as one run delivers them."""
    made, failed = [], False
    for day in days.span(first, last):
        if day in location.failed_once:
            made.append({"@timestamp": days.moment(day, 21600), **head(client, location), "level": "ERROR", **FAILED_ONCE})
            continue
        if location.stopped and day >= location.stopped:
            if location.failure and day.weekday() in location.weekdays and (location.fails_daily or not failed):
                failed = True
                made.append({"@timestamp": days.moment(day, 21600 + rng.randrange(300)), **head(client, location), "level": "ERROR", **location.failure})
            continue
        if day.weekday() not in location.weekdays or day in client.holidays or day in location.closed:
            continue
        count = location.rate + rng.randrange(-2, 3)
        if location.fallen and day >= location.fallen:
            count = 1
        for number in range(count):
            document = {"@timestamp": days.moment(day, 21600 + number * 97 + rng.randrange(90)), **head(client, location)}
            document["contact"] = {"id": f"c{rng.randrange(10**8)}", "email": f"patient.{rng.randrange(10**6)}@example.com"}
            made.append(document | visit(client, location, rng))
    return made


def head(client, location):
    """The members that every document of a location has."""
    return {"integrationSource": client.vendor, "businessNumber": location.number}


def visit(client, location, rng):
    """A visit that took place, or one of the others that a location has, with its reason."""
    if client.vendor == ATHENA:
        usual = {"pms_appointment_status": rng.choice(location.usual)}
    else:
        usual = {
            "pms_appointment_status": rng.choice(["Arrived", "Checked Out"]),
            "pms_appointment_type": location.seen_type,
            "pms_appointment_practice_name": location.seen_as or location.place,
        }
    chance = rng.random()
    for share, members, reason in location.others:
        if chance < share:
            return usual | members | ({"restrictionReason": reason} if reason else {})
        chance -= share
    return usual


def ordinary(share=0.15):
    """What a healthy athenahealth location holds back: canceled, future and open appointments."""
    return [(share / 3, {"pms_appointment_status": letter}, NOT_ALLOWED[ATHENA, "status"]) for letter in "xfo"]


def log(client, seed, first=days.FIRST, last=days.LAST):
    """The export of the client and whoever else is in it, as elasticdump writes hits. Locations follow each other, so that no order helps."""
    lines = []
    for location in client.locations + client.bystanders:
        rng = random.Random(f"{seed} {location.number}")
        for document in contacts(client, location, rng, first, last):
            name = f"h{first:%m%d}-{len(lines):06d}-{client.group}"
            hit = {"_index": "bc-json-logs-" + document["@timestamp"][:7].replace("-", "."), "_id": name}
            lines.append(json.dumps(hit | {"_source": document}, ensure_ascii=False))
    return "\n".join(lines) + "\n"


def pairs(properties, secure=("User_Name", "PM_Password")):
    """Properties as the platform's bodies have them."""
    return [{"propertyKey": key, "propertyValue": value, **({"isSecure": True} if key in secure else {})} for key, value in properties.items()]


def group_answer(client):
    """The answer of "read group". Its sample in the articles shows no properties, so half of the time they are in a body of their own."""
    number, name = client.source or ((27, "AthenaHealth") if client.vendor == ATHENA else (32, "ALLSCRIPTS"))
    source = {"id": number, "integrationSource": name, "sourceCategory": "Healthcare", "oauthEnabled": False}
    if client.vendor == ALLSCRIPTS:
        source["integrationType"] = "Birdeye API"
    triggers = [{"triggerId": trigger, "triggerTypeId": 1, **({"actionIds": [1]} if trigger == 56 else {})} for trigger in client.triggers]
    row = {"groupId": client.group, "integrationSourceType": source, "integrationGroupTriggers": triggers}
    return [row | {"integrationGroupProperties": pairs(client.properties)}]


LABELS = {
    "appointmentstatus": "Appointment status",
    "practiceid": "Practice ID",
    "departmentid": "Department ID",
    "athenaProviderNpi": "Provider NPI number",
    "allscripts.location.name": "Location Name",
}


def drawer(location):
    """What the drawer of Manage Locations shows of a location, as an engineer types it off the screen."""
    shown = {"Status": "Active" if location.active else "Inactive"}
    shown |= {LABELS.get(key, key): value for key, value in location.properties.items()}
    return [word for label, value in shown.items() for word in ("--set", f"{label}={value}")]


def trigger_list(client):
    """The answer of "list triggers" for athenahealth."""
    rows = [
        (42, "athenaHealthIntegrationTriggerService", "Athena Health Completed Appointment Trigger"),
        (REMINDERS[0], "sandboxAppointmentTriggerService", "Appointment Trigger Service"),
        (REMINDERS[1], "sandboxUpsertTriggerService", "Athenahealth Appointment Upsert Trigger Service"),
    ]
    return [
        {
            "id": number,
            "integrationSourceId": 27,
            "triggerService": service,
            "displayName": name,
            "active": number not in client.inactive_triggers,
            "integrationSourceName": "AthenaHealth",
            "integrationTriggerType": [{"id": 1, "name": "JOB"}],
        }
        for number, service, name in rows
    ]


def mappings(client):
    """The bodies of the client's mappings."""
    return [
        {
            "businessNumber": int(location.number),
            "integrationGroupId": location.group,
            "active": location.active,
            "frequency": "1 DAYS",
            "integrationProperties": pairs(location.properties),
        }
        for location in client.locations
        if location.mapped
    ]


def mail(client):
    """The vendor's credential email with its page as an attachment."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "vendor@example.com", "credentials@example.com", "Your credentials"
    message["Date"] = format_datetime(datetime.combine(client.mail["date"], time(14, 5), timezone.utc))
    message["Message-ID"] = f"<{client.group}@example.com>"
    rows = [("ServiceUser", client.mail["service"]), ("User Name", client.mail["user"]), ("PM Password", client.mail["password"])]
    cells = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in rows)
    message.set_content("The message is attached.\n")
    page = f"<html><body><p>Hello Pat Example,</p><table>{cells}</table><p>Example Vendor</p></body></html>"
    message.add_attachment(page.encode(), maintype="application", subtype="octet-stream", filename="message.html")
    return message.as_bytes()


def text(value):
    """A value in YAML's double quotes, which are JSON's."""
    return json.dumps(value, ensure_ascii=False)


def flow(properties):
    """Properties as a mapping on one line."""
    return "{ " + ", ".join(f"{text(key)}: {text(value)}" for key, value in properties.items()) + " }"


def scenario(client, practices=None):
    """The world as the stand-in server serves it."""
    lines = ["scenario: An invented client", "tokens: { required: false, perMinute: 1000 }", "practices:"]
    for practice in practices if practices is not None else client.practices:
        lines.append(f"  - id: {text(practice.id)}\n    name: {text(practice.name)}\n    access: {practice.access}\n    departments:")
        lines += [f"      - {{ id: {text(number)}, name: {text(name)}, hidden: {str(hidden).lower()} }}" for number, name, hidden in practice.departments]
        lines.append("    cancelReasons: [{ id: 7, name: PATIENT RESCHEDULED }, { id: 11, name: PROVIDER UNAVAILABLE }]")
    if lines[-1] == "practices:":
        lines[-1] = "practices: []"
    lines.append("platform:\n  groups:")
    groups = [(client.group, client.enterprise)] if client.has_group else []
    for number, owner in groups + client.foreign_groups:
        source = 27 if client.vendor == ATHENA else 32
        triggers = ", ".join(text(str(trigger)) for trigger in client.triggers)
        lines.append(
            f"    - {{ id: {text(str(number))}, businessNumber: {text(owner)}, source: {source}, properties: {flow(client.properties)}, "
            f"triggers: [{triggers}] }}"
        )
    if not groups + client.foreign_groups:
        lines[-1] = "platform:\n  groups: []"
    if client.inactive_triggers:
        lines.append("  inactiveTriggers: [" + ", ".join(text(str(number)) for number in client.inactive_triggers) + "]")
    lines.append("  mappings:")
    for location in client.locations:
        if location.mapped:
            lines.append(
                f"    - {{ businessNumber: {text(location.number)}, group: {text(str(location.group))}, state: {location.state}, "
                f"properties: {flow(location.properties)} }}"
            )
    return "\n".join(lines) + "\n"
