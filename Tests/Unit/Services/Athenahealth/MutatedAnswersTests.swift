import Foundation
import Testing
import ToolRunning

@testable import Model
@testable import Services

/// Ten thousand answers with random mutations: what comes out is what an oracle in Python says, or an error.
@Suite struct MutatedAnswersTests {
    /// A line of `Tests/Models/exports/answers.py`.
    private struct Case: Decodable {
        var kind: String
        var body: Data
        var error: Bool?
        var rows: [Row]?
        var complete: Bool?
    }

    /// The members of all kinds of rows.
    private struct Row: Decodable, Equatable {
        var id: String
        var name: String?
        var goLiveDate: String?
        var experienceMode: String?
        var publicNames: [String]?
        var patientName: String?
        var city: String?
        var state: String?
        var providerGroup: String?
        var noShow: Bool?
        var patientRescheduled: Bool?
        var providerUnavailable: Bool?
        var slotAvailable: Bool?
    }

    @Test func `ten thousand mutated answers decode as the oracle says`() async throws {
        let seed = ProcessInfo.processInfo.environment["BE_DIAGNOSE_SEED"] ?? "8"
        var counts = (read: 0, refused: 0)
        for line in try Self.generated(seed: seed, count: 10_000) {
            let expected = try JSONDecoder().decode(Case.self, from: line)
            let outcome = await Self.decode(expected.kind, Array(expected.body))
            if expected.error == true { counts.refused += 1 } else { counts.read += 1 }
            guard Self.agrees(outcome, expected) else {
                Issue.record("\(String(decoding: line, as: UTF8.self))\n\(expected.body as NSData)\ngave \(outcome)")
                return
            }
        }
        // Neither would a generator that makes nothing but rubbish tell much, nor one that makes none.
        #expect(counts.read > 5_000)
        #expect(counts.refused > 500)
    }

    private static func agrees(_ outcome: Outcome, _ expected: Case) -> Bool {
        switch outcome {
        case .failure: expected.error == true
        case .success(let rows, let isComplete): rows == expected.rows && isComplete == expected.complete
        }
    }

    private enum Outcome {
        case success([Row], isComplete: Bool)
        case failure(AthenahealthError)
    }

    /// The first page is the answer; a second one there is not.
    private static func decode(_ kind: String, _ body: [UInt8]) async -> Outcome {
        do {
            let client = try Doubles.client { target in
                target.contains("OFFSET") || target.contains("offset") ? (500, []) : (200, body)
            }
            switch kind {
            case "practices":
                let all = try await client.practices()
                return .success(
                    all.rows.map {
                        Row(
                            id: $0.id, name: $0.name, goLiveDate: $0.goLiveDate, experienceMode: $0.experienceMode,
                            publicNames: $0.publicNames)
                    }, isComplete: all.isComplete)
            case "departments":
                let all = try await client.departments(of: VendorID("10021"), hidden: false)
                return .success(
                    all.rows.map {
                        Row(
                            id: $0.id, name: $0.name, patientName: $0.patientName, city: $0.city, state: $0.state,
                            providerGroup: $0.providerGroup)
                    }, isComplete: all.isComplete)
            default:
                let all = try await client.cancelReasons(of: VendorID("10021"))
                return .success(
                    all.rows.map {
                        Row(
                            id: $0.id, name: $0.name, noShow: $0.noShow, patientRescheduled: $0.patientRescheduled,
                            providerUnavailable: $0.providerUnavailable, slotAvailable: $0.slotAvailable)
                    }, isComplete: all.isComplete)
            }
        } catch let error as AthenahealthError {
            return .failure(error)
        } catch {
            return .failure(.unexpected("\(error)"))
        }
    }

    private static func generated(seed: String, count: Int) throws -> [Data] {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "python3", Tool.root.appendingPathComponent("Tests/Models/exports/answers.py").path, seed, String(count),
        ]
        process.standardOutput = output
        try process.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let lines = text.split(separator: UInt8(ascii: "\n"))
        try #require(process.terminationStatus == 0 && lines.count == count)
        return lines.map { Data($0) }
    }
}
