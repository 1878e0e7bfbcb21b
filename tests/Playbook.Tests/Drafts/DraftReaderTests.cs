using ClientBot.Playbook.Drafts;
using ClientBot.Playbook.Reading;
using ClientBot.Playbook.Tests.Content;

namespace ClientBot.Playbook.Tests.Drafts;

public sealed class DraftReaderTests
{
    private static readonly DraftReader Reader = new(Books.BuiltIn);

    [Theory]
    [InlineData(DraftFault.Blame, "Hi Tom, the files are gone because you never made a copy. I'll look on the old disk by 4.")]
    [InlineData(DraftFault.Blame, "You could have told us on Monday, then we'd have had time. Now it's Friday at the earliest.")]
    [InlineData(DraftFault.Blame, "Had you read the mail of 3 May, you'd know the date. We meet on Friday at 2.")]
    [InlineData(DraftFault.Blame, "The mistake is clearly on your side. Please send me the right address today.")]
    [InlineData(DraftFault.Blame, "You entered the wrong account number, so the money went elsewhere. I'll try to stop it today.")]
    [InlineData(DraftFault.Blame, "Hello, you have obviously misunderstood the offer. I'll call you at 3.")]
    [InlineData(DraftFault.Heat, "As I already told you twice, the lift is booked for Tuesday at 8.")]
    [InlineData(DraftFault.Blame, "We've been waiting, we had to remind you three times about the texts. Launch is on 4 May.")]
    [InlineData(DraftFault.Blame, "Next time please read the instructions first. A new part comes tomorrow.")]
    [InlineData(DraftFault.Blame, "It was your own decision to go without insurance. I'll send the bill on Monday.")]
    [InlineData(DraftFault.Blame, "You didn’t answer our two letters. I'll hold the place until Friday.")]
    [InlineData(DraftFault.Defensive, "That's really not our fault, the weather was bad. We come on Tuesday at 9.")]
    [InlineData(DraftFault.Defensive, "None of our other guests complained. I'll send somebody up at 5.")]
    [InlineData(DraftFault.Defensive, "We've been extremely busy this month. Your order leaves tomorrow.")]
    [InlineData(DraftFault.Defensive, "I never said it would be ready in March. It's ready on 2 April.")]
    [InlineData(DraftFault.Defensive, "We did everything we could. The part comes on Monday at 10.")]
    [InlineData(DraftFault.Defensive, "I'm sorry you feel that way. I'll call you tomorrow at 9.")]
    [InlineData(DraftFault.Defensive, "Mistakes happen. The new bill is with you by noon.")]
    [InlineData(DraftFault.OverPromising, "I promise this will never happen again. The new one arrives on Friday.")]
    [InlineData(DraftFault.OverPromising, "Don't worry, we'll definitely have it done by Monday.")]
    [InlineData(DraftFault.OverPromising, "We guarantee a result you'll love. See you on Monday at 10.")]
    [InlineData(DraftFault.OverPromising, "Whatever you need, day or night, I'm there. Call me tomorrow.")]
    [InlineData(DraftFault.OverPromising, "Yes of course we can do that, no problem at all! You'll have it tomorrow.")]
    [InlineData(DraftFault.AdmittingUnknown, "The fitter must have forgotten to close the valve. I'll be there at 4.")]
    [InlineData(DraftFault.AdmittingUnknown, "I haven't checked yet, but it was probably our mistake. I'll call you by 5.")]
    [InlineData(DraftFault.AdmittingUnknown, "I guess we messed up the booking. I'll find you a room by 6.")]
    [InlineData(DraftFault.AdmittingUnknown, "We are liable for the damage to your floor and will settle it. More by Friday.")]
    [InlineData(DraftFault.PolicySpeak, "In accordance with our terms and conditions a refund is excluded. You may write by Friday.")]
    [InlineData(DraftFault.PolicySpeak, "Please be informed that your case is closed. We open at 9 tomorrow.")]
    [InlineData(DraftFault.PolicySpeak, "We cannot make an exception. The fee is due on 4 May.")]
    [InlineData(DraftFault.PolicySpeak, "Your request has been forwarded to the relevant department. You'll hear by Monday.")]
    [InlineData(DraftFault.PolicySpeak, "We value your feedback and apologise for the inconvenience. A driver comes tomorrow at 8.")]
    [InlineData(DraftFault.Jargon, "Hi Al, the hotfix is merged and goes out with the next deploy on Tuesday.")]
    [InlineData(DraftFault.Jargon, "The endpoint timed out after a failover. It's stable since 10 and I'll watch it until 6.")]
    [InlineData(DraftFault.Jargon, "I'll loop in our stakeholders and circle back by Thursday.")]
    [InlineData(DraftFault.TooManyApologies, "So sorry about this! I'm really sorry. I apologise again for the mess. New plates come at 5.")]
    [InlineData(DraftFault.TooManyApologies, "I'm so so sorry, I feel terrible about this. The cake comes at 3.")]
    [InlineData(DraftFault.NoNextStep, "I understand how annoying that is. We'll look into it and get back to you.")]
    [InlineData(DraftFault.NoNextStep, "Thanks for raising this, we take such things very seriously.")]
    [InlineData(DraftFault.NoNextStep, "I see the problem, we'll fix it as soon as we can.")]
    [InlineData(DraftFault.Heat, "Calm down, please. The plumber comes at 4.")]
    [InlineData(DraftFault.Heat, "I said NO and I meant it. The shop opens on Monday at 9.")]
    [InlineData(DraftFault.Heat, "WE TOLD YOU THIS BEFORE. The date is Monday 4 May.")]
    [InlineData(DraftFault.Heat, "Wow, thanks for the lovely tone. Your parcel comes tomorrow.")]
    [InlineData(DraftFault.Heat, "If you don't like it, feel free to look elsewhere. We open at 9 tomorrow.")]
    [InlineData(DraftFault.Heat, "For the last time: it's Tuesday at 8.")]
    [InlineData(DraftFault.Heat, "I'm not a magician. You'll have it on Friday.")]
    [InlineData(DraftFault.InternalText, "Hi [Name], your order leaves tomorrow at 9.")]
    [InlineData(DraftFault.InternalText, "Hi Pat, the van comes at 8 tomorrow.\n\n@Sven can you check this before I send it?")]
    [InlineData(DraftFault.InternalText, "Internal note: don't offer a discount.\nHi Pat, you'll hear from me at 5.")]
    [InlineData(DraftFault.InternalText, "Your card 4111 1111 1111 1111 was charged twice. You get 40 back on Friday.")]
    [InlineData(DraftFault.InternalText, "Log in with the password Winter2024! and tell me by Friday whether it works.")]
    public void Each_kind_of_fault_is_found_however_it_is_put(DraftFault fault, string draft) => Assert.Contains(Reader.Read(draft), r => r.Fault == fault);

    [Theory]
    [InlineData("Hi Ana, I'm sorry about the wait. Your table is ready at 8, and the first round is on us.")]
    [InlineData("It isn't your fault. The form is hard to read. I've changed it and you'll have the new one by noon.")]
    [InlineData("I can't promise Friday. Monday at noon is safe, and I'll tell you on Thursday if it's earlier.")]
    [InlineData("No, I can't do that price. At 400 I can leave the painting out and start on 3 June. Shall I?")]
    [InlineData("You wrote \"you never told me\", and you're right to ask. The mail went out on 2 May; I attach it. Shall we talk at 3?")]
    [InlineData("You should have it by noon tomorrow. If not, call me and I'll go there myself.")]
    [InlineData("I'd like to keep this to the matter and leave insults out. Your car is ready on Friday at 4.")]
    [InlineData("Thank you, that's kind of you!")]
    [InlineData("Yes, the blue one comes in size 8 as well.")]
    [InlineData("You didn't get what you ordered, and that's annoying. The right chairs leave today and reach you on Thursday.")]
    [InlineData("I don't know yet what happened. I'm asking the driver at 2 and will ring you by 4.")]
    [InlineData("Your policy runs until 30 June. If you tell me by Friday, I'll move it to your new house.")]
    [InlineData("Your train ticket is valid until midnight, so you can take the 21:10. I've told the conductor.")]
    [InlineData("I looked at the till roll: we charged you twice. The second 40 euros went back this morning; banks take two days.")]
    [InlineData("Happy to help. What is the number on the back of the router?")]
    [InlineData("I won't send anybody onto the roof in this wind. Tomorrow at 7 it should drop, and they're first with you.")]
    [InlineData("Congratulations on the new shop! The sign is ready on Tuesday; shall I bring it at 10?")]
    [InlineData("Would you tell me what happened from the moment you arrived? I'll then talk to Rosa, and you hear from me tonight.")]
    [InlineData("If it was our mistake, you'll get the money back. I'm checking the camera now and will write by 6.")]
    [InlineData("The bank shows the transfer on the 3rd, to the old account. I can ask them to return it; that takes about a week. OK?")]
    public void What_is_right_is_left_alone(string draft) => Assert.Empty(Reader.Read(draft));

    [Fact]
    public void An_admission_that_is_fine_otherwise_is_the_worst_thing_when_they_speak_of_lawyers()
    {
        const string Draft = "I checked the list: that was our mistake. Calm down, the new one comes on Friday.";
        Assert.DoesNotContain(Reader.Read(Draft), r => r.Fault == DraftFault.AdmittingUnknown);

        var remarks = Reader.Read(Draft, new DraftCase(Situation.Angry, new HashSet<Flag> { Flag.LegalThreat }));

        Assert.Equal([DraftFault.AdmittingUnknown, DraftFault.Heat], remarks.Select(r => r.Fault));
        Assert.Equal("our mistake", Words(Draft, remarks[0]));
    }

    [Fact]
    public void There_are_at_most_three_remarks_and_the_worst_comes_first()
    {
        const string Draft = "As per our policy you should have read the terms. This isn't our fault. Calm down!! I promise you it will never happen again. EOD.";

        var remarks = Reader.Read(Draft);

        Assert.Equal(3, remarks.Count);
        Assert.Equal(DraftFault.Heat, remarks[0].Fault);
        Assert.Equal(remarks.OrderBy(r => r.Fault).Select(r => r.Fault), remarks.Select(r => r.Fault));
        Assert.All(remarks, r => Assert.False(string.IsNullOrWhiteSpace(r.Why)));
    }

    [Fact]
    public void Offsets_are_UTF16_and_point_at_the_words_as_they_were_written()
    {
        const string Draft = "🙏🙏 Hi Zoë, you’ve obviously misunderstood. I'll ring at 3.";

        var remark = Assert.Single(Reader.Read(Draft), r => r.Fault == DraftFault.Blame);

        Assert.StartsWith("you’ve", Words(Draft, remark), StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_draft_and_a_long_paragraph_are_too_long()
    {
        var sentence = "The tiles come on Monday and we lay them on Tuesday at 8. ";
        Assert.Equal(DraftFault.TooLong, Assert.Single(Reader.Read(string.Concat(Enumerable.Repeat(sentence, 20)))).Fault);
        Assert.Empty(Reader.Read(string.Concat(Enumerable.Repeat(sentence, 5))));
    }

    [Fact]
    public void Nothing_is_said_of_nothing_and_anything_can_be_read()
    {
        Assert.Empty(Reader.Read("  \n "));
        foreach (var odd in new[] { "'", "\"", "???", "’’’ n't 's", "a'", "> ", "[", "1.", ".5", "\ud83d", new string('x', 50_000), string.Concat(Enumerable.Repeat("you should ", 3000)) })
            Assert.InRange(Reader.Read(odd).Count, 0, DraftReader.MostRemarks);
    }

    [Fact]
    public void An_organisation_adds_rules_lists_and_limits_and_takes_one_out()
    {
        var edition = Books.Standing(Books.File("drafts.yaml", """
            limits: { words: 12 }
            lists: { rivals: "acme|globex" }
            rules:
              - { id: heat.calm-down, off: true }
              - id: ours.rivals
                kind: defensive
                patterns: ["<rivals> (is|are) worse"]
                why: "We don't speak of others."
            """));
        var reader = new DraftReader(edition);

        var remark = Assert.Single(reader.Read("Globex are worse. See you at 4."));
        Assert.Equal("We don't speak of others.", remark.Why);
        Assert.Null(remark.Rather);
        Assert.Equal(DraftFault.TooLong, Assert.Single(reader.Read("One two three four five six seven eight nine ten eleven twelve at 4.")).Fault);
    }

    [Theory]
    [InlineData("rules: [{ id: a, kind: blame, patterns: [\"you (are\"], why: b }]", "a ) for each (")]
    [InlineData("rules: [{ id: a, kind: blame, patterns: [\"<nobody> is\"], why: b }]", "<nobody> is none")]
    [InlineData("rules: [{ id: a, kind: blame, patterns: [\"... you\"], why: b }]", "begins with a word")]
    [InlineData("rules: [{ id: a, kind: shame, patterns: [you], why: b }]", "not \"shame\"")]
    [InlineData("rules: [{ id: a, kind: blame, why: b }]", "patterns, marks or a measure")]
    [InlineData("rules: [{ id: a, kind: heat, marks: [\"(\"], why: b }]", "a regular expression")]
    [InlineData("rules: [{ id: nothing.such, off: true }]", "a rule that there is")]
    [InlineData("limits: { words: many }", "a number over 0")]
    public void A_mistake_in_the_file_is_named(string text, string expected) =>
        Assert.Contains(Books.MistakesOf(Books.File("drafts.yaml", text)), m => m.File == "theirs/drafts.yaml" && m.Expected.Contains(expected, StringComparison.Ordinal));

    private static string Words(string draft, Remark remark) => draft.Substring(remark.Start, remark.Length);
}
