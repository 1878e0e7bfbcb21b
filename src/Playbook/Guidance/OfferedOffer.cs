namespace ClientBot.Playbook.Guidance;

public sealed record OfferedOffer(string Text, string Trade, decimal? ApprovalOver, string Currency = "");
