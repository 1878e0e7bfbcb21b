'use strict';

const { plays } = require('./plays');

const TONES = { steady: 'Steady', softer: 'Softer', firmer: 'Firmer', spoken: 'Spoken' };
const FACTS = { ours: 'Ours', theirs: 'Theirs', both: 'Both', unknown: "Don't know" };
const SITUATIONS = { angry: 'Angry', wrong: 'Wrong', unrealistic: 'Unrealistic', abusive: 'Abusive', calm: 'Calm' };
const SIGNS = [
  'they repeat a date: say what happens on that day, and what does not',
  'they go quiet: name the next step and when you write again, then stop',
  'they copy in others: answer the same facts to all of them, once',
  'they thank you: close with what was agreed, in one line',
];
const HEAT = ['calm', 'warm', 'heated', 'boiling'];

/** The card of DESIGN.md 2: the same parts, elements and buttons as ours. */
function guidanceCard(round) {
  const play = plays[round.play];
  const press = (title, action) => ({ type: 'Action.Submit', title, data: { action, id: round.id, version: round.version } });
  const toggle = (title, id) => ({ type: 'Action.ToggleVisibility', title, targetElements: [id] });
  const run = (text, size) => ({ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text, ...(size && { size }) }] });
  const small = (text) => ({ type: 'TextBlock', text, size: 'small', isSubtle: true, wrap: true });
  const label = (text) => ({ type: 'TextBlock', text, size: 'small', weight: 'bolder', isSubtle: true });
  const labelled = (name, text) => ({
    type: 'ColumnSet',
    columns: [
      { type: 'Column', width: '60px', items: [label(name)] },
      { type: 'Column', width: 'stretch', items: [run(text)] },
    ],
  });
  const trend = round.trend > 0 ? ', hotter' : round.trend < 0 ? ', cooler' : '';
  const heading = `${SITUATIONS[play.situation]} · ${HEAT[round.reading.intensity]} · ${play.title}${round.number > 1 ? ` · round ${round.number}${trend}` : ''}`;
  const body = [{ type: 'TextBlock', text: heading, weight: 'bolder', wrap: true }];
  if (round.reading.because.length > 0) {
    body.push({
      type: 'RichTextBlock',
      inlines: [{ type: 'TextRun', text: 'because ', isSubtle: true, size: 'small' },
        ...round.reading.because.map((text) => ({ type: 'TextRun', text: `"${text}" `, isSubtle: true, size: 'small' }))],
    });
  }
  body.push(
    { type: 'Container', style: 'emphasis', spacing: 'medium', items: [label('SAY'), run(play.say[round.tone], 'medium')] },
    labelled('ASK', `"${play.ask}"`),
    labelled('NEXT', play.plan.map((p, i) => `${i + 1} ${p}`).join('   ')),
    small(play.question),
    { type: 'ActionSet', actions: Object.keys(FACTS).map((f) => press(f === round.fact ? `✓ ${FACTS[f]}` : FACTS[f], `guidance.fact.${f}`)) },
    {
      type: 'ActionSet',
      actions: [...Object.keys(TONES).filter((t) => t !== round.tone).map((t) => press(TONES[t], `guidance.tone.${t}`)), press('Just the words', 'guidance.words')],
    },
    { type: 'ActionSet', actions: [toggle('More', 'more'), toggle('Not this ▾', 'notThis'), press('Fill in', 'guidance.details')] },
    {
      type: 'Container', id: 'more', isVisible: false,
      items: [
        ...play.avoid.map(([words, why]) => labelled('AVOID', `"${words}": ${why}`)),
        ...play.then.map(([said, say]) => labelled('THEN', `if "${said}" → "${say}"`)),
        ...play.offers.map((offer) => labelled('OFFER', offer)),
        ...SIGNS.map((sign) => labelled('WATCH', sign)),
      ],
    },
    {
      type: 'Container', id: 'notThis', isVisible: false,
      items: [small('What is it rather?'), {
        type: 'ActionSet',
        actions: Object.keys(SITUATIONS).filter((s) => s !== play.situation).map((s) => press(SITUATIONS[s], `guidance.situation.${s}`)),
      }],
    },
  );
  return { $schema: 'http://adaptivecards.io/schemas/adaptive-card.json', type: 'AdaptiveCard', version: '1.2', fallbackText: play.say[round.tone], body };
}

module.exports = { guidanceCard };
