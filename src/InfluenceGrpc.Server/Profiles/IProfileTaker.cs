namespace InfluenceGrpc.Server.Profiles;

/// <summary>Takes in what looking creators up came to, as answers come: out of order, one item at a time.</summary>
internal interface IProfileTaker
{
    /// <summary>Whether it looks at profiles as a whole, not at what is in their header alone.</summary>
    bool TakesWhole { get; }

    /// <summary>Takes an answer in.</summary>
    /// <param name="item">Number of the id.</param>
    /// <param name="answer">What looking it up came to.</param>
    void Take(int item, in ProfileAnswer answer);

    /// <summary>Takes the same in for an item as for another that has its id.</summary>
    /// <param name="item">Number of the id.</param>
    /// <param name="other">Number of the other, which was taken in.</param>
    void Repeat(int item, int other);
}
