/// The profiles that need no file but for the credentials that they name.
enum BuiltInProfiles {
    /// Where the stand-in listens.
    static let sandbox = Origin(loopbackPort: 8757)

    static func all(_ credentials: [CredentialDefinition]) -> [Profile] {
        var sandbox = Profile(name: "sandbox", environment: .sandbox, isBuiltIn: true)
        sandbox.athenahealth = AthenahealthService(url: HTTPURL(Self.sandbox))
        sandbox.platform = PlatformService(url: HTTPURL(Self.sandbox), requests: requests)
        sandbox.allscripts = (try? HTTPURL("\(Self.sandbox)/Unity/UnityService.svc")).map {
            AllscriptsService(url: $0, appName: "Example.App")
        }
        return [
            vendor(.production, "https://api.platform.athenahealth.com", counterpart: .preview, credentials),
            vendor(.preview, "https://api.preview.platform.athenahealth.com", counterpart: .production, credentials),
            sandbox,
        ]
    }

    /// A plausible set of the calls that no document gives, as the stand-in answers them.
    private static var requests: PlatformRequests {
        var requests = PlatformRequests()
        let authorization = "/mappings/{businessNumber}/authorization"
        requests.readMapping = MappingRequest(
            request: ProfileRequest(method: "GET", path: "/mappings/{businessNumber}"), state: "data.0.status",
            authorized: ["AUTHORIZED"], unauthorized: ["UNAUTHORIZED"], properties: "data.0.integrationProperties",
            group: "data.0.integrationGroupId")
        requests.markAuthorized = ProfileRequest(
            method: "POST", path: authorization, body: #"{"status":"AUTHORIZED"}"#)
        requests.markUnauthorized = ProfileRequest(
            method: "POST", path: authorization, body: #"{"status":"UNAUTHORIZED"}"#)
        requests.updateProperties = ProfileRequest(
            method: "POST", path: "/groups/{groupId}/properties",
            body: #"{"integrationGroupProperties":{properties}}"#)
        return requests
    }

    private static func vendor(
        _ environment: ServiceEnvironment, _ athenahealth: String, counterpart: ServiceEnvironment,
        _ credentials: [CredentialDefinition]
    ) -> Profile {
        var profile = Profile(
            name: environment.rawValue, environment: environment, counterpart: counterpart.rawValue, isBuiltIn: true)
        profile.athenahealth = (try? HTTPURL(athenahealth)).map {
            AthenahealthService(url: $0, credential: "athenahealth-\(environment.rawValue)")
        }
        // The documented calls carry no credential, so the platform is called without one unless there is one.
        let platform = credentials.first { $0.name == "platform" }
        profile.platform = (try? HTTPURL("https://common-services.birdeye.com")).map {
            PlatformService(url: $0, credential: platform?.name)
        }
        // No document gives Unity's address; the credential's only origin is the one thing that names it.
        if let unity = credentials.first(where: { $0.name == "unity" }), unity.origins.count == 1,
            let url = unity.origins.first.flatMap({ try? HTTPURL("\($0)/Unity/UnityService.svc") })
        {
            profile.allscripts = AllscriptsService(url: url, credential: unity.name)
        }
        return profile
    }
}
