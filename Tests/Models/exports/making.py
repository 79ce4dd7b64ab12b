"""Makes one record of a wanted kind."""
from records import *

NAMED = ["unrestricted", "known", "several", "by value"]
UNPLACED = ["placed by text", "placed by status text", "placed by field", "unrestricted, unnamed"]
DOUBTFUL = ["unknown", "known and unknown"]
DOUBTFUL_UNPLACED = ["open beta", "unknown, unnamed", "placed, with unknown"]


class Maker:
    def __init__(self, rng, people, businesses, doubtful, named_only, untimed_share):
        self.rng, self.people, self.businesses = rng, people, businesses
        self.doubtful, self.untimed_share = doubtful, untimed_share
        self.kinds = [(kind, 8) for kind in NAMED[1:3]] + [("unrestricted", 6), ("by value", 1)]
        if doubtful:
            self.kinds += [(kind, 3) for kind in DOUBTFUL]
        if not named_only:
            self.kinds += [(kind, 1) for kind in UNPLACED]
            if doubtful:
                self.kinds += [(kind, 1) for kind in DOUBTFUL_UNPLACED]

    def make(self, style, kind=None):
        rng = self.rng
        kind = kind or rng.choices([k for k, _ in self.kinds], [w for _, w in self.kinds])[0]
        if kind == "by value" and style.body == "fields":
            kind = "known"
        record = Record(style.body, features={kind})
        record.business = rng.choice(self.businesses)
        integration = rng.choice(style.integrations)
        self.reasons(kind, integration, record, style)
        self.identity(record, style)
        if record.integration and "named" in record.features:
            self.integration(record, style)
        elif "named" not in record.features:
            record.may_gap = True
            if rng.random() < 0.3:
                record.pairs.append(("source", rng.choice(DECOY_PATHS)))
        record.pairs += self.people.noise(style.body == "fields")
        rng.shuffle(record.pairs)
        self.trimmings(record, style)
        return record

    def reasons(self, kind, integration, record, style):
        rng, named, field_pairs, items = self.rng, True, [], None
        mine = REASONS[integration]
        allscripts = {reason.code: reason for reason in REASONS[ALLSCRIPTS]}
        if kind.startswith("unrestricted"):
            named = kind == "unrestricted"
            self.unrestricted(record, style)
        elif kind == "by value":
            reason = rng.choice(mine)
            record.effects, field_pairs = known(rng, [reason], self.doubtful)
            record.pairs.append((rng.choice(["outcomeText", "decision", "why"]), exact(reason)))
            record.may_gap = True
        elif kind in ("known", "several", "known and unknown"):
            picked = [rng.choice(mine)] if kind == "known" else rng.sample(mine, rng.randrange(1, len(mine) + 1))
            record.effects, field_pairs = known(rng, picked, self.doubtful)
            items = [(varied(rng, reason), True) for reason in picked]
            if kind == "several" and rng.random() < 0.15:
                items.append((varied(rng, rng.choice(picked)), True))
                record.features.add("the same reason twice")
            if kind == "known and unknown":
                items += [(text, False) for text in rng.sample(UNKNOWN, rng.choice([1, 1, 2]))]
            rng.shuffle(items)
        elif kind in ("unknown", "unknown, unnamed"):
            named = kind == "unknown"
            items = [(text, False) for text in rng.sample(UNKNOWN, rng.choice([1, 1, 1, 2]))]
            if not named:
                integration = None
        elif kind in ("placed by text", "placed, with unknown"):
            named, integration = False, ALLSCRIPTS
            picked = rng.sample([allscripts["BE3102"], allscripts["BE3103"]], rng.choice([1, 1, 2]))
            if kind == "placed by text":
                extra = rng.choice([None, None, "BE3104", "BE3101"])
                picked += [allscripts[extra]] if extra else []
            record.effects, field_pairs = known(rng, picked, self.doubtful)
            items = [(exact(reason) if reason.code == "BE3101" else varied(rng, reason), True) for reason in picked]
            if kind == "placed, with unknown":
                items.append((rng.choice(UNKNOWN), False))
        elif kind == "placed by status text":
            named = False
            record.effects, field_pairs = known(rng, [mine[0]], self.doubtful)
            items = [(exact(mine[0]), True)]
        elif kind == "placed by field":
            named = False
            record.effects, field_pairs = known(rng, [mine[-1]], False)
            items = [(varied(rng, mine[-1]), True)]
            alone = PROCEDURE if integration == ATHENA else rng.choice([TYPE, PLACE])
            field_pairs.append((alone, "99213" if alone == PROCEDURE else rng.choice(VALUES[ALLSCRIPTS, alone])))
        elif kind == "open beta":
            named, integration = False, None
            record.effects = [Effect(None, "BE1101", "undetermined")]
            items = [(varied(rng, mine[-1]), True)]
        if items:
            values, strange = composed(rng, items, record)
            alias = style.alias("reason")
            record.pairs += [(alias, value) for value in values]
            if strange:
                record.effects.append(unknown(integration, strange))
        record.integration = integration if named or record.effects else None
        if named:
            record.features.add("named")
            self.other_evidence(record, integration, field_pairs)
        elif kind == "open beta" and rng.random() < 0.5:
            field_pairs.append((STATUS, "2"))
        record.pairs += field_pairs

    def other_evidence(self, record, integration, field_pairs):
        """Fields that no reason of this record compares: they are no evidence."""
        compared = {effect.name for effect in record.effects}
        for (owner, name), pool in VALUES.items():
            if owner == integration and name not in compared and self.rng.random() < 0.4:
                field_pairs.append((name, self.rng.choice(pool)))
        if integration == ATHENA and self.rng.random() < 0.3:
            field_pairs.append((PROCEDURE, self.rng.choice(["99213", "99214"])))

    def unrestricted(self, record, style):
        rng = self.rng
        value = rng.choice(["absent", None] + BLANK_REASONS)
        if value != "absent":
            record.pairs.append((style.alias("reason"), value))
        if self.doubtful and rng.random() < 0.04:
            record.pairs.append(("restricted", True))
            record.must_gap = True
            record.features.add("flag without reason")
        elif rng.random() < 0.1:
            record.pairs.append(("restricted", False))

    def identity(self, record, style):
        rng = self.rng
        alias = style.alias("business")
        at = BUSINESS_ALIASES.index(alias)
        record.pairs.append((alias, int(record.business) if style.numeric_business else record.business))
        if at > 0 and rng.random() < 0.05:
            record.pairs.append((BUSINESS_ALIASES[rng.randrange(at)], rng.choice(["n/a", "unknown", None])))
            record.features.add("decoy business")
        elif at + 1 < len(BUSINESS_ALIASES) and rng.random() < 0.05:
            record.pairs.append((rng.choice(BUSINESS_ALIASES[at + 1:]), "169990000009999"))
            record.features.add("second business alias")
        if rng.random() < self.untimed_share:
            record.may_gap = True
            record.features.add("no time")
            return
        record.time = style.base_time + rng.randrange(10 * 86_400_000)
        alias = style.alias("time")
        record.pairs.append((alias, clock(record.time, style.clock)))
        if alias != "time" and rng.random() < 0.05:
            record.pairs.append(("time", clock(record.time + 40 * 86_400_000, style.clock)))
            record.features.add("second time alias")

    def integration(self, record, style):
        rng = self.rng
        alias = style.alias("integration")
        at = INTEGRATION_ALIASES.index(alias)
        record.pairs.append((alias, integration_value(rng, alias, record.integration)))
        if at > 0 and rng.random() < 0.1:
            record.pairs.append((INTEGRATION_ALIASES[rng.randrange(at)], rng.choice(DECOY_PATHS + [None])))
            record.features.add("decoy integration")
        elif alias != "source" and rng.random() < 0.2:
            record.pairs.append(("source", rng.choice(DECOY_PATHS)))
            record.features.add("decoy source")

    def trimmings(self, record, style):
        """Lower levels that a higher one hides (D7), doubled multi-fields, keys written with an escape."""
        rng = self.rng
        keys = [key for key, value in record.pairs if value is not None]
        if record.body != "bare" and record.effects and rng.random() < 0.08:
            decoys = {**{a: BETA for a in REASON_ALIASES}, **{a: "169990000008888" for a in BUSINESS_ALIASES},
                      STATUS: "hidden", TYPE: "hidden", PLACE: "hidden"}
            hidden = [(key, decoys[key]) for key in dict.fromkeys(keys) if key in decoys]
            if "decoy business" in record.features:
                hidden = [pair for pair in hidden if pair[0] not in BUSINESS_ALIASES]
            level = "fields" if record.body == "_source" and rng.random() < 0.5 else "top"
            if hidden:
                record.lower[level] = rng.sample(hidden, rng.randrange(1, len(hidden) + 1))
                record.features.add(f"hidden values in {level}")
        if record.body == "fields" and rng.random() < 0.3:
            record.pairs += [(key + ".keyword", value) for key, value in record.pairs
                             if key in REASON_ALIASES or key in (STATUS, TYPE, PLACE)]
            record.features.add("multi-fields")
        if rng.random() < 0.03:
            record.escaped = {rng.choice([key for key in keys if key.isascii() and len(key) > 3])}
            record.features.add("escaped key")
