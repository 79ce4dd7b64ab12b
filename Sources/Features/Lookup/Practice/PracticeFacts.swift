public import Model

/// All that was learned about one practice id; what decides is `PracticeJudge`.
public struct PracticeFacts: Sendable {
    /// As it was given.
    public var asked: String
    /// The id in it, or what keeps it from being one.
    public var id: Result<VendorID, VendorIDFault>
    /// Whether blanks or full-width digits had to be taken away.
    public var isChanged: Bool
    /// Nil where the list came and holds the id, or nobody could ask.
    public var ping: Ping?

    /// Reads what was given; `ping` comes later.
    public init(asked: String) {
        self.asked = asked
        do throws(VendorIDFault) {
            let pasted = try VendorID.pasted(asked)
            id = .success(pasted.id)
            isChanged = pasted.isChanged
        } catch {
            id = .failure(error)
            isChanged = false
        }
    }

    /// What `ping` said of a practice.
    public enum Ping: Sendable, Equatable {
        /// 200: it answers.
        case reachable
        /// 404: athenahealth knows no such practice.
        case noSuchPractice
        /// 401 `Incorrect permissions.`: it exists, and our key has no right to it.
        case notGranted
        /// Anything else, in a few words.
        case other(String)
    }
}

/// The practices of one environment, or why they could not be read.
public enum PracticeListing: Sendable, Equatable {
    /// `isComplete` is false where a page or a row is missing.
    case read([Practice], isComplete: Bool)
    /// Our credentials were refused, for the token or for every call: nothing is known of any practice.
    case refused(String)
    /// Something else was in the way, in a few words, with the time of another try where one is known.
    case failed(String)

    func practice(_ id: String) -> Practice? {
        guard case .read(let practices, _) = self else { return nil }
        return practices.first { $0.id == id }
    }
}

/// What holds for all ids of one run.
public struct PracticeSurroundings: Sendable {
    /// The profile's list.
    public var listing: PracticeListing
    /// `production`, `preview`, `sandbox`; nil where the profile does not say.
    public var environment: String?
    /// The name of the profile of the other environment, and its list, where it was asked.
    public var counterpart: (profile: String, listing: PracticeListing)?
    /// What the client calls the practice.
    public var name: String?

    /// All parts, one by one.
    public init(
        listing: PracticeListing, environment: String?, counterpart: (profile: String, listing: PracticeListing)? = nil,
        name: String? = nil
    ) {
        self.listing = listing
        self.environment = environment
        self.counterpart = counterpart
        self.name = name
    }
}
