internal import Requests

enum RequestCheckCommand {
    static func run(_ file: String, _ catalogue: RequestCatalogue, _ everywhere: Everywhere) throws(CommandFault) -> Int32 { 0 }
}
