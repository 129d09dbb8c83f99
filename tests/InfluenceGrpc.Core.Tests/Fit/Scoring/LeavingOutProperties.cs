using FsCheck;
using FsCheck.Fluent;
using InfluenceGrpc.Core.Creators.Drafts;
using InfluenceGrpc.Core.Fit;
using InfluenceGrpc.Core.Fit.Briefs.Drafts;
using static InfluenceGrpc.Core.Tests.Fit.Scoring.Scores;

namespace InfluenceGrpc.Core.Tests.Fit.Scoring;

/// <summary>Of a list of shares a part may be left out. That never pays where the whole would not either.</summary>
public sealed class LeavingOutProperties
{
    // Shares are floats, whose sum may be a little more than 1.
    private const double Rounding = 1e-6;

    private static readonly Config Thousands = Config.QuickThrowOnFailure.WithMaxTest(5_000);

    private static readonly BriefDraft Brief = new() { Topics = [KeyValuePair.Create("a/b", 1.0), KeyValuePair.Create("c", 0.3)] };

    // One topic or interest in any list: of few or of many, even or uneven, whole or in part.
    private static readonly Gen<(KeyValuePair<string, float>[] Shares, int Left)> Lists =
        from keys in Gen.Elements(Few(), Many(30), Many(600))
        from sizes in Gen.Choose(0, 1_000).ArrayOf(keys.Length)
        from steep in Gen.Choose(0, 6)
        from whole in Gen.Choose(1, 100)
        from left in Gen.Choose(0, keys.Length - 1)
        let raw = sizes.Select(size => Math.Pow(size / 1_000.0, steep)).ToArray()
        let sum = raw.Sum() is > 0 and var all ? all : 1
        select (keys.Select((key, i) => KeyValuePair.Create(key, (float)(raw[i] / sum * whole / 100))).ToArray(), left);

    [Fact]
    public void Interests_OneLeftOut_NeverMakesTheAudienceMoreConcentrated() => Prop.ForAll(Lists.ToArbitrary(), list =>
    {
        var (shown, hidden) = (Interests(list.Shares), Interests(Without(list.Shares, list.Left)));
        return hidden is null || shown is null || hidden <= shown + Rounding;
    }).Check(Thousands);

    [Fact]
    public void Topics_OneNotWantedLeftOut_NeverMakesTheOthersMoreAlike() => Prop.ForAll(Lists.ToArbitrary(), list =>
    {
        if (list.Shares[list.Left].Key is "a" or "a/b" or "a/c" or "c")
        {
            return true;
        }

        var (shown, hidden) = (Niche(list.Shares), Niche(Without(list.Shares, list.Left)));
        return hidden is null || shown is null || hidden <= shown + Rounding;
    }).Check(Thousands);

    [Theory]
    [InlineData(0.05f)]
    [InlineData(1e-6f)]
    public void Topics_LittleListed_AreNotTakenForAll(float share) =>
        Assert.InRange(Niche([KeyValuePair.Create("a/b", share)])!.Value, 0, 0.2);

    [Fact]
    public void Interests_OfNoneAtAll_DoNotConcentrate()
    {
        var one = KeyValuePair.Create("a", 0.01f);
        var padded = Many(23).Select(key => KeyValuePair.Create(key, 0f)).Append(one).ToArray();

        Assert.Equal(Interests([one]), Interests(padded));
    }

    private static string[] Few() => ["a", "a/b", "c", "d", "e/f"];

    private static string[] Many(int count) => [.. Enumerable.Range(0, count).Select(i => $"k{i}")];

    private static KeyValuePair<string, float>[] Without(KeyValuePair<string, float>[] shares, int left) => [.. shares.Where((_, i) => i != left)];

    private static double? Niche(KeyValuePair<string, float>[] topics) =>
        ValueOf(FitComponent.Niche, new CreatorProfileDraft { CreatorId = "c", Topics = topics });

    private static double? Interests(KeyValuePair<string, float>[] interests) =>
        ValueOf(FitComponent.Concentration, new CreatorProfileDraft { CreatorId = "c", Audience = new AudienceDraft { Interests = interests } });

    // Null where nothing is known.
    private static double? ValueOf(FitComponent component, CreatorProfileDraft profile)
    {
        var figure = Score(Brief, profile)[component];
        return figure.Parts[0].Known ? figure.Parts[0].Value : null;
    }
}
