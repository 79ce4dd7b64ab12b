import Testing
import ToolRunning

@Test func `an empty input cannot be judged`() throws {
    #expect(try Tool.run(["explain"], text: "").exitCode == 2)
}
