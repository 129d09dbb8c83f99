using System.Text.RegularExpressions;

namespace InfluenceGrpc.Architecture.Tests;

/// <summary>Rules of shape that a machine can hold.</summary>
public sealed partial class HouseShapeTests
{
    private const int MaxLines = 300;

    private static readonly string[] Folders = ["src", "clients/csharp", "tests", "samples"];
    private static readonly string[] ProductFolders = ["src", "clients/csharp"];

    // The first are official names that the stand-ins must carry; the last says what an audience's shares are shares of.
    private static readonly string[] NamesWithAReason =
    [
        "ClientBase", "ChannelBase", "ServiceBinderBase", "CallCredentialsConfiguratorBase", "ChannelCredentialsConfiguratorBase",
        "AudienceBase",
    ];

    [Fact]
    public void Files_Names_SayWhatIsInside()
    {
        var strays = Folders.SelectMany(SourceTree.Files)
            .Select(file => System.IO.Path.GetFileNameWithoutExtension(file.Path))
            .Where(name => EmptyName().IsMatch(name) && !NamesWithAReason.Contains(name));

        Assert.Empty(strays);
    }

    [Fact]
    public void Files_HoldOneTypeNamedLikeTheFile()
    {
        var strays = ProductFolders.SelectMany(SourceTree.Files)
            .Where(file => !file.Path.Contains("/Standins/", StringComparison.Ordinal))
            .Select(file => (file.Path, Types: TopLevelType().Matches(file.Code).Select(match => match.Groups["name"].Value).Distinct().ToArray()))
            .Where(file => file.Types.Length > 1
                || (file.Types.Length == 1 && System.IO.Path.GetFileName(file.Path).Split('.')[0] != file.Types[0]))
            .Select(file => $"{file.Path}: {string.Join(", ", file.Types)}");

        Assert.Empty(strays);
    }

    [Fact]
    public void Files_OfTheProduct_FitInTheHead()
    {
        var strays = ProductFolders.SelectMany(SourceTree.Files)
            .Where(file => file.Code.Split('\n').Length > MaxLines)
            .Select(file => file.Path);

        Assert.Empty(strays);
    }

    [Fact]
    public void Product_Code_NeitherBlocksNorForgets()
    {
        var strays = ProductFolders.SelectMany(SourceTree.Files)
            .Where(file => !file.Path.Contains("/Standins/", StringComparison.Ordinal))
            .SelectMany(file => Blocking().Matches(file.Code).Select(match => $"{file.Path}: {match.Value}"));

        Assert.Empty(strays);
    }

    [Fact]
    public void Server_Code_StartsNoTasksOnTheSide() =>
        Assert.DoesNotContain(SourceTree.Files("src"), file => file.Code.Contains("Task.Run(", StringComparison.Ordinal));

    [GeneratedRegex("(Manager|Helper|Helpers|Util|Utils|Common|Base)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EmptyName();

    [GeneratedRegex(@"^(?:public|internal)(?: static| sealed| abstract| partial| readonly| ref)* (?:class|struct|record struct|record class|record|interface|enum) (?<name>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TopLevelType();

    [GeneratedRegex(@"\.GetAwaiter\(\)\.GetResult\(\)|async void|Thread\.Sleep|\.Wait\(\)|NotImplementedException", RegexOptions.None, 1000)]
    private static partial Regex Blocking();
}
