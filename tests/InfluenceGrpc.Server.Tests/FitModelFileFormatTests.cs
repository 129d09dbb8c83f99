using System.Text;
using Google.Protobuf;
using InfluenceGrpc.Core.Fit.Models;
using InfluenceGrpc.Server.Contract;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Tests;

/// <summary>Model files are the proto3 JSON mapping of the contract's message: one format, whoever reads it.</summary>
public sealed class FitModelFileFormatTests
{
    public static TheoryData<string> Ids => [.. BuiltInFitModels.All.Select(model => model.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void ModelFile_ReadByProtobufsOwnReader_IsTheModelWritten(string id)
    {
        using var stream = typeof(FitModel).Assembly.GetManifestResourceStream($"FitModels/{id}.json")!;
        using var reader = new StreamReader(stream);
        var file = JsonParser.Default.Parse<V1.FitModel>(reader);

        var written = FitModelWriter.Write(Find(id));

        Assert.True(written.BuiltIn);
        written.BuiltIn = false;
        Assert.Equal(file, written);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Model_WrittenAsJson_CanBeReadBackAsAFile(string id)
    {
        var written = FitModelWriter.Write(Find(id));
        written.BuiltIn = false;
        var json = JsonFormatter.Default.Format(written);

        var read = FitModelJson.ReadAndValidate(Encoding.UTF8.GetBytes(json));

        Assert.Empty(read.Faults);
        Assert.Equal(json, JsonFormatter.Default.Format(FitModelWriter.Write(read.Value!)));
    }

    // Two fields mixed up in reader and writer alike would pass the tests above if they held the same number: here none do.
    [Fact]
    public void EveryNumber_DifferentFromAllOthers_ComesBackInItsField()
    {
        var message = FitModelWriter.Write(BuiltInFitModels.Default);
        message.BuiltIn = false;
        var next = 0;
        SetNumbers(message, () => next++);
        var json = JsonFormatter.Default.Format(message);

        var read = FitModelJson.Read(Encoding.UTF8.GetBytes(json));
        var checkedModel = FitModelJson.ReadAndValidate(Encoding.UTF8.GetBytes(json));

        Assert.Empty(read.Faults);
        Assert.Empty(checkedModel.Faults);
        Assert.True(next > 100);
        Assert.Equal(message, FitModelWriter.Write(checkedModel.Value!));
    }

    /// <summary>Gives every fraction and every number of mentions of a message a value of its own; priors rise and ranges hold, because later fields get more.</summary>
    private static void SetNumbers(IMessage message, Func<int> next)
    {
        if (message is V1.Prior prior)
        {
            (prior.Low, prior.Mean, prior.High) = (Fraction(next()), Fraction(next()), Fraction(next()));
            return;
        }

        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder())
        {
            var value = field.Accessor.GetValue(message);
            switch (value)
            {
                case double when field.Name == "detractor_sentiment":
                    field.Accessor.SetValue(message, -Fraction(next()));
                    break;
                case double:
                    field.Accessor.SetValue(message, Fraction(next()));
                    break;
                case uint when field.Name.EndsWith("_mentions", StringComparison.Ordinal):
                    field.Accessor.SetValue(message, (uint)next() + 1);
                    break;
                case IMessage inner:
                    SetNumbers(inner, next);
                    break;
                case System.Collections.IList list:
                    foreach (var item in list.OfType<IMessage>())
                    {
                        SetNumbers(item, next);
                    }

                    break;
            }
        }
    }

    // In [0.1, 1]: within every range of the model, however narrow.
    private static double Fraction(int number) => 0.1 + (number / 1_000.0);

    private static FitModel Find(string id) => BuiltInFitModels.All.Single(model => model.Id == id);
}
