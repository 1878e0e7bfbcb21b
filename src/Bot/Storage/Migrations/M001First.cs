using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ClientBot.Storage.Migrations;

/// <summary>The first tables. Types are left to the provider, so that one set of migrations serves SQLite and PostgreSQL.</summary>
[DbContext(typeof(ClientBotDb))]
[Migration("001_First")]
internal sealed class M001First : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "data_keys",
            t => new { id = t.Column<string>(), wrapped = t.Column<byte[]>(), person_id = t.Column<string>(nullable: true) },
            constraints: t => t.PrimaryKey("PK_data_keys", x => x.id));
        migrationBuilder.CreateIndex("IX_data_keys_person_id", "data_keys", "person_id");
        migrationBuilder.CreateTable(
            "destroyed_keys",
            t => new { id = t.Column<string>(), at = t.Column<long>() },
            constraints: t => t.PrimaryKey("PK_destroyed_keys", x => x.id));
        migrationBuilder.CreateIndex("IX_destroyed_keys_at", "destroyed_keys", "at");
        migrationBuilder.CreateTable(
            "bot_state",
            t => new { id = t.Column<string>(), state = t.Column<byte[]>(), version = t.Column<long>() },
            constraints: t => t.PrimaryKey("PK_bot_state", x => x.id));
        People(migrationBuilder);
        Delivery(migrationBuilder);
        Cases(migrationBuilder);
    }

    private static void People(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "persons",
            t => new { id = t.Column<string>(), name = t.Column<string>(), zone = t.Column<string>(nullable: true), default_team_id = t.Column<string>(nullable: true) },
            constraints: t => t.PrimaryKey("PK_persons", x => x.id));
        migrationBuilder.CreateTable(
            "identities",
            t => new { channel = t.Column<string>(), tenant = t.Column<string>(), user_id = t.Column<string>(), person_id = t.Column<string>() },
            constraints: t =>
            {
                t.PrimaryKey("PK_identities", x => new { x.channel, x.tenant, x.user_id });
                t.ForeignKey("FK_identities_persons_person_id", x => x.person_id, "persons", "id", onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex("IX_identities_person_id", "identities", "person_id");
        migrationBuilder.CreateTable(
            "addresses",
            t => new
            {
                id = t.Column<string>(), channel = t.Column<string>(), tenant = t.Column<string>(), conversation_id = t.Column<string>(), kind = t.Column<string>(),
                service_url = t.Column<string>(), bot_id = t.Column<string>(), person_id = t.Column<string>(nullable: true), user_id = t.Column<string>(nullable: true),
                unreachable = t.Column<string>(nullable: true), welcomed = t.Column<bool>(), has_guests = t.Column<bool>(), readers_at = t.Column<long>(nullable: true),
            },
            constraints: t => t.PrimaryKey("PK_addresses", x => x.id));
        migrationBuilder.CreateIndex("IX_addresses_channel_tenant_conversation_id", "addresses", ["channel", "tenant", "conversation_id"], unique: true);
        migrationBuilder.CreateIndex("IX_addresses_person_id_kind", "addresses", ["person_id", "kind"]);
    }

    private static void Delivery(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "inbox",
            t => new { channel = t.Column<string>(), key = t.Column<string>(), received_at = t.Column<long>() },
            constraints: t => t.PrimaryKey("PK_inbox", x => new { x.channel, x.key }));
        migrationBuilder.CreateIndex("IX_inbox_received_at", "inbox", "received_at");
        migrationBuilder.CreateTable(
            "outbox",
            t => new
            {
                id = t.Column<string>(), lane = t.Column<string>(), kind = t.Column<string>(), priority = t.Column<int>(), address_id = t.Column<string>(),
                person_id = t.Column<string>(nullable: true), shown_card_id = t.Column<string>(nullable: true), version = t.Column<long>(), data_key_id = t.Column<string>(nullable: true),
                payload = t.Column<byte[]>(nullable: true), created_at = t.Column<long>(), due_at = t.Column<long>(), claimed_until = t.Column<long>(),
                attempts = t.Column<int>(), done_at = t.Column<long>(nullable: true), ended = t.Column<string>(nullable: true), outcome = t.Column<string>(nullable: true),
            },
            constraints: t => t.PrimaryKey("PK_outbox", x => x.id));
        migrationBuilder.CreateIndex("IX_outbox_done_at_due_at", "outbox", ["done_at", "due_at"]);
        migrationBuilder.CreateIndex("IX_outbox_lane_done_at_id", "outbox", ["lane", "done_at", "id"]);
        migrationBuilder.CreateIndex("IX_outbox_data_key_id", "outbox", "data_key_id");
        migrationBuilder.CreateTable(
            "shown_cards",
            t => new
            {
                id = t.Column<string>(), subject = t.Column<string>(), lane = t.Column<string>(), address_id = t.Column<string>(nullable: true),
                activity_id = t.Column<string>(nullable: true), data_key_id = t.Column<string>(nullable: true), version = t.Column<long>(),
            },
            constraints: t => t.PrimaryKey("PK_shown_cards", x => x.id));
        migrationBuilder.CreateIndex("IX_shown_cards_subject_lane", "shown_cards", ["subject", "lane"], unique: true);
        migrationBuilder.CreateIndex("IX_shown_cards_data_key_id", "shown_cards", "data_key_id");
    }

    private static void Cases(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "cases",
            t => new
            {
                id = t.Column<string>(), person_id = t.Column<string>(), data_key_id = t.Column<string>(), opened_at = t.Column<long>(), last_at = t.Column<long>(),
                rounds = t.Column<int>(), label = t.Column<byte[]>(nullable: true), details = t.Column<byte[]>(nullable: true), closed_at = t.Column<long>(nullable: true),
                held_by = t.Column<string>(nullable: true),
            },
            constraints: t => t.PrimaryKey("PK_cases", x => x.id));
        migrationBuilder.CreateIndex("IX_cases_person_id_last_at", "cases", ["person_id", "last_at"]);
        migrationBuilder.CreateIndex("IX_cases_last_at", "cases", "last_at");
        migrationBuilder.CreateTable(
            "rounds",
            t => new
            {
                id = t.Column<string>(), case_id = t.Column<string>(), number = t.Column<int>(), at = t.Column<long>(), words = t.Column<byte[]>(), reading = t.Column<byte[]>(),
                read_as = t.Column<string>(nullable: true), corrected = t.Column<string>(nullable: true), intensity = t.Column<int>(), trend = t.Column<int>(),
                play_id = t.Column<string>(nullable: true), tone = t.Column<string>(), fact = t.Column<string>(), lines = t.Column<string>(), version = t.Column<long>(),
            },
            constraints: t => t.PrimaryKey("PK_rounds", x => x.id));
        migrationBuilder.CreateIndex("IX_rounds_case_id", "rounds", "case_id");
        migrationBuilder.CreateTable(
            "corrections",
            t => new
            {
                id = t.Column<string>(), case_id = t.Column<string>(), round_id = t.Column<string>(), from_situation = t.Column<string>(nullable: true),
                to_situation = t.Column<string>(), at = t.Column<long>(),
            },
            constraints: t => t.PrimaryKey("PK_corrections", x => x.id));
        migrationBuilder.CreateIndex("IX_corrections_case_id", "corrections", "case_id");
    }
}
