"""Invented contacts: noise that must never leave the tool. Every planted string is remembered
(check.py looks for them without letter case)."""

FIRST = ["Zelvira", "Quorin", "Thaddobert", "Ysmarelda", "Wexley", "Oriabelle", "Jorvenka", "Pellumbra"]
LAST = ["Quimblythorpe", "Vandersnoot", "Oakenshrubb", "Zywickowitz", "Ó Faoláinwick", "Grumbleforth"]


class People:
    def __init__(self, rng):
        self.rng, self.planted, self.serial = rng, set(), rng.randrange(1000, 5000)

    def plant(self, text):
        self.planted.add(str(text))
        return text

    def mail(self):
        self.serial += 1
        return self.plant(f"zq{self.serial}.{self.rng.choice(LAST).split(' ')[-1].lower()}@example.com")

    def noise(self, flat):
        """Some (key, value) pairs about a contact; `flat` where the body is `fields` and knows no objects."""
        rng = self.rng
        self.serial += 1
        first, last = self.plant(rng.choice(FIRST)), self.plant(rng.choice(LAST))
        phone = self.plant(f"+1 (555) 01{rng.randrange(10, 99)}-{self.serial}77")
        big = self.plant(rng.randrange(2 ** 53 + 1, 2 ** 63))
        choices = [
            ("patientName", f"{first} {last}"), ("firstName", first), ("last_name", last.upper()),
            ("email", self.mail()), ("emailId", self.mail().upper()), ("phone", phone),
            ("contactId", big), ("patient_id", str(big)), ("dateOfBirth", self.plant(f"19{rng.randrange(40, 99)}-03-17")),
            ("remark", f"{first} {last} asked to be called at {phone}"), ("durationMs", rng.choice([401, 12, 503])),
            ("room", "401"), ("comment", f"Told {first} that Integration is beta for now"), ("host", {"name": "node-7"}),
            ("customer", {"name": f"{first} {last}", "contact": {"mail": self.mail(), "phones": [phone]}}),
            ("visitors", [{"name": first}, {"name": last}]), ("emoji", "🙂 " + first), ("restrictedFlagless", False),
        ]
        if rng.random() < 0.05:
            choices.append(("chartKey", self.plant(rng.randrange(2 ** 64, 2 ** 66))))
        picked = rng.sample(choices, rng.randrange(2, 7))
        if flat:
            picked = [(key, value) for key, value in picked if not isinstance(value, dict) and key != "visitors"]
            picked.append(("customer.name", f"{first} {last}"))
        return picked
