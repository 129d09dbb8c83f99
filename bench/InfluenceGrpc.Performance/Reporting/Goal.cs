namespace InfluenceGrpc.Performance.Reporting;

/// <summary>Something to reach.</summary>
/// <param name="Number">Its own, as P1.</param>
/// <param name="Work">What is done.</param>
/// <param name="Measured">What came out; NaN where it was not measured.</param>
/// <param name="Limit">The most, or the least, that is good.</param>
/// <param name="IsMost">Whether the limit is the most.</param>
/// <param name="Written">How both are written.</param>
/// <param name="Unit">What is measured.</param>
internal sealed record Goal(string Number, string Work, double Measured, double Limit, bool IsMost, Func<double, string> Written, string Unit)
{
    /// <summary>Whether it is reached; null where nobody knows.</summary>
    public bool? IsMet => double.IsNaN(Measured) ? null : IsMost ? Measured <= Limit : Measured >= Limit;

    /// <summary>It as a row of a table.</summary>
    public string[] Row =>
    [
        Number, Work, Unit, $"{(IsMost ? "at most" : "at least")} {Written(Limit)}", Written(Measured),
        IsMet switch { true => "met", false => "not met", null => "not measured" },
    ];
}
