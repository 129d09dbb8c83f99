using System.Reflection;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using InfluenceGrpc.Core.Tiers;
using InfluenceGrpc.Server.Contract;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Tests.Briefs;

/// <summary>Brief files are the proto3 JSON mapping of the contract's message: the samples and the schema that helps to write
/// them.</summary>
public sealed class BriefFilesTests
{
    private static readonly string Root =
        typeof(BriefFilesTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    private static readonly string Samples = Path.Combine(Root, "samples", "briefs");

    public static TheoryData<string> SampleFiles => [.. Directory.EnumerateFiles(Samples, "*.json").Select(file => Path.GetFileName(file)).Order()];

    [Theory]
    [MemberData(nameof(SampleFiles))]
    public void SampleFile_ReadAsABrief_HasNoFaults(string file) =>
        Assert.Empty(new BriefReader(TierSchemeCatalog.BuiltIn).Read(Parse(file), BriefModels.Plain).Faults);

    [Theory]
    [MemberData(nameof(SampleFiles))]
    public void SampleFile_Topics_AreThoseOfTheSampleCreators(string file)
    {
        var categories = File.ReadLines(Path.Combine(Root, "samples", "creators.csv")).Skip(1).Select(line => line.Split(',')[2]).ToHashSet();

        Assert.All(Parse(file).Topics.Keys, topic => Assert.Contains(topic.Split('/')[0], categories));
    }

    [Fact]
    public void SampleFiles_ShowConstraintsAndEveryAimButTheUsualOne()
    {
        var briefs = Directory.EnumerateFiles(Samples, "*.json").Select(file => Parse(Path.GetFileName(file))).ToArray();

        Assert.All(briefs, brief => Assert.NotNull(brief.Constraints));
        Assert.Equal(
            [V1.WeightPreset.Awareness, V1.WeightPreset.Conversion, V1.WeightPreset.Credibility], briefs.Select(brief => brief.Preset).Order());
    }

    [Fact]
    public void Schema_Fields_AreTheContracts()
    {
        using var schema = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Root, "docs", "schemas", "brief.schema.json")));

        CheckFields(schema.RootElement, V1.Brief.Descriptor);
    }

    private static V1.Brief Parse(string file) => JsonParser.Default.Parse<V1.Brief>(File.ReadAllText(Path.Combine(Samples, file)));

    private static void CheckFields(JsonElement schema, MessageDescriptor message)
    {
        var properties = schema.GetProperty("properties");
        var fields = message.Fields.InDeclarationOrder();
        Assert.Equal(fields.Select(field => field.JsonName), properties.EnumerateObject().Select(property => property.Name));
        Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
        foreach (var field in fields.Where(field => !field.IsMap))
        {
            var property = properties.GetProperty(field.JsonName);
            var value = field.IsRepeated ? property.GetProperty("items") : property;
            if (field.FieldType == FieldType.Enum)
            {
                CheckValues(value, field.EnumType);
            }
            else if (field.FieldType == FieldType.Message && field.MessageType.FullName != "google.protobuf.Timestamp")
            {
                CheckFields(value, field.MessageType);
            }
        }
    }

    // "Not given" is a value only where the server reads it as one.
    private static void CheckValues(JsonElement schema, EnumDescriptor values)
    {
        var names = values.Values.Select(value => value.Name).ToArray();
        var inSchema = schema.GetProperty("enum").EnumerateArray().Select(name => name.GetString()!).ToArray();
        Assert.Equal(names[(names.Length - inSchema.Length)..], inSchema);
        Assert.InRange(names.Length - inSchema.Length, 0, 1);
    }
}
