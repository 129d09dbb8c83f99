using InfluenceGrpc.FitValidation.Brands;

namespace InfluenceGrpc.FitValidation.Tests;

/// <summary>The command on two small files.</summary>
public sealed class BrandCheckTests
{
    private static readonly string[] Creators =
    [
        "creator_id,category,followers", "own1,food,1000", "own2,food,1000", "own3,food,1000", "own4,travel,1000",
        "other1,food,1000", "other2,travel,1000", "other3,travel,1000", "other4,travel,1000",
    ];

    private static readonly string[] Posts =
        ["creator_id,brands,hashtags", "own1,b,x", "own2,b,x", "own3,b,x", "own4,b,x", "other1,,", "other2,,"];

    // Who posts of food beats three travellers and ties with the one who posts of food too: 3.5 of 4. The traveller, left out, ties
    // with three and is below one: 1.5 of 4. The hashtag, which all have only on the brand's posts, helps nobody.
    [Fact]
    public void Run_SmallFiles_GivesTheNumbersReckonedByHand()
    {
        var lines = Run("--min-examples", "4");

        Assert.Equal("8 creators, 6 posts; 1 brands have at least 4 creators, 4 in all. Model audience-fit-1 version 1.", lines[0]);
        Assert.Contains("| derived brief, as it is | 1 | 0.7500 | 0.7500-0.7500 | 0.7500 |", lines);
        Assert.Contains("| category alone | 1 | 0.7500 | 0.7500-0.7500 | 0.7500 |", lines);
        Assert.Contains("| without category | 1 | 0.5000 | 0.5000-0.5000 | 0.5000 |", lines);
        Assert.Contains("| size alone | 1 | 0.5000 | 0.5000-0.5000 | 0.5000 |", lines);
        Assert.Contains("| size alone | -0.2500 | -0.2500 to -0.2500 |", lines);
        Assert.Contains("| below 10 | 1 | 0.7500 | 0.7500-0.7500 | 0.7500 |", lines);
        Assert.Contains("| 5 examples, drawn | 0 | | | |", lines);
    }

    // One of the brand sails, and nobody else of it. Left out, it ties with three of the four and is below who posts of food, 1.5 of 4;
    // a brief that had seen it would ask for sailing, and lift it over both travellers.
    [Fact]
    public void Run_TopicOfTheOneLeftOutAlone_IsNotInTheBrief()
    {
        string[] creators =
        [
            "creator_id,category,followers", "own1,food,1000", "own2,food,1000", "own3,food,1000", "own4,sailing,1000",
            "other1,food,1000", "other2,travel,1000", "other3,travel,1000", "other4,sailing,1000",
        ];

        Assert.Contains("| category alone | 1 | 0.7500 | 0.7500-0.7500 | 0.7500 |", Run(creators, "--min-examples", "4"));
    }

    // Examples of 1,000 followers and others of 3 prefer a size to which 3 is nearer than 4,000 is: who has those, left out, is below all
    // others. A brief that had seen it would prefer a size nearer to its own.
    [Fact]
    public void Run_SizeOfTheOneLeftOutAlone_DoesNotDrawTheBrief()
    {
        string[] creators =
        [
            "creator_id,category,followers", "own1,food,1000", "own2,food,1000", "own3,food,1000", "own4,food,4000",
            "other1,food,3", "other2,food,3", "other3,food,3", "other4,food,3",
        ];

        Assert.Contains("| size alone | 1 | 0.7500 | 0.7500-0.7500 | 0.7500 |", Run(creators, "--min-examples", "4"));
    }

    [Fact]
    public void Run_SameSeed_PrintsTheSame() => Assert.Equal(Run("--seed", "3", "--min-examples", "4", "--negatives", "2"), Run("--seed", "3", "--min-examples", "4", "--negatives", "2"));

    [Fact]
    public void Run_NoBrandWithEnough_SaysSo() => Assert.EndsWith(
        ": no brand is mentioned by at least 5 of the 8 creators; --min-examples asks for fewer.",
        Assert.Throws<InvalidDataException>(() => Run()).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Trial_OfABrand_LeavesItsPostsAndItsCreatorsOut()
    {
        using var creators = new TextFile(Creators);
        using var posts = new TextFile([.. Posts, "own1,,y"]);
        var trials = new Trials(BrandFiles.Read(creators.Path, posts.Path), seed: 1, negatives: 3);
        var (brand, own) = Assert.Single(trials.BrandsOf(4));
        var trial = trials.Of(0, brand, own, TrialKind.Random);

        Assert.Equal(["own1", "own2", "own3", "own4"], trial.Own.Select(candidate => candidate.Creator.Id));
        Assert.Equal([1, 0, 0, 0], trial.Own.Select(candidate => candidate.Posts.Count));
        Assert.Equal(["other1", "other2", "other3", "other4"], trial.Background.Select(creator => creator.Id));
        Assert.Equal(3, trial.Others.Select(candidate => candidate.Creator).Distinct().Count());
        Assert.Subset(trial.Background.ToHashSet(), trial.Others.Select(candidate => candidate.Creator).ToHashSet());
    }

    [Theory]
    [InlineData("--seed", "x", "--seed must be a whole number in [0, 10000]; got \"x\".")]
    [InlineData("--min-examples", "3", "--min-examples must be a whole number in [4, 10000]; got \"3\".")]
    [InlineData("--fast", "1", "There is no option --fast; --help tells of those there are.")]
    public void Parse_WrongOptions_SaysWhatIsWrong(string option, string value, string message) =>
        Assert.Equal(message, Assert.Throws<WrongArgumentsException>(() => BrandsOptions.Parse(["a", "b", option, value])).Message);

    [Fact]
    public void Parse_ValueMissing_SaysSo() =>
        Assert.Contains("a value behind each option", Assert.Throws<WrongArgumentsException>(() => BrandsOptions.Parse(["a", "b", "--seed"])).Message, StringComparison.Ordinal);

    private static List<string> Run(params string[] options) => Run(Creators, options);

    private static List<string> Run(string[] rows, params string[] options)
    {
        using var creators = new TextFile(rows);
        using var posts = new TextFile(Posts);
        var lines = new List<string>();
        BrandCheck.Run(BrandsOptions.Parse([creators.Path, posts.Path, .. options]), lines.Add);
        return lines;
    }
}
