using System.Globalization;

namespace InfluenceGrpc.Fuzzing;

/// <summary>What came of fuzzing one kind.</summary>
internal sealed class FuzzReport
{
    private readonly SortedDictionary<string, int> outcomes = new(StringComparer.Ordinal);

    /// <summary>What was fuzzed.</summary>
    public required string Kind { get; init; }

    /// <summary>Cases run.</summary>
    public int Cases { get; private set; }

    /// <summary>Cases that showed a fault, those of a cause that was found before included.</summary>
    public int Faulty { get; private set; }

    /// <summary>The longest case, and its number.</summary>
    public (TimeSpan Time, int Number) Slowest { get; private set; }

    /// <summary>How many cases ended how.</summary>
    public IReadOnlyDictionary<string, int> Outcomes => outcomes;

    /// <summary>The first case of each cause.</summary>
    public List<Finding> Findings { get; } = [];

    /// <summary>Counts a case.</summary>
    public void Count(int number, FuzzVerdict verdict, TimeSpan time)
    {
        Cases++;
        Faulty += verdict.Fault is null ? 0 : 1;
        outcomes[verdict.Outcome] = outcomes.GetValueOrDefault(verdict.Outcome) + 1;
        Slowest = time > Slowest.Time ? (time, number) : Slowest;
    }

    /// <summary>One line for people.</summary>
    public override string ToString()
    {
        var ends = string.Join(", ", outcomes.OrderByDescending(outcome => outcome.Value).Select(outcome => $"{outcome.Key} {Number(outcome.Value)}"));
        return $"{Kind,-8} {Number(Cases),10} cases, {Number(Findings.Count)} found ({Number(Faulty)} cases); "
            + $"slowest {Number((int)Slowest.Time.TotalMilliseconds)} ms (case {Slowest.Number}); {ends}";
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
