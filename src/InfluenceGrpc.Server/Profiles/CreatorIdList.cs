using System.Buffers;

namespace InfluenceGrpc.Server.Profiles;

/// <summary>
/// Ids of creators to look up, valid or not: as texts, or one behind the other in memory that is used again. Disposing of it gives that
/// back.
/// </summary>
internal sealed class CreatorIdList : IDisposable
{
    private readonly IReadOnlyList<string>? texts;
    private char[]? chars;
    private int[]? ends;

    private CreatorIdList(int count) => Count = count;

    /// <param name="texts">One an id; not copied.</param>
    public CreatorIdList(IReadOnlyList<string> texts)
        : this(texts.Count) => this.texts = texts;

    /// <param name="chars">The ids, one behind the other, from the shared pool; taken over.</param>
    /// <param name="ends">Where each ends, from the shared pool; taken over.</param>
    /// <param name="count">How many there are.</param>
    public CreatorIdList(char[] chars, int[] ends, int count)
        : this(count)
    {
        this.chars = chars;
        this.ends = ends;
    }

    /// <summary>How many.</summary>
    public int Count { get; }

    /// <summary>An id, to look at.</summary>
    public ReadOnlySpan<char> this[int item]
    {
        get
        {
            if (texts is not null)
            {
                return texts[item];
            }

            var begin = item == 0 ? 0 : ends![item - 1];
            return chars.AsSpan(begin, ends![item] - begin);
        }
    }

    /// <summary>An id, to keep.</summary>
    public string Text(int item) => texts is not null ? texts[item] : this[item].ToString();

    public void Dispose()
    {
        if (chars is not null)
        {
            ArrayPool<char>.Shared.Return(chars);
            ArrayPool<int>.Shared.Return(ends!);
            (chars, ends) = (null, null);
        }
    }
}
