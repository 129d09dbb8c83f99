using System.Globalization;
using System.Text.Json.Nodes;
using Google.Protobuf;

namespace InfluenceGrpc.Console.Tests;

/// <summary>The code that views show of their calls is run as it stands there, and is answered what the page was.</summary>
[Collection(ConsoleCollection.Name)]
[Trait("Needs", "tools")]
public sealed class ShownCodeTests(ShownCalls shown) : IClassFixture<ShownCalls>
{
    [Fact]
    public async Task Curl_OfEveryView_IsAnsweredAsThePageWas()
    {
        foreach (var call in shown.All)
        {
            AssertSameAnswer(call, await Programs.ShellAsync(call.Curl, shown.Key));
        }
    }

    [Fact]
    public async Task CSharp_OfEveryView_CompilesAndIsAnsweredAsThePageWas()
    {
        var printed = await Programs.CSharpAsync([.. shown.All.Select(call => call.CSharp)], shown.Key);

        Assert.Equal(shown.All.Count, printed.Count);
        Assert.All(shown.All.Zip(printed), pair => AssertSameAnswer(pair.First, pair.Second));
    }

    // Python prints answers in words of its own: what counts of each is looked for, in its order.
    [Fact]
    public async Task Python_OfEveryView_IsAnsweredAsThePageWas()
    {
        foreach (var call in shown.All)
        {
            var printed = await Programs.PythonAsync(call.Python, shown.Key);
            var facts = FactsOf(call).ToArray();
            Assert.NotEmpty(facts);
            var at = 0;
            foreach (var fact in facts)
            {
                var found = printed.IndexOf(fact, at, StringComparison.Ordinal);
                Assert.True(found >= 0, $"{call.Fragment}: after {at} characters there is no {fact} in {printed}");
                at = found + fact.Length;
            }
        }
    }

    [Fact]
    public void Key_OfTheCaller_IsInNoCode()
    {
        var keyed = shown.All[^1];
        Assert.All([keyed.Curl, keyed.CSharp, keyed.Python], code =>
        {
            Assert.DoesNotContain(shown.Key, code, StringComparison.Ordinal);
            Assert.Contains("INFLUENCE_API_KEY", code, StringComparison.Ordinal);
        });
    }

    private static void AssertSameAnswer(ShownCall call, string printed)
    {
        var (expected, actual) = (Parsed(call, call.Answer.ToJsonString()), Parsed(call, printed));

        // What the server does changes from one call to the next; what it can be asked does not.
        if (expected is Influence.V1.GetServerActivityResponse activity)
        {
            Assert.Equal(activity.Rpcs.Select(each => each.Rpc), ((Influence.V1.GetServerActivityResponse)actual).Rpcs.Select(each => each.Rpc));
            return;
        }

        Assert.Equal(expected, actual);
    }

    private static IMessage Parsed(ShownCall call, string json) => JsonParser.Default.Parse(json, call.AnswerType);

    private static IEnumerable<string> FactsOf(ShownCall call) => call.AnswerType.Name switch
    {
        "ClassifyTierResponse" => Each(call.Answer["classifications"]).SelectMany(each => (IEnumerable<string>)
            [$"scheme_id: \"{each["schemeId"]}\"", .. each["tier"] is { } tier ? [$"id: \"{tier["id"]}\""] : Array.Empty<string>()]),
        "BatchClassifyTiersResponse" => Each(call.Answer["schemes"]).Zip(Each(call.Answer["tiers"]!["columns"]), (scheme, column) =>
            $"'{scheme["id"]}_ordinal': [{string.Join(", ", Each(column["ordinals"]).Select(ordinal => (int)ordinal == 0 ? "None" : ordinal.ToString()))}]"),
        "ScoreFitResponse" => ((string[])["score", "lower", "upper"]).Select(name => $"{name}: {Number(call.Answer["fit"]![name]!)}"),
        "ComparePlansResponse" => Each(call.Answer["plans"]).SelectMany(plan => (IEnumerable<string>)
            [$"PlanForecast(name='{plan["name"]}'", $"net_in_target_reach=Estimate(value={Number(plan["forecast"]!["netInTargetReach"]!["value"]!)}"]),
        "GetServerActivityResponse" => Each(call.Answer["rpcs"]).Select(each => $"rpc: \"{each["rpc"]}\""),
        var other => throw new InvalidOperationException($"{other} is not among the answers that are known here."),
    };

    private static IEnumerable<JsonNode> Each(JsonNode? list) => list!.AsArray().Select(each => each!);

    // Python shows that a number is not a whole one by nature.
    private static string Number(JsonNode number)
    {
        var text = ((double)number).ToString("R", CultureInfo.InvariantCulture);
        return text.All(char.IsAsciiDigit) ? $"{text}.0" : text;
    }
}
