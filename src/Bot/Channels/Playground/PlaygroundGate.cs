namespace ClientBot.Channels.Playground;

/// <summary>Nobody signs in to the playground, so it is for this computer alone.</summary>
internal static class PlaygroundGate
{
    public static RequestDelegate Guard(RequestDelegate next) => context =>
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        context.Response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return LocalCaller.Fault(context) is { } fault
            ? PlainAnswer.WriteAsync(context, StatusCodes.Status403Forbidden, $"The playground answers only to this computer, and {fault}.")
            : next(context);
    };
}
