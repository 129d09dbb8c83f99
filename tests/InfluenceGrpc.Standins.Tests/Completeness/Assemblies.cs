namespace InfluenceGrpc.Standins.Tests.Completeness;

/// <summary>The assemblies as the build put them beside this test.</summary>
internal static class Assemblies
{
    internal static OfficialAssembly Official(string name) => OfficialAssembly.Load(PathOf(name));

    internal static IReadOnlyList<ContractAssembly> Contracts { get; } =
        [.. MetadataNames.ContractAssemblies.Select(name => ContractAssembly.Load(PathOf(name)))];

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, $"{name}.dll");
}
