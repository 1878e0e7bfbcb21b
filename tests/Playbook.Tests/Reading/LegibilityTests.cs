using ClientBot.Playbook.Reading;
using ClientBot.Playbook.Training;

namespace ClientBot.Playbook.Tests.Reading;

public sealed class LegibilityTests
{
    [Theory]
    [InlineData("", Legibility.NoWords)]
    [InlineData("🙄🙄🙄", Legibility.NoWords)]
    [InlineData("?!?!", Legibility.NoWords)]
    [InlineData("12345", Legibility.NoWords)]
    [InlineData("https://example.com/x", Legibility.NoWords)]
    [InlineData("> we are looking into it\n> thanks", Legibility.OnlyQuoteOrSignature)]
    [InlineData("-- \nAnn Smith\nDirector", Legibility.OnlyQuoteOrSignature)]
    [InlineData("Hi Jo,", Legibility.OnlyQuoteOrSignature)]
    [InlineData("Sent from my iPhone", Legibility.OnlyQuoteOrSignature)]
    [InlineData("Thanks, got it!", Legibility.Readable)]
    [InlineData("no", Legibility.Readable)]
    public void It_says_whether_there_was_anything_to_read(string text, Legibility expected)
    {
        var reading = ClientReader.Default.Read(text);
        Assert.Equal(expected, reading.Legibility);
        if (expected != Legibility.Readable)
        {
            Assert.True(reading.Abstained);
            Assert.Empty(reading.Because);
        }
    }

    [Theory]
    [InlineData("guide")]
    [InlineData("mute")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("qwer asdf zxcv")]
    public void What_nothing_is_known_of_is_not_called_calm(string text) => Assert.True(ClientReader.Default.Read(text).Abstained);

    [Fact]
    public void One_endless_word_is_not_called_calm() => Assert.True(ClientReader.Default.Read(new string('x', 20_000)).Abstained);

    [Theory]
    [InlineData("ok")]
    [InlineData("ok thanks")]
    [InlineData("perfect")]
    [InlineData("great work")]
    [InlineData("the blue one")]
    [InlineData("see attached")]
    [InlineData("Tuesday at ten works")]
    [InlineData("yes the second one please")]
    public void A_short_calm_answer_stays_calm(string text) => Assert.Equal(Situation.Calm, ClientReader.Default.Read(text).Situation);

    [Fact]
    public void An_oath_not_to_pay_is_no_calm_message() => Assert.NotEqual(Situation.Calm, ClientReader.Default.Read("I'd rather die than pay this").Situation);

    [Theory]
    [InlineData("German", "Ich warte seit drei Wochen auf meine Lieferung und niemand meldet sich bei mir.")]
    [InlineData("German", "Wo ist meine Bestellung?")]
    [InlineData("French", "Bonjour, je n'ai toujours pas reçu ma commande et personne ne répond.")]
    [InlineData("Spanish", "Hola, llevo tres semanas esperando mi pedido y nadie me contesta.")]
    [InlineData("Portuguese", "Olá, estou há três semanas à espera do meu pedido e ninguém responde.")]
    [InlineData("Italian", "Buongiorno, sono tre settimane che aspetto il mio ordine e nessuno risponde.")]
    [InlineData("Dutch", "Ik wacht nu al drie weken op mijn bestelling en niemand reageert.")]
    [InlineData("Polish", "Dzień dobry, czekam już trzy tygodnie na moje zamówienie i nikt nie odpowiada.")]
    [InlineData("Turkish", "Merhaba, üç haftadır siparişimi bekliyorum ve hiç kimse cevap vermiyor, bu çok kötü.")]
    [InlineData("Russian", "Здравствуйте, я жду свой заказ уже три недели, и никто не отвечает.")]
    [InlineData("Ukrainian", "Добрий день, я чекаю на своє замовлення вже три тижні, і ніхто не відповідає.")]
    [InlineData("Chinese", "你好，我的订单已经等了三个星期，没有人回复我。")]
    [InlineData("Japanese", "注文してから三週間待っていますが、誰からも返事がありません。")]
    [InlineData("Korean", "주문한 지 3주가 지났는데 아무도 연락을 주지 않네요.")]
    [InlineData("Arabic", "أنتظر طلبي منذ ثلاثة أسابيع ولا أحد يرد علي.")]
    [InlineData("Persian", "سه هفته است که منتظر سفارشم هستم و هیچ‌کس جواب نمی‌دهد، پول من چه شد؟")]
    [InlineData("Urdu", "میں تین ہفتوں سے اپنے آرڈر کا انتظار کر رہا ہوں اور کوئی جواب نہیں دیتا۔")]
    [InlineData("Hindi", "मैं तीन हफ़्ते से अपने ऑर्डर का इंतज़ार कर रहा हूँ और कोई जवाब नहीं देता।")]
    [InlineData("Bengali", "আমি তিন সপ্তাহ ধরে আমার অর্ডারের জন্য অপেক্ষা করছি, কেউ উত্তর দেয় না।")]
    [InlineData("Tamil", "மூன்று வாரங்களாக எனது ஆர்டருக்காக காத்திருக்கிறேன்.")]
    [InlineData("Telugu", "మూడు వారాలుగా నా ఆర్డర్ కోసం వేచి ఉన్నాను.")]
    [InlineData("Greek", "Περιμένω την παραγγελία μου τρεις εβδομάδες και κανείς δεν απαντά.")]
    [InlineData("Hebrew", "אני מחכה להזמנה שלי כבר שלושה שבועות ואף אחד לא עונה.")]
    [InlineData("Thai", "ฉันรอคำสั่งซื้อมาสามสัปดาห์แล้วและไม่มีใครตอบเลย")]
    [InlineData("Swedish", "Hej, jag har väntat i tre veckor på min beställning och ingen svarar.")]
    [InlineData("Vietnamese", "Xin chào, tôi đã chờ đơn hàng của tôi ba tuần rồi mà không ai trả lời.")]
    [InlineData("Indonesian", "Halo, saya sudah menunggu pesanan saya tiga minggu dan tidak ada yang menjawab.")]
    [InlineData("Romanian", "Bună ziua, aștept comanda mea de trei săptămâni și nimeni nu răspunde.")]
    [InlineData("Hungarian", "Jó napot, már három hete várok a rendelésre, és senki nem válaszol.")]
    [InlineData("Czech", "Dobrý den, čekám už tři týdny na svou objednávku a nikdo neodpovídá, je to hrozné.")]
    public void Another_language_is_named_and_not_judged(string language, string text)
    {
        var reading = ClientReader.Default.Read(text);
        Assert.Equal(Legibility.OtherLanguage, reading.Legibility);
        Assert.Equal(language, reading.Language);
        Assert.True(reading.Abstained);
        Assert.Null(reading.Situation);
    }

    [Theory]
    [InlineData("ok")]
    [InlineData("nah")]
    [InlineData("wtf")]
    [InlineData("hola, anyone there")]
    [InlineData("Die Hard tickets please")]
    [InlineData("my café déjà vu moment at your Zürich branch")]
    [InlineData("y'all ain't never gonna fix dis")]
    [InlineData("he be trippin bout that bill fr")]
    [InlineData("dinnae ken whit ye did tae ma boiler but it's no workin")]
    [InlineData("plz fix teh logn page its brokne agian")]
    [InlineData("I am having one doubt sir, kindly do the needful")]
    [InlineData("no no no no")]
    [InlineData("Mr Müller from Köln says the Rechnung is wrong")]
    [InlineData("i want change de date of my fligth")]
    [InlineData("men in a van came")]
    public void English_of_any_kind_is_taken_for_English(string text) =>
        Assert.Equal(Legibility.Readable, ClientReader.Default.Read(text).Legibility);

    [Fact]
    public void No_message_of_the_corpus_is_taken_for_another_language()
    {
        var taken = Message.ReadFolder(Repository.Corpus)
            .Select(m => (m.Id, ClientReader.Default.Read(m.Text).Language))
            .Where(m => m.Language is not null);
        Assert.Empty(taken);
    }
}
