internal import Foundation
public import Testing

/// Tests that start programs: a few at a time, and apart from the threads on which all other tests run.
///
/// Hundreds of tools and servers at once would only wait for each other, and what is timed would be the waiting.
public struct FewAtATime: SuiteTrait, TestTrait, TestScoping {
    public let isRecursive = true
    private static let slots = Slots(max(4, ProcessInfo.processInfo.activeProcessorCount))

    /// Runs one case of a test once there is room for it.
    public func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        // Its limit runs while it waits, and is meant for what it does.
        if test.timeLimit != nil { return try await undisturbed(function) }
        try await Self.slots.run { try await undisturbed(function) }
    }

    /// Nothing around suites and tests as a whole: the cases in them would wait for their own suite.
    public func scopeProvider(for test: Test, testCase: Test.Case?) -> Self? { testCase == nil ? nil : self }
}

extension Trait where Self == FewAtATime {
    /// For every suite that starts programs.
    public static var fewAtATime: Self { Self() }
}
