using AdaptiveCards;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClientBot.BotBuilder.Tests.AdaptiveCards;

public sealed class ReadingCardsTests
{
    private readonly AdaptiveCardParseResult _visit = AdaptiveCard.FromJson(Payload.Text("visit"));

    [Fact]
    public void What_was_read_is_written_again_unchanged()
    {
        var card = AdaptiveCard.FromJson(Payload.Text("guidance")).Card;

        Assert.Equal(Payload.Json("guidance").ToString(), Payload.Sorted(JObject.Parse(card.ToJson())).ToString());
    }

    [Fact]
    public void The_card_itself_is_read()
    {
        var card = _visit.Card;

        Assert.Equal(new AdaptiveSchemaVersion(1, 5), card.Version);
        Assert.Equal((120u, "en", AdaptiveVerticalContentAlignment.Center), (card.PixelMinHeight, card.Lang, card.VerticalContentAlignment));
        Assert.Equal(AdaptiveImageFillMode.Repeat, card.BackgroundImage.FillMode);
        Assert.Equal("Full", ((JObject)card.AdditionalProperties["msteams"])["width"]);
    }

    [Fact]
    public void Words_are_read_in_any_case()
    {
        var text = Assert.IsType<AdaptiveTextBlock>(_visit.Card.Body[0]);

        Assert.Equal((AdaptiveTextSize.Large, AdaptiveTextWeight.Bolder, AdaptiveTextBlockStyle.Heading), (text.Size, text.Weight, text.Style));
    }

    [Fact]
    public void Columns_and_images_of_a_set_need_no_type()
    {
        Assert.Equal("https://a.example/1.png", Assert.IsType<AdaptiveImageSet>(_visit.Card.Body[2]).Images.Single().UrlString);
        var column = Assert.IsType<AdaptiveColumnSet>(_visit.Card.Body[3]).Columns.Single();
        Assert.Equal((40u, AdaptiveImageStyle.Person), (((AdaptiveImage)column.Items[0]).PixelWidth, ((AdaptiveImage)column.Items[0]).Style));
    }

    [Fact]
    public void Inputs_are_read_and_an_absent_number_is_not_a_number()
    {
        Assert.Equal("2026-01-01", Assert.IsType<AdaptiveDateInput>(_visit.Card.Body[4]).Min);
        Assert.Equal("14:30", Assert.IsType<AdaptiveTimeInput>(_visit.Card.Body[5]).Value);
        Assert.Equal("no", Assert.IsType<AdaptiveToggleInput>(_visit.Card.Body[6]).ValueOff);
        var number = Assert.IsType<AdaptiveNumberInput>(_visit.Card.Body[7]);
        Assert.Equal((double.NaN, 12.5), (number.Min, number.Max));
    }

    [Fact]
    public void Elements_that_nobody_knows_are_kept_with_a_warning()
    {
        var chart = Assert.IsType<AdaptiveUnknownElement>(_visit.Card.Body[8]);
        var action = Assert.IsType<AdaptiveUnknownAction>(_visit.Card.Actions[1]);

        Assert.Equal(("Chart.Donut", "Share", "What"), (chart.Type, chart.AdditionalProperties["title"], action.Title));
        Assert.Equal("no chart", Assert.IsType<AdaptiveTextBlock>(chart.Fallback.Content).Text);
        Assert.Contains(_visit.Warnings, warning => warning.Message.Contains("Chart.Donut", StringComparison.Ordinal));
        Assert.Contains(_visit.Warnings, warning => warning.Message.Contains("Action.Unheard", StringComparison.Ordinal));
    }

    [Fact]
    public void A_button_s_data_and_requirements_are_read()
    {
        var save = Assert.IsType<AdaptiveSubmitAction>(_visit.Card.Actions[0]);

        Assert.Equal(("""{"n":0}""", false, "1.2"), (((JObject)save.Data).ToString(Formatting.None), save.IsEnabled, save.Requires["feature"]));
    }

    [Theory]
    [InlineData("""{ "type": "AdaptiveCard" """, "cut off")]
    [InlineData("""{ "version": "1.5", "body": [] }""", "no type")]
    [InlineData("""{ "type": "Hello", "version": "1.5" }""", "another type")]
    [InlineData("""{ "type": "AdaptiveCard", "body": [] }""", "no version")]
    [InlineData("""{ "type": "AdaptiveCard", "version": "1.5", "body": [ { "text": "what am I?" } ] }""", "an element with no type")]
    [InlineData("""{ "type": "AdaptiveCard", "version": "1.5", "body": [ { "type": "RichTextBlock", "inlines": [ { "type": "Run" } ] } ] }""", "a run of another type")]
    [InlineData("""{ "type": "AdaptiveCard", "version": "1.5", "body": [ { "type": "Input.Toggle", "id": "x" } ] }""", "a toggle with no title")]
    public void A_card_that_breaks_the_rules_is_refused(string json, string why)
    {
        var refused = Record.Exception(() => AdaptiveCard.FromJson(json));

        Assert.True(refused is AdaptiveSerializationException, $"{why}: {refused?.GetType().Name ?? "was read"}");
    }

    [Fact]
    public void A_word_that_nobody_knows_is_the_default()
    {
        var result = AdaptiveCard.FromJson(
            """{ "type": "AdaptiveCard", "version": "1.5", "body": [ { "type": "Container", "style": "asdf", "spacing": "asdf", "items": [] } ] }""");

        var container = (AdaptiveContainer)result.Card.Body[0];
        Assert.Equal((null, AdaptiveSpacing.Default), (container.Style, container.Spacing));
    }

    [Theory]
    [InlineData("20", "50 p x")]
    [InlineData(".20px", "50.1234.12px")]
    [InlineData("2000 px", "20a0px")]
    public void A_size_that_is_not_pixels_is_ignored_with_a_warning(string width, string height)
    {
        var image = $$"""{ "type": "Image", "url": "https://a.example/1.png", "width": "{{width}}", "height": "{{height}}" }""";

        var result = AdaptiveCard.FromJson($$"""{ "type": "AdaptiveCard", "version": "1.5", "body": [ {{image}} ] }""");

        Assert.Equal((0u, 0u), (((AdaptiveImage)result.Card.Body[0]).PixelWidth, ((AdaptiveImage)result.Card.Body[0]).PixelHeight));
        Assert.Equal(2, result.Warnings.Count);
    }

    [Fact]
    public void A_property_that_nobody_knows_is_kept_with_a_warning()
    {
        var result = AdaptiveCard.FromJson("""{ "type": "AdaptiveCard", "version": "1.5", "animal": "giraffe" }""");

        Assert.Equal("giraffe", result.Card.AdditionalProperties["animal"]);
        Assert.Single(result.Warnings);
    }

    [Fact]
    public void A_default_that_is_spelled_out_is_no_unknown_property()
    {
        var result = AdaptiveCard.FromJson(
            """{ "type": "AdaptiveCard", "version": "1.5", "body": [ { "type": "TextBlock", "text": "x", "wrap": false, "isVisible": true } ] }""");

        Assert.Empty(result.Warnings);
        Assert.Equal((false, true), (((AdaptiveTextBlock)result.Card.Body[0]).Wrap, result.Card.Body[0].IsVisible));
    }

    [Fact]
    public void A_card_newer_than_the_known_version_is_its_fallback_text()
    {
        var result = AdaptiveCard.FromJson("""{ "type": "AdaptiveCard", "version": "9.0", "fallbackText": "Too new" }""");

        Assert.Equal("Too new", Assert.IsType<AdaptiveTextBlock>(Assert.Single(result.Card.Body)).Text);
        Assert.Equal((int)AdaptiveWarning.WarningStatusCode.UnsupportedSchemaVersion, Assert.Single(result.Warnings).Code);
    }

    [Fact]
    public void A_card_inside_a_card_needs_no_version()
    {
        var card = AdaptiveCard.FromJson(Payload.Text("guidance")).Card;

        Assert.Null(Assert.IsType<AdaptiveShowCardAction>(card.Actions[2]).Card.Version);
    }

    [Fact]
    public void A_table_is_read_down_to_its_cells()
    {
        const string Table = """
            { "type": "Table", "showGridLines": false, "columns": [ { "width": 1 }, { "width": 2 } ],
              "rows": [ { "type": "TableRow", "cells": [ { "type": "TableCell", "items": [ { "type": "TextBlock", "text": "who" } ] } ] } ] }
            """;

        var result = AdaptiveCard.FromJson($$"""{ "type": "AdaptiveCard", "version": "1.5", "body": [ {{Table}} ] }""");

        var table = Assert.IsType<AdaptiveTable>(Assert.Single(result.Card.Body));
        Assert.Equal((false, 2), (table.ShowGridLines, table.Columns.Count));
        Assert.Equal("who", ((AdaptiveTextBlock)table.Rows.Single().Cells.Single().Items.Single()).Text);
    }
}
