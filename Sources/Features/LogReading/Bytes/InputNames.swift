internal import Glibc
internal import Support

/// What the names on a command line stand for.
public enum InputNames {
    /// The files that `name` stands for, in the order of their names: itself, all in a folder and in those below it, or
    /// what a pattern with `*`, `?` or `[` matches that no shell has replaced. Files whose name begins with a dot are
    /// left out of folders. Throws for a folder without files.
    public static func files(of name: String) throws(InputError) -> [String] {
        if name == "-" { return [name] }
        var status = stat()
        guard stat(name, &status) == 0 else {
            let matches = name.contains(where: { "*?[".contains($0) }) ? matches(of: name) : []
            if matches.isEmpty { return [name] }
            var files: [String] = []
            for match in matches { files += try Self.files(of: match) }
            return files
        }
        guard status.st_mode & S_IFMT == S_IFDIR else { return [name] }
        var files: [String] = []
        try gather(name.count > 1 && name.hasSuffix("/") ? String(name.dropLast()) : name, 0, &files)
        if files.isEmpty {
            throw InputError("is a folder without files", remedy: "name the folder that holds the exports")
        }
        return files.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    }

    /// Deeper folders than any export has; also what ends a circle of links.
    private static let deepest = 32

    private static func gather(_ folder: String, _ depth: Int, _ files: inout [String]) throws(InputError) {
        guard let names = Files.names(in: folder) else {
            throw InputError(
                "cannot be opened as a folder: \(String(cString: strerror(errno)))",
                remedy: "name the files in it, or ask its owner")
        }
        for name in names {
            let path = "\(folder)/\(name)"
            var status = stat()
            guard lstat(path, &status) == 0 else { continue }
            switch status.st_mode & S_IFMT {
            case S_IFDIR: if depth < deepest { try gather(path, depth + 1, &files) }
            case S_IFREG: files.append(path)
            case S_IFLNK where stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG: files.append(path)
            default: break
            }
        }
    }

    private static func matches(of pattern: String) -> [String] {
        var found = glob_t()
        defer { globfree(&found) }
        guard glob(pattern, 0, nil, &found) == 0, let paths = found.gl_pathv else { return [] }
        return (0..<Int(found.gl_pathc)).compactMap { index in paths[index].map { String(cString: $0) } }
    }
}
