namespace InfluenceGrpc.Cli;

/// <summary>What the process returns; <c>--help</c> and the README of the clients tell people.</summary>
internal static class ExitCodes
{
    public const int Success = 0;
    public const int RowsFailed = 1;
    public const int Usage = 2;
    public const int Unreachable = 3;
    public const int Refused = 4;
    public const int Interrupted = 130;

    public const string Help =
        """
        Exit codes:
          0    done; rows that could not be used are reported, and do not count as failure unless --strict
          1    done, but a creator asked for by id, or one of a comparison, is not there or failed; or with --strict some rows were bad,
               missing or failed, or doctor has notes
          2    the arguments, the input or the output cannot be used
          3    no server there, no connection to it, or it or its profile store went away for good
          4    the server refused; most often it does not know who asks, or they may not
          130  interrupted; nothing is left under the name of the output, and an import goes on where it stopped
        """;
}
