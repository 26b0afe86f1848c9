"""Completion for the shells people use: a script of words that never opens a register."""

from __future__ import annotations

from collections.abc import Iterator

from marg_cli.cli.completion import FILES, Value, command, nouns, verbs

BASH = """\
# Completion of marg for bash: save it, and name it in ~/.bashrc with: source FILE
_marg_words() {
    case "$1" in
%(cases)s
    esac
}

_marg() {
    local word=${COMP_WORDS[COMP_CWORD]} last=${COMP_WORDS[COMP_CWORD - 1]} said= each words
    for each in "${COMP_WORDS[@]:1:COMP_CWORD - 1}"; do
        [[ $each == -* || $said == *" "* ]] && continue
        [[ -z $said ]] && said=$each && continue
        [[ -n $(_marg_words "$said ") ]] && said="$said $each"
    done
    words=$(_marg_words "$said $last")
    if [[ -z $words && $word == -* ]]; then words=$(_marg_words "$said --"); fi
    if [[ -z $words ]]; then words=$(_marg_words "$said "); fi
    COMPREPLY=($(compgen -W "$words" -- "$word"))
}

complete -o default -F _marg marg
"""

ZSH = """\
#compdef marg
# Completion of marg for zsh: save it as _marg in a folder of your fpath.
_marg_words() {
    case "$1" in
%(cases)s
    esac
}

_marg() {
    local word=${words[CURRENT]} last=${words[CURRENT-1]} said= each found
    for each in "${(@)words[2,CURRENT-1]}"; do
        [[ $each == -* || $said == *" "* ]] && continue
        [[ -z $said ]] && said=$each && continue
        [[ -n $(_marg_words "$said ") ]] && said="$said $each"
    done
    found=$(_marg_words "$said $last")
    if [[ -z $found && $word == -* ]]; then found=$(_marg_words "$said --"); fi
    if [[ -z $found ]]; then found=$(_marg_words "$said "); fi
    if [[ -n $found ]]; then compadd -- ${=found}; else _files; fi
}

if [[ $funcstack[1] == _marg ]]; then _marg "$@"; else compdef _marg marg; fi
"""

FISH = """\
# Completion of marg for fish: save it as ~/.config/fish/completions/marg.fish
function __marg_words
    switch "$argv[1]"
%(cases)s
    end
end

function __marg
    set -l typed (commandline -opc)
    set -l word (commandline -ct)
    set -l said ''
    for each in $typed[2..]
        if string match -q -- '-*' $each; or string match -q -- '* *' $said
            continue
        else if test -z "$said"
            set said $each
        else if test -n "$(__marg_words "$said ")"
            set said "$said $each"
        end
    end
    set -l found (__marg_words "$said $typed[-1]")
    if test -z "$found"; and string match -q -- '-*' $word
        set found (__marg_words "$said --")
    end
    if test -z "$found"
        set found (__marg_words "$said ")
    end
    if test -n "$found"
        string split ' ' -- $found
    else
        __fish_complete_path $word
    end
end

complete -c marg -f -a '(__marg)'
"""

POWERSHELL = """\
# Completion of marg for PowerShell: add it to the file that $PROFILE names.
$MargWords = @{
%(cases)s
}

Register-ArgumentCompleter -Native -CommandName marg -ScriptBlock {
    param($word, $line, $cursor)
    $typed = @($line.CommandElements | Select-Object -Skip 1 | ForEach-Object { "$_" })
    if ($word -ne '' -and $typed.Count -gt 0) { $typed = @($typed | Select-Object -SkipLast 1) }
    $said = ''
    foreach ($each in $typed) {
        if ($each.StartsWith('-') -or $said.Contains(' ')) { continue }
        if ($said -eq '') { $said = $each }
        elseif ($MargWords.ContainsKey("$said ")) { $said = "$said $each" }
    }
    $last = if ($typed.Count -gt 0) { $typed[-1] } else { '' }
    $found = $MargWords["$said $last"]
    if (-not $found -and $word.StartsWith('-')) { $found = $MargWords["$said --"] }
    if (-not $found) { $found = $MargWords["$said "] }
    "$found".Split(' ', [StringSplitOptions]::RemoveEmptyEntries) |
        Where-Object { $_.StartsWith($word) } |
        ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
}
"""

CASE, SWITCH = "        '{place}') echo '{words}' ;;", "        case '{place}'; echo '{words}'"
SHELLS = {
    "bash": (BASH, CASE),
    "zsh": (ZSH, CASE),
    "fish": (FISH, SWITCH),
    "powershell": (POWERSHELL, "    '{place}' = '{words}'"),
}
"""Each shell's script, and how it writes what may stand in one place."""


def script(shell: str) -> str:
    """The whole script for one of the SHELLS."""
    frame, line = SHELLS[shell]
    return frame % {"cases": "\n".join(line.format(place=p, words=w) for p, w in _places())}


def _places() -> Iterator[tuple[str, str]]:
    """Each place with the words that may stand there.

    A place is what was said before: "case ", with " --" where an option is begun, or the name of
    the option whose value comes next.
    """
    yield " ", " ".join(nouns())
    yield " --", "--help --version"
    for noun in nouns():
        if verbs(noun):
            yield f"{noun} ", " ".join(verbs(noun))
        for verb in verbs(noun) or ("",):
            yield from _of_command(noun, verb)


def _of_command(noun: str, verb: str) -> Iterator[tuple[str, str]]:
    known = command(noun, verb)
    said = f"{noun} {verb}".rstrip()
    yield f"{said} --", " ".join(known.options)
    values = [(f"{said} {name}", value) for name, value in known.options.items() if value]
    for place, value in [*values, *((f"{said} ", value) for value in known.arguments)]:
        words = _words(value)
        if words:
            yield place, words


def _words(value: Value) -> str:
    """The words of a value that need no quoting."""
    return "" if value.kind == FILES else " ".join(w for w in value.words if " " not in w)
