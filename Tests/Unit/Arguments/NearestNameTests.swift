import Testing

@testable import Arguments

@Suite("The nearest name")
struct NearestNameTests {
    @Test(arguments: [
        ("", "", 0), ("a", "", 1), ("", "ab", 2), ("abc", "abc", 0), ("abc", "acb", 1), ("abc", "bac", 1),
        ("kitten", "sitting", 3), ("format", "fromat", 1), ("ca", "abc", 3), ("é", "e\u{301}", 0),
    ])
    func distances(_ first: String, _ second: String, _ distance: Int) {
        #expect(NearestName.distance(first, second) == distance)
        #expect(NearestName.distance(second, first) == distance)
    }

    @Test(arguments: [
        ("forma", "format"), ("fromat", "format"), ("farmot", "format"), ("ab", "abc"), ("top", "top"),
        ("playboks", "playbooks"), ("playbook", "playbook"),
    ])
    func near(_ typed: String, _ name: String) {
        #expect(NearestName.nearest(to: typed, among: ["format", "abc", "top", "playbook", "playbooks"]) == name)
    }

    @Test(arguments: ["", "form", "abxyz", "xyz", "zzzzzz"])
    func far(_ typed: String) {
        #expect(NearestName.nearest(to: typed, among: ["format", "abc"]) == nil)
    }
}
