'use strict';

// Two plays a situation, of the size that a real playbook has.

function play(situation, title, steady, softer, firmer, spoken, ask, plan, avoid, then, offers) {
  return { situation, title, say: { steady, softer, firmer, spoken }, ask, plan, avoid, then, offers, question: 'Whose mistake is it?' };
}

const PLAN = ['compare with what was agreed', 'a written answer by three', 'tell a manager before they do'];
const AVOID = [['per our policy', 'it ends the talk'], ['calm down', 'it does the opposite'], ['admitting or promising before you know', 'it binds you']];

const plays = {
  'angry.again': play('angry', 'It has happened before',
    "Several times is too many, and I understand why you're done waiting. I'm on it now and will tell you by three what I found.",
    "I'm sorry that you have to write to me about this again. I'm looking at it right now, and you'll hear from me by three, whatever I find.",
    "This has gone on long enough. I'm taking it over now, and you'll have a written answer from me by three.",
    "You're right to be fed up. I've got it in front of me now. I'll call you by three with what I found.",
    'Which part of it is wrong this time?', PLAN, AVOID,
    [["I've heard that before", "You have. That's why you get it in writing this time."], ['Get me your manager', "I'll bring them in at three with the facts on the table."]],
    ['a call today against one written list of what is wrong', 'a partial credit against closing the old tickets']),
  'angry.heard': play('angry', 'Nobody listened',
    "You've explained this and nobody picked it up. I have it now: tell me what would help most today and I'll start there.",
    "That must have been exhausting. I'm here now, and I'd like to start with whatever matters most to you today.",
    "I have the whole thread now, and it ends here. Tell me the one thing that has to be right by tonight.",
    "I've read all of it, you won't have to say it again. What has to be right by tonight?",
    'What would have to happen today for this to get better?', PLAN, AVOID,
    [['You people never listen', "I've read everything since the first message; here is what I understood."], ["I'm leaving", "I'd be sorry to lose you. Give me until three, then decide."]],
    ['one named person against one channel', 'a weekly note against fewer calls']),
  'wrong.record': play('wrong', 'The record says otherwise',
    "I looked it up so that we both have the same page: this is what we agreed, with the date. Tell me where your copy differs.",
    "I may well be missing something, so here is what I have in front of me. Could you send me what you're looking at?",
    "This is what was agreed, in writing, with the date. If you have something newer, please send it and I'll look at once.",
    "Here's what I've got in front of me, let me read it to you. What does yours say?",
    'Which document are you looking at?', PLAN, AVOID,
    [["That's not what I was told", 'Who told you, and when? Then I can find it.'], ["I don't care what it says", "Fair. Let's see what you need, then what the paper allows."]],
    ['a line by line check against an agreed list', 'a goodwill step against closing the point']),
  'wrong.measure': play('wrong', 'Two ways to count',
    "I think we count from different ends, and both make sense. Let me show you how I get there, and you tell me which step looks off.",
    "It's easy to read that either way. May I show you how I got my number?",
    "The number stands, and here is each step to it. Point me to the one you disagree with.",
    "Let's go through it together, one step at a time, and stop where we differ.",
    'How did you get to your number?', PLAN, AVOID,
    [['Your numbers are wrong', 'Then we find out where: here is each step.'], ['Everybody else says so', "Let's look at what they counted."]],
    ['a shared sheet against one agreed source', 'an outside check against accepting its result']),
  'unrealistic.trade': play('unrealistic', 'What fits by then',
    "By Friday I can do the first part properly, or all of it by the fourteenth. Which of the two helps you more?",
    "I'd love to say yes to all of it. What I can promise by Friday is the first part, done well. Would that help?",
    "All of it by Friday can't be done well by anybody. The first part by Friday, or everything by the fourteenth: your choice.",
    "Let me be straight with you: the first part by Friday, or all of it by the fourteenth. What do you need first?",
    'What happens on Friday that needs it?', PLAN, AVOID,
    [['The others could do it', 'Then ask them what they leave out. Here is what mine includes.'], ['Just make it work', "I will: tell me which part comes first."]],
    ['earlier date against less scope', 'more people against a higher price']),
  'unrealistic.price': play('unrealistic', 'More for less',
    "For that budget I can do these two things well. The third one I can quote apart, so that you can decide later.",
    "I see what you're after, and I'd like to get you close. Here is what fits the budget today.",
    "The price belongs to that scope. If the budget is fixed, we choose together what stays out.",
    "With that budget we can do two of the three. Which two matter most?",
    'Which of the three could wait?', PLAN, AVOID,
    [['You did it cheaper before', 'We did less before: here is the list.'], ["Then I'll go elsewhere", "I'd understand. Compare what is included, and call me."]],
    ['a smaller package against the same quality', 'a longer term against a lower rate']),
  'abusive.line': play('abusive', 'A line about tone',
    "I want to sort this out with you, and I will. I need us to leave the insults out; then let's start with the first point.",
    "I can hear how angry you are. I'd like to help, and I can do that better without the insults.",
    "I'll go on as soon as the insults stop. If they don't, I end this conversation and you get our answer in writing.",
    "I'll help you with this. I won't be spoken to like that. Shall we start again?",
    'What should we settle first?', PLAN, AVOID,
    [['I talk how I want', 'Then I close here, and you get our answer in writing.'], ['You are useless', "I'll answer the question in it: here is what happens next."]],
    ['going on now against a decent tone', 'a call tomorrow with a second person']),
  'abusive.end': play('abusive', 'The second time',
    "I said that I'd stop at the next insult, and I do. You'll have our answer in writing by tomorrow noon.",
    "I'd like to stop here for today. You'll have our answer in writing by tomorrow noon, and we can talk again then.",
    "This conversation ends here. Our answer comes in writing by tomorrow noon.",
    "I'm ending the call now, as I said I would. You'll get it in writing by noon.",
    'Who else on your side could talk to us?', PLAN, AVOID,
    [['You can\'t do that', 'I can, and you lose nothing by it: it comes in writing.'], ['Sorry, I was upset', 'Thank you. Then let\'s go on with the first point.']],
    ['a fresh start tomorrow against the conduct rules', 'another contact on either side']),
  'calm.clear': play('calm', 'An ordinary question',
    "Thanks for asking. I'll check that and come back to you by three with a clear answer.",
    "Thank you for the nice message. I'll look into it and let you know by three.",
    "I'll check and answer by three.",
    "Good question, let me check and call you by three.",
    'Is there anything else that belongs to it?', PLAN, AVOID,
    [['No hurry', 'Good, then by tomorrow.'], ['Can it be sooner', "I'll try for noon."]],
    ['a quick answer now against a full one at three', 'a call against a written note']),
  'calm.thanks': play('calm', 'Well received',
    "That's good to hear, thank you. I'll pass it on to those who did it, and we keep the date.",
    "Thank you, that made our day. We keep the date.",
    "Thank you. We keep the date.",
    "Thanks, I'll tell the team. See you on the date we said.",
    'Shall we keep the same rhythm?', PLAN, AVOID,
    [['One more thing', 'Of course, what is it?'], ['Who did it', "I'll give you their names."]],
    ['a short review against a longer plan', 'a reference against an early slot']),
};

const CUES = [
  ['abusive', /\b(idiots?|useless|stupid|moron|clowns?|shut up|pathetic)\b/gi],
  ['angry', /\b(third time|again|furious|unacceptable|lawyer|fed up|ridiculous|sick of|disgrace|worst)\b/gi],
  ['unrealistic', /\b(by tomorrow|for free|half the price|double|overnight|same budget|by friday|24\/7|everything)\b/gi],
  ['wrong', /\b(contract says|never agreed|you promised|invoice|charged|overpaid|not what)\b/gi],
];

function read(words) {
  const text = words.slice(0, 4000);
  const hits = CUES.map(([situation, cues]) => ({ situation, cues: text.match(cues) || [] })).sort((a, b) => b.cues.length - a.cues.length);
  const best = hits[0].cues.length > 0 ? hits[0] : { situation: 'calm', cues: [] };
  const heat = (text.match(/[!]|\b[A-Z]{4,}\b/g) || []).length + best.cues.length;
  return { situation: best.situation, because: best.cues.slice(0, 3), intensity: heat > 5 ? 3 : heat > 2 ? 2 : heat > 0 ? 1 : 0 };
}

module.exports = { plays, read };
