using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ClientBot.Storage.Migrations;

/// <summary>The team's digest: whose case it was, how it went, when a digest is due, where it was posted, and thanks.</summary>
[DbContext(typeof(ClientBotDb))]
[Migration("004_Digest")]
internal sealed class M004Digest : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("team_id", "cases", nullable: true);
        migrationBuilder.AddColumn<long>("ask_at", "cases", nullable: true);
        migrationBuilder.AddColumn<long>("asked_at", "cases", nullable: true);
        migrationBuilder.AddColumn<string>("outcome", "cases", nullable: true);
        // Where there is one team, everybody was in it.
        migrationBuilder.Sql("UPDATE cases SET team_id = (SELECT MIN(id) FROM teams) WHERE (SELECT COUNT(*) FROM teams) = 1");
        migrationBuilder.CreateIndex("IX_cases_team_id_opened_at", "cases", ["team_id", "opened_at"]);
        migrationBuilder.CreateIndex("IX_cases_ask_at", "cases", "ask_at");
        migrationBuilder.DropIndex("IX_rounds_case_id", "rounds");
        migrationBuilder.CreateIndex("IX_rounds_case_id_number", "rounds", ["case_id", "number"]);
        migrationBuilder.CreateIndex("IX_escalations_team_id_created_at", "escalations", ["team_id", "created_at"]);
        migrationBuilder.CreateTable(
            "digests",
            t => new
            {
                team_id = t.Column<string>(), rhythm = t.Column<string>(), weekday = t.Column<string>(), minute = t.Column<int>(), is_muted = t.Column<bool>(),
                due_at = t.Column<long>(nullable: true),
            },
            constraints: t => t.PrimaryKey("PK_digests", x => x.team_id));
        migrationBuilder.CreateIndex("IX_digests_due_at", "digests", "due_at");
        migrationBuilder.CreateTable(
            "digest_runs",
            t => new
            {
                address_id = t.Column<string>(), day = t.Column<string>(), team_id = t.Column<string>(), before_at = t.Column<long>(), from_at = t.Column<long>(),
                to_at = t.Column<long>(),
            },
            constraints: t => t.PrimaryKey("PK_digest_runs", x => new { x.address_id, x.day }));
        migrationBuilder.CreateIndex("IX_digest_runs_team_id_to_at", "digest_runs", ["team_id", "to_at"]);
        migrationBuilder.CreateTable(
            "thanks",
            t => new
            {
                escalation_id = t.Column<string>(), person_id = t.Column<string>(), case_id = t.Column<string>(), team_id = t.Column<string>(nullable: true), at = t.Column<long>(),
            },
            constraints: t => t.PrimaryKey("PK_thanks", x => new { x.escalation_id, x.person_id }));
        migrationBuilder.CreateIndex("IX_thanks_team_id_at", "thanks", ["team_id", "at"]);
        migrationBuilder.CreateIndex("IX_thanks_case_id", "thanks", "case_id");
    }
}
