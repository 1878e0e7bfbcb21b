using System.Reflection;

namespace ClientBot.Playbook.Reading.Encoder;

/// <summary>
/// Universal Sentence Encoder Lite (see encoder-licence.txt): text in, 512 numbers out, near to each other where texts mean alike.
/// One instance serves all threads.
/// </summary>
internal sealed class SentenceEncoder
{
    public const int Width = EncoderParts.Width;
    private const int MostStretches = 4;
    private const string Resource = "ClientBot.Playbook.Reading.Encoder.encoder.bin";
    private static readonly Lazy<SentenceEncoder> Lazily = new(LoadEmbedded, LazyThreadSafetyMode.ExecutionAndPublication);

    private readonly EncoderParts _parts;

    public SentenceEncoder(EncoderParts parts) => _parts = parts;

    /// <summary>Loaded when it is first asked.</summary>
    public static SentenceEncoder Embedded => Lazily.Value;

    /// <summary>The text as the vocabulary wants it: composed letters, straight quotes, a mark for each space and at the beginning.</summary>
    public static string Mark(string text)
    {
        foreach (var c in text)
        {
            if (c > 127)
            {
                text = text.Normalize(System.Text.NormalizationForm.FormKC);
                break;
            }
        }

        return text.Length == 0 ? "" : PieceVocabulary.WordMark + text.Replace(' ', PieceVocabulary.WordMark);
    }

    /// <summary>The 512 numbers of a text. A long one is read in even stretches, whose numbers are averaged.</summary>
    public float[] Encode(string text)
    {
        var scratch = EncoderScratch.Spare.Take();
        var vector = Encode(text, scratch);
        EncoderScratch.Spare.Give(scratch);
        return vector;
    }

    internal float[] Encode(string text, EncoderScratch scratch)
    {
        _parts.Vocabulary.Cut(Mark(text), scratch.Pieces, scratch.Ends);
        var vector = new float[Width];
        var count = Math.Min(scratch.Pieces.Count, EncoderParts.MostPieces * MostStretches);
        if (count == 0)
            return vector;
        var stretches = (count + EncoderParts.MostPieces - 1) / EncoderParts.MostPieces;
        Span<float> part = stackalloc float[Width];
        for (var i = 0; i < stretches; i++)
        {
            var from = count * i / stretches;
            var to = count * (i + 1) / stretches;
            Run(scratch, from, to - from);
            Pool(scratch, to - from, part);
            var share = (to - from) / (float)count;
            for (var k = 0; k < Width; k++)
                vector[k] += part[k] * share;
        }

        return vector;
    }

    /// <summary>Fills <see cref="EncoderScratch.Lines"/> with a line for each of the pieces from <paramref name="first"/> on.</summary>
    private void Run(EncoderScratch scratch, int first, int count)
    {
        const int narrow = EncoderParts.FirstWidth;
        var lines = scratch.Added.AsSpan(0, count * narrow);
        for (var i = 0; i < count; i++)
            Look(scratch.Pieces[first + i], i, lines.Slice(i * narrow, narrow));

        // The first layer is narrower than its answer, so what it adds to is a product too.
        var wide = scratch.Lines.AsSpan(0, count * Width);
        Multiply(scratch, 2, lines, count, wide);
        Attend(scratch, lines, count, narrow, 0, 0.125f);
        Rows.Add(scratch.Added.AsSpan(0, wide.Length), wide);
        Feed(scratch, wide, count, 3, 1);

        Attend(scratch, wide, count, Width, 5, 0.088388346f);
        Rows.Add(scratch.Added.AsSpan(0, wide.Length), wide);
        Feed(scratch, wide, count, 7, 3);
    }

    private void Pool(EncoderScratch scratch, int count, Span<float> vector)
    {
        var mean = scratch.Normal.AsSpan(0, Width);
        mean.Clear();
        for (var i = 0; i < count; i++)
            Rows.Add(scratch.Lines.AsSpan(i * Width, Width), mean);
        var share = 1f / count;
        for (var i = 0; i < Width; i++)
            mean[i] *= share;
        Multiply(scratch, EncoderParts.Shapes.Length - 1, mean, 1, vector);
        Rows.TanhToUnit(vector);
    }

    private static SentenceEncoder LoadEmbedded()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)
            ?? throw new ModelException("src/Playbook/Reading/Encoder/encoder.bin: the sentence encoder is not in the assembly. Put the file of this release back (git checkout) and build again.");
        return new SentenceEncoder(EncoderParts.Read(stream, "src/Playbook/Reading/Encoder/encoder.bin"));
    }

    private void Look(int piece, int place, Span<float> line)
    {
        const int narrow = EncoderParts.FirstWidth;
        var positions = _parts.Positions.AsSpan(place * narrow, narrow);
        if (_parts.PieceWhole is { } whole)
        {
            for (var i = 0; i < narrow; i++)
                line[i] = (2 * whole[(piece * narrow) + i]) + positions[i];
            return;
        }

        var scale = 2 * _parts.PieceScales[piece];
        var bytes = _parts.Bytes.Signed(_parts.PieceBytesAt + (piece * narrow), narrow);
        for (var i = 0; i < narrow; i++)
            line[i] = (scale * bytes[i]) + positions[i];
    }

    private void Multiply(EncoderScratch scratch, int matrix, ReadOnlySpan<float> from, int count, Span<float> into) =>
        _parts.Matrices[matrix].Multiply(from, count, _parts.Biases[matrix], into, scratch.Panel);

    /// <summary>Four heads of attention; the answer is left in <see cref="EncoderScratch.Added"/>.</summary>
    private void Attend(EncoderScratch scratch, ReadOnlySpan<float> lines, int count, int width, int matrix, float factor)
    {
        const int heads = 4;
        var normal = scratch.Normal.AsSpan(0, count * width);
        var norm = matrix == 0 ? 0 : 2;
        Rows.Normalise(lines, count, width, _parts.NormScales[norm], _parts.NormBiases[norm], normal);
        var asked = scratch.Wide.AsSpan(0, count * width * 3);
        Multiply(scratch, matrix, normal, count, asked);
        var size = width / heads;
        var padded = (count + Matrix.Panel - 1) / Matrix.Panel * Matrix.Panel;
        var keys = scratch.Keys.AsSpan(0, size * padded);
        var weights = scratch.Weights.AsSpan(0, count * padded);
        var context = scratch.Context.AsSpan(0, count * width);
        for (var head = 0; head < heads; head++)
        {
            keys.Clear();
            for (var i = 0; i < count; i++)
            {
                var key = asked.Slice((i * width * 3) + width + (head * size), size);
                for (var k = 0; k < size; k++)
                    keys[(k * padded) + i] = key[k] * factor;
            }

            for (var column = 0; column < padded; column += Matrix.Panel)
                Matrix.Lines(asked[(head * size)..], width * 3, count, size, keys[column..], padded, weights[column..], padded);
            for (var i = 0; i < count; i++)
                Rows.Softmax(weights.Slice(i * padded, padded), count);
            for (var column = 0; column < size; column += Matrix.Panel)
                Matrix.Lines(weights, padded, count, count, asked[((width * 2) + (head * size) + column)..], width * 3, context[((head * size) + column)..], width);
        }

        Multiply(scratch, matrix + 1, context, count, scratch.Added.AsSpan(0, count * Width));
    }

    private void Feed(EncoderScratch scratch, Span<float> lines, int count, int matrix, int norm)
    {
        var normal = scratch.Normal.AsSpan(0, count * Width);
        Rows.Normalise(lines, count, Width, _parts.NormScales[norm], _parts.NormBiases[norm], normal);
        var inner = scratch.Wide.AsSpan(0, count * EncoderParts.Inner);
        Multiply(scratch, matrix, normal, count, inner);
        Rows.Rectify(inner);
        var added = scratch.Added.AsSpan(0, count * Width);
        Multiply(scratch, matrix + 1, inner, count, added);
        Rows.Add(added, lines);
    }
}
