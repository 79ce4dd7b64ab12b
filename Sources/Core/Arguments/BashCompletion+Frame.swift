extension BashCompletion {
    /// Functions that fill `COMPREPLY`; they read the caller's `current` and `prefix`.
    static func helpers(_ function: String) -> [String] {
        """
        \(function)_offer() {
            local word
            for word in "$@"; do
                [[ $word == "$current"* ]] && COMPREPLY+=("$prefix$(printf %q "$word")")
            done
        }

        \(function)_paths() {
            local name
            compopt -o filenames 2>/dev/null
            while IFS= read -r name; do
                COMPREPLY+=("$prefix$name")
            done < <(compgen "$1" -- "$current")
        }
        """.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// The walk's head: it leaves the chosen command in `path`, and in `option` the one whose value is being typed.
    static let walk = """
            local current=${COMP_WORDS[COMP_CWORD]} path='' option='' word='' ended='' valued='' prefix='' i
            COMPREPLY=()
            for ((i = 1; i < COMP_CWORD; i++)); do
                word=${COMP_WORDS[i]}
                valued=''
        """.split(separator: "\n").map(String.init)

    /// After an option that takes a value, its value is passed over; what is left is an operand or a command.
    static let skipValue = """
                if [[ $word == -- ]]; then
                    ended=1
                elif [[ -z $ended && -n $valued ]]; then
                    ((i++))
                    [[ ${COMP_WORDS[i]} == '=' && $i -lt $COMP_CWORD ]] && ((i++))
                    if ((i >= COMP_CWORD)); then
                        option=$word
                        [[ $current == '=' ]] && current=''
                    fi
                elif [[ -n $ended || $word != -?* ]]; then
        """.split(separator: "\n").map(String.init)

    /// `--name=value` in one word, where bash was told not to cut at `=`.
    static let attachedValue = """
            if [[ -z $ended && -z $option && $current == --*=* ]]; then
                option=${current%%=*}
                prefix=$option=
                current=${current#*=}
            fi
        """.split(separator: "\n").map(String.init)
}
