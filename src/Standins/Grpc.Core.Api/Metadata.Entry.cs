using System.Buffers;
using System.Text;

namespace Grpc.Core;

/// <content>One key with its value.</content>
public sealed partial class Metadata
{
    /// <summary>One key with its value, text or bytes; immutable.</summary>
    public class Entry
    {
        private static readonly SearchValues<char> KeyCharacters =
            SearchValues.Create("-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

        private readonly string? _text;
        private readonly byte[]? _bytes;

        /// <summary>A binary entry; the key, folded to lower case, must end in "-bin". The bytes are copied.</summary>
        public Entry(string key, byte[] valueBytes)
        {
            Key = Normalize(key);
            if (!EndsAsBinary(Key))
            {
                throw new ArgumentException(
                    $"Key for binary valued metadata entry needs to have '{BinaryHeaderSuffix}' suffix indicating binary value.");
            }

            ArgumentNullException.ThrowIfNull(valueBytes);
            _bytes = [.. valueBytes];
        }

        /// <summary>A text entry; the key, folded to lower case, must not end in "-bin".</summary>
        public Entry(string key, string value)
        {
            Key = Normalize(key);
            if (EndsAsBinary(Key))
            {
                throw new ArgumentException("Key for ASCII valued metadata entry cannot have suffix indicating binary value.");
            }

            ArgumentNullException.ThrowIfNull(value);
            _text = value;
        }

        /// <summary>The key in lower case.</summary>
        public string Key { get; }

        /// <summary>Whether the value is bytes.</summary>
        public bool IsBinary => _text is null;

        /// <summary>The text; throws when the entry is binary.</summary>
        public string Value => _text ?? throw new InvalidOperationException("Cannot access string value of a binary metadata entry");

        /// <summary>A copy of the bytes, or the text in ASCII.</summary>
        public byte[] ValueBytes => _bytes is null ? Encoding.ASCII.GetBytes(_text!) : [.. _bytes];

        /// <summary>The entry for logs; bytes are not shown.</summary>
        public override string ToString() => IsBinary
            ? $"[Entry: key={Key}, valueBytes={_bytes}]"
            : $"[Entry: key={Key}, value={_text}]";

        internal bool HasKey(string key) => string.Equals(Key, key, StringComparison.OrdinalIgnoreCase);

        private static bool EndsAsBinary(string key) => key.EndsWith(BinaryHeaderSuffix, StringComparison.Ordinal);

        private static string Normalize(string key)
        {
            ArgumentNullException.ThrowIfNull(key);
            if (key.AsSpan().ContainsAnyExcept(KeyCharacters))
            {
                throw new ArgumentException(
                    "Metadata entry key not valid. Keys can only contain lowercase alphanumeric characters, underscores, hyphens and dots.");
            }

            return key.ToLowerInvariant();
        }
    }
}
