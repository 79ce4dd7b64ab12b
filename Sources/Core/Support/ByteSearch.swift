internal import Glibc

extension UnsafePointer<UInt8> {
    /// The offset of the first such byte in `start..<end`; nothing where there is none.
    public func offset(of byte: UInt8, from start: Int, to end: Int) -> Int? {
        guard start < end, let found = memchr(self + start, Int32(byte), end - start) else { return nil }
        return UnsafeRawPointer(self).distance(to: UnsafeRawPointer(found))
    }
}
