using System.Text.RegularExpressions;

namespace InfluenceGrpc.Fuzzing;

/// <summary>A case that showed a fault.</summary>
/// <param name="Kind">What was fuzzed.</param>
/// <param name="Seed">What drawing began with.</param>
/// <param name="Number">Number of the case.</param>
/// <param name="Fault">What is wrong.</param>
/// <param name="Input">The case.</param>
/// <param name="Smallest">What is left of it that still shows the fault; the case itself where nothing could be left out.</param>
internal sealed partial record Finding(string Kind, int Seed, int Number, string Fault, FuzzInput Input, FuzzInput Smallest)
{
    /// <summary>What faults of one cause have in common: the first line without what differs from case to case.</summary>
    public static string CauseOf(string fault) => Changing().Replace(fault.Split('\n')[0], "#");

    /// <summary>All that somebody needs to see it again.</summary>
    public override string ToString() => $"""
        {Kind}: seed {Seed}, case {Number}: {Fault}
          made by   {Input.How}
          bytes     {Input.Describe()}
          smallest  {(ReferenceEquals(Input, Smallest) ? "(the same)" : Smallest.Describe())}
          again     dotnet run -c Release --project bench/InfluenceGrpc.Fuzzing -- --kind {Kind} --seed {Seed} --case {Number}
        """;

    [GeneratedRegex("[0-9a-f]{8,}|[0-9]+|'[^']*'|\"[^\"]*\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Changing();
}
