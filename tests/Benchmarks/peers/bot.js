'use strict';

// The guidance conversation of DESIGN.md 2 as one would write it with Microsoft's SDK for Node: CloudAdapter without
// credentials, a waterfall, conversation and user state, an adaptive card. Storage is MemoryStorage, which is what Node
// bots come with: nothing is written to disk, encrypted or sent twice. Reading is a few regular expressions. Requests come
// straight from node:http, with no web framework in between. Each of these is to this bot's advantage.

const crypto = require('node:crypto');
const http = require('node:http');
const { ActivityHandler, CardFactory, CloudAdapter, ConfigurationBotFrameworkAuthentication, ConversationState, MemoryStorage, MessageFactory, UserState } = require('botbuilder');
const { DialogSet, TextPrompt, WaterfallDialog } = require('botbuilder-dialogs');
const { guidanceCard } = require('./card');
const { plays, read } = require('./plays');

const JOIN_WITHIN = 2 * 60 * 60 * 1000;
const WELCOME = "Hi, I'm the bot to compare with. When a client is hard to deal with, tell me what they just said: paste it, or say it in your own words. "
  + 'You get one line that you can send as it stands, what to do next, and what to avoid. Only you see it.\n\nSay `help` for everything else.';

class GuidanceBot extends ActivityHandler {
  constructor(conversationState, userState) {
    super();
    this.conversationState = conversationState;
    this.userState = userState;
    this.cases = userState.createProperty('cases');
    this.dialogs = new DialogSet(conversationState.createProperty('dialogState'));
    this.dialogs.add(new TextPrompt('text', async (prompt) => prompt.recognized.succeeded && prompt.recognized.value.trim().length > 0));
    this.dialogs.add(new WaterfallDialog('guidance', [
      async (step) => step.options.words ? step.next(step.options.words) : step.prompt('text', 'What did your client say? Paste it, or tell me in your own words.'),
      async (step) => {
        await this.answer(step.context, step.result);
        return step.endDialog();
      },
    ]));
    this.onMembersAdded(async (context, next) => {
      if (context.activity.membersAdded.some((m) => m.id !== context.activity.recipient.id)) await context.sendActivity(WELCOME);
      await next();
    });
    this.onMessage(async (context, next) => {
      if (context.activity.value && context.activity.value.action) {
        await this.press(context, context.activity.value);
      } else {
        const dialog = await this.dialogs.createContext(context);
        const turn = await dialog.continueDialog();
        if (turn.status === 'empty') await dialog.beginDialog('guidance', { words: context.activity.text });
      }
      await next();
    });
  }

  async run(context) {
    await super.run(context);
    await this.conversationState.saveChanges(context);
    await this.userState.saveChanges(context);
  }

  async answer(context, words) {
    const all = await this.cases.get(context, []);
    const reading = read(words);
    const now = Date.now();
    let current = all[all.length - 1];
    if (!current || now - current.lastAt > JOIN_WITHIN) all.push(current = { id: id(), openedAt: now, rounds: [] });
    current.lastAt = now;
    const before = current.rounds[current.rounds.length - 1];
    const round = {
      id: id(), number: current.rounds.length + 1, at: now, words, reading, tone: 'steady', fact: null, version: 1,
      trend: before ? Math.sign(reading.intensity - before.reading.intensity) : 0, play: this.choose(current, reading),
    };
    current.rounds.push(round);
    await this.show(context, round);
  }

  async press(context, value) {
    const round = (await this.cases.get(context, [])).flatMap((c) => c.rounds).find((r) => r.id === value.id);
    if (!round) {
      await context.sendActivity("That case is no longer here. Send me the client's words again for a fresh card.");
      return;
    }
    const [, kind, choice] = value.action.split('.');
    if (kind === 'words') {
      await context.sendActivity(MessageFactory.text(plays[round.play].say[round.tone]));
      return;
    }
    if (kind === 'tone') round.tone = choice;
    else if (kind === 'fact') round.fact = choice;
    round.version++;
    await this.show(context, round);
  }

  choose(current, reading) {
    const shown = current.rounds.map((r) => r.play);
    const fitting = Object.keys(plays).filter((p) => plays[p].situation === reading.situation);
    return fitting.find((p) => !shown.includes(p)) || fitting[0];
  }

  async show(context, round) {
    await context.sendActivity({ type: 'message', attachments: [CardFactory.adaptiveCard(guidanceCard(round))], summary: "Here's what you can say" });
  }
}

function id() {
  return crypto.randomBytes(13).toString('hex').toUpperCase();
}

const storage = new MemoryStorage();
const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
adapter.onTurnError = async (context, error) => {
  console.error(error);
  await context.sendActivity('Something went wrong on my side. Please send it once more.');
};
const bot = new GuidanceBot(new ConversationState(storage), new UserState(storage));

const server = http.createServer((req, res) => {
  const chunks = [];
  req.on('data', (chunk) => chunks.push(chunk));
  req.on('end', async () => {
    req.body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    // What CloudAdapter expects of a web framework's response.
    res.status = (code) => { res.statusCode = code; return res; };
    res.header = (name, value) => res.setHeader(name, value);
    res.send = (body) => {
      if (body !== undefined && typeof body !== 'string') {
        res.setHeader('Content-Type', 'application/json');
        body = JSON.stringify(body);
      }
      res.end(body);
      return res;
    };
    await adapter.process(req, res, (context) => bot.run(context));
  });
});
server.keepAliveTimeout = 60_000;
server.listen(Number(process.env.PORT || 0), '127.0.0.1', () => console.log(`Listening on http://127.0.0.1:${server.address().port}`));
