"""Invented clients with one or two planted causes each, and healthy ones, as support would meet them: what the files and the
platform show before and after the remedy, and what must be said. Written from design.md and domain.md alone."""
import datetime
import json
import random

FIRST, LAST = datetime.date(2026, 10, 19), datetime.date(2026, 11, 27)
AFTER_FIRST, AFTER_LAST = datetime.date(2026, 11, 30), datetime.date(2026, 12, 18)
HOLIDAYS = {datetime.date(2026, 11, 26), datetime.date(2026, 11, 11)}
STATUS_REASON = {"AthenaHealth": "'Appointment status' is not on the allowed list", "Allscripts": "'Appointment status' is not in the allowed list"}
TYPE_REASON = "'Appointment type' is not in the allowed list"
PLACE_REASON = "'Location name' is not in the allowed list"
BETA = "Integration is beta"
# The ids of the second and third are invented: no document gives them.
TRIGGERS = ((42, "Athena Health Completed Appointment Trigger"), (9043, "Appointment Trigger Service"),
            (9044, "Athenahealth Appointment Upsert Trigger Service"))


class Client:
    """One client: locations, what is configured, what its records show, and the truth."""

    def __init__(self, number, name, vendor, locations=3):
        self.name, self.vendor = name, vendor
        base = 169990100000000 + number * 1000
        self.enterprise = str(base + 1)
        self.numbers = [str(base + 101 + i) for i in range(locations)]
        self.subject = self.numbers[0]
        self.group = 5000 + number
        self.codes, self.words, self.extra, self.options = [], "", [], []
        self.on_platform, self.healthy = False, False
        self.triggers = [42] if vendor == "AthenaHealth" else [56]
        self.listed_off = False
        self.active = {n: True for n in self.numbers}
        self.groups = {n: self.group for n in self.numbers}
        self.state = {n: "AUTHORIZED" for n in self.numbers}
        self.mapped = set(self.numbers)
        self.has_group = True
        self.group_properties = {"showalldepartments": "false"} if vendor == "AthenaHealth" else {}
        self.properties = {}
        for index, n in enumerate(self.numbers):
            if vendor == "AthenaHealth":
                self.properties[n] = {"appointmentstatus": "3,4", "practiceid": "10021", "departmentid": str(index + 1)}
            else:
                self.properties[n] = {"allscripts.location.name": f"Lake Clinic {index + 1}"}
        self.record = lambda client, number, day, rng: None
        self.mail = None
        self.fixed = lambda client: None

    def one(self, number, day, rng, index):
        """A contact of a day, as its integration delivers it."""
        source = {"@timestamp": f"{day}T{13 + index % 8:02d}:{rng.randrange(60):02d}:{rng.randrange(60):02d}.000Z", "businessNumber": number,
                  "integrationSource": "AthenaHealth" if self.vendor == "AthenaHealth" else "ALLSCRIPTS", "contact": {"id": f"p{rng.randrange(10**9)}"}}
        if self.vendor == "AthenaHealth":
            source["pms_appointment_status"] = rng.choice("333444")
            if rng.random() < 0.12:
                source["pms_appointment_status"] = rng.choice("xfo")
                source["reason"] = STATUS_REASON[self.vendor]
        else:
            source["pms_appointment_status"] = "Completed"
            source["pms_appointment_type"] = "Office Visit"
            source["pms_appointment_practice_name"] = self.properties[number].get("allscripts.location.name", "Lake Clinic 1")
        return source

    def log(self, seed, first=FIRST, last=LAST):
        """NDJSON of all locations; `record` may change a contact, drop it, or add lines of a day."""
        rng, lines, day = random.Random(seed), [], first
        while day <= last:
            for number in self.numbers:
                if day.weekday() < 5 and day not in HOLIDAYS:
                    wanted = rng.randint(9, 14)
                    made = [self.one(number, day, rng, index) for index in range(wanted)]
                    changed = self.record(self, number, day, made, rng) if self.record.__code__.co_argcount == 5 else made
                    lines += made if changed is None else changed
            day += datetime.timedelta(days=1)
        return "".join(json.dumps(line) + "\n" for line in lines)

    def group_answer(self):
        """As read-group answers, with the group's properties."""
        source = {"id": 27, "integrationSource": "AthenaHealth"} if self.vendor == "AthenaHealth" else {"id": 32, "integrationSource": "ALLSCRIPTS"}
        return [{"groupId": self.group, "integrationSourceType": source,
                 "integrationGroupProperties": pairs(self.group_properties),
                 "integrationGroupTriggers": [{"triggerId": t, "triggerTypeId": 1} for t in self.triggers]}]

    def mapping_bodies(self):
        """As create-mapping takes them, one after another."""
        return "\n".join(json.dumps({"businessNumber": int(n), "integrationGroupId": self.groups[n], "active": self.active[n],
                                     "integrationProperties": pairs(self.properties[n])}) for n in self.numbers if n in self.mapped)

    def files(self, seed, after=False):
        """Name to text of what support has."""
        files = {"log.ndjson": self.log(seed, AFTER_FIRST, AFTER_LAST) if after else self.log(seed)}
        if not self.on_platform:
            files["group.json"] = json.dumps(self.group_answer())
            files["mappings.json"] = self.mapping_bodies()
            if self.vendor == "AthenaHealth":
                files["triggers.json"] = json.dumps([
                    {"id": number, "integrationSourceId": 27, "displayName": name, "active": not (self.listed_off and number == 42),
                     "integrationTriggerType": [{"id": 1, "name": "JOB"}]} for number, name in TRIGGERS])
        if self.mail:
            files["mail.eml"] = self.mail
        return files

    def arguments(self):
        """Of `check`, without profile and case."""
        words = [self.subject, "--logs", "log.ndjson"] + self.options
        if self.on_platform:
            words += ["--enterprise", self.enterprise]
        else:
            words += ["--offline", "--config", "group.json", "--config", "mappings.json"]
            if self.vendor == "AthenaHealth":
                words += ["--config", "triggers.json"]
        if self.mail:
            words += ["--message", "mail.eml"]
        return words

    def scenario(self):
        """Its part of the sandbox's platform: groups and mappings."""
        groups = [] if not self.has_group else [{"id": str(self.group), "businessNumber": self.enterprise, "source": 27 if self.vendor == "AthenaHealth" else 32,
                                                 "properties": self.group_properties, "triggers": [str(t) for t in self.triggers]}]
        mappings = [{"businessNumber": n, "group": str(self.groups[n]), "state": self.state[n], "properties": self.properties[n]}
                    for n in self.numbers if n in self.mapped]
        return groups, mappings


def pairs(properties):
    return [{"propertyKey": key, "propertyValue": value} for key, value in properties.items()]


def silent_from(day, number=None):
    """No contacts of a location from a day on."""
    def record(client, n, today, made, rng):
        return [] if n == (number or client.subject) and today >= day else made
    return record


STOP = datetime.date(2026, 11, 16)


def failing(text, status=None, numbers=None):
    """Failed runs at STOP, then silence."""
    def record(client, n, today, made, rng):
        if n not in (numbers or [client.subject]) or today < STOP:
            return made
        source = {"@timestamp": f"{today}T06:0{rng.randrange(10)}:00.000Z", "businessNumber": n, "level": "ERROR",
                  "integrationSource": "AthenaHealth" if client.vendor == "AthenaHealth" else "ALLSCRIPTS", "message": text}
        if status:
            source["httpStatus"] = status
        return [source] if today < STOP + datetime.timedelta(days=2) else []
    return record


def held_back(field, value, reason, share=0.6):
    """A value that the configuration refuses, on a share of the subject's contacts."""
    def record(client, n, today, made, rng):
        if n == client.subject:
            for source in made:
                if "reason" not in source and rng.random() < share:
                    source[field], source["reason"] = value, reason
        return made
    return record


def mail(date, user):
    """The vendor's mail, opened and saved."""
    return (f"From: vendor@example.com\nTo: support@example.com\nDate: {date}\nSubject: Credentials\nContent-Type: text/plain; charset=utf-8\n\n"
            f"ServiceUser: {user}\nPMS User Name: pmreader\nPM Password: Kx7qpLm2zR\n")


def planted():
    """All faulty clients, in a fixed order."""
    clients = []

    def make(name, vendor, codes, words, locations=3, platform=False):
        client = Client(len(clients) + 1, name, vendor, locations)
        client.codes, client.words, client.on_platform = codes, words, platform
        clients.append(client)
        return client

    A, S = "AthenaHealth", "Allscripts"
    c = make("inactive", A, [["BE1316"]], "inactive")
    c.active[c.subject], c.record = False, silent_from(STOP)
    c.fixed = lambda c: c.active.update({c.subject: True})
    c = make("401", A, [["BE4101"]], "401")
    c.record = failing("athenahealth answered 401 Unauthorized")
    c = make("no trigger", A, [["BE1320"]], "no trigger")
    c.triggers, c.record = [], lambda c, n, d, m, r: [] if d >= STOP else m
    c.fixed = lambda c: c.triggers.append(42)
    c = make("trigger off", A, [["BE4409"]], "trigger is switched off")
    c.listed_off, c.record = True, lambda c, n, d, m, r: [] if d >= STOP else m
    c.fixed = lambda c: setattr(c, "listed_off", False)
    c = make("type", S, [["BE3102"]], "[Aa]ppointment type")
    c.group_properties["allscripts.appointment.type"] = "Office Visit"
    c.record = held_back("pms_appointment_type", "Telehealth", TYPE_REASON)
    c.fixed = lambda c: c.group_properties.update({"allscripts.appointment.type": "Office Visit,Telehealth"})
    c = make("pre-launch", S, [["BE3104"]], "Pre-Launch")
    c.record = held_back("level", "INFO", BETA, 1)
    c = make("beta", A, [["BE2102"]], "beta")
    c.record = lambda c, n, d, m, r: [dict(s, reason=BETA) for s in m] if n == c.subject else m
    c = make("password expired", S, [["BE3314"]], "password has expired|credentials have expired|expired")
    c.mail = mail("Mon, 03 Aug 2026 09:00:00 +0000", "ub01:cl02^1^")
    c.record = failing('GetUserAuthentication: [{"getuserauthenticationinfo":[{"ValidUser":"NO"}]}]', numbers=None)
    c.fixed = lambda c: setattr(c, "mail", mail("Mon, 30 Nov 2026 09:00:00 +0000", "ub01:cl02^1^"))
    c = make("permission", S, [["BE3202"]], "permission")
    c.record = failing("GetSchedule: [{\"Error\":\"Magic Error - Action is not valid for this license\"}]")
    c = make("non-visits", A, [["BE1104", "BE1315"]], "not a visit|not visits")
    c.properties[c.subject]["appointmentstatus"] = "x,3,4"
    def through(c, n, d, made, r):
        for source in made:
            if n == c.subject and source.get("pms_appointment_status") == "x":
                source.pop("reason", None)
            elif n == c.subject and r.random() < 0.3 and "reason" not in source:
                source["pms_appointment_status"] = "x"
        return made
    c.record = through
    c.options = ["--symptom", "wrong-patients"]
    c.fixed = lambda c: c.properties[c.subject].update({"appointmentstatus": "3,4"})
    c = make("shared department", A, [["BE1317"]], "same")
    c.properties[c.numbers[1]]["departmentid"] = "1"
    c.options = ["--symptom", "wrong-location"]
    c.fixed = lambda c: c.properties[c.numbers[1]].update({"departmentid": "2"})
    c = make("stop", A, [["BE1042"]], "stopped")
    c.record = silent_from(STOP)
    c = make("fall", A, [["BE1048"]], "hardly any")
    c.record = lambda c, n, d, m, r: m[:1] if n == c.subject and d >= datetime.date(2026, 11, 23) else m
    c = make("reminders", A, [["BE1319"]], "[Rr]eminder")
    c.properties[c.subject]["Past Duration (months)"] = "6"
    c.options = ["--symptom", "reminders"]
    c.fixed = lambda c: c.triggers.extend([9043, 9044])
    c = make("vendor down", A, [["BE4105"]], "server error|5xx|503")
    c.record = failing("athenahealth answered", status=503)
    # Two causes, from files.
    c = make("inactive, and a list too narrow", A, [["BE1316"], ["BE2101"]], "inactive")
    c.active[c.subject] = False
    both = held_back("pms_appointment_status", "2", STATUS_REASON[A])
    c.record = lambda c, n, d, m, r: [] if n == c.subject and d >= STOP else both(c, n, d, m, r)
    c.fixed = lambda c: (c.active.update({c.subject: True}), c.properties[c.subject].update({"appointmentstatus": "2,3,4"}))
    c = make("stop, and a shared department of sisters", A, [["BE1042"], ["BE1317"]], "stopped")
    c.record = silent_from(STOP)
    c.properties[c.numbers[1]]["departmentid"] = "1"
    c.options = ["--symptom", "silence"]
    c.fixed = lambda c: c.properties[c.numbers[1]].update({"departmentid": "2"})

    # Against the platform.
    c = make("unauthorized", A, [["BE4408"]], "unauthorized", platform=True)
    c.state[c.subject], c.record = "UNAUTHORIZED", failing("athenahealth answered 401 Unauthorized")
    c.fixed = lambda c: c.state.update({c.subject: "AUTHORIZED"})
    c = make("not granted", A, [["BE2202"]], "not granted", platform=True)
    for n in c.numbers[:2]:
        c.properties[n]["practiceid"], c.state[n] = "30700", "UNAUTHORIZED"
    c.record = failing("athenahealth answered 401 Unauthorized", numbers=c.numbers[:2])
    def granted(c):
        for n in c.numbers[:2]:
            c.properties[n]["practiceid"], c.state[n] = "10021", "AUTHORIZED"
    c.fixed = granted
    c = make("mistyped practice", A, [["BE2201"]], "no practice 10012", platform=True)
    c.properties[c.subject]["practiceid"], c.record = "10012", silent_from(FIRST)
    c.fixed = lambda c: c.properties[c.subject].update({"practiceid": "10021"})
    c = make("department gone", A, [["BE2305"]], "no department 77", platform=True)
    c.properties[c.subject]["departmentid"], c.record = "77", silent_from(STOP)
    c.fixed = lambda c: c.properties[c.subject].update({"departmentid": "1"})
    c = make("hidden department", A, [["BE4415"]], "hidden", platform=True)
    c.properties[c.subject]["departmentid"], c.record = "9", silent_from(STOP)
    c.fixed = lambda c: c.group_properties.update({"showalldepartments": "true"})
    c = make("no group", A, [["BE4401"]], "no integration group", platform=True)
    c.has_group, c.mapped, c.record = False, set(), silent_from(FIRST)
    c.fixed = lambda c: (setattr(c, "has_group", True), setattr(c, "mapped", set(c.numbers)))
    c = make("no mapping", A, [["BE4306"]], "no mapping", platform=True)
    c.mapped, c.record = set(c.numbers[1:]), silent_from(FIRST)
    c.fixed = lambda c: setattr(c, "mapped", set(c.numbers))
    c = make("cancellation reason", A, [["BE4410"]], "cancellation reason", platform=True)
    c.properties[c.subject]["Cancellation Reason ID"], c.triggers = "99", [42, 9043, 9044]
    c.options = ["--symptom", "reminders"]
    c.fixed = lambda c: c.properties[c.subject].update({"Cancellation Reason ID": "7"})
    c = make("list too narrow", A, [["BE2101"]], "held back", platform=True)
    c.record = held_back("pms_appointment_status", "2", STATUS_REASON[A])
    c.fixed = lambda c: c.properties[c.subject].update({"appointmentstatus": "2,3,4"})
    c = make("misspelled name", S, [["BE3103"]], "[Ll]ocation name", platform=True)
    c.properties[c.subject]["allscripts.location.name"] = "Harbour Office"
    c.record = held_back("pms_appointment_practice_name", "Harbor Office", PLACE_REASON, 1)
    c.fixed = lambda c: c.properties[c.subject].update({"allscripts.location.name": "Harbor Office"})
    c = make("stray character", A, [["BE1303"]], "stray character", platform=True)
    c.properties[c.subject]["appointmentstatus"] = "\u201c3\u201d,4"
    c.record = lambda c, n, d, made, r: [dict(s, reason=STATUS_REASON[A]) if n == c.subject and s["pms_appointment_status"] == "3" else s for s in made]
    c.fixed = lambda c: c.properties[c.subject].update({"appointmentstatus": "3,4"})
    c = make("missing property", A, [["BE4405"]], "lacks departmentid", platform=True)
    del c.properties[c.subject]["departmentid"]
    c.record = silent_from(FIRST)
    c.fixed = lambda c: c.properties[c.subject].update({"departmentid": "1"})
    c = make("other group", A, [["BE4404"]], "another group", platform=True)
    c.groups[c.subject], c.record = 4999, silent_from(STOP)
    c.fixed = lambda c: c.groups.update({c.subject: c.group})
    c = make("NPI", A, [["BE1307", "BE2402"]], "NPI", platform=True)
    del c.properties[c.subject]["departmentid"]
    c.properties[c.subject]["athenaProviderNpi"], c.record = "1234567890", silent_from(FIRST)
    c.fixed = lambda c: c.properties[c.subject].update({"athenaProviderNpi": "1234567893"})
    # Two causes.
    c = make("hidden department, and a list too narrow", A, [["BE4415"], ["BE2101"]], "hidden", platform=True)
    c.properties[c.subject]["departmentid"] = "9"
    narrow = held_back("pms_appointment_status", "2", STATUS_REASON[A])
    c.record = lambda c, n, d, m, r: [] if n == c.subject and d >= STOP else narrow(c, n, d, m, r)
    c.fixed = lambda c: (c.group_properties.update({"showalldepartments": "true"}), c.properties[c.subject].update({"appointmentstatus": "2,3,4"}))
    c = make("unauthorized, and a misspelled name", S, [["BE4408"], ["BE3103"]], "unauthorized", platform=True)
    c.properties[c.subject]["allscripts.location.name"], c.state[c.subject] = "Harbour Office", "UNAUTHORIZED"
    spelled = held_back("pms_appointment_practice_name", "Harbor Office", PLACE_REASON, 1)
    refused = failing("Allscripts answered 401 Unauthorized")
    c.record = lambda c, n, d, m, r: refused(c, n, d, m, r) if d >= STOP else spelled(c, n, d, m, r)
    c.fixed = lambda c: (c.state.update({c.subject: "AUTHORIZED"}), c.properties[c.subject].update({"allscripts.location.name": "Harbor Office"}))
    return clients


def healthy():
    """Ten clients with nothing wrong: weekends, holidays, ordinary cancellations, a fetch delay."""
    clients = []
    for index in range(10):
        client = Client(200 + index, f"healthy {index}", "Allscripts" if index % 3 == 2 else "AthenaHealth", 2 + index % 3)
        client.healthy = True
        if index % 3 == 1:
            for n, npi in zip(client.numbers, ("1234567893", "1245319599", "1063410213", "1982705919")):
                del client.properties[n]["departmentid"]
                client.properties[n]["athenaProviderNpi"] = npi
        if index == 4:
            client.group_properties["Customer fetch delay"] = "2"
        if index == 5:
            # Closed for a week together, and open again.
            client.record = lambda c, n, d, m, r: [] if datetime.date(2026, 11, 2) <= d <= datetime.date(2026, 11, 6) else m
        clients.append(client)
    return clients
