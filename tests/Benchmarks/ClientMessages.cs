namespace ClientBot.Benchmarks;

/// <summary>What clients say in the benchmarks: eight messages of about 60 words, two each of angry, wrong, unrealistic and abusive.</summary>
internal static class ClientMessages
{
    public static IReadOnlyList<string> All { get; } =
    [
        "This is the third time this invoice is wrong and I am done being polite about it. Every month I spend an hour explaining the same line to "
        + "somebody new, every month I am told it is sorted, and every month it comes back exactly as it was. Fix it by 5pm today or I call my lawyer "
        + "and move all four of our sites to somebody else.",
        "I have now been waiting since Monday for the call back that two of your colleagues promised me, our shop has been offline for three days, and "
        + "the only thing I ever get is an automatic mail with a ticket number. Do you have any idea what that costs us in the busiest week of the year? "
        + "I want a person, today, not another number to quote.",
        "We had a look at the contract again and it clearly says that hosting is included for the first two years, so the amount of 480 that you charged "
        + "us in March has to be a mistake on your side. Please correct it and send the money back this week. I attached page four, where it says "
        + "maintenance, which as far as we understand is the same thing.",
        "According to our own numbers your crew was only here for eleven hours and not for nineteen as you wrote, because nobody saw them before ten or "
        + "after three on either of the two days. We are happy to pay for the hours that were worked, but not for the rest of it. Can you send us a "
        + "corrected bill before the end of the month please?",
        "The board liked the draft very much, so we would like to launch next Friday instead of in October, with the shop, the three extra languages and "
        + "the app that we talked about. The budget stays the same of course, because most of it is already there. It should not take your people more "
        + "than a weekend, our intern built something similar in a day or two.",
        "We would need somebody from your team to be reachable around the clock, including the holidays, and answers within ten minutes whatever the "
        + "question is, as part of the basic plan that we have now. Our last supplier did that for half the price. Please confirm by tonight, since we "
        + "have already told our own clients that it starts on Monday.",
        "Are you people actually stupid or do you just pretend? I told you idiots twice that the delivery goes to the back entrance and your clown of a "
        + "driver still left it in the rain. A trained monkey would do your job better than you do. Do not write me another one of your pathetic little "
        + "sorry mails, just get somebody with a brain on the phone.",
        "Listen, you useless little man, I don't care about your process and I don't care about your excuses. You are a joke, your company is a joke, "
        + "and I will make sure that everybody in this town knows what kind of lying trash works there. Shut up, do what you are told for once, and "
        + "don't you dare hang up on me again, or you will regret it.",
    ];
}
