internal import Glibc
internal import Model
internal import Support

/// Finds since when something has become more frequent, by comparing the shares of neighbouring hours.
///
/// Of all ways to cut a stretch out of the time that was read, it takes the one whose share differs most from the
/// rest, by the likelihood ratio of two binomials against one.
struct ChangePointDetector {
    private var starts: [Int] = []
    private var affected: [Int] = [0]
    private var all: [Int] = [0]
    private var hoursPerBin = 1

    /// More bins than this are joined to days, so that trying all stretches stays cheap.
    private static let mostBins = 400
    /// Fewer records on one side say nothing.
    private static let fewest = 10
    /// A ratio that chance reaches in a thousand stretches of a thousand inputs at most.
    private static let least = 14.0

    /// `affected` and `all`: records by hours since 1970; every affected record is one of `all`.
    init(affected counts: [Int: Int], all totals: [Int: Int]) {
        hoursPerBin = totals.count > Self.mostBins ? 24 : 1
        var bins: [Int: (Int, Int)] = [:]
        for (hour, count) in totals { bins[bin(hour), default: (0, 0)].1 += count }
        for (hour, count) in counts { bins[bin(hour), default: (0, 0)].0 += count }
        for (start, count) in bins.sorted(by: { $0.key < $1.key }).suffix(Self.mostBins) {
            starts.append(start)
            affected.append(affected[affected.count - 1] + count.0)
            all.append(all[all.count - 1] + count.1)
        }
    }

    private func bin(_ hour: Int) -> Int {
        (hour >= 0 ? hour / hoursPerBin : (hour - hoursPerBin + 1) / hoursPerBin) * hoursPerBin
    }

    /// The step, or nothing where none stands out.
    func changePoint() -> ChangePoint? {
        var best: (score: Double, from: Int, to: Int)?
        var lasting: (score: Double, from: Int, to: Int)?
        for to in 1..<max(2, starts.count + 1) where to <= starts.count {
            for from in 0..<to {
                guard let score = score(from, to) else { continue }
                if score > best?.score ?? 0 { best = (score, from, to) }
                if to == starts.count && score > lasting?.score ?? 0 { lasting = (score, from, to) }
            }
        }
        // What lasts to the end is named as such, unless a stretch that ended explains much more.
        guard let best else { return nil }
        let chosen = lasting.flatMap { $0.score >= 0.8 * best.score ? $0 : nil } ?? best
        return ChangePoint(
            since: chosen.from == 0 ? nil : text(chosen.from), until: chosen.to == starts.count ? nil : text(chosen.to),
            outside: share(chosen.from, chosen.to, isInside: false),
            inside: share(chosen.from, chosen.to, isInside: true))
    }

    private func text(_ bin: Int) -> String { Timestamp.text(milliseconds: starts[bin] * Timeline.hour) }

    private func share(_ from: Int, _ to: Int, isInside: Bool) -> ChangePoint.Share {
        let records = affected[to] - affected[from]
        let of = all[to] - all[from]
        return isInside
            ? ChangePoint.Share(records: records, of: of)
            : ChangePoint.Share(records: affected[starts.count] - records, of: all[starts.count] - of)
    }

    /// How much better two shares explain the counts than one; nothing for what is no step up.
    private func score(_ from: Int, _ to: Int) -> Double? {
        if from == 0 && to == starts.count { return nil }
        let inside = share(from, to, isInside: true)
        let outside = share(from, to, isInside: false)
        guard inside.of >= Self.fewest, outside.of >= Self.fewest else { return nil }
        let before = Double(outside.records) / Double(outside.of)
        let after = Double(inside.records) / Double(inside.of)
        guard after >= 2 * before, after - before >= 0.2 else { return nil }
        let ratio =
            Self.likelihood(inside) + Self.likelihood(outside)
            - Self.likelihood(ChangePoint.Share(records: inside.records + outside.records, of: inside.of + outside.of))
        return ratio >= Self.least ? ratio : nil
    }

    private static func likelihood(_ share: ChangePoint.Share) -> Double {
        let yes = Double(share.records)
        let no = Double(share.of - share.records)
        let all = Double(share.of)
        return (yes > 0 ? yes * log(yes / all) : 0) + (no > 0 ? no * log(no / all) : 0)
    }
}
