"""Clients as the platform and the vendors know them: enterprise, group, locations, and what is configured. Everything is invented.

A world is what is true at one time. Files and scenarios are written from it (see files.py), and a remedy is a changed copy.
"""
import copy
from dataclasses import dataclass, field
from datetime import date

import days

ATHENA, ALLSCRIPTS = "AthenaHealth", "ALLSCRIPTS"
PLACES = ["Harbor", "Lakeside", "Riverbend", "Elm Street", "Northgate", "Orchard", "Mill Pond", "Summit", "Garden", "Station"]
KINDS = ["Office", "Clinic", "Center", "Annex"]
COMPLETED = {ATHENA: 42, ALLSCRIPTS: 56}
# No document gives these two; the sandbox has invented them.
REMINDERS = [9043, 9044]


def npi(rng):
    """A number that has the form of an NPI and the right check digit."""
    nine = "1" + "".join(str(rng.randrange(10)) for _ in range(8))
    return nine + str(check_digit(nine))


def check_digit(nine):
    """Luhn over 80840 and the first nine digits (domain.md 7)."""
    total = 0
    for at, letter in enumerate(reversed("80840" + nine)):
        doubled = int(letter) * (2 if at % 2 == 0 else 1)
        total += doubled // 10 + doubled % 10
    return -total % 10


@dataclass
class Location:
    """One location with its mapping, and how its days look in the log."""

    number: str
    place: str
    properties: dict
    practice: str = ""
    weekdays: tuple = days.WEEK
    rate: int = 9
    active: bool = True
    state: str = "AUTHORIZED"
    group: int = 0
    mapped: bool = True
    # From this day on there are no contacts; a run that is refused leaves one line, or one a day.
    stopped: date = None
    failure: dict = None
    fails_daily: bool = False
    # From this day on hardly any contacts.
    fallen: date = None
    closed: tuple = ()
    # Days on which the run failed, and the next one did not.
    failed_once: tuple = ()
    # The statuses of its visits, one letter each (athenahealth).
    usual: str = "34"
    # What further contacts there are: (share of all, members, reason or None).
    others: list = field(default_factory=list)
    # How the vendor names the location in its records, where this differs from what is mapped.
    seen_as: str = None
    seen_type: str = "Office Visit"


@dataclass
class Practice:
    """A practice at athenahealth: departments as (id, name, hidden)."""

    id: str
    name: str
    departments: list
    access: str = "listed"


@dataclass
class Client:
    """A client: the enterprise above its locations, with one group."""

    vendor: str
    setup: str
    enterprise: str
    group: int
    locations: list
    practices: list
    properties: dict
    triggers: list
    holidays: tuple
    source: tuple = None
    has_group: bool = True
    inactive_triggers: list = field(default_factory=list)
    counterpart: list = field(default_factory=list)
    # Other clients' locations in the same export, and another client's group.
    bystanders: list = field(default_factory=list)
    foreign_groups: list = field(default_factory=list)
    mail: dict = None
    lists_triggers: bool = False

    @property
    def own(self):
        """The location that the complaint is about."""
        return self.locations[0]

    def copy(self):
        """A world of its own, to be changed."""
        return copy.deepcopy(self)


class Maker:
    """Makes clients without a fault, each with numbers of its own."""

    def __init__(self, rng):
        self.rng, self.made = rng, 0

    def client(self, vendor, setup="department", locations=4, practices=2, weekdays=days.WEEK, holidays=(days.THANKSGIVING, days.DAY_AFTER)):
        """A client that is fine. The first half of its locations is in the first practice."""
        self.made += 1
        rng, at = self.rng, self.made
        base = 169992000000000 + at * 1000
        places = rng.sample(PLACES, locations)
        ids = rng.sample(range(21, 98), 2)
        some = [Practice(str(ids[number] * 1000 + 34 + at), f"{places[number]} Health Group", []) for number in range(practices)]
        made = []
        for number in range(locations):
            place = f"{places[number]} {rng.choice(KINDS)}"
            practice = some[number * practices // locations]
            department = str(10 * (number + 1) + rng.randrange(9))
            practice.departments.append((department, place, False))
            if vendor == ATHENA:
                own = {"appointmentstatus": "3,4", "practiceid": practice.id}
                own.update({"departmentid": department} if setup == "department" else {"athenaProviderNpi": npi(rng)})
            else:
                own = {"allscripts.location.name": place}
            made.append(
                Location(
                    str(base + 101 + number), place, own, practice.id if vendor == ATHENA else "", weekdays, rng.randrange(6, 14), group=4100 + at
                )
            )
        properties = {"showalldepartments": "false", "Customer fetch delay": "2"}
        if vendor == ALLSCRIPTS:
            properties = {
                "User_Name": f"UBQ{at:02d}EX:CLI{at:02d}EX^{at}^",
                "PM_Password": "****",
                "pms_user_name": f"pm.reader{at}",
                "allscripts.appointment.status": "Arrived,Checked Out",
                "allscripts.appointment.type": "Office Visit,New Patient",
            }
        return Client(vendor, setup, str(base + 1), 4100 + at, made, some if vendor == ATHENA else [], properties, [COMPLETED[vendor]], holidays)

    def with_bystanders(self, client):
        """Adds locations of another client to the export, so that a silence of all of the client's own can be seen."""
        other = self.client(client.vendor, client.setup, locations=6)
        client.bystanders = other.locations
        return client

    def stop_day(self):
        """The first day without contacts: a working day in the two weeks before the end."""
        return date(2026, 11, self.rng.choice([16, 17, 18, 19]))
