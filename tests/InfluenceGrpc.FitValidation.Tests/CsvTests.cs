using InfluenceGrpc.FitValidation.Brands;

namespace InfluenceGrpc.FitValidation.Tests;

public sealed class CsvTests
{
    [Fact]
    public void Read_Rows_TellsCellsByTheirColumn()
    {
        using var file = new TextFile("b,a", "2,\"one, two\"", ",x|y|x");
        var rows = CsvTable.Read(file.Path, "a", "b");

        Assert.Equal("one, two", rows[0].Text("a"));
        Assert.Equal((2ul, 2.0), (rows[0].Count("b"), rows[0].Number("b")));
        Assert.Null(rows[1].Number("b"));
        Assert.Null(rows[1].Text("absent"));
        Assert.Equal(["x", "y"], rows[1].Words("a"));
    }

    [Theory]
    [InlineData("many")]
    [InlineData("-1")]
    [InlineData("NaN")]
    [InlineData("1.5")]
    public void Count_OfNoCount_NamesFileLineAndColumn(string cell)
    {
        using var file = new TextFile("id,followers", "a,1", $"b,{cell}");
        var wrong = Assert.Throws<InvalidDataException>(() => CsvTable.Read(file.Path)[1].Count("followers"));

        Assert.Equal($"{file.Path}, line 3, column followers: must be a whole number of at least 0; got \"{cell}\".", wrong.Message);
    }

    [Fact]
    public void Read_BrokenFiles_SaysWhere()
    {
        Assert.Contains("line 1: there is no column creator_id", Refused("id", "a"), StringComparison.Ordinal);
        Assert.Contains("line 1, column creator_id: there are two", Refused("creator_id,creator_id"), StringComparison.Ordinal);
        Assert.Contains("line 3, column 2: there are 1 cells in 2 columns", Refused("creator_id,b", "a,1", "b"), StringComparison.Ordinal);
        Assert.Contains("line 2: the quotes do not match", Refused("creator_id,b", "\"a\"x,1"), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_CreatorsThatDoNotFit_NamesFileLineAndColumn()
    {
        using var creators = new TextFile("creator_id,category,followers", "a,food,1");
        using var twice = new TextFile("creator_id,category,followers", "a,food,1", "a,food,1");
        using var faulty = new TextFile("creator_id,category,followers", "a,Food,1");
        using var posts = new TextFile("creator_id,brands,hashtags", "a,x,y", "b,x,y");
        using var tags = new TextFile("creator_id,brands,hashtags", "a,x,y Z");

        Assert.Equal($"{posts.Path}, line 3, column creator_id: b is not in {creators.Path}.", Refused(creators, posts));
        Assert.Equal($"{twice.Path}, line 3, column creator_id: a is there twice.", Refused(twice, posts));
        Assert.Equal($"{faulty.Path}, line 2, column category: \"Food\" cannot be a topic.", Refused(faulty, posts));
        Assert.Equal($"{tags.Path}, line 2, column hashtags: \"tag-y Z\" cannot be a topic.", Refused(creators, tags));
    }

    private static string Refused(params string[] lines)
    {
        using var file = new TextFile(lines);
        return Assert.Throws<InvalidDataException>(() => CsvTable.Read(file.Path, "creator_id")).Message;
    }

    private static string Refused(TextFile creators, TextFile posts) =>
        Assert.Throws<InvalidDataException>(() => BrandFiles.Read(creators.Path, posts.Path)).Message;
}
