namespace ClientBot.Playbook.Reading.Encoder;

/// <summary>Cuts text into the pieces of the encoder's vocabulary so that the sum of their scores is the highest possible.</summary>
internal sealed class PieceVocabulary
{
    /// <summary>Begins a word, and stands for each space.</summary>
    public const char WordMark = '\u2581';

    /// <summary>The first pieces are marks of the training format and never match text.</summary>
    public const int Reserved = 6;

    private readonly double[] _scores;

    /// <summary>The trie: node and letter in the upper part, the next node in the lower. Node 0 is the root.</summary>
    private readonly ulong[] _steps;
    private readonly int[] _pieceAt;
    private readonly int _mask;

    public PieceVocabulary(string[] pieces, float[] scores)
    {
        Pieces = pieces;
        Scores = scores;
        _scores = [.. scores.Select(score => (double)score)];
        var letters = pieces.Skip(Reserved).Sum(piece => piece.Length);
        var size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(letters * 2));
        _steps = new ulong[size];
        _mask = size - 1;
        _pieceAt = new int[letters + 1];
        var nodes = 1;
        for (var piece = Reserved; piece < pieces.Length; piece++)
        {
            var node = 0;
            foreach (var letter in pieces[piece])
            {
                var at = Slot(node, letter);
                if (_steps[at] == 0)
                    _steps[at] = ((ulong)Key(node, letter) << 24) | (uint)nodes++;
                node = (int)(_steps[at] & 0xFFFFFF);
            }

            _pieceAt[node] = piece;
        }
    }

    public string[] Pieces { get; }

    public float[] Scores { get; }

    /// <summary>Fills the pieces and where each ends in the marked text; the text begins with a <see cref="WordMark"/> and has one for each space.</summary>
    public void Cut(ReadOnlySpan<char> marked, List<int> pieces, List<int> ends)
    {
        pieces.Clear();
        ends.Clear();
        var length = marked.Length;
        var best = new double[length + 1];
        var piece = new int[length + 1];
        var from = new int[length + 1];
        Array.Fill(from, -1);
        from[0] = 0;
        for (var start = 0; start < length; start++)
        {
            if (from[start] < 0)
                continue;
            var node = 0;
            var known = false;
            for (var i = start; i < length; i++)
            {
                var step = _steps[Slot(node, marked[i])];
                if (step == 0)
                    break;
                node = (int)(step & 0xFFFFFF);
                if (_pieceAt[node] == 0)
                    continue;
                known = true;
                Reach(i + 1, start, _pieceAt[node], best[start] + _scores[_pieceAt[node]]);
            }

            if (!known)
                Reach(start + 1, start, 0, best[start]);
        }

        for (var end = length; end > 0; end = from[end])
        {
            // A run of unknown signs is one unknown piece.
            if (piece[end] == 0 && pieces.Count > 0 && pieces[^1] == 0)
                continue;
            pieces.Add(piece[end]);
            ends.Add(end);
        }

        pieces.Reverse();
        ends.Reverse();

        void Reach(int end, int start, int index, double score)
        {
            if (from[end] >= 0 && score < best[end])
                return;
            best[end] = score;
            piece[end] = index;
            from[end] = start;
        }
    }

    private static ulong Key(int node, char letter) => ((ulong)(uint)node << 16) | letter;

    private int Slot(int node, char letter)
    {
        var key = Key(node, letter);
        var at = (int)((key * 0x9E3779B97F4A7C15UL) >> 40) & _mask;
        while (_steps[at] != 0 && _steps[at] >> 24 != key)
            at = (at + 1) & _mask;
        return at;
    }
}
