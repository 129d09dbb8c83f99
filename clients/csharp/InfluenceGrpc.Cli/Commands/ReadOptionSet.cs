using System.CommandLine;
using System.Globalization;
using Influence.V1;
using InfluenceGrpc.Cli.Input;

namespace InfluenceGrpc.Cli.Commands;

/// <summary><c>--max-age</c>, <c>--allow-stale</c> and <c>--allow-degraded</c>: how profiles are read.</summary>
internal sealed class ReadOptionSet
{
    private readonly Option<string?> maxAge = new("--max-age")
    {
        Description = "How long ago a profile may have been observed: 90s, 30m, 12h or 7d. Default: the server's",
        HelpName = "AGE",
    };

    private readonly Option<bool> allowStale = new("--allow-stale") { Description = "Use older profiles all the same" };

    private readonly Option<bool> allowDegraded = new("--allow-degraded")
    {
        Description = "Use what the server has in memory while its profile store does not answer",
    };

    public void AddTo(Command command)
    {
        command.Add(maxAge);
        command.Add(allowStale);
        command.Add(allowDegraded);
    }

    public ReadOptions Read(ParseResult parsed)
    {
        var read = new ReadOptions { AllowStale = parsed.GetValue(allowStale), AllowDegraded = parsed.GetValue(allowDegraded) };
        if (parsed.GetValue(maxAge) is { } age)
        {
            read.MaxAge = Google.Protobuf.WellKnownTypes.Duration.FromTimeSpan(ReadAge(age));
        }

        return read;
    }

    /// <summary>Whether any of them is given.</summary>
    public bool AreGiven(ParseResult parsed) => new Option[] { maxAge, allowStale, allowDegraded }
        .Any(option => parsed.GetResult(option) is { Implicit: false });

    private static TimeSpan ReadAge(string text)
    {
        var seconds = text is [.., var unit]
            ? unit switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86_400, _ => 0 }
            : 0;
        return seconds > 0 && uint.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= 100_000_000
            ? TimeSpan.FromSeconds((double)count * seconds)
            : throw new InputException($"--max-age is '{text}'; it must be a whole number with a unit, such as 90s, 30m, 12h or 7d.");
    }
}
