using System.Globalization;

namespace InfluenceGrpc.Core.Fit.Scoring;

/// <summary>A number in a sentence, written straight into it.</summary>
/// <param name="value">The number.</param>
/// <param name="layout">How it is written, as .NET's custom formats have it.</param>
/// <param name="unit">What follows it.</param>
internal readonly struct NumberWord(double value, string layout, string unit = "") : ISpanFormattable
{
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        if (!value.TryFormat(destination, out charsWritten, layout, CultureInfo.InvariantCulture) || !unit.TryCopyTo(destination[charsWritten..]))
        {
            charsWritten = 0;
            return false;
        }

        charsWritten += unit.Length;
        return true;
    }

    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    public override string ToString() => value.ToString(layout, CultureInfo.InvariantCulture) + unit;
}
