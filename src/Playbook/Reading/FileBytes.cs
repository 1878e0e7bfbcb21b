using System.Runtime.InteropServices;

namespace ClientBot.Playbook.Reading;

/// <summary>
/// A file's bytes. What is built into the assembly is read where the system mapped it: a copy would be another ten megabytes of
/// every process. The assembly is never unloaded, so the place stays.
/// </summary>
internal sealed unsafe class FileBytes
{
    private readonly byte[] _copy = [];
    private readonly byte* _mapped;

    private FileBytes(byte[] copy) => (_copy, Length) = (copy, copy.Length);

    private FileBytes(byte* mapped, int length)
    {
        _mapped = mapped;
        Length = length;
    }

    public static FileBytes None { get; } = new([]);

    public int Length { get; }

    public ReadOnlySpan<byte> Span => _mapped is null ? _copy : new ReadOnlySpan<byte>(_mapped, Length);

    public static FileBytes Of(Stream stream)
    {
        if (stream is UnmanagedMemoryStream { Position: 0 } mapped)
            return new FileBytes(mapped.PositionPointer, checked((int)mapped.Length));
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return new FileBytes(memory.ToArray());
    }

    public ReadOnlySpan<sbyte> Signed(int from, int length) => MemoryMarshal.Cast<byte, sbyte>(Span.Slice(from, length));

    public Stream From(int place) => _mapped is null ? new MemoryStream(_copy, place, Length - place) : new UnmanagedMemoryStream(_mapped + place, Length - place);
}
