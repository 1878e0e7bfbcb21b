using ClientBot.Playbook.Content;
using ClientBot.Playbook.Guidance;
using ClientBot.Playbook.Reading;
using ClientBot.Playbook.Tests.Content;

namespace ClientBot.Playbook.Tests.Guidance;

public sealed class GuideTests
{
    private const string Invoice = "third time this invoice is wrong, fix it by 5pm or I call my lawyer";
    private static readonly Guide Guide = new(Books.BuiltIn);

    public static TheoryData<string, int> Examples()
    {
        var data = new TheoryData<string, int>();
        foreach (var play in Books.BuiltIn.Plays)
            for (var i = 0; i < play.Examples.Count; i++) data.Add(play.Id, i);
        return data;
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_chooses_its_play(string id, int index)
    {
        var play = Books.BuiltIn.Play(id)!;
        var example = play.Examples[index];
        var reading = Readings.Sure(play.Situation, [.. example.Flags]) with { Secondary = example.Secondary };
        if (example.Intensity is { } intensity) reading = reading with { Intensity = intensity };
        Assert.Equal(id, Guide.For(reading, Readings.Says(example.Text)).PlayId);
    }

    [Fact]
    public void The_invoice_that_is_wrong_for_the_third_time_gets_a_whole_card()
    {
        var reading = Readings.Sure(Situation.Angry, Flag.RepeatIssue);
        var answer = Guide.For(reading, Readings.Says("third time this invoice is wrong, fix it by 5pm") with { Slots = new Slots { Date = "3 today" } });
        Assert.Equal("angry.repeat-issue", answer.PlayId);
        Assert.Equal(Situation.Angry, answer.Situation);
        Assert.Contains("the invoice", answer.Say.Text, StringComparison.Ordinal);
        Assert.Contains("by 3 today", answer.Say.Text, StringComparison.Ordinal);
        Assert.Equal(Books.BuiltIn.Version, answer.Edition);
        Assert.Equal(3, answer.Plan.Count);
        Assert.True(answer.Then.Count >= 3 && answer.Avoid.Count >= 2 && answer.Offers.Count >= 2 && answer.Ask.Count >= 2);
        Assert.Equal(["Ours", "Theirs", "Both", "Don't know"], answer.DecidingFact!.Options.Select(o => o.Label));
        Assert.Equal([Tone.Steady, Tone.Softer, Tone.Firmer, Tone.Spoken], answer.Tones);
        Assert.Null(answer.ForYou);
        Assert.False(answer.IsOpener || answer.IsCrisis);
    }

    [Theory]
    [InlineData(Situation.Angry, Situation.Abusive, Situation.Abusive)]
    [InlineData(Situation.Angry, Situation.Wrong, Situation.Wrong)]
    [InlineData(Situation.Angry, Situation.Unrealistic, Situation.Unrealistic)]
    [InlineData(Situation.Unrealistic, Situation.Wrong, Situation.Wrong)]
    [InlineData(Situation.Wrong, Situation.Abusive, Situation.Abusive)]
    [InlineData(Situation.Wrong, Situation.Angry, Situation.Wrong)]
    [InlineData(Situation.Calm, Situation.Unrealistic, Situation.Unrealistic)]
    public void Conduct_comes_before_facts_facts_before_demand_and_demand_before_feeling(Situation read, Situation too, Situation decides) =>
        Assert.Equal(decides, Guide.For(Readings.Sure(read) with { Secondary = [too] }, Readings.Says("so")).Situation);

    [Fact]
    public void A_threat_of_harm_comes_before_everything_else()
    {
        var answer = Guide.For(Readings.Sure(Situation.Wrong, Flag.SafetyThreat), Readings.Says("you idiots, you stupid liars, I know where you live"));
        Assert.Equal("abusive.threat", answer.PlayId);
        Assert.Null(answer.Second);
    }

    [Fact]
    public void The_second_situation_adds_one_sentence_and_not_in_a_call()
    {
        var reading = Readings.Sure(Situation.Wrong) with { Secondary = [Situation.Angry] };
        var answer = Guide.For(reading, Readings.Says("so"));
        Assert.Equal(Situation.Angry, answer.SecondSituation);
        Assert.NotNull(answer.Second);
        Assert.Equal([answer.Say.Id, answer.Second.Id], answer.LineIds);
        Assert.Null(Guide.For(reading, Readings.Says("so") with { Tone = Tone.Spoken }).Second);
        Assert.Null(Guide.For(Readings.Sure(Situation.Wrong), Readings.Says("so")).Second);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    public void Anger_is_only_spoken_of_where_it_can_be_heard(int intensity, bool spokenOf)
    {
        var reading = Readings.Sure(Situation.Wrong) with { Secondary = [Situation.Angry], Intensity = intensity };
        Assert.Equal(spokenOf, Guide.For(reading, Readings.Says("so")).Second is not null);
        var demanding = reading with { Secondary = [Situation.Unrealistic] };
        Assert.NotNull(Guide.For(demanding, Readings.Says("so")).Second);
    }

    [Theory]
    [InlineData("great work")]
    [InlineData("Thank you so much, that was quick")]
    [InlineData("You were brilliant today")]
    [InlineData("good job everyone")]
    [InlineData("nice work on the new pages")]
    public void Praise_gets_a_plan_that_fits_praise(string text)
    {
        var answer = Guide.For(Readings.Sure(Situation.Calm), Readings.Says(text));
        Assert.Equal("calm.warm-thanks", answer.PlayId);
        Assert.StartsWith("Pass the thanks on", answer.Plan[0].What, StringComparison.Ordinal);
        Assert.All(answer.Plan, step => Assert.DoesNotContain("who decides", step.What, StringComparison.Ordinal));
    }

    [Fact]
    public void No_situation_is_shown_as_calm_beside_another_name() =>
        Assert.DoesNotContain("calm", Books.BuiltIn.Names.OfIntensity(0), StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void Who_is_right_is_asked_with_answers_that_name_somebody()
    {
        var fact = Books.BuiltIn.Play("wrong.misreads-bill")!.Fact!;
        Assert.StartsWith("Who is right", fact.Question, StringComparison.Ordinal);
        Assert.Equal(["They are", "We are", "Both, partly", "Don't know"], fact.Options.Select(o => o.Label));
    }

    [Fact]
    public void Every_question_of_a_play_is_for_the_client() =>
        Assert.DoesNotContain(Books.BuiltIn.Plays.SelectMany(p => p.Ask), q => q.Template.StartsWith("To ", StringComparison.Ordinal));

    [Fact]
    public void No_opener_says_the_issue_twice()
    {
        foreach (var script in Books.BuiltIn.Openers.SelectMany(o => o.Say))
            Assert.True(script.Render(Slots.None).Split("the issue").Length <= 2, script.Template);
    }

    [Theory]
    [InlineData(Tone.Steady)]
    [InlineData(Tone.Softer)]
    [InlineData(Tone.Firmer)]
    [InlineData(Tone.Spoken)]
    public void The_same_line_never_comes_twice_while_another_is_left(Tone tone)
    {
        foreach (var play in Books.BuiltIn.Plays)
        {
            var shown = new List<string>();
            for (var round = 1; round <= 20; round++)
            {
                var answer = Guide.For(
                    Readings.Sure(play.Situation), new GuidanceRequest { Text = "so", Round = round, PlayId = play.Id, Tone = tone, ShownLineIds = shown });
                Assert.Equal(answer.SaidAll, shown.Contains(answer.Say.Id));
                if (answer.SaidAll) break;
                shown.AddRange(answer.LineIds);
            }

            Assert.True(shown.Count >= 5, $"{play.Id} {tone}: {shown.Count} lines");
        }
    }

    [Fact]
    public void When_all_was_said_the_line_shown_longest_ago_comes_again()
    {
        var shown = new List<string>();
        GuidanceAnswer answer;
        do
        {
            answer = Guide.For(Readings.Sure(Situation.Calm), Readings.Says("so") with { ShownLineIds = shown });
            if (!answer.SaidAll) shown.Add(answer.Say.Id);
        }
        while (!answer.SaidAll);
        Assert.Equal(shown[0], answer.Say.Id);
    }

    [Fact]
    public void A_later_round_begins_with_another_question()
    {
        var first = Guide.For(Readings.Sure(Situation.Angry), Readings.Says("so")).Ask;
        var second = Guide.For(Readings.Sure(Situation.Angry), Readings.Says("so") with { Round = 2 }).Ask;
        Assert.NotEqual(first[0], second[0]);
        Assert.Equal(first.Order(), second.Order());
    }

    [Theory]
    [InlineData(Fault.NotAsked, false)]
    [InlineData(Fault.Unknown, false)]
    [InlineData(Fault.Ours, true)]
    [InlineData(Fault.Theirs, false)]
    [InlineData(Fault.Both, true)]
    public void Only_a_fault_of_ours_is_apologised_for(Fault fact, bool sorry)
    {
        var answer = Guide.For(Readings.Sure(Situation.Angry), Readings.Says("so") with { Fact = fact });
        Assert.Equal(sorry, answer.Say.Text.Contains("sorry", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void A_changed_fact_changes_the_words()
    {
        var facts = new[] { Fault.NotAsked, Fault.Ours, Fault.Theirs, Fault.Both };
        var said = facts.Select(f => Guide.For(Readings.Sure(Situation.Wrong), Readings.Says("so") with { Fact = f }).Say.Id);
        Assert.Equal(4, said.Distinct().Count());
    }

    [Fact]
    public void With_a_legal_threat_nothing_is_admitted_whatever_the_fact()
    {
        foreach (var play in Books.BuiltIn.Plays)
        foreach (var fact in Enum.GetValues<Fault>())
        foreach (var tone in Enum.GetValues<Tone>())
        {
            var request = new GuidanceRequest { Text = "so", PlayId = play.Id, Fact = fact, Tone = tone };
            var text = Guide.For(Readings.Sure(play.Situation, Flag.LegalThreat), request).Say.Text;
            Assert.DoesNotMatch("(?i)sorry|apolog|our mistake|on us|we got it wrong", text);
        }
    }

    [Theory]
    [InlineData(Fault.NotAsked, false)]
    [InlineData(Fault.Ours, true)]
    [InlineData(Fault.Both, true)]
    [InlineData(Fault.Theirs, true)]
    public void The_asker_is_told_when_a_legal_threat_holds_the_fact_back(Fault fact, bool guarded)
    {
        Assert.Equal(guarded, Guide.For(Readings.Sure(Situation.Angry, Flag.LegalThreat), Readings.Says("so") with { Fact = fact }).IsGuarded);
        Assert.False(Guide.For(Readings.Sure(Situation.Angry), Readings.Says("so") with { Fact = fact }).IsGuarded);
    }

    [Fact]
    public void A_step_of_the_plan_says_when_in_small_letters() =>
        Assert.Equal("by 3 today", Guide.For(Readings.Sure(Situation.Calm), Readings.Says("so it was and so it will be") with { Slots = new Slots { Date = "3 today" } }).Plan[1].When);

    [Fact]
    public void Self_harm_overrides_everything_else()
    {
        var reading = Readings.Sure(Situation.Abusive, Flag.SelfHarm, Flag.SafetyThreat) with { Secondary = [Situation.Angry] };
        var answer = Guide.For(reading, Readings.Says("so") with { Situation = Situation.Calm, PlayId = "calm.wants-to-know", Tone = Tone.Firmer });
        Assert.True(answer.IsCrisis);
        Assert.Contains("Call a person now", answer.Crisis!.CallNow, StringComparison.Ordinal);
        Assert.NotEmpty(answer.Crisis.Contacts);
        Assert.Null(answer.PlayId);
        Assert.Null(answer.Second);
        Assert.Null(answer.DecidingFact);
        Assert.Empty(answer.Tones);
        Assert.Empty(answer.Options);
        Assert.Empty(answer.Candidates);
        Assert.NotNull(answer.ForYou);
    }

    [Fact]
    public void An_unsure_reading_gets_an_opener_for_its_two_candidates()
    {
        foreach (var one in Enum.GetValues<Situation>())
        foreach (var other in Enum.GetValues<Situation>().Where(s => s != one))
        {
            var answer = Guide.For(Readings.Torn(one, other), Readings.Says("so"));
            Assert.True(answer.IsOpener);
            Assert.Equal([one, other], answer.Candidates);
            Assert.Contains(Books.BuiltIn.Openers, o => o.Between.Contains(one) && o.Between.Contains(other) && o.Say.Any(s => s.Id == answer.Say.Id));
            Assert.Empty(answer.Tones);
        }
    }

    [Fact]
    public void What_cannot_be_read_gets_the_general_opener_and_no_candidates()
    {
        var answer = Guide.For(Readings.Sure(Situation.Angry) with { Legibility = Legibility.OtherLanguage, Language = "German" }, Readings.Says("Guten Tag"));
        Assert.True(answer.IsOpener);
        Assert.Empty(answer.Candidates);
        Assert.StartsWith("opener.general", answer.Say.Id, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Flag.SafetyThreat, "abusive.threat")]
    [InlineData(Flag.SexualHarassment, "abusive.sexual")]
    [InlineData(Flag.Discrimination, "abusive.discriminatory")]
    public void Unsure_but_threatened_or_harassed_is_no_case_for_an_opener(Flag flag, string play) =>
        Assert.Equal(play, Guide.For(Readings.Torn(Situation.Unrealistic, Situation.Abusive, flag), Readings.Says("so")).PlayId);

    [Fact]
    public void An_opener_that_a_harasser_may_get_shows_no_understanding_and_offers_nothing()
    {
        foreach (var opener in Books.BuiltIn.Openers.Where(o => o.Between.Contains(Situation.Abusive)))
        {
            foreach (var line in opener.Say.Append(opener.Ask).Select(s => s.Render(Slots.None)))
                Assert.DoesNotMatch("(?i)understood|what you're asking|what you need|what's possible|can be done|matters? most|need from me|can hear|can see|thank", line);
        }
    }

    [Fact]
    public void A_persons_correction_decides_and_what_was_read_no_longer_counts()
    {
        var answer = Guide.For(Readings.Sure(Situation.Angry) with { Secondary = [Situation.Unrealistic] }, Readings.Says("so") with { Situation = Situation.Wrong });
        Assert.Equal(Situation.Wrong, answer.Situation);
        Assert.Equal(Situation.Unrealistic, answer.SecondSituation);
        Assert.Equal(Situation.Calm, Guide.For(Readings.Torn(Situation.Angry, Situation.Wrong), Readings.Says("so") with { Situation = Situation.Calm }).Situation);
    }

    [Fact]
    public void A_card_stays_with_its_play_unless_the_play_is_gone_or_the_situation_was_corrected()
    {
        var request = Readings.Says(Invoice) with { PlayId = "angry.went-wrong" };
        Assert.Equal("angry.went-wrong", Guide.For(Readings.Sure(Situation.Angry), request).PlayId);
        Assert.Equal("angry.repeat-issue", Guide.For(Readings.Sure(Situation.Angry), request with { PlayId = "angry.long-gone" }).PlayId);
        Assert.Equal(Situation.Calm, Guide.For(Readings.Sure(Situation.Angry), request with { Situation = Situation.Calm }).Situation);
    }

    [Theory]
    [InlineData(Situation.Angry, 2, false)]
    [InlineData(Situation.Angry, 3, true)]
    [InlineData(Situation.Abusive, 1, true)]
    [InlineData(Situation.Calm, 0, false)]
    public void The_line_for_the_person_comes_at_the_boil_and_after_abuse(Situation situation, int intensity, bool comes) =>
        Assert.Equal(comes, Guide.For(Readings.Sure(situation) with { Intensity = intensity }, Readings.Says("so")).ForYou is not null);

    [Fact]
    public void Waiting_lines_and_ladder_lines_change_from_one_time_to_the_next()
    {
        var first = Guide.WhileWaiting(Waiting.NobodyReachable, Slots.None, []);
        Assert.NotEqual(first.Id, Guide.WhileWaiting(Waiting.NobodyReachable, Slots.None, [first.Id]).Id);
        Assert.NotEmpty(Guide.OnLadder(LadderStep.End, Tone.Firmer, Slots.None, []).Text);
    }

    [Fact]
    public void Words_are_found_whatever_their_case_apostrophe_and_number()
    {
        Assert.Equal("angry.repeat-issue", Chosen("I HAVE REPORTED IT 14 TIMES"));
        Assert.Equal("angry.ignored", Chosen("They didn’t even CALL. Nobody ANSWERS me, IGNORED again"));
        Assert.Equal("angry.venting", Chosen("so"));
        Assert.Equal("angry.went-wrong", Chosen("so it was and so it will be in all of it"));
        Assert.Equal("angry.went-wrong", Chosen(""));
        Assert.Equal("angry.went-wrong", Chosen(string.Join(' ', Enumerable.Repeat("xxxxx", 10_000)) + " late late late"));

        static string? Chosen(string text) => Guide.For(Readings.Sure(Situation.Angry), Readings.Says(text)).PlayId;
    }
}
