// Task modules: a card with fields and a submit, or a sentence, in a dialog of the page.
import { h } from './dom.js';
import { drawCard } from './cards.js';
import { ServerFault } from './server.js';

const dialog = document.getElementById('dialog');
const title = document.getElementById('dialog-title');
const body = document.getElementById('dialog-body');
const fault = document.getElementById('dialog-fault');

document.getElementById('dialog-close').addEventListener('click', () => dialog.close());
dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close(); });
dialog.addEventListener('close', () => { body.replaceChildren(); fault.textContent = ''; });

/** Shows the answer of an invoke. `submit(data)` sends what was filled in and resolves with the next answer. */
export function showTask(answer, submit) {
  const task = answer.status < 400 ? answer.body?.task : { type: 'message', value: answer.body?.error?.message ?? 'That can not be opened.' };
  if (!task) {
    dialog.close();
    return;
  }
  fault.textContent = '';
  dialog.dataset.width = 'medium';
  if (task.type === 'continue' && task.value?.card?.content) {
    title.textContent = task.value.title ?? 'ClientBot';
    body.replaceChildren(drawCard(task.value.card.content, async data => {
      fault.textContent = '';
      try {
        showTask(await submit(data), submit);
      } catch (error) {
        if (!(error instanceof ServerFault)) throw error;
        fault.textContent = error.message;
      }
    }));
  } else {
    title.textContent = 'ClientBot';
    body.replaceChildren(
      h('p', { class: 'dialog-words' }, String(task.value ?? 'Done.')),
      h('div', { class: 'dialog-foot' }, h('button', { class: 'button is-main', type: 'button', onclick: () => dialog.close() }, 'Close')));
  }
  if (!dialog.open) dialog.showModal();
  body.querySelector('input, textarea, select, button')?.focus();
  body.scrollTop = 0;
}
