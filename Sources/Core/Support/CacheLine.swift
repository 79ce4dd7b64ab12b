/// As many bytes as a processor moves between its cores at once: what stands behind them in an object shares no cache line
/// with the object before it.
public struct CacheLine: Sendable {
    private let words = (UInt64(0), UInt64(0), UInt64(0), UInt64(0), UInt64(0), UInt64(0), UInt64(0), UInt64(0))

    /// Room that nothing uses.
    public init() {}
}
