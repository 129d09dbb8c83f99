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
    public static string Known => string.Join(", ", Names.Select(pair => pair.Name));

    /// <summary>The name of one scope.</summary>
    public static string Of(Scopes scope) => Names.Single(pair => pair.Scope == scope).Name;

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
