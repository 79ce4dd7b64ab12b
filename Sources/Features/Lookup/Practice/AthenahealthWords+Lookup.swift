public import Services

extension AthenahealthWords {
    /// Why what belongs to a practice could not be read.
    public func access(_ error: AthenahealthError) -> PracticeAccess {
        switch error {
        case .noSuchPractice: .noSuchPractice
        case .notGranted: .notGranted
        case .tokenRefused, .unauthorized: .refused(sentence(error))
        case .noToken, .failed, .unexpected: .failed(sentence(error))
        }
    }

    /// Why the list of practices could not be read; it belongs to no practice, so that a missing right is not about one.
    public func listing(_ error: AthenahealthError) -> PracticeListing {
        switch error {
        case .tokenRefused, .unauthorized: .refused(sentence(error))
        case .notGranted, .noSuchPractice, .noToken, .failed, .unexpected: .failed(sentence(error))
        }
    }

    /// What `ping` said, if it did not simply answer.
    public func ping(_ error: AthenahealthError) -> PracticeFacts.Ping {
        switch error {
        case .noSuchPractice: .noSuchPractice
        case .notGranted: .notGranted
        case .tokenRefused, .unauthorized, .noToken, .failed, .unexpected: .other(sentence(error))
        }
    }
}
