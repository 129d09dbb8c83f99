namespace InfluenceGrpc.Fuzzing;

/// <summary>A part of the product that takes bytes from strangers.</summary>
internal interface IFuzzTarget : IAsyncDisposable
{
    /// <summary>Draws a case: with the same random numbers the same.</summary>
    FuzzInput Draw(Random random);

    /// <summary>Puts a case to the product. What it throws is a fault of the product's.</summary>
    Task<FuzzVerdict> TryAsync(FuzzInput input);
}
