/// A short list that is filled and cleared once a record or group: clearing costs nothing, and no access asks who else
/// holds it.
struct ScratchList<Element: BitwiseCopyable>: ~Copyable {
    private var elements: UnsafeMutablePointer<Element>
    private var capacity = 8
    private(set) var count = 0

    init() { elements = .allocate(capacity: capacity) }

    deinit { elements.deallocate() }

    /// What stands in it; valid until the next change.
    var all: UnsafeMutableBufferPointer<Element> { UnsafeMutableBufferPointer(start: elements, count: count) }

    mutating func append(_ element: Element) {
        if count == capacity { grow() }
        (elements + count).initialize(to: element)
        count += 1
    }

    mutating func removeAll() { count = 0 }

    private mutating func grow() {
        capacity *= 2
        let grown = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
        grown.initialize(from: elements, count: count)
        elements.deallocate()
        elements = grown
    }
}

extension ScratchList where Element: Equatable {
    /// Adds what does not stand there yet; whether it did not.
    @discardableResult
    mutating func insert(_ element: Element) -> Bool {
        for place in 0..<count where elements[place] == element { return false }
        append(element)
        return true
    }
}
