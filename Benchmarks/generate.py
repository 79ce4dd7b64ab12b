#!/usr/bin/env python3
"""Writes SIZE bytes (1G, 64M, …) of invented log hits as NDJSON to FILE; the same size gives the same bytes.

Half of the records are restricted; 400 businesses, two integrations, about 1.2 kB a record.
Usage: generate.py SIZE FILE
"""
import json
import os
import random
import sys

BUSINESSES = 400
FIRST = "Ada Bela Cato Dora Emil Fina Gero Hedy Ivo Jara Kuno Lina Mika Nela Oda Pia Quin Rosa Sven Tilda".split()
LAST = "Abelson Birk Carver Dahl Egan Frost Grau Holm Iversen Jarvis Krug Lund Moss Nyberg Olsen Petri".split()
TYPES = ["NEW PATIENT", "FOLLOW UP", "ANNUAL EXAM", "TELEHEALTH", "LAB ONLY", "PROCEDURE \\\"A\\\"", "NURSE VISIT"]
PLACES = ["Northside Family Care", "Lakeview Clinic", "Hill Street Pediatrics", "Ponte Médica", "East Wing Surgery"]
CITIES = ["Springfield", "Riverton", "Oakdale", "Fairview", "Lakewood"]
REASONS = {
    "AthenaHealth": [
        "‘Appointment status’ is not on the allowed list",
        "‘Appointment status’ is not on the allowed list",
        "‘Appointment status’ is not on the allowed list",
        "Integration is beta",
    ],
    "Allscripts": [
        "‘Appointment status’ is not in the allowed list",
        "‘Appointment type’ is not in the allowed list",
        "‘Appointment type’ is not in the allowed list",
        "‘Location name’ is not in the allowed list",
        "Integration is beta",
    ],
}
STATUSES = {"AthenaHealth": ["2", "3", "4", "f", "x", "o"], "Allscripts": ["Arrived", "Completed", "Cancelled", "Pending"]}

# Some numbers, some nesting, some nulls, one escaped and one long text, and the wanted fields spread over the record.
RECORD = (
    '{"_index":"bc-json-logs-2026.11.%(day)02d","_id":"%(id)s","_score":null,"_source":{'
    '"@timestamp":"2026-11-%(day)02dT%(hour)02d:%(minute)02d:%(second)02d.%(milli)03dZ","@version":"1",'
    '"level":"INFO","logger_name":"c.e.CheckinProcessor","thread_name":"worker-%(worker)d",'
    '"host":{"name":"integration-%(worker)d.internal.example","os":"linux"},'
    '"kubernetes":{"pod":{"name":"checkin-%(worker)d","ip":"192.0.2.%(worker)d"}},"traceId":"%(trace)s",'
    '"durationMs":%(milli)d,"businessNumber":"%(business)s","enterpriseNumber":"%(enterprise)s",'
    '"integrationSource":"%(integration)s","integrationGroupId":%(group)d,"triggerId":%(trigger)d,'
    '"contact":{"firstName":"%(first)s","lastName":"%(last)s","email":"%(first)s.%(last)s@mail.example",'
    '"phone":"+1555%(phone)07d","address":{"city":"%(city)s","state":"ZZ","zip":"%(zip)05d"},"optIn":true},'
    '"pms_patient_id":"%(patient)d","pms_appointment_id":"%(appointment)d","pms_appointment_status":"%(status)s",'
    '"pms_appointment_type":"%(type)s","pms_appointment_practice_name":"%(place)s",'
    '"pms_appointment_procedure_code":"%(procedure)d","pms_provider_name":"Dr. %(provider)s",'
    '"pms_appointment_duration":%(minutes)d,"tags":["checkin","%(first)s"],"reviewRequested":%(open)s,'
    '"retryCount":0,"sourceSystem":null,%(reason)s'
    '"message":"appointment %(appointment)d at %(place)s processed in %(milli)d ms","campaign":{"id":%(group)d,"channel":"sms","template":"default"}}}\n'
)


def record(number, pick):
    """One hit; `pick` is a large random number whose digits decide everything."""
    business = pick % BUSINESSES
    integration = "AthenaHealth" if business % 2 else "Allscripts"
    reasons = REASONS[integration]
    restricted = (pick >> 10) & 1
    milli = (pick >> 20) % 1000
    return RECORD % {
        "id": f"{number:08x}{pick & 0xFFFFFFFF:08x}", "trace": f"{pick >> 64:016x}", "worker": (pick >> 11) % 24,
        "day": 1 + number % 30, "hour": (pick >> 30) % 24, "minute": (pick >> 35) % 60, "second": (pick >> 41) % 60,
        "milli": milli, "business": 900_000_000_000_000 + business * 7, "enterprise": 900_000_000_900_000 + business // 8,
        "integration": integration, "group": 4000 + business, "trigger": 42 if business % 2 else 56,
        "first": FIRST[(pick >> 50) % 20], "last": LAST[(pick >> 55) % 16], "phone": (pick >> 60) % 10_000_000,
        "city": CITIES[business % 5], "zip": business * 211, "patient": (pick >> 62) % 9_000_000,
        "appointment": 10_000_000 + number, "status": STATUSES[integration][(pick >> 70) % len(STATUSES[integration])],
        "type": TYPES[(pick >> 74) % 7], "place": PLACES[(pick >> 78) % 5], "procedure": 99_000 + (pick >> 81) % 400,
        "provider": LAST[(pick >> 90) % 16], "minutes": 5 * (1 + (pick >> 95) % 12),
        "open": "false" if restricted else "true",
        # What is not restricted says so in two ways: no key, and null.
        "reason": f'"restrictionReason":"{reasons[(pick >> 100) % len(reasons)]}",' if restricted
        else ('"restrictionReason":null,' if milli % 2 else ""),
    }  # fmt: skip


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    units = {"K": 1 << 10, "M": 1 << 20, "G": 1 << 30}
    size = sys.argv[1].upper().removesuffix("B")
    wanted = int(float(size[:-1]) * units[size[-1]]) if size[-1:] in units else int(size)
    bits = random.Random(1).getrandbits
    json.loads(record(0, bits(128)))  # a fault in the template shows here, not in the benchmark
    written = number = 0
    # Under another name until it is whole: an interrupted run leaves nothing that looks like data.
    with open(sys.argv[2] + ".part", "wb") as file:
        while written < wanted:
            block = "".join(record(number + i, bits(128)) for i in range(1000)).encode()
            if written + len(block) > wanted:
                block = block[: block.find(b"\n", wanted - written - 1) + 1 or len(block)]
            file.write(block)
            written += len(block)
            number += 1000
    os.rename(sys.argv[2] + ".part", sys.argv[2])


if __name__ == "__main__":
    main()
