#!/usr/bin/env python3
"""Writes the configuration of generate.py's 400 businesses to FILE: fifty clients, a group for each of their integrations, a mapping a business.

Usage: configuration.py FILE
"""
import json
import sys

from generate import BUSINESSES


def properties(**values):
    return [{"propertyKey": key.replace("__", "."), "propertyValue": value} for key, value in values.items()]


def main():
    bodies = []
    for business in range(BUSINESSES):
        number, client, is_athena = 900_000_000_000_000 + business * 7, business // 8, business % 2
        group = 5000 + client * 2 + is_athena
        if business % 8 < 2:
            body = {"groupId": group, "integrationSourceType": {"id": 27 if is_athena else 32}}
            if not is_athena:
                body["integrationGroupProperties"] = properties(
                    allscripts__appointment__status="Arrived,Completed",
                    allscripts__appointment__type="NEW PATIENT,FOLLOW UP,ANNUAL EXAM,TELEHEALTH")
            bodies.append([body])
        own = properties(appointmentstatus="3,4", practiceid="77", departmentid=str(business)) if is_athena else \
            properties(allscripts__location__name="Lakeview Clinic")
        bodies.append({"businessNumber": number, "integrationGroupId": group, "active": True, "frequency": "1 DAYS",
                       "integrationProperties": own})
    with open(sys.argv[1], "w") as file:
        file.writelines(json.dumps(body) + "\n" for body in bodies)


main()
