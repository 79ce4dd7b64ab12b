import Foundation
import ShippedPlaybooks
import Testing

@testable import Configuration
@testable import Model

@Suite struct SettingOptionTests {
    @Test(arguments: [
        ("appointmentstatus", "3,4", "appointmentstatus", "3,4"), ("AppointmentStatus", "3", "appointmentstatus", "3"),
        (" appointmentstatus", "appointmentstatus=3,4", "appointmentstatus", "3,4"),
        ("ALL_SCRIPTS_APPOINTMENT_TYPES", "Recall", "allscripts.appointment.type", "Recall"),
        ("location name", "Harbor Office", "allscripts.location.name", "Harbor Office"),
        ("Customer Fetch Delay (days)", "2", "Customer fetch delay", "2"), ("practiceid", "", "practiceid", ""),
        ("departmentid", " 1, 2", "departmentid", " 1, 2"),
    ])
    func `a key, another spelling or a label`(key: String, value: String, name: String, kept: String) throws {
        let setting = try SettingOption.read(key: key, value: value, position: 2, playbooks: Shipped.playbooks)
        #expect(setting == Setting(key: name, value: kept, place: .option("--set", 2)))
    }

    @Test(arguments: [
        ("apointmentstatus", "no property is called ‘apointmentstatus’; did you mean ‘appointmentstatus’?"),
        (
            "Alscripts.location.NAME",
            "no property is called ‘Alscripts.location.NAME’; did you mean ‘allscripts.location.name’?"
        ),
        (
            "appointment status",
            "‘appointment status’ means several properties: appointmentstatus (AthenaHealth), allscripts.appointment.status (Allscripts); name one of them"
        ),
        ("pm_password", "‘PM_Password’ is a secret, and no secret is ever an option's value; leave it out"),
    ])
    func `a mistake is told with the way out`(key: String, said: String) {
        let fault = #expect(throws: ConfigurationError.self) {
            try SettingOption.read(key: key, value: "hunter2", position: 1, playbooks: Shipped.playbooks)
        }
        #expect(fault?.text == said)
        #expect(fault?.description == "--set: \(said)")
    }

    @Test func `an unknown key lists the known ones, without secrets`() {
        let fault = #expect(throws: ConfigurationError.self) {
            try SettingOption.read(key: "zzzzzzzz", value: "", position: 1, playbooks: Shipped.playbooks)
        }
        #expect(fault?.text.contains("appointmentstatus, practiceid") == true)
        #expect(fault?.text.contains("Password") == false)
    }
}
