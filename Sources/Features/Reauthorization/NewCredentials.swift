internal import Glibc
public import Model
internal import Services
internal import Support

/// A client's credentials as `message --to` writes them; a file of the user's own that nobody else may read.
public struct NewCredentials: Sendable, Equatable {
    public var serviceUser: ServiceUser
    public var pmsUserName: String
    public var password: String

    /// Reads the file; the fault's text holds none of its content.
    public static func read(_ path: String) throws(CommandError) -> NewCredentials {
        let bytes: [UInt8]
        do throws(CredentialFault) {
            bytes = try CredentialFile.bytes(of: path, for: "--credentials")
        } catch {
            throw CommandError(error)
        }
        guard let documents = try? JSONReading.documents(in: bytes), documents.count == 1 else {
            throw fault(path, "it is no JSON")
        }
        let document = documents[0]
        guard let user = document["serviceUser"]?.text, let name = document["pmsUserName"]?.text,
            let password = document["password"]?.text, !name.isEmpty, !password.isEmpty
        else { throw fault(path, "it has not all of serviceUser, pmsUserName and password") }
        do throws(ServiceUserFault) {
            return NewCredentials(serviceUser: try ServiceUser(user), pmsUserName: name, password: password)
        } catch {
            throw fault(path, "its serviceUser is not of the form ubiquity:client^tenant^")
        }
    }

    /// What the gate has to hide.
    public var secrets: [String] { [password] }

    private static func fault(_ path: String, _ why: String) -> CommandError {
        CommandError(
            ExitCode.unreadable, "\(path): holds no credentials: \(why)",
            remedy: "be-diagnose message --to FILE writes such a file from the vendor's mail")
    }
}
