import Playbooks

extension Shipped {
    /// What the shipped playbook knows of words in names.
    static var abbreviations: [Abbreviation] { playbooks.abbreviations }
}
