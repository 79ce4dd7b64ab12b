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
        // The labels of the dashboard, as domain.md has them.
        ("Show All departments", "true", "showalldepartments", "true"), ("Practice ID", "30700", "practiceid", "30700"),
        ("customer fetch delay", "3", "Customer fetch delay", "3"), ("Department ID", "12", "departmentid", "12"),
        ("Provider NPI number", "1234567893", "athenaProviderNpi", "1234567893"),
        ("future duration ( in months )", "6", "Future Duration (in months)", "6"),
        ("Past Duration (months)", "6", "Past Duration (months)", "6"),
        ("CANCELLATION REASON ID", "7", "Cancellation Reason ID", "7"),
        ("Override Group Properties", "yes", "Override Group Properties", "yes"),
        ("Data Fetch Logic", "location", "Data Fetch Logic", "location"),
        ("PMS User Name", "pm", "pms_user_name", "pm"),
        ("LocationName", "Lakeside", "allscripts.location.name", "Lakeside"),
        ("Appointment Type", "Recall", "allscripts.appointment.type", "Recall"),
        ("Status", "Inactive", "active", "false"), (" status ", "ACTIVE", "active", "true"),
        ("active", "false", "active", "false"), ("Frequency", "1 DAYS", "frequency", "1 DAYS"),
        ("Next RunTime", "2026-11-25 06:00", "nextRunTime", "2026-11-25 06:00"),
        ("next run time", "tomorrow", "nextRunTime", "tomorrow"),
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
        ("Status", "found ‘hunter2’ for ‘Status’, expected active or inactive"),
        ("Service User Name", "‘User_Name’ is a secret, and no secret is ever an option's value; leave it out"),
        ("pm_password", "‘PM_Password’ is a secret, and no secret is ever an option's value; leave it out"),
    ])
    func `a mistake is told with the way out`(key: String, said: String) {
        let fault = #expect(throws: ConfigurationError.self) {
            try SettingOption.read(key: key, value: "hunter2", position: 1, playbooks: Shipped.playbooks)
        }
        #expect(fault?.text == said)
        #expect(fault?.description == "--set: \(said)")
    }

    @Test func `an example of a playbook names one property`() {
        let fault = #expect(throws: ConfigurationError.self) {
            try SettingOption.read(
                key: "appointment status", value: "closed", position: 1, playbooks: Shipped.playbooks)
        }
        #expect(
            fault?.text
                == "‘appointment status’ means several properties: appointmentstatus (AthenaHealth), allscripts.appointment.status (Allscripts); name one of them"
        )
    }

    /// A label that both integrations have means the property of each, as far as the value can be one of it.
    @Test(arguments: [
        ("3,4", nil, ["appointmentstatus=3,4"]), ("x", nil, ["appointmentstatus=x"]),
        ("Arrived", nil, ["allscripts.appointment.status=Arrived"]),
        ("closed", nil, ["appointmentstatus=3,4", "allscripts.appointment.status=closed"]),
        ("Checked out, Charges entered", "AthenaHealth", ["appointmentstatus=3,4"]),
        ("checked in,closed", "AthenaHealth", ["appointmentstatus=2,3,4"]),
        ("Filled", "AthenaHealth", ["appointmentstatus=f"]),
        ("Canceled", "AthenaHealth", ["appointmentstatus=Canceled"]),
        ("3,4", "Allscripts", ["allscripts.appointment.status=3,4"]),
    ])
    func `appointment status`(value: String, integration: String?, settings: [String]) throws {
        let read = try SettingOption.settings(
            key: "appointment Status", value: value, position: 1, integration: integration, playbooks: Shipped.playbooks
        )
        #expect(read.settings.map { "\($0.key)=\($0.value)" } == settings)
    }

    @Test func `a note says which values stand for a word, and which property for a label`() throws {
        let read = try SettingOption.settings(
            key: "Appointment status", value: "Checked out", position: 1, integration: "AthenaHealth",
            playbooks: Shipped.playbooks)
        #expect(read.notes.map(\.description) == ["--set: ‘Checked out’ is taken as `3`"])
        let key = try SettingOption.settings(
            key: "appointmentstatus", value: "closed", position: 1, integration: nil, playbooks: Shipped.playbooks)
        #expect(key.settings.map(\.value) == ["closed"] && key.notes.isEmpty)
        let label = try SettingOption.settings(
            key: "Appointment status", value: "3,4", position: 1, integration: nil, playbooks: Shipped.playbooks)
        #expect(
            label.notes.map(\.description) == [
                "--set: the label ‘Appointment status’ is taken as appointmentstatus (AthenaHealth)"
            ])
    }

    @Test func `an unknown key lists the known ones, without secrets`() {
        let fault = #expect(throws: ConfigurationError.self) {
            try SettingOption.read(key: "zzzzzzzz", value: "", position: 1, playbooks: Shipped.playbooks)
        }
        #expect(fault?.text.contains("appointmentstatus, practiceid") == true)
        #expect(fault?.text.contains("Password") == false)
    }
}
