using Influence.V1;
using InfluenceGrpc.Cli.Campaigns;
using InfluenceGrpc.Cli.Rendering;

namespace InfluenceGrpc.Cli.Tests;

/// <summary>A comparison as people see it.</summary>
public sealed class CompareRendererTests
{
    [Fact]
    public void Render_ComparisonWithoutLead_TellsItsSentenceAndMarksNothing()
    {
        var answer = new ComparePlansResponse
        {
            Comparisons =
            {
                new MeasureComparison { Measure = CampaignMeasure.Cost, IsClear = true, Sentence = "Cost cannot be compared: that of \"A\" is not known." },
            },
        };
        var output = new StringWriter { NewLine = "\n" };

        new CompareRenderer(Ink.On(output, colours: false)).Render(new CompareSummary("f", new ComparePlansRequest { Brief = new Brief(), Universe = new Universe() }, answer));

        Assert.Contains("\n    Cost cannot be compared: that of \"A\" is not known.\n", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Render_TerminalOrPipe_HasBlocksOrPlainTextAndCannotBeCommanded(bool colours)
    {
        const string command = "\u001b[2J";
        var estimate = new Estimate { Value = 50, Lower = 40, Upper = 60 };
        var forecast = new ReachForecast { CreatorCount = 1, NetInTargetReach = estimate, CredibleReach = estimate };
        var answer = new ComparePlansResponse { Plans = { new PlanForecast { Name = command, Forecast = forecast } } };
        var request = new ComparePlansRequest { Brief = new Brief { Title = command }, Universe = new Universe { People = 100 } };
        var output = new StringWriter();

        new CompareRenderer(Ink.On(output, colours)).Render(new CompareSummary(command, request, answer));

        var text = output.ToString();
        Assert.Equal(colours, text.Contains('\u2588', StringComparison.Ordinal) && text.Contains('\u2591', StringComparison.Ordinal));
        Assert.Equal(!colours, text.Contains("#########################.....", StringComparison.Ordinal));
        Assert.DoesNotContain(command, text, StringComparison.Ordinal);
        Assert.Contains("\\u001b[2J", text, StringComparison.Ordinal);
    }
}
