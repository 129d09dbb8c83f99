using Google.Protobuf;
using InfluenceGrpc.Core.Tiers;
using InfluenceGrpc.Server.Contract;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Tests;

/// <summary>Scheme files are the proto3 JSON mapping of the contract's message: one format, whoever reads it.</summary>
public sealed class SchemeFileFormatTests
{
    public static TheoryData<string> Ids => [.. BuiltInTierSchemes.All.Select(scheme => scheme.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void SchemeFile_ReadByProtobufsOwnReader_IsTheSameScheme(string id)
    {
        using var stream = typeof(TierScheme).Assembly.GetManifestResourceStream($"Schemes/{id}.json")!;
        using var reader = new StreamReader(stream);
        var message = JsonParser.Default.Parse<V1.TierScheme>(reader);

        var read = TierSchemeValidator.Validate(TierSchemeReader.Read(message));

        Assert.Empty(read.Faults);
        var expected = TierSchemeWriter.Write(BuiltInTierSchemes.All.Single(scheme => scheme.Id == id));
        expected.BuiltIn = false;
        Assert.Equal(expected, TierSchemeWriter.Write(read.Value!));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Scheme_WrittenAsJson_CanBeReadBackAsAFile(string id)
    {
        var written = TierSchemeWriter.Write(BuiltInTierSchemes.All.Single(scheme => scheme.Id == id));
        written.BuiltIn = false;

        var read = TierSchemeJson.ReadAndValidate(System.Text.Encoding.UTF8.GetBytes(JsonFormatter.Default.Format(written)));

        Assert.Empty(read.Faults);
        Assert.Equal(written, TierSchemeWriter.Write(read.Value!));
    }
}
