using System.Reflection;
using InfluenceGrpc.Core.Faults;

namespace InfluenceGrpc.Core.Fit.Models;

/// <summary>The models that ship with the domain.</summary>
public static class BuiltInFitModels
{
    /// <summary>The model used when a request names none.</summary>
    public const string DefaultId = "audience-fit-1";

    private static readonly string[] Ids = [DefaultId];

    /// <summary>All built-in models, in the order above.</summary>
    public static IReadOnlyList<FitModel> All { get; } = [.. Ids.Select(Load)];

    /// <summary>The model <see cref="DefaultId"/>.</summary>
    public static FitModel Default => All[0];

    private static FitModel Load(string id)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"FitModels/{id}.json")
            ?? throw new InvalidOperationException($"The built-in fit model {id} is not in the assembly.");
        var utf8 = new byte[stream.Length];
        stream.ReadExactly(utf8);
        var model = FitModelJson.ReadAndValidate(utf8, builtIn: true);
        if (!model.IsValid || model.Value.Id != id)
        {
            throw new InvalidOperationException($"The built-in fit model {id} is faulty: {string.Join("; ", model.Faults.Select(Line))}");
        }

        return model.Value;
    }

    private static string Line(Fault fault) => $"{fault.Path} {fault.Message}";
}
