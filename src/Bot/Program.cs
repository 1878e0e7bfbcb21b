using ClientBot;
using ClientBot.Channels.Playground;
using ClientBot.Channels.Slack;
using ClientBot.Channels.Teams;
using ClientBot.Conversation;
using ClientBot.Delivery;
using ClientBot.Features.Casebook;
using ClientBot.Features.Digest;
using ClientBot.Features.DraftCheck;
using ClientBot.Features.Escalation;
using ClientBot.Features.Guidance;
using ClientBot.Features.Home;
using ClientBot.Features.Linking;
using ClientBot.Features.Setup;
using ClientBot.People;
using ClientBot.Storage;
using Quartz;

if (await CommandLine.RunAsync(args) is { } exitCode) return exitCode;

// Settings lie beside the program, whatever folder it is started from.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddHost();
builder.Services.AddStorage(builder.Configuration);
builder.Services.AddPeople();
builder.Services.AddDelivery();
builder.Services.AddConversation();
builder.Services.AddCasebook();
builder.Services.AddGuidance();
builder.Services.AddDraftCheck();
builder.Services.AddEscalation();
builder.Services.AddDigest();
builder.Services.AddTeamSetup();
builder.Services.AddHome();
builder.Services.AddLinking();
builder.Services.AddTeams(builder.Configuration);
builder.Services.AddSlack();
builder.Services.AddPlayground(builder.Configuration);

var app = builder.Build();
app.MapHealth();
app.MapTeams();
app.MapSlack();
app.MapPlayground();
return await app.StartAndWaitAsync();
