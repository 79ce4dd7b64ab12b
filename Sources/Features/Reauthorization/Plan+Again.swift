extension Plan {
    /// The command that plans some of its businesses again, which depend on logins.
    func commandToPlanAgain(_ businesses: [PlannedBusiness]) -> [String] {
        var words = ["be-diagnose", "reauthorize", "plan"] + businesses.map(\.number)
        let keys = Set(businesses.compactMap(\.proof))
        let places = Set(proofs.filter { keys.contains($0.key) }.map(\.subject))
        // A group that was found by one of the businesses is found so again.
        if let place = places.first, places.count == 1, !businesses.contains(where: { $0.number == place }) {
            words += ["--enterprise", place]
        }
        words += ["--integration", "Allscripts"]
        if let credentialsFile { words += ["--credentials", credentialsFile] }
        return words + ["--profile", profile, "--to", "plan.json"]
    }
}
