using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text;
using Google.Protobuf.Reflection;

namespace InfluenceGrpc.Cli.Fit;

/// <summary>Values of the contract's enums as people and files read them: FIT_COMPONENT_NICHE is "niche".</summary>
internal static class ContractName
{
    /// <summary>The name without its enum's prefix, in lower case; the number of a value that this program does not know.</summary>
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum =>
        Names<TEnum>.All.TryGetValue(value, out var name) ? name : Convert.ToInt32(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);

    /// <summary>Several, divided by a vertical line.</summary>
    public static string Of<TEnum>(IEnumerable<TEnum> values)
        where TEnum : struct, Enum =>
        string.Join('|', values.Select(Of));

    private static class Names<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly FrozenDictionary<TEnum, string> All = typeof(TEnum)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .ToFrozenDictionary(field => (TEnum)field.GetValue(null)!, Short);

        private static string Short(FieldInfo field) =>
            field.GetCustomAttribute<OriginalNameAttribute>()!.Name[Prefix().Length..].ToLowerInvariant();

        // FitComponent: FIT_COMPONENT_
        private static string Prefix()
        {
            var prefix = new StringBuilder();
            foreach (var c in typeof(TEnum).Name)
            {
                prefix.Append(prefix.Length > 0 && char.IsUpper(c) ? "_" : "").Append(char.ToUpperInvariant(c));
            }

            return prefix.Append('_').ToString();
        }
    }
}
