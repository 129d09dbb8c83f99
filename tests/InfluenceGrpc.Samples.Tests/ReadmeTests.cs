using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using InfluenceGrpc.Core.Tiers;

namespace InfluenceGrpc.Samples.Tests;

/// <summary>What the README says of the built-in schemes is so.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string[] Numbers = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    private static readonly string Readme = File.ReadAllText(Path.Combine(
        typeof(ReadmeTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!,
        "README.md"));

    [Fact]
    public void FollowersThatSchemesDisagreeOn_AreCalledWhatTheReadmeSays()
    {
        var said = Disagreement().Match(Readme);
        Assert.True(said.Success, "The README does not say any more what schemes call so many followers.");
        var followers = ulong.Parse(said.Groups["followers"].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

        Assert.Equal(SchemesThatCall(followers, said.Groups["one"].Value), Array.IndexOf(Numbers, said.Groups["ones"].Value));
        Assert.Equal(SchemesThatCall(followers, said.Groups["other"].Value), Array.IndexOf(Numbers, said.Groups["others"].Value));
    }

    // By the scheme's own word for the tier, not by what it compares to.
    private static int SchemesThatCall(ulong followers, string label) =>
        BuiltInTierSchemes.All.Count(scheme => string.Equals(
            TierClassifier.Classify(scheme, followers).Value!.Tier?.Label, label, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(
        @"(?<followers>[\d,]+) followers are \*(?<one>\w+)\* for (?<ones>\w+) published scheme and \*(?<other>\w+)\*\s+for (?<others>\w+) others",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Disagreement();
}
