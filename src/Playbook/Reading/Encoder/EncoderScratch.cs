namespace ClientBot.Playbook.Reading.Encoder;

/// <summary>The encoder's working memory, about 2 MB.</summary>
internal sealed class EncoderScratch
{
    private const int Most = EncoderParts.MostPieces;

    public readonly List<int> Pieces = new(256);

    /// <summary>By piece, where it ends in the marked text.</summary>
    public readonly List<int> Ends = new(256);
    public readonly float[] Lines = new float[Most * EncoderParts.Width];
    public readonly float[] Normal = new float[Most * EncoderParts.Width];
    public readonly float[] Wide = new float[Most * EncoderParts.Inner];
    public readonly float[] Context = new float[Most * EncoderParts.Width];
    public readonly float[] Added = new float[Most * EncoderParts.Width];
    public readonly float[] Keys = new float[Most * 128];
    public readonly float[] Weights = new float[Most * Most];
    public readonly float[] Panel = new float[EncoderParts.Inner * Matrix.Panel];

    public static Spares<EncoderScratch> Spare { get; } = new(2);
}
