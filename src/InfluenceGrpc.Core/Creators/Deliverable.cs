namespace InfluenceGrpc.Core.Creators;

/// <summary>A piece of work that a creator sells. Numbers equal those of <c>influence.v1.Deliverable</c>.</summary>
public enum Deliverable
{
    Unspecified = 0,
    Post = 1,
    Story = 2,
    ShortVideo = 3,
    Video = 4,
    Live = 5,
    Mention = 6,
}
