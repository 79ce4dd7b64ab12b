internal import Arguments
internal import CScenarios
internal import Glibc
internal import Sandbox
internal import Support

/// `be-sandbox`: a stand-in for athenahealth on this machine, with invented practices.
enum SandboxCommand {
    private static let port = Option(
        "port", placeholder: "N", help: "The port on 127.0.0.1; 0 takes any that is free.", defaultText: "8757",
        parse: Parsers.integer(in: 0...65_535))
    private static let fault = Option(
        "fault", placeholder: "WORDS", help: "Make something go wrong, such as 'route=departments page=2 status=503'.",
        details: """
            Keys: \(FaultWords.keys.joined(separator: ", ")). route is one of \
            \(FaultWords.alternatives(Fault.Route.self)); body one of \(FaultWords.alternatives(Fault.Body.self)); raw \
            one of \(FaultWords.alternatives(Fault.Raw.self)). delay is in milliseconds. While the sandbox \
            runs, `curl -X POST 'http://127.0.0.1:8757/sandbox/faults?route=ping&status=503'` adds one, and \
            `curl -X DELETE http://127.0.0.1:8757/sandbox/faults` takes all away.
            """,
        repetition: .each, parse: Parsers.nonEmptyText)
    private static let check = Flag("check", help: "Only check the scenario, and end.")
    private static let quiet = Flag("quiet", short: "q", help: "Do not say which port is used.")

    private static let definition = Command(
        "be-sandbox", summary: "Stand in for athenahealth on this machine, with invented practices.",
        description: """
            Serves tokens, the list of practices, ping, departments and cancellation reasons, with the oddities of the \
            real API, until Ctrl-C. SCENARIO is a YAML file such as Samples/sandbox/clinics.yaml, which is also what \
            is served without one. be-diagnose finds it by `--profile sandbox`.
            """,
        operands: [Operand("SCENARIO", .optional, completion: .files)], options: [port, fault, check, quiet],
        examples: [
            Example("be-sandbox", "Serve the shipped practices on port 8757."),
            Example("be-sandbox --port 0 mine.yaml", "Serve practices of your own on a free port, which is printed."),
            Example("be-sandbox --fault 'route=token status=429'", "Refuse every token."),
            Example("be-sandbox --fault 'route=departments page=2 raw=truncate times=1'", "Cut one answer off."),
            Example("be-sandbox --check mine.yaml", "Look for mistakes in a scenario."),
        ],
        exitNotes: [
            ExitNote(0, "ended by Ctrl-C, or the scenario is fine"), ExitNote(64, "the command line is wrong"),
            ExitNote(65, "the scenario cannot be read or is wrong"), ExitNote(69, "the port is taken"),
        ])

    static func run(_ arguments: [String]) -> Int32 {
        do throws(ArgumentError) {
            let parsed = try CommandTree(definition).parse(arguments)
            if let length = parsed.helpRequested {
                write(HelpPage.text(for: parsed.scope, length: length, width: 80), to: STDOUT_FILENO)
                return 0
            }
            return run(parsed)
        } catch {
            complain(error.description)
            return 64
        }
    }

    private static func run(_ parsed: ParsedCommand) -> Int32 {
        let file = parsed.operands.first
        let bytes: [UInt8]
        do throws(FileError) { bytes = if let file { try Files.read(file) } else { shipped } } catch {
            complain("\(error.path): cannot be read: \(error.systemText)")
            return 65
        }
        let (scenario, faults) = ScenarioReading.read(bytes, file: file ?? "clinics.yaml")
        guard let scenario else {
            faults.forEach { complain($0.description) }
            return 65
        }
        let service = Service(scenario)
        for words in parsed.all(fault) {
            do throws(FaultWords.Misread) {
                service.add(try FaultWords.read(words))
            } catch {
                complain("--fault: found \(error.found), expected \(error.expected)")
                return 64
            }
        }
        if parsed.isSet(check) { return 0 }
        return serve(service, port: UInt16(parsed[port] ?? 8757), title: scenario.title, quiet: parsed.isSet(quiet))
    }

    private static func serve(_ service: Service, port: UInt16, title: String, quiet: Bool) -> Int32 {
        // Before any thread starts, so that the signals reach `sigwait` below and nobody else.
        var ending = sigset_t()
        sigemptyset(&ending)
        for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&ending, number) }
        pthread_sigmask(SIG_BLOCK, &ending, nil)
        signal(SIGPIPE, SIG_IGN)
        do throws(SandboxServer.Fault) {
            let server = try SandboxServer(service, port: port)
            if !quiet {
                let address = "http://127.0.0.1:\(server.port)"
                write("be-sandbox: \(title)\nbe-sandbox: listening on \(address) (Ctrl-C ends it)\n", to: STDOUT_FILENO)
            }
            var number: Int32 = 0
            sigwait(&ending, &number)
            server.stop()
            return 0
        } catch {
            switch error {
            case .portInUse(let bySandbox):
                let owner = bySandbox ? "another be-sandbox" : "another program"
                complain("port \(port) is in use by \(owner); --port 0 takes a free one")
            case .refused(let why): complain("cannot listen on port \(port): \(why)")
            }
            return 69
        }
    }

    private static var shipped: [UInt8] {
        Array(UnsafeRawBufferPointer(start: cscenarios_clinics, count: cscenarios_clinics_length))
    }

    private static func complain(_ line: String) { write("be-sandbox: \(line)\n", to: STDERR_FILENO) }

    /// Unbuffered, so that a script sees the port at once.
    private static func write(_ text: String, to descriptor: Int32) {
        let bytes = Array(text.utf8)
        _ = Glibc.write(descriptor, bytes, bytes.count)
    }
}
