using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ClientBot.Benchmarks.Load;

/// <summary>
/// One kept-alive HTTP/1.1 connection that posts and waits. Not an HttpClient: whatever the driver spends, it takes from
/// the processors that the bot under measure needs, and from a bot of one thread it takes less than from ours.
/// </summary>
internal sealed class Line : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly string _head;
    private byte[] _out = new byte[4096];
    private byte[] _in = new byte[64 * 1024];

    public Line(Uri messages)
    {
        _socket.Connect(IPAddress.Parse(messages.Host), messages.Port);
        _head = $"POST {messages.AbsolutePath} HTTP/1.1\r\nHost: {messages.Authority}\r\nContent-Type: application/json\r\nContent-Length: ";
    }

    /// <summary>Posts a body and returns the reply's status and body, which is overwritten by the next.</summary>
    /// <exception cref="IOException">The other side hung up, or answered in a way that this small client does not read.</exception>
    public (int Status, ReadOnlyMemory<byte> Body) Post(ReadOnlySpan<byte> body)
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"{_head}{body.Length}\r\n\r\n");
        if (_out.Length < head.Length + body.Length) _out = new byte[head.Length + body.Length];
        var length = Encoding.ASCII.GetBytes(head, _out);
        body.CopyTo(_out.AsSpan(length));
        _socket.Send(_out.AsSpan(0, length + body.Length));
        return Receive();
    }

    public void Dispose() => _socket.Dispose();

    private (int Status, ReadOnlyMemory<byte> Body) Receive()
    {
        var got = 0;
        int end;
        while ((end = _in.AsSpan(0, got).IndexOf("\r\n\r\n"u8)) < 0) got += Read(got);
        var head = _in.AsSpan(0, end);
        if (!head.StartsWith("HTTP/1.1 "u8) || !Utf8Parser.TryParse(head[9..], out int status, out _) || LengthIn(head) is not { } length)
            throw new IOException("An answer that is not read here: " + Encoding.ASCII.GetString(head));
        var begin = end + 4;
        if (_in.Length < begin + length) Array.Resize(ref _in, begin + length);
        while (got < begin + length) got += Read(got);
        return (status, _in.AsMemory(begin, length));
    }

    private static int? LengthIn(ReadOnlySpan<byte> head)
    {
        while (head.IndexOf("\r\n"u8) is >= 0 and var at)
        {
            head = head[(at + 2)..];
            var name = "content-length:"u8;
            if (head.Length <= name.Length || !Ascii.EqualsIgnoreCase(head[..name.Length], name)) continue;
            return Utf8Parser.TryParse(head[name.Length..].TrimStart((byte)' '), out int length, out _) ? length : null;
        }

        return null;
    }

    private int Read(int got)
    {
        if (got == _in.Length) Array.Resize(ref _in, _in.Length * 2);
        var read = _socket.Receive(_in.AsSpan(got));
        return read > 0 ? read : throw new IOException("The bot hung up.");
    }
}
