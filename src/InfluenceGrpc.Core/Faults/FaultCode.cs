namespace InfluenceGrpc.Core.Faults;

/// <summary>The closed list of kinds of fault. Numbers are stable: add at the end, never renumber.</summary>
public enum FaultCode
{
    /// <summary>Not valid JSON at all; nothing behind the place named was read.</summary>
    Syntax = 1,

    /// <summary>A field the message does not have.</summary>
    UnknownField = 2,

    /// <summary>A value of another type than the field's.</summary>
    WrongType = 3,

    /// <summary>An enum name or number, code or id that nobody knows.</summary>
    UnknownValue = 4,

    /// <summary>A field that must be given and was not.</summary>
    Required = 5,

    /// <summary>A field given where its message's kind has no use for it.</summary>
    NotAllowed = 6,

    /// <summary>A number outside its range.</summary>
    OutOfRange = 7,

    /// <summary>NaN or an infinity.</summary>
    NotFinite = 8,

    /// <summary>A list whose numbers must go up and do not.</summary>
    NotIncreasing = 9,

    /// <summary>Two ranges that claim the same number.</summary>
    Overlap = 10,

    /// <summary>A key, id or field given twice.</summary>
    Duplicate = 11,

    /// <summary>Text that does not have the shape it must have.</summary>
    Malformed = 12,

    /// <summary>Text longer than its limit.</summary>
    TooLong = 13,

    /// <summary>More items than the limit.</summary>
    TooMany = 14,

    /// <summary>Parts that add up to more, or to less, than they may.</summary>
    Sum = 15,

    /// <summary>The creator's follower count is not known, and without it there is no tier. Never the same as 0 followers.</summary>
    FollowersMissing = 16,

    /// <summary>No fault itself: it says of others that they are not listed.</summary>
    NotListed = 17,
}
