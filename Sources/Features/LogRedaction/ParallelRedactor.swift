internal import Dispatch
internal import Reporting

/// Copies a log on several threads, as far as its lines stand alone.
///
/// Each thread takes its share of the lines as if nothing before them bore on them. Where something does (a document or a
/// key goes on), what that thread made is thrown away, and the rest of the input is copied in its order.
struct ParallelRedactor {
    private var workers: [LogRedactor]
    private var done = HiddenTally()
    /// Begun and not whole yet.
    private var held: [UInt8] = []
    private var linesStandAlone = true
    /// Less is not worth the threads.
    private static let least = 1 << 16

    /// `threads`: how many copy at the same time.
    init(_ rules: RedactionRules, gate: Gate, harmless: HarmlessText, pseudonyms: Pseudonyms, threads: Int) {
        let redactor = LogRedactor(rules, gate: gate, harmless: harmless, pseudonyms: pseudonyms)
        workers = Array(repeating: redactor, count: max(1, threads))
    }

    /// How many values were hidden, by kind.
    var tally: HiddenTally {
        var all = done
        all.add(workers[0].tally)
        return all
    }

    /// Begins another input; what was hidden before keeps its pseudonym.
    ///
    /// `readValues`: what the reader of logs has found in it.
    mutating func begin(_ readValues: ReadValues = ReadValues()) {
        workers[0].begin()
        for index in workers.indices { workers[index].readValues = readValues }
        held = []
        linesStandAlone = true
    }

    /// Takes the next bytes and answers what can be said so far, in order; `isEnd`: nothing follows.
    mutating func next(_ bytes: [UInt8], isEnd: Bool) -> [[UInt8]] {
        bytes.withUnsafeBufferPointer { input in
            var outputs: [[UInt8]] = []
            var start = 0
            if !held.isEmpty {
                let newline = input.firstIndex(of: 0x0A)
                start = newline.map { $0 + 1 } ?? input.count
                held.append(contentsOf: Bytes(rebasing: input[..<start]))
                // A line that is not whole waits, unless it is too long to.
                if newline == nil, !isEnd, held.count < LogRedactor.longest { return [] }
                outputs.append(workers[0].next(held, isEnd: isEnd && start == input.count))
                held = []
            }
            let end = isEnd ? input.count : input[start...].lastIndex(of: 0x0A).map { $0 + 1 } ?? start
            outputs += lines(Bytes(rebasing: input[start..<end]), isEnd)
            held = Array(input[end...])
            return outputs
        }
    }

    private mutating func lines(_ input: Bytes, _ isEnd: Bool) -> [[UInt8]] {
        // Whether lines stand alone, the first one tells.
        if workers[0].walk.linesStandAlone == nil, workers[0].isFresh, input.count >= Self.least,
            let first = input[(Self.least / 2)...].firstIndex(of: 0x0A)
        {
            let start = workers[0].next(Bytes(rebasing: input[...first]), isEnd: false)
            return [start]
                + (workers[0].walk.linesStandAlone == nil
                    ? [workers[0].next(Bytes(rebasing: input[(first + 1)...]), isEnd: isEnd)]
                    : lines(Bytes(rebasing: input[(first + 1)...]), isEnd))
        }
        let isAlone = linesStandAlone && workers[0].isFresh
        guard workers.count > 1, isAlone, input.count >= Self.least else {
            return [workers[0].next(input, isEnd: isEnd)]
        }
        let shares = shares(of: input)
        var outputs = copyInParallel(input, shares, isEnd)
        for (index, share) in shares.enumerated() {
            done.add(workers[index].tally)
            workers[index].tally = HiddenTally()
            if index > 0 { workers[0].goOn(from: workers[index]) }
            if index == shares.count - 1 || workers[index].isFresh { continue }
            linesStandAlone = false
            for later in shares.indices where later > index { workers[later].tally = HiddenTally() }
            outputs.removeSubrange((index + 1)...)
            outputs.append(workers[0].next(Bytes(rebasing: input[share.upperBound...]), isEnd: isEnd))
            break
        }
        return outputs
    }

    /// About as much for each, cut behind a newline.
    private func shares(of input: Bytes) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var start = 0
        for number in 1...workers.count where start < input.count {
            let aim = max(start, input.count / workers.count * number)
            let newline = number == workers.count || aim >= input.count ? nil : input[aim...].firstIndex(of: 0x0A)
            let end = newline.map { $0 + 1 } ?? input.count
            result.append(start..<end)
            start = end
        }
        return result
    }

    private mutating func copyInParallel(_ input: Bytes, _ shares: [Range<Int>], _ isEnd: Bool) -> [[UInt8]] {
        done.add(workers[0].tally)
        for index in shares.indices {
            workers[index].begin(asIf: workers[0].walk.linesStandAlone)
            workers[index].tally = HiddenTally()
        }
        var outputs = [[UInt8]](repeating: [], count: shares.count)
        workers.withUnsafeMutableBufferPointer { workers in
            outputs.withUnsafeMutableBufferPointer { outputs in
                // Unsafe: each iteration touches its own worker and output only.
                nonisolated(unsafe) let workers = workers
                nonisolated(unsafe) let outputs = outputs
                nonisolated(unsafe) let input = input
                DispatchQueue.concurrentPerform(iterations: shares.count) { index in
                    outputs[index] = workers[index].next(
                        Bytes(rebasing: input[shares[index]]), isEnd: isEnd && index == shares.count - 1)
                }
            }
        }
        return outputs
    }
}
