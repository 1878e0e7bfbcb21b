using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ClientBot.Storage.Migrations;

/// <summary>Requests that are answered before their turn wait in the inbox.</summary>
[DbContext(typeof(ClientBotDb))]
[Migration("003_Received")]
internal sealed class M003Received : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<byte[]>("payload", "inbox", nullable: true);
        migrationBuilder.AddColumn<long>("due_at", "inbox", nullable: true);
        migrationBuilder.AddColumn<int>("attempts", "inbox", nullable: false, defaultValue: 0);
        migrationBuilder.CreateIndex("IX_inbox_due_at", "inbox", "due_at");
    }
}
