// The page: three conversations beside each other, or as tabs where there is no room.
import { h } from './dom.js';
import { drawsCards } from './cards.js';
import { ask, listen } from './server.js';
import { Pane } from './pane.js';

const panes = new Map();
const stage = document.getElementById('stage');
const tabs = document.getElementById('tabs');
const state = document.getElementById('state');
let run = null;

themeButton();
const world = await ask('/playground/conversations');
for (const conversation of world.conversations) {
  const pane = new Pane(conversation, world.bot, news);
  panes.set(conversation.id, pane);
  tabs.append(tab(pane));
  stage.append(pane.element);
}
choose('alex');
// Beside each other they are regions; behind tabs, the panels of these.
const narrow = matchMedia('(max-width: 1079px)');
narrow.addEventListener('change', nameRoles);
nameRoles();
if (!drawsCards) notice('Cards are shown as plain text, because the build found no npm to fetch Microsoft’s renderer. Install Node.js with npm, then start again with dotnet run --project src/Bot.');
listen(happened, connected);
if (!narrow.matches) panes.get('alex').field.focus();

async function happened(event) {
  if (event.type === 'hello') {
    const restarted = run !== null && run !== event.run;
    run = event.run;
    if (restarted) for (const pane of panes.values()) pane.restarted();
    await Promise.all([...panes.keys()].map(catchUp));
    return;
  }
  const pane = panes.get(event.conversation);
  if (event.type === 'message' || event.type === 'update') pane?.put(event.activity, event.revision, true);
  else if (event.type === 'delete') pane?.remove(event.id);
  else if (event.type === 'typing') pane?.showTyping();
}

async function catchUp(id) {
  const { activities } = await ask(`/playground/conversations/${id}/activities`);
  for (const { activity, revision } of activities) panes.get(id).put(activity, revision, false);
}

function connected(is) {
  state.textContent = is ? '' : 'Not connected. Trying again…';
  document.documentElement.classList.toggle('is-offline', !is);
}

function notice(text) {
  const element = document.getElementById('notice');
  element.textContent = text;
  element.hidden = false;
}

function tab(pane) {
  const { id, name } = pane.conversation;
  return h('button', {
    class: 'tab', type: 'button', role: 'tab', id: `tab-${id}`, 'aria-controls': `pane-${id}`, 'aria-selected': 'false', tabindex: '-1',
    onclick: () => choose(id), onkeydown: move,
  }, { alex: 'Alex', maria: 'Maria', team: 'Team' }[id] ?? name, h('span', { class: 'tab-news', 'aria-label': 'new' }));
}

function choose(id) {
  for (const [key, pane] of panes) {
    const chosen = key === id;
    pane.element.classList.toggle('is-chosen', chosen);
    const button = document.getElementById(`tab-${key}`);
    button.setAttribute('aria-selected', String(chosen));
    button.tabIndex = chosen ? 0 : -1;
    if (chosen) button.classList.remove('has-news');
  }
}

function nameRoles() {
  for (const pane of panes.values()) pane.element.setAttribute('role', narrow.matches ? 'tabpanel' : 'region');
}

function move(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const keys = [...panes.keys()];
  const next = keys[(keys.indexOf(event.currentTarget.id.slice(4)) + step + keys.length) % keys.length];
  choose(next);
  document.getElementById(`tab-${next}`).focus();
}

function news(pane, isFirst) {
  if (isFirst && !pane.element.classList.contains('is-chosen')) document.getElementById(`tab-${pane.conversation.id}`).classList.add('has-news');
}

function themeButton() {
  document.getElementById('theme').addEventListener('click', () => {
    const root = document.documentElement;
    const isDark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = isDark ? 'light' : 'dark';
    localStorage.setItem('clientbot.theme', root.dataset.theme);
  });
}
