using System.Collections.Frozen;
using System.Text.Json;

namespace InfluenceGrpc.Core.Json;

/// <summary>The names of an enum as the contract spells them: a prefix and the member in upper case (PLATFORM_TIKTOK).</summary>
/// <typeparam name="TEnum">An enum of the domain whose members are single words in the contract.</typeparam>
public sealed class ProtoEnumNames<TEnum>
    where TEnum : struct, Enum
{
    private readonly FrozenDictionary<string, TEnum> byName;

    /// <summary>Names with the given prefix, for example <c>PLATFORM_</c>.</summary>
    public ProtoEnumNames(string prefix)
    {
        byName = System.Enum.GetValues<TEnum>().ToFrozenDictionary(
            value => prefix + value.ToString().ToUpperInvariant(), StringComparer.Ordinal);
        List = string.Join(", ", System.Enum.GetValues<TEnum>().Select(value => prefix + value.ToString().ToUpperInvariant()));
    }

    /// <summary>All names, for an error message.</summary>
    public string List { get; }

    /// <summary>The value with a proto name or number; null when there is none.</summary>
    internal TEnum? Read(JsonElement element)
    {
        if (JsonValue.Text(element) is { } name)
        {
            return byName.TryGetValue(name, out var value) ? value : null;
        }

        if (element.ValueKind != JsonValueKind.Number || !element.TryGetInt32(out var number))
        {
            return null;
        }

        foreach (var value in byName.Values)
        {
            if (Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture) == number)
            {
                return value;
            }
        }

        return null;
    }
}
