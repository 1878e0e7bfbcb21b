using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ClientBot.Storage.Migrations;

/// <summary>Teams, absences, escalations with their history, and the conduct ladder's count.</summary>
[DbContext(typeof(ClientBotDb))]
[Migration("002_Escalation")]
internal sealed class M002Escalation : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        Teams(migrationBuilder);
        migrationBuilder.AddColumn<int>("strikes", "cases", nullable: false, defaultValue: 0);
        migrationBuilder.CreateTable(
            "escalations",
            t => new
            {
                id = t.Column<string>(), case_id = t.Column<string>(), data_key_id = t.Column<string>(), round_id = t.Column<string>(nullable: true),
                team_id = t.Column<string>(nullable: true), asker_id = t.Column<string>(), address_id = t.Column<string>(), state = t.Column<string>(),
                need = t.Column<string>(), amount = t.Column<byte[]>(nullable: true), is_urgent = t.Column<bool>(), why = t.Column<byte[]>(nullable: true),
                with_case = t.Column<bool>(), policy = t.Column<string>(), step = t.Column<int>(), repeat = t.Column<int>(), created_at = t.Column<long>(),
                undo_until = t.Column<long>(nullable: true), next_at = t.Column<long>(nullable: true), due_at = t.Column<long>(nullable: true),
                owner_id = t.Column<string>(nullable: true), taken_at = t.Column<long>(nullable: true), ended_at = t.Column<long>(nullable: true), version = t.Column<long>(),
                asked_version = t.Column<long>(), waiting_lines = t.Column<string>(),
            },
            constraints: t => t.PrimaryKey("PK_escalations", x => x.id));
        migrationBuilder.CreateIndex("IX_escalations_due_at", "escalations", "due_at");
        migrationBuilder.CreateIndex("IX_escalations_case_id_ended_at", "escalations", ["case_id", "ended_at"]);
        migrationBuilder.CreateTable(
            "escalation_asked",
            t => new
            {
                escalation_id = t.Column<string>(), person_id = t.Column<string>(), step = t.Column<int>(), asked_at = t.Column<long>(), outcome = t.Column<string>(),
            },
            constraints: t => t.PrimaryKey("PK_escalation_asked", x => new { x.escalation_id, x.person_id }));
        migrationBuilder.CreateIndex("IX_escalation_asked_person_id", "escalation_asked", "person_id");
        migrationBuilder.CreateTable(
            "escalation_events",
            t => new
            {
                id = t.Column<string>(), escalation_id = t.Column<string>(), at = t.Column<long>(), kind = t.Column<string>(), person_id = t.Column<string>(nullable: true),
                other_id = t.Column<string>(nullable: true), channel = t.Column<string>(nullable: true), note = t.Column<byte[]>(nullable: true), until = t.Column<long>(nullable: true),
            },
            constraints: t => t.PrimaryKey("PK_escalation_events", x => x.id));
        migrationBuilder.CreateIndex("IX_escalation_events_escalation_id", "escalation_events", "escalation_id");
    }

    private static void Teams(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "teams",
            t => new
            {
                id = t.Column<string>(), name = t.Column<string>(), zone = t.Column<string>(nullable: true), created_at = t.Column<long>(),
                policy = t.Column<string>(nullable: true), version = t.Column<long>(),
            },
            constraints: t => t.PrimaryKey("PK_teams", x => x.id));
        migrationBuilder.CreateTable(
            "team_members",
            t => new { team_id = t.Column<string>(), person_id = t.Column<string>(), is_manager = t.Column<bool>() },
            constraints: t => t.PrimaryKey("PK_team_members", x => new { x.team_id, x.person_id }));
        migrationBuilder.CreateIndex("IX_team_members_person_id", "team_members", "person_id");
        migrationBuilder.CreateTable(
            "team_channels",
            t => new { team_id = t.Column<string>(), address_id = t.Column<string>() },
            constraints: t => t.PrimaryKey("PK_team_channels", x => new { x.team_id, x.address_id }));
        migrationBuilder.CreateIndex("IX_team_channels_address_id", "team_channels", "address_id");
        migrationBuilder.CreateTable(
            "absences",
            t => new { person_id = t.Column<string>(), until = t.Column<long>(), deputy_id = t.Column<string>(nullable: true) },
            constraints: t => t.PrimaryKey("PK_absences", x => x.person_id));
    }
}
