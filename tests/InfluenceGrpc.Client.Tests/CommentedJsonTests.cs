using System.Reflection;
using System.Text.Json;
using Google.Protobuf;
using Influence.V1;

namespace InfluenceGrpc.Client.Tests;

public sealed class CommentedJsonTests
{
    private static readonly string Template = Path.Combine(
        typeof(CommentedJsonTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == "RepositoryRoot").Value!,
        "clients/csharp/InfluenceGrpc.Cli/Briefs/template.jsonc");

    // As "influence brief new" writes it.
    [Fact]
    public void Parse_BriefToBeginWith_IsRead()
    {
        var text = File.ReadAllText(Template);

        var brief = CommentedJson.Parse<Brief>(text);

        Assert.NotEmpty(brief.Topics);
        Assert.Throws<InvalidJsonException>(() => Brief.Parser.ParseJson(text));
    }

    [Fact]
    public void Parse_CommentsAndCommas_LeaveTextsAsTheyAre() =>
        Assert.Equal(
            "a // b /* c */,",
            CommentedJson.Parse<Brief>("""{ /* one */ "title": "a // b /* c */,", "topics": { "x": 1, }, } // end""").Title);

    [Theory]
    [InlineData("""{ "title": "a", "title": "b" }""")]
    [InlineData("""{ "title": "a" """)]
    [InlineData("")]
    public void Parse_NoJson_IsRefused(string text) => Assert.ThrowsAny<JsonException>(() => CommentedJson.Parse<Brief>(text));

    [Fact]
    public void Parse_FieldThatDoesNotExist_IsRefused() =>
        Assert.Throws<InvalidProtocolBufferException>(() => CommentedJson.Parse<Brief>("""{ "titel": "a" }"""));
}
