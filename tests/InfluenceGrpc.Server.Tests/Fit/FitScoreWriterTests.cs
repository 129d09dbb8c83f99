using InfluenceGrpc.Core.Fit;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Tests.Fit;

public sealed class FitScoreWriterTests
{
    private static readonly V1.FitScore[] Scores =
        [FitCase.Explain(FitCase.Brief, FitCase.Full), FitCase.Explain(FitCase.Brief, FitCase.Empty), FitCase.Explain(FitCase.Brief, FitCase.Small)];

    // A field that the contract gets later is in this list at once, and fails until somebody writes it.
    [Fact]
    public void Write_EveryField_IsSetBySomeScore()
    {
        var eligible = FitCase.Explain(new V1.Brief { Audience = new() { Countries = { ["NO"] = 1 } } }, FitCase.Small);

        Assert.Equal(SetFields.Of(V1.FitScore.Descriptor).Order(), SetFields.In([.. Scores, eligible]).Order());
        Assert.Equal([false, false, false, true], Scores.Append(eligible).Select(score => score.Eligible));
    }

    [Fact]
    public void Write_EveryReason_HasASentenceOfItsOwn()
    {
        var sentences = Scores.SelectMany(score => score.Ineligibilities)
            .GroupBy(why => why.Reason, why => why.Sentence).ToDictionary(group => group.Key, group => group.First());

        Assert.Equal(Enum.GetValues<V1.IneligibilityReason>().Skip(1), sentences.Keys.Order());
        Assert.All(sentences.Values, AssertSentence);
        Assert.Equal(sentences.Count, sentences.Values.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal("The creator is on Instagram, and the brief takes TikTok and YouTube.", sentences[V1.IneligibilityReason.Platform]);
        Assert.Equal("48,211 followers are more than the 5,000 wanted at most.", sentences[V1.IneligibilityReason.TooManyFollowers]);
        Assert.Equal("A short video costs 3,500 NOK; the brief pays at most 500.", sentences[V1.IneligibilityReason.PriceTooHigh]);
        Assert.Equal(
            "Safety flags that the brief does not tolerate: obscenity and sensitive issues.", sentences[V1.IneligibilityReason.SafetyFlag]);
    }

    [Fact]
    public void Write_EveryCaution_HasASentenceOfItsOwn()
    {
        var sentences = Scores.SelectMany(score => score.Cautions)
            .GroupBy(caution => caution.Flag, caution => caution.Sentence).ToDictionary(group => group.Key, group => group.First());

        Assert.Equal(Enum.GetValues<V1.CautionFlag>().Skip(1), sentences.Keys.Order());
        Assert.All(sentences.Values, AssertSentence);
        Assert.Contains("900 %", sentences[V1.CautionFlag.EngagementAnomaly], StringComparison.Ordinal);
        Assert.Equal("12.5 % of the paid posts say that they are paid.", sentences[V1.CautionFlag.Undisclosed]);
    }

    [Theory]
    [InlineData(FitComponent.Niche, "The content's topics are ")]
    [InlineData(FitComponent.Audience, "62.5 % of the audience is in the countries wanted.")]
    [InlineData(FitComponent.Engagement, "An engagement rate of 3 % on followers, ")]
    [InlineData(FitComponent.Credibility, "25 % of the audience are real people.")]
    [InlineData(FitComponent.Affinity, "6 of 9 mentions of brands are unpaid ones of Fjell.")]
    [InlineData(FitComponent.Proximity, "Closeness to those who decide and buy is ")]
    [InlineData(FitComponent.Responsiveness, "The creator answers 25 % of the comments; ")]
    [InlineData(FitComponent.Cost, "A short video costs 3,500 NOK and ")]
    [InlineData(FitComponent.Concentration, "The audience's interests are concentrated ")]
    [InlineData(FitComponent.Size, "48,211 followers; the brief likes 8,000 best.")]
    public void Write_KnownComponent_TellsItsFigures(FitComponent component, string beginning)
    {
        var written = Scores[0].Components.Single(score => score.Component == (V1.FitComponent)component);

        Assert.Equal(V1.ComponentStatus.Known, written.Status);
        Assert.StartsWith(beginning, written.Reasons[0], StringComparison.Ordinal);
        Assert.All(written.Reasons, AssertSentence);
        Assert.Equal(Math.Max(1, written.Parts.Count), written.Reasons.Count);
    }

    [Fact]
    public void Write_PartlyKnownComponent_NamesWhatIsNotKnown()
    {
        var audience = Scores[2].Components[1];
        var affinity = Scores[2].Components[4];

        Assert.Equal(
            ["50 % of the audience is in the countries wanted.", "Not known: languages, interests and genders; what is usual among peers takes its place."],
            audience.Reasons);
        Assert.Equal([true, false, false, false], audience.Parts.Select(part => part.Known));
        Assert.Equal(0.25, audience.KnownShare);
        Assert.Equal("0 of 1 mentions of brands are unpaid ones of Fjell.", affinity.Reasons[0]);
        Assert.Contains("No post is paid, so there is none to declare.", Scores[2].Components[3].Reasons);
    }

    private static void AssertSentence(string sentence)
    {
        Assert.EndsWith(".", sentence, StringComparison.Ordinal);
        Assert.True(char.IsUpper(sentence[0]) || char.IsDigit(sentence[0]), sentence);
        Assert.DoesNotContain("  ", sentence, StringComparison.Ordinal);
    }
}
