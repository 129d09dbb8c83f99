namespace InfluenceGrpc.Cli.Completion;

/// <summary>Scripts that have a shell ask the program what may stand where the cursor is. Where it knows nothing, names of files are offered.</summary>
internal static class ShellScripts
{
    /// <summary>The shells, as people name them.</summary>
    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish", "pwsh"];

    /// <summary>The script of one of <see cref="Shells"/>.</summary>
    public static string Of(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        _ => PowerShell,
    };

    private const string Bash =
        """
        # bash completion of influence: source it, such as with: source <(influence completion bash)
        _influence_complete() {
          local line="${COMP_LINE:0:COMP_POINT}" found
          COMPREPLY=()
          while IFS= read -r found; do
            COMPREPLY+=("$found")
          done < <("${COMP_WORDS[0]}" "[suggest:${#line}]" "$line" 2>/dev/null)
        }
        complete -o default -F _influence_complete influence
        """;

    private const string Zsh =
        """
        #compdef influence
        # zsh completion of influence: source it, such as with: source <(influence completion zsh)
        _influence_complete() {
          local line="${BUFFER[1,CURSOR]}"
          local -a found
          found=("${(@f)$(influence "[suggest:${#line}]" "$line" 2>/dev/null)}")
          found=("${(@)found:#}")
          if (( ${#found} )); then
            compadd -- "${found[@]}"
          else
            _files
          fi
        }
        compdef _influence_complete influence
        """;

    private const string Fish =
        """
        # fish completion of influence: source it, such as with: influence completion fish | source
        function __influence_complete
            set -l line (commandline -cp)
            set -l length (string length -- "$line")
            influence "[suggest:$length]" "$line" 2>/dev/null
        end
        complete -c influence -a '(__influence_complete)'
        """;

    private const string PowerShell =
        """
        # PowerShell completion of influence: source it, such as with: influence completion pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName influence -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $line = $commandAst.ToString().PadRight($cursorPosition)
            influence "[suggest:$cursorPosition]" "$line" 2>$null | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }
        """;
}
