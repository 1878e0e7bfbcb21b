using ClientBot.Playbook.Reading;

namespace ClientBot.Bot.Tests.Features.Guidance;

public sealed class PaymentNumberTests
{
    [Theory]
    [InlineData("my card 4111 1111 1111 1111 was charged", "my card •••• •••• •••• 1111 was charged")]
    [InlineData("4111111111111111 123", "••••••••••••1111 123")]
    [InlineData("4111 1111 1111 1111 12/27", "•••• •••• •••• 1111 12/27")]
    [InlineData("12 4111 1111 1111 1111", "12 •••• •••• •••• 1111")]
    [InlineData("4111.1111.1111.1111", "••••.••••.••••.1111")]
    [InlineData("x4111111111111111", "x••••••••••••1111")]
    [InlineData("4111  1111\u00a01111–1111", "••••  ••••\u00a0••••–1111")]
    [InlineData("3782 822463 10005 and 4111-1111-1111-1111", "•••• •••••• •0005 and ••••-••••-••••-1111")]
    [InlineData("4111111111111111\n5555555555554444", "••••••••••••1111\n••••••••••••4444")]
    public void A_card_number_is_masked_however_it_is_written(string text, string masked) => Assert.Equal(masked, PaymentNumbers.Masked(text));

    [Theory]
    [InlineData("order 4111111111111112, call 0049 30 1234567 at 10:30 on 2026-03-02")]
    [InlineData("invoice 20260302-0001 over 1,249.00")]
    [InlineData("")]
    public void Other_numbers_stay(string text) => Assert.Equal(text, PaymentNumbers.Masked(text));
}
