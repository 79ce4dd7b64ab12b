import Testing

@testable import Services

@Suite struct URLTests {
    @Test(arguments: [
        ("https://Api.Example.com", "https://api.example.com/"), ("https://h:443/a?b=c", "https://h/a?b=c"),
        ("https://h:8443", "https://h:8443/"), ("http://127.0.0.1:8757/x", "http://127.0.0.1:8757/x"),
        ("http://localhost", "http://localhost/"), ("https://[::1]:9/x", "https://[::1]:9/x"),
        ("HTTPS://h?q", "https://h/?q"),
    ])
    func `is read`(text: String, shown: String) throws {
        #expect(try HTTPURL(text).description == shown)
    }

    @Test(arguments: [
        "", "api.example.com", "ftp://h/", "https://", "https:///x", "https://user@h/", "https://u:p@h/",
        "https://h:0/",
        "https://h:65536", "https://h:+1", "https://h:/x", "https://h o/", "https://h/a b", "https://h/\u{e9}",
        "https://h/#x", "https://h\\@evil/", "https://ex\u{e4}mple.com/", "https://h/a\r\nX: y", "https://[zz]/",
        "http://example.com/", "http://127.0.0.1.example.com/", "http://127.1/", "http://0.0.0.0/", "https://-h/",
        "http://127.0.0.256/",
    ])
    func `is refused`(text: String) {
        #expect(throws: HTTPURLError.self) { try HTTPURL(text) }
    }

    @Test func `an origin is scheme, host and port, and nothing behind`() throws {
        #expect(try Origin("https://h:443") == Origin("https://H"))
        #expect(try Origin("https://h/") == Origin("https://h"))
        #expect(try Origin("https://h") != Origin("https://h:444"))
        #expect(throws: HTTPURLError.notAnOrigin) { try Origin("https://h/x") }
        #expect(throws: HTTPURLError.notAnOrigin) { try Origin("https://h?x") }
    }

    @Test func `a path is put below the base`() throws {
        #expect(try HTTPURL("https://h/base/").appending("/v1/x?y=1").description == "https://h/base/v1/x?y=1")
        #expect(try HTTPURL("https://h").appending("v1").description == "https://h/v1")
        #expect(throws: HTTPURLError.characters) { try HTTPURL("https://h").appending("/a b") }
    }

    @Test func `a link is followed on the same origin only`() throws {
        let url = try HTTPURL("https://h/base/v1")
        #expect(try url.following("/v1/x?offset=1").description == "https://h/v1/x?offset=1")
        #expect(try url.following("https://h:443/y").description == "https://h/y")
        for link in [
            "https://other/x", "//other/x", "/\\other/x", "http://h/x", "https://h:8443/x", "x", "https://h@other/x",
        ] {
            #expect(throws: HTTPURLError.self, "\(link)") { try url.following(link) }
        }
    }
}
