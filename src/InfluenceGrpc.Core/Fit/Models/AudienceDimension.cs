namespace InfluenceGrpc.Core.Fit.Models;

/// <summary>What a brief may ask of an audience.</summary>
public enum AudienceDimension
{
    Countries = 0,
    Regions = 1,
    Languages = 2,
    Interests = 3,
    Ages = 4,
    Genders = 5,
}
