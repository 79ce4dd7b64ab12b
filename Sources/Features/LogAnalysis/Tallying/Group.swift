/// Records of one shape, of one business, with the same compared values and times of one kind; each record is in
/// exactly one group.
struct Group: Hashable, BitwiseCopyable {
    /// What is known of when records were written.
    enum Timing: Int32 {
        case known
        /// A time, but not in which zone.
        case zoneless
        case none
    }

    /// The shape and, in the lowest two bits, the timing; negative where there is no group.
    private var tagged: Int32
    var business: Int32
    /// The number of the compared fields' cells, or -1 where no field is compared.
    var values: Int32

    init(shape: Int, business: Int, values: Int32, _ timing: Timing) {
        tagged = Int32(shape) << 2 | timing.rawValue
        self.business = Int32(business)
        self.values = values
    }

    private init() {
        tagged = -1
        business = -1
        values = -1
    }

    /// A free place among groups.
    static let none = Group()

    var isNone: Bool { tagged < 0 }

    var shape: Int32 { tagged >> 2 }

    var timing: Timing { Timing(rawValue: tagged & 3) ?? .none }

    /// Well mixed in the lowest bits.
    var hash: Int {
        var hash = UInt64(UInt32(bitPattern: tagged)) &* 0x9E37_79B9_7F4A_7C15
        hash = (hash ^ UInt64(UInt32(bitPattern: business))) &* 0xA076_1D64_78BD_642F
        hash = (hash ^ (hash >> 29) ^ UInt64(UInt32(bitPattern: values))) &* 0xE703_7ED1_A0B4_28DB
        return Int(truncatingIfNeeded: hash >> 20)
    }
}
