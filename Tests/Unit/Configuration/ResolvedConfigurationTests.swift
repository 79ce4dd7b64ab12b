import ShippedPlaybooks
import Testing

@testable import Configuration
@testable import Model

@Suite struct ResolvedConfigurationTests {
    private static let (a, b, c, enterprise) = (
        "169990000000101", "169990000000102", "169990000000103", "169990000000001"
    )

    private func resolved(
        _ groups: [GroupConfiguration] = [], _ mappings: [MappingConfiguration] = [], set: [Setting] = []
    ) -> ResolvedConfiguration {
        ResolvedConfiguration(
            ClientConfiguration(groups: groups, mappings: mappings), settings: set, playbooks: Shipped.playbooks)
    }

    private func value(
        _ configuration: ResolvedConfiguration, _ key: String, _ business: String?,
        in integration: String = "AthenaHealth"
    ) throws -> String {
        switch configuration.value(
            of: Shipped.property(key, of: integration), integration: integration, business: business)
        {
        case .absent: "-"
        case .known(let setting, let level): "\(setting.value)@\(level.rawValue):\(setting.place.line)"
        case .disputed(let settings):
            "disputed " + settings.map { "\($0.value):\($0.place.line)" }.joined(separator: " ")
        }
    }

    @Test func `nothing given is empty and decides nothing`() throws {
        #expect(resolved().isEmpty)
        #expect(try value(resolved(), "appointmentstatus", Self.a) == "-")
        #expect(!resolved(set: [setting("appointmentstatus", "3")]).isEmpty)
    }

    @Test func `one integration's key is not the other one's label without its blanks`() throws {
        let configuration = resolved([], [mapping(Self.a, setting("Appointment  status", "3"))])
        #expect(try value(configuration, "appointmentstatus", Self.a) == "3@mapping:1")
        let group = resolved([group("2", source: 32, setting("appointmentstatus", "3"))], [mapping(Self.a, group: "2")])
        #expect(try value(group, "allscripts.appointment.status", Self.a, in: "Allscripts") == "-")
    }

    @Test func `a mapping tells of its own business only, in any letter case of the key`() throws {
        let configuration = resolved([], [mapping(Self.a, setting("AppointmentStatus", "3,4"))])
        #expect(try value(configuration, "appointmentstatus", Self.a) == "3,4@mapping:1")
        #expect(try value(configuration, "appointmentstatus", Self.b) == "-")
        #expect(try value(configuration, "appointmentstatus", nil) == "-")
        #expect(try value(configuration, "allscripts.appointment.status", Self.a, in: "Allscripts") == "-")
    }

    @Test func `a mapping overrides the group only where the playbook lets it`() throws {
        let groups = [
            group("1", setting("showalldepartments", "false")),
            group("2", source: 32, setting("allscripts.appointment.status", "Arrived")),
        ]
        let mappings = [
            mapping(Self.a, group: "1", setting("showalldepartments", "true", line: 2)), mapping(Self.b, group: "1"),
            mapping(Self.c, group: "2", setting("allscripts.appointment.status", "Pending", line: 3)),
        ]
        let configuration = resolved(groups, mappings)
        #expect(try value(configuration, "showalldepartments", Self.a) == "true@mapping:2")
        #expect(try value(configuration, "showalldepartments", Self.b) == "false@group:1")
        #expect(
            try value(configuration, "allscripts.appointment.status", Self.c, in: "Allscripts") == "Arrived@group:1")
        let alone = resolved([], [mappings[2]])
        #expect(try value(alone, "allscripts.appointment.status", Self.c, in: "Allscripts") == "-")
    }

    @Test func `a group's value for what belongs to a mapping decides nothing`() throws {
        let configuration = resolved([group(nil, setting("appointmentstatus", "3"))])
        #expect(try value(configuration, "appointmentstatus", Self.a) == "-")
    }

    @Test func `other spellings of a key and labels are understood`() throws {
        let configuration = resolved([
            group(
                source: 32, setting("ALL_SCRIPTS_APPOINTMENT_TYPES", "Recall"),
                setting(" appointment STATUS", "Arrived"))
        ])
        #expect(try value(configuration, "allscripts.appointment.type", Self.a, in: "Allscripts") == "Recall@group:1")
        #expect(
            try value(configuration, "allscripts.appointment.status", Self.a, in: "Allscripts") == "Arrived@group:1")
    }

    @Test func `a sole group holds for all, until a mapping ties a business to it`() throws {
        let status = setting("allscripts.appointment.status", "Arrived")
        let key = "allscripts.appointment.status"
        let sole = resolved([group("1", source: 32, status)])
        #expect(try value(sole, key, Self.a, in: "Allscripts") == "Arrived@group:1")
        #expect(try value(sole, key, nil, in: "Allscripts") == "Arrived@group:1")
        let tied = resolved([group("1", source: 32, status)], [mapping(Self.a, group: "1")])
        #expect(try value(tied, key, Self.a, in: "Allscripts") == "Arrived@group:1")
        #expect(try value(tied, key, Self.b, in: "Allscripts") == "-")
        let elsewhere = resolved([group("1", source: 32, status)], [mapping(Self.a, group: "9")])
        #expect(try value(elsewhere, key, Self.a, in: "Allscripts") == "-")
        #expect(try value(elsewhere, key, Self.b, in: "Allscripts") == "Arrived@group:1")
        let body = resolved([group(number: Self.enterprise, source: 32, status)], [mapping(Self.a, group: "9")])
        #expect(try value(body, key, Self.a, in: "Allscripts") == "Arrived@group:1")
    }

    @Test func `of several groups each holds for its own`() throws {
        let key = "allscripts.appointment.status"
        let configuration = resolved(
            [
                group("1", source: 32, setting(key, "Arrived")),
                group(number: Self.b, source: 32, setting(key, "Pending")),
            ], [mapping(Self.a, group: "1")])
        #expect(try value(configuration, key, Self.a, in: "Allscripts") == "Arrived@group:1")
        #expect(try value(configuration, key, Self.b, in: "Allscripts") == "Pending@group:1")
        #expect(try value(configuration, key, Self.c, in: "Allscripts") == "-")
        #expect(configuration.group(of: Self.a, integration: "Allscripts") == "1")
        #expect(configuration.group(of: Self.b, integration: "allscripts") == Self.b)
        #expect(configuration.group(of: Self.c, integration: "Allscripts") == nil)
    }

    @Test func `a group's body and its answer are one group`() throws {
        let key = "allscripts.appointment.status"
        let configuration = resolved(
            [group(number: Self.enterprise, source: 32, setting(key, "Arrived")), group("7", source: 32)],
            [mapping(Self.a, group: "7")])
        #expect(try value(configuration, key, Self.a, in: "Allscripts") == "Arrived@group:1")
        #expect(configuration.group(of: Self.a, integration: "Allscripts") == "7")
    }

    @Test func `two that disagree are disputed, two that say the same are not`() throws {
        let configuration = resolved(
            [],
            [
                mapping(Self.a, setting("appointmentstatus", "3,4")),
                mapping(Self.a, setting("appointmentstatus", "3", line: 2)),
                mapping(Self.b, setting("appointmentstatus", "3,4")),
                mapping(Self.b, setting("APPOINTMENTSTATUS", "4,3", line: 2)),
                mapping(Self.c, setting("appointmentstatus", "3"), setting("appointmentstatus", " 3", line: 2)),
            ])
        #expect(try value(configuration, "appointmentstatus", Self.a) == "disputed 3,4:1 3:2")
        #expect(try value(configuration, "appointmentstatus", Self.b) == "3,4@mapping:1")
        #expect(try value(configuration, "appointmentstatus", Self.c) == "disputed 3:1  3:2")
    }

    // rules.md D14
    @Test func `what is set by hand beats everything, at the playbook's level`() throws {
        let configuration = resolved(
            [group("1", setting("showalldepartments", "false"))],
            [mapping(Self.a, group: "1", setting("appointmentstatus", "3"), setting("showalldepartments", "true"))],
            set: [
                Setting(key: "appointmentstatus", value: "2", place: .option("--set", 1)),
                Setting(key: "showalldepartments", value: "true", place: .option("--set", 2)),
            ])
        for business in [Self.a, Self.b, nil] {
            #expect(try value(configuration, "appointmentstatus", business) == "2@mapping:1")
            #expect(try value(configuration, "showalldepartments", business) == "true@group:2")
        }
    }

    @Test func `an integration comes from source id or name; a contradiction belongs to none`() throws {
        let settings = setting("allscripts.appointment.status", "Arrived")
        let key = "allscripts.appointment.status"
        for (source, name, holds) in [
            (32, nil, true), (nil, "all_scripts", true), (32, "ALLSCRIPTS", true), (nil, nil, true),
            (32, "Renamed", true),
            (27, nil, false), (27, "ALLSCRIPTS", false), (99, nil, false), (99, "Allscripts", false),
        ] as [(Int?, String?, Bool)] {
            let configuration = resolved([group("1", source: source, name: name, settings)])
            #expect(
                try value(configuration, key, Self.a, in: "Allscripts") == (holds ? "Arrived@group:1" : "-"),
                "\(String(describing: source)) \(String(describing: name))")
        }
    }

    @Test func `a hundred thousand businesses are resolved and looked up in no time`() throws {
        let mappings = (0..<100_000).map { position in
            mapping(String(169_990_000_000_000 + position), group: "1", setting("appointmentstatus", "3,4"))
        }
        var configuration = resolved()
        let building = processorTime { configuration = resolved([group("1")], mappings) }
        let property = Shipped.property("appointmentstatus", of: "AthenaHealth")
        var known = 0
        let asking = processorTime {
            for mapping in mappings {
                let value = configuration.value(
                    of: property, integration: "AthenaHealth", business: mapping.businessNumber)
                if case .known = value { known += 1 }
            }
        }
        #expect(known == 100_000)
        // Generous for a debug build on a busy machine; anything that grows with the square takes minutes.
        #expect(building < .seconds(20))
        #expect(asking < .seconds(20))
    }
}
