using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ClientBot.Storage.Migrations;

/// <summary>Who is one person on several platforms, and how that is known.</summary>
[DbContext(typeof(ClientBotDb))]
[Migration("005_Linking")]
internal sealed class M005Linking : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "vouches",
            t => new
            {
                channel = t.Column<string>(), tenant = t.Column<string>(), user_id = t.Column<string>(), email = t.Column<string>(nullable: true), is_guest = t.Column<bool>(), asked_at = t.Column<long>(),
            },
            constraints: t => t.PrimaryKey("PK_vouches", x => new { x.channel, x.tenant, x.user_id }));
        migrationBuilder.CreateIndex("IX_vouches_email", "vouches", "email");
        migrationBuilder.CreateTable(
            "links",
            t => new
            {
                id = t.Column<string>(), at = t.Column<long>(), reason = t.Column<string>(), from_person_id = t.Column<string>(), to_person_id = t.Column<string>(), moved = t.Column<string>(),
                undone_at = t.Column<long>(nullable: true),
            },
            constraints: t => t.PrimaryKey("PK_links", x => x.id));
        migrationBuilder.CreateIndex("IX_links_to_person_id", "links", "to_person_id");
    }
}
