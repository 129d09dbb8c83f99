using System.Text.Json;
using System.Text.Unicode;
using InfluenceGrpc.Core.Faults;

namespace InfluenceGrpc.Core.Json;

/// <summary>Reads files that people write, in the proto3 JSON mapping, and reports every fault in them at once.</summary>
/// <remarks>Stricter than protobuf's own parser where a typing error would otherwise pass unseen: unknown and repeated fields
/// are faults. <c>null</c> means "not given", whole numbers may be strings, enums are names or numbers, and fields may be
/// written in lowerCamelCase or as in the .proto file.</remarks>
public static class StrictJson
{
    /// <summary>The largest file read, in bytes.</summary>
    public const int MaxBytes = 1 << 20;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads one object.</summary>
    /// <param name="utf8">The file; a byte order mark is skipped.</param>
    /// <param name="faults">Takes every fault; a syntax fault names line and byte and ends the reading.</param>
    /// <param name="read">Reads the fields it knows; all others become faults.</param>
    /// <returns>What <paramref name="read"/> returned, or null when there was no object to read.</returns>
    public static T? Read<T>(ReadOnlyMemory<byte> utf8, FaultList faults, Func<StrictJsonObject, T> read)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(faults);
        ArgumentNullException.ThrowIfNull(read);
        if (utf8.Length > MaxBytes)
        {
            faults.Add("", FaultCode.TooLong, $"must be at most {MaxBytes} bytes; got {utf8.Length}.");
            return null;
        }

        if (utf8.Span.StartsWith(ByteOrderMark))
        {
            utf8 = utf8[ByteOrderMark.Length..];
        }

        if (!Utf8.IsValid(utf8.Span))
        {
            faults.Add("", FaultCode.Syntax, "must be UTF-8.");
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(utf8);
            return StrictJsonObject.Read(document.RootElement, "", faults, read);
        }
        catch (JsonException malformed)
        {
            // The parser's own message repeats the position; only its first sentence is of use.
            var sentence = malformed.Message.Split(" LineNumber:")[0];
            faults.Add("", FaultCode.Syntax, $"line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1}: {sentence}");
            return null;
        }
    }

    /// <summary>Reads one object and checks what is in it: the value, or every fault in form and content together. What the form
    /// already refused is not refused a second time for being absent.</summary>
    /// <param name="utf8">The file; a byte order mark is skipped.</param>
    /// <param name="read">Reads the fields it knows; all others become faults.</param>
    /// <param name="validate">Checks the contents.</param>
    internal static Checked<T> ReadAndValidate<TDraft, T>(
        ReadOnlyMemory<byte> utf8, Func<StrictJsonObject, TDraft> read, Func<TDraft, Checked<T>> validate)
        where TDraft : class
        where T : class
    {
        var faults = new FaultList();
        var draft = Read(utf8, faults, read);
        if (draft is null)
        {
            return new Checked<T>(faults.ToList());
        }

        var value = validate(draft);
        if (faults.IsEmpty)
        {
            return value;
        }

        var form = faults.ToList();
        foreach (var fault in value.Faults)
        {
            if (!form.Any(known => Covers(known, fault.Path)))
            {
                faults.Add(fault);
            }
        }

        return new Checked<T>(faults.ToList());
    }

    /// <summary>Whether a fault in form says all there is to say of a path: it is the same, or lies in what is of another type
    /// altogether.</summary>
    private static bool Covers(Fault known, string path) =>
        path == known.Path
        || (known.Code == FaultCode.WrongType && path.Length > known.Path.Length && path[known.Path.Length] is '.' or '['
            && path.StartsWith(known.Path, StringComparison.Ordinal));
}
