namespace InfluenceGrpc.Server.Security;

/// <summary>How scopes are written in settings and errors.</summary>
internal static class ScopeNames
{
    private static readonly (Scopes Scope, string Name)[] Names =
    [
        (Scopes.Classify, "classify"),
        (Scopes.Score, "score"),
        (Scopes.ProfilesRead, "profiles.read"),
        (Scopes.ProfilesWrite, "profiles.write"),
        (Scopes.Plan, "plan"),
    ];

    /// <summary>All names, as people are told of them.</summary>
    public static string All => Of(Scopes.All);

    /// <summary>The names of some scopes.</summary>
    public static string Of(Scopes scopes) =>
        string.Join(", ", Names.Where(pair => scopes.HasFlag(pair.Scope)).Select(pair => pair.Name));

    /// <summary>Reads "classify, score" or "all"; null where a name is none of ours.</summary>
    public static Scopes? Read(string text)
    {
        var scopes = Scopes.None;
        foreach (var name in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var known = name == "all" ? Scopes.All : Names.FirstOrDefault(pair => pair.Name == name).Scope;
            if (known == Scopes.None)
            {
                return null;
            }

            scopes |= known;
        }

        return scopes;
    }
}
