using System.Text;
using System.Text.Json.Nodes;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Fit.Models;

namespace InfluenceGrpc.Core.Tests.Fit.Models;

/// <summary>Fit models for tests: the file that ships, changed in one place.</summary>
internal static class FitModels
{
    /// <summary>The file that ships, as it lies in the assembly.</summary>
    public static byte[] BuiltInFile()
    {
        using var stream = typeof(FitModel).Assembly.GetManifestResourceStream($"FitModels/{BuiltInFitModels.DefaultId}.json")!;
        var utf8 = new byte[stream.Length];
        stream.ReadExactly(utf8);
        return utf8;
    }

    /// <summary>A checked model with the constants that ship and an id of its own.</summary>
    public static FitModel Own(string id) => FitModelJson.ReadAndValidate(With("id", JsonValue.Create(id))).Value!;

    /// <summary>The file that ships with one field set, or taken out where <paramref name="value"/> is null.</summary>
    /// <param name="path">Fields and numbers of items with dots between them: <c>credibility.bands.0.high</c>.</param>
    /// <param name="value">What takes the field's place.</param>
    public static byte[] With(string path, JsonNode? value) => Changed((path, value));

    /// <summary>The file that ships with several fields set or taken out.</summary>
    public static byte[] Changed(params ReadOnlySpan<(string Path, JsonNode? Value)> changes)
    {
        var model = JsonNode.Parse(BuiltInFile())!;
        foreach (var (path, value) in changes)
        {
            Change(model, path.Split('.'), value?.DeepClone());
        }

        return Encoding.UTF8.GetBytes(model.ToJsonString());
    }

    private static void Change(JsonNode model, string[] steps, JsonNode? value)
    {
        var node = model;
        foreach (var step in steps[..^1])
        {
            node = node is JsonArray list ? list[int.Parse(step)]! : node[step]!;
        }

        if (node is JsonArray items)
        {
            items[int.Parse(steps[^1])] = value;
        }
        else if (value is null)
        {
            Assert.True(node.AsObject().Remove(steps[^1]), $"There is no {string.Join('.', steps)} to take out.");
        }
        else
        {
            node[steps[^1]] = value;
        }
    }

    /// <summary>A changed field as faults name it.</summary>
    public static string Told(string path)
    {
        const string topics = "derivation.background.topics.";
        return path.StartsWith(topics, StringComparison.Ordinal)
            ? FaultPath.Key(topics[..^1], path[topics.Length..])
            : path.Split('.').Aggregate((told, step) => char.IsAsciiDigit(step[0]) ? $"{told}[{step}]" : $"{told}.{step}");
    }
}
