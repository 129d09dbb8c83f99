using System.Reflection;
using System.Text.RegularExpressions;
using Influence.V1;

namespace InfluenceGrpc.Client.Tests;

/// <summary>The README names every rpc of the contract and a method for it that there is. What it shows in C# is run by tests/eng.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Root = typeof(ReadmeTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == "RepositoryRoot").Value!;

    [Fact]
    public void Table_Rpcs_AreThoseOfTheContract()
    {
        var served = new[] { TierService.Descriptor, FitService.Descriptor, CampaignService.Descriptor, ProfileService.Descriptor, InfoService.Descriptor }
            .SelectMany(service => service.Methods.Select(method => method.Name));

        Assert.Equal([.. served.Append("Check").Order(StringComparer.Ordinal)], Rows().Select(row => row.Rpc).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Table_Methods_AreThereToBeCalled()
    {
        var methods = typeof(InfluenceClient).GetMethods().Select(method => method.Name).ToHashSet(StringComparer.Ordinal);

        Assert.All(Rows(), row => Assert.NotEmpty(row.Methods));
        Assert.All(Rows().SelectMany(row => row.Methods), method => Assert.Contains(method, methods));
    }

    private static IEnumerable<(string Rpc, string[] Methods)> Rows()
    {
        var text = File.ReadAllText(Path.Combine(Root, "clients/csharp/README.md"));
        var table = text[text.IndexOf("| rpc | method |", StringComparison.Ordinal)..];
        return Row().Matches(table[..table.IndexOf("\n\n", StringComparison.Ordinal)])
            .Select(row => (row.Groups["rpc"].Value, Method().Matches(row.Groups["methods"].Value).Select(method => method.Value).ToArray()));
    }

    [GeneratedRegex(@"^\| `(?<rpc>\w+)`[^|]*\| (?<methods>[^|]+) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();

    [GeneratedRegex(@"\w+Async", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Method();
}
