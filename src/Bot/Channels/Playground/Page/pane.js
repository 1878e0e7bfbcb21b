// One conversation: its transcript and where one writes.
import { h, icon, toast } from './dom.js';
import { drawCard } from './cards.js';
import { showTask } from './dialog.js';
import { markdown } from './markdown.js';
import { examples } from './examples.js';
import { post, ServerFault } from './server.js';

const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });

export class Pane {
  #lines = new Map();
  #typingTimer;

  constructor(conversation, bot, onNews) {
    this.conversation = conversation;
    this.bot = bot;
    this.onNews = onNews;
    this.isChannel = conversation.type === 'channel';
    this.speaker = conversation.members[0];
    this.log = h('div', { class: 'log', role: 'log', 'aria-live': 'polite', 'aria-relevant': 'additions', 'aria-label': `Messages: ${this.#title()}`, tabindex: '0' });
    this.typing = h('div', { class: 'typing', 'aria-hidden': 'true', hidden: true }, h('i'), h('i'), h('i'));
    this.empty = this.#emptyState();
    this.scroll = h('div', { class: 'scroll' }, this.empty, this.log, this.typing);
    this.element = h('section', {
      class: `pane pane-${conversation.id}`, id: `pane-${conversation.id}`, 'aria-label': this.#title(),
    }, this.#head(), this.scroll, this.#composer());
  }

  /** Takes a message or its newer state. An older state than the one shown is ignored: two sources tell of the same. */
  put(activity, revision, isNew) {
    if (activity.type !== 'message') return;
    const known = this.#lines.get(activity.id);
    if (known && known.revision >= revision) return;
    const line = known ?? { kept: new Map(), element: null };
    const focused = line.element?.contains(document.activeElement) ? document.activeElement.textContent : null;
    const next = this.#line(activity, line.kept);
    const stick = this.#atEnd();
    if (line.element) line.element.replaceWith(next);
    else this.log.append(next);
    this.#lines.set(activity.id, { ...line, revision, element: next });
    // A greeting alone leaves the invitation to try standing.
    if (activity.from.id !== this.bot.id || activity.attachments?.length) {
      this.empty.hidden = true;
      this.element.classList.add('has-lines');
    }
    if (activity.from.id === this.bot.id) this.#showTyping(false);
    if (focused !== null) ([...next.querySelectorAll('button')].find(b => b.textContent === focused) ?? next).focus({ preventScroll: true });
    if (!known && (stick || !isNew || activity.from.id !== this.bot.id)) this.#toEnd(next);
    if (isNew) this.onNews(this, !known);
  }

  remove(id) {
    this.#lines.get(id)?.element.remove();
    this.#lines.delete(id);
  }

  restarted() {
    if (this.#lines.size === 0) return;
    this.log.append(h('p', { class: 'divider' }, h('span', {}, `Restarted at ${time.format(new Date())}. What is above is kept by this page only; your cases are all there.`)));
    this.#toEnd(this.log.lastElementChild);
  }

  showTyping() { this.#showTyping(true); }

  #showTyping(on) {
    clearTimeout(this.#typingTimer);
    const stick = this.#atEnd();
    this.typing.hidden = !on;
    if (on) this.#typingTimer = setTimeout(() => this.#showTyping(false), 6000);
    if (on && stick) this.scroll.scrollTop = this.scroll.scrollHeight;
  }

  #title() { return this.isChannel ? `${this.conversation.name}, channel` : `${this.conversation.name} and ${this.bot.name}`; }

  #head() {
    const { conversation } = this;
    const role = { alex: 'Alone with ClientBot', maria: 'The manager, alone with ClientBot', team: 'Everybody reads this' }[conversation.id] ?? conversation.type;
    return h('header', { class: 'pane-head' },
      this.isChannel ? h('span', { class: 'face is-channel', 'aria-hidden': 'true' }, '#') : face(conversation.members[0]),
      h('div', {}, h('h2', {}, conversation.name), h('p', {}, role)));
  }

  #emptyState() {
    if (this.isChannel) {
      return h('div', { class: 'empty' },
        h('h3', {}, 'The team channel'),
        h('p', {}, 'Put a client message here, then choose ', h('b', {}, 'De-escalate this message'), ' on it. The answer is shown to you alone.'),
        h('p', {}, 'Mention ', h('b', {}, '@ClientBot'), ' and what a client said: the answer comes to your own chat.'));
    }
    if (this.conversation.id === 'maria') {
      return h('div', { class: 'empty' },
        h('h3', {}, 'The manager’s chat'),
        h('p', {}, 'Maria has clients too: she asks for words of her own here.'));
    }
    return h('div', { class: 'empty' },
      h('h3', {}, 'What did your client say?'),
      h('p', {}, 'Paste it, or say it in your own words. You get one line you can send as it stands.'),
      h('ul', { class: 'samples' }, examples.map(example => h('li', {},
        h('button', { type: 'button', class: 'sample', onclick: () => this.#fill(example.text) }, h('b', {}, example.kind), h('span', {}, example.text))))));
  }

  #line(activity, kept) {
    const mine = activity.from.id !== this.bot.id;
    const at = new Date(activity.timestamp);
    const parts = [];
    if (activity.text) parts.push(mine || activity.textFormat === 'plain' ? h('p', { class: 'words' }, activity.text) : prose(activity.text));
    for (const attachment of activity.attachments ?? []) {
      if (attachment.contentType !== 'application/vnd.microsoft.card.adaptive') continue;
      parts.push(drawCard(attachment.content, data => this.#pressed(activity, data), kept));
    }
    const suggested = activity.suggestedActions?.actions ?? [];
    if (suggested.length > 0) {
      parts.push(h('div', { class: 'suggested' }, suggested.map(action =>
        h('button', { type: 'button', class: 'chip', onclick: () => this.#say(String(action.value ?? action.title)) }, action.title ?? String(action.value)))));
    }
    const line = h('article', { class: mine ? 'line is-person' : 'line is-bot', tabindex: '-1', dataset: { id: activity.id } },
      h('header', { class: 'line-head' },
        mine ? (this.isChannel ? face({ id: activity.from.id, name: activity.from.name }) : null) : h('img', { class: 'face', src: '/playground/icon.svg', alt: '', width: 22, height: 22 }),
        h('b', {}, activity.from.name ?? ''), h('time', { datetime: activity.timestamp, title: at.toLocaleString() }, time.format(at))),
      ...parts);
    if (mine && this.isChannel && activity.text) {
      line.append(h('div', { class: 'line-actions' }, h('button', { type: 'button', class: 'quiet', onclick: event => this.#deescalate(activity, event.currentTarget) },
        icon('M4 13c2.700-4 5.300-4 8 0s5.300 4 8 0'), 'De-escalate this message')));
    }
    return line;
  }

  #composer() {
    const { conversation } = this;
    this.field = h('textarea', {
      rows: 1, maxlength: 20000, 'aria-label': this.isChannel ? 'Message to the channel' : 'Message to ClientBot',
      placeholder: this.isChannel ? 'Message the channel, or @ClientBot' : conversation.id === 'maria' ? 'Message ClientBot as Maria' : 'What did the client say?',
    });
    this.field.addEventListener('input', () => this.#grow());
    this.field.addEventListener('keydown', event => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#send();
    });
    const send = h('button', { class: 'send', type: 'submit', 'aria-label': 'Send' }, icon('M12 19V5M6 11l6-6 6 6'));
    const chips = conversation.id === 'maria' ? null : h('div', { class: 'chips', role: 'group', 'aria-label': 'Example messages of a client' },
      h('span', { class: 'chips-label' }, this.isChannel ? 'Play a client' : 'Try'),
      examples.map(e => h('button', { type: 'button', class: 'chip', title: e.text, onclick: () => this.#fill(e.text) }, e.kind)));
    return h('form', { class: 'composer', onsubmit: event => { event.preventDefault(); this.#send(); } },
      chips,
      this.isChannel ? h('div', { class: 'as', role: 'radiogroup', 'aria-label': 'Write as' }, h('span', {}, 'Write as'), conversation.members.map((member, i) =>
        h('label', {}, h('input', { type: 'radio', name: 'as', value: member.id, checked: i === 0, onchange: () => { this.speaker = member; } }), h('span', {}, member.name)))) : null,
      h('div', { class: 'composer-box' }, this.field, send));
  }

  #fill(text) {
    this.field.value = text;
    this.#grow();
    this.field.focus();
    this.field.setSelectionRange(text.length, text.length);
  }

  #grow() {
    this.field.style.height = 'auto';
    this.field.style.height = `${Math.min(this.field.scrollHeight, 180)}px`;
  }

  async #send() {
    const text = this.field.value.trim();
    if (text === '') return;
    this.field.value = '';
    this.#grow();
    if (!await this.#say(text) && this.field.value === '') this.#fill(text);
  }

  #say(text) { return this.#attempt(() => post(this.conversation.id, { from: this.speaker.id, text })); }

  async #pressed(activity, data) {
    const from = this.speaker.id;
    if (data?.msteams?.type !== 'task/fetch') {
      await this.#attempt(() => post(this.conversation.id, { from, value: data, replyToId: activity.id }));
      return;
    }
    const ask = (name, given) => post(this.conversation.id, { from, name, replyToId: activity.id, value: { data: given, context: { theme: 'default' } } });
    await this.#attempt(async () => showTask(await ask('task/fetch', data), given => ask('task/submit', given)));
  }

  async #deescalate(activity, button) {
    const ask = (name, value) => post(this.conversation.id, { from: this.speaker.id, name, messageId: activity.id, ...value });
    button.disabled = true;
    await this.#attempt(async () => showTask(await ask('composeExtension/fetchTask'), given => ask('composeExtension/submitAction', { value: { data: given } })));
    button.disabled = false;
  }

  async #attempt(act) {
    try {
      await act();
      return true;
    } catch (error) {
      if (!(error instanceof ServerFault)) throw error;
      toast(error.message);
      return false;
    }
  }

  #atEnd() { return this.scroll.scrollHeight - this.scroll.scrollTop - this.scroll.clientHeight < 80; }

  // A card taller than the pane is read from its top.
  #toEnd(line) {
    requestAnimationFrame(() => {
      const top = line.getBoundingClientRect().top - this.scroll.getBoundingClientRect().top + this.scroll.scrollTop - 14;
      this.scroll.scrollTop = Math.min(top, this.scroll.scrollHeight);
      if (line.offsetHeight + 36 < this.scroll.clientHeight) this.scroll.scrollTop = this.scroll.scrollHeight;
    });
  }
}

function prose(text) {
  const holder = h('div', { class: 'prose' });
  holder.append(markdown(text));
  return holder;
}

export function face(member) {
  const initials = (member.name ?? '?').split(/\s+/).map(word => word[0]).join('').slice(0, 2);
  return h('span', { class: `face is-${member.id}`, 'aria-hidden': 'true' }, initials);
}
