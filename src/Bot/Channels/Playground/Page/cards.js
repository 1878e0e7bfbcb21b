// Adaptive cards, drawn by Microsoft's renderer. All colours are CSS variables: light and dark need no second drawing.
import { addCharts } from './charts.js';
import { h, icon, toast } from './dom.js';
import { markdown } from './markdown.js';

const AC = globalThis.AdaptiveCards;
export const drawsCards = Boolean(AC);

const colour = name => ({
  default: `var(--card-${name})`, subtle: `var(--card-${name}-subtle)`,
  highlightColors: { default: 'var(--mark)', subtle: 'var(--mark)' },
});
const foreground = {
  default: colour('ink'), dark: colour('ink'), light: colour('ink'), accent: colour('accent'),
  good: colour('good'), warning: colour('warning'), attention: colour('attention'),
};
const surface = name => ({ backgroundColor: `var(--card-${name})`, borderColor: 'var(--line)', foregroundColors: foreground });

const look = {
  supportsInteractivity: true,
  fontFamily: 'inherit',
  fontTypes: {
    default: { fontFamily: 'inherit', fontSizes: { small: 13, default: 15, medium: 18, large: 21, extraLarge: 26 }, fontWeights: { lighter: 400, default: 400, bolder: 650 } },
    monospace: { fontFamily: 'var(--mono)', fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 22 }, fontWeights: { lighter: 400, default: 400, bolder: 650 } },
  },
  lineHeights: { small: 19, default: 23, medium: 27, large: 30, extraLarge: 34 },
  spacing: { small: 6, default: 10, medium: 16, large: 22, extraLarge: 30, padding: 18 },
  separator: { lineThickness: 1, lineColor: 'var(--line)' },
  imageSizes: { small: 40, medium: 80, large: 160 },
  containerStyles: {
    default: surface('surface'), emphasis: surface('emphasis'), accent: surface('emphasis'),
    good: surface('emphasis'), attention: surface('attention-surface'), warning: surface('warning-surface'),
  },
  actions: {
    maxActions: 12, spacing: 'default', buttonSpacing: 8, showCard: { actionMode: 'inline', inlineTopMargin: 12, style: 'emphasis' },
    preExpandSingleShowCardAction: false, actionsOrientation: 'horizontal', actionAlignment: 'left',
  },
  adaptiveCard: { allowCustomStyle: false },
  factSet: {
    title: { color: 'default', size: 'default', isSubtle: true, weight: 'default', wrap: true, maxWidth: 160 },
    value: { color: 'default', size: 'default', isSubtle: false, weight: 'default', wrap: true }, spacing: 14,
  },
  inputs: {
    label: { inputSpacing: 'small', requiredInputs: { weight: 'bolder', suffix: ' *', suffixColor: 'attention' }, optionalInputs: { weight: 'bolder' } },
    errorMessage: { color: 'attention', size: 'small', spacing: 'small' },
  },
};

if (AC) {
  AC.AdaptiveCard.onProcessMarkdown = (text, result) => {
    const holder = document.createElement('div');
    holder.append(markdown(text));
    result.outputHtml = holder.innerHTML;
    result.didProcess = true;
  };
  AC.GlobalSettings.setTabIndexAtCardRoot = false;
  AC.GlobalSettings.allowPreProcessingPropertyValues = false;
  addCharts(AC);
}

/**
 * Draws a card. `onSubmit(data, button)` answers a press and may take its time; `kept` remembers which folded parts are
 * open, so that a card that is drawn anew looks as its reader left it.
 */
export function drawCard(content, onSubmit, kept = new Map()) {
  const holder = h('div', { class: 'card' });
  if (!AC) return fallback(holder, content, onSubmit);
  const card = new AC.AdaptiveCard();
  card.hostConfig = new AC.HostConfig(look);
  card.onExecuteAction = action => execute(action, holder, kept, onSubmit);
  card.onElementVisibilityChanged = element => { if (element.id) kept.set(element.id, element.isVisible); };
  card.parse(content);
  const drawn = card.render();
  if (!drawn) return fallback(holder, content, onSubmit);
  for (const [id, visible] of [...kept]) {
    const element = card.getElementById(id);
    if (element) element.isVisible = visible;
  }
  holder.append(drawn);
  everyElement(card, dress);
  return holder;
}

async function execute(action, holder, kept, onSubmit) {
  if (action instanceof AC.OpenUrlAction) {
    if (/^https:\/\//i.test(action.url ?? '')) window.open(action.url, '_blank', 'noopener,noreferrer');
    return;
  }
  if (!(action instanceof AC.SubmitAction || action instanceof AC.ExecuteAction)) return;
  // What was pressed in a folded part did its work: the part closes.
  for (let parent = action.parent; parent; parent = parent.parent) if (parent.id) kept.delete(parent.id);
  holder.setAttribute('aria-busy', 'true');
  try {
    await onSubmit(action.data ?? {}, action.title ?? '');
  } finally {
    holder.removeAttribute('aria-busy');
  }
}

function everyElement(container, visit) {
  for (let i = 0; i < container.getItemCount(); i++) {
    const item = container.getItemAt(i);
    visit(item, i > 0 ? container.getItemAt(i - 1) : null);
    if (item.getItemCount) everyElement(item, visit);
  }
}

// The words to say get their own voice and a way to take them along.
function dress(element, before) {
  const drawn = element.renderedElement;
  if (!drawn) return;
  if (element instanceof AC.ActionSet) drawn.classList.add('in-body');
  if (labelOf(element) !== null) hang(drawn, before && labelOf(before) === labelOf(element));
  else if (continues(element, before)) drawn.classList.add('continued');
  if (element instanceof AC.Container && element.style === 'emphasis') {
    const items = Array.from({ length: element.getItemCount() }, (_, i) => element.getItemAt(i));
    const labelled = items[0] instanceof AC.TextBlock && items[0].renderedElement;
    const words = items.slice(labelled ? 1 : 0).map(wordsOf).filter(Boolean);
    drawn.classList.add('lift');
    if (labelled) items[0].renderedElement.classList.add('lift-label');
    if (words.length > 0) drawn.append(copyButton(words.join(' ')));
  }
}

// "ASK  …", "NEXT  …": the label hangs beside its text, and isn't shown again on the lines that follow.
function labelOf(element) {
  if (!(element instanceof AC.RichTextBlock) || element.getInlineCount() < 2) return null;
  const run = element.getInlineAt(0);
  return isLabel(run) ? run.text.trim() : null;
}

// A line that follows a labelled one closely belongs to it.
function continues(element, before) {
  return element instanceof AC.RichTextBlock && element.spacing === AC.Spacing.Small && Boolean(before?.renderedElement?.matches('.labelled, .continued'));
}

function hang(drawn, again) {
  const [label, ...words] = drawn.children;
  if (!label || words.length === 0) return;
  drawn.replaceChildren(label, h('span', {}, words));
  drawn.classList.add('labelled');
  drawn.classList.toggle('is-again', Boolean(again));
}

const isLabel = run => run.weight === AC.TextWeight.Bolder && run.color === AC.TextColor.Accent && run.size === AC.TextSize.Small;

function wordsOf(item) {
  if (item instanceof AC.TextBlock) return item.text ?? '';
  if (!(item instanceof AC.RichTextBlock)) return '';
  let text = '';
  for (let i = 0; i < item.getInlineCount(); i++) text += item.getInlineAt(i).text ?? '';
  return text;
}

function copyButton(words) {
  const button = h('button', { class: 'copy', type: 'button', 'aria-label': 'Copy these words' },
    icon('M9 9h10v11H9zM5 15V4h10'), h('span', {}, 'Copy'));
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(words);
      button.lastChild.textContent = 'Copied';
      setTimeout(() => { button.lastChild.textContent = 'Copy'; }, 1600);
    } catch {
      toast('Your browser did not allow copying. Select the words instead.');
    }
  });
  return button;
}

// Without the renderer: every text of the card in order, fields and buttons as plain ones.
function fallback(holder, content, onSubmit) {
  holder.classList.add('is-plain');
  const fields = new Map();
  const walk = node => {
    if (Array.isArray(node)) return node.forEach(walk);
    if (node === null || typeof node !== 'object') return undefined;
    if (node.type === 'TextBlock') holder.append(h('p', { class: node.weight === 'bolder' && 'is-strong' }, String(node.text ?? '')));
    else if (node.type === 'RichTextBlock') holder.append(h('p', {}, (node.inlines ?? []).map(i => (typeof i === 'string' ? i : String(i.text ?? ''))).join('')));
    else if (node.type === 'FactSet') for (const fact of node.facts ?? []) holder.append(h('p', {}, `${fact.title}: ${fact.value}`));
    else if (node.type?.startsWith('Input.')) {
      const field = h('input', { type: 'text', value: node.value ?? '', maxlength: node.maxLength, placeholder: node.placeholder });
      fields.set(node.id, field);
      holder.append(h('label', {}, node.label ?? node.title ?? node.id ?? '', field));
    } else if (node.type === 'Action.Submit' || node.type === 'Action.Execute') {
      holder.append(h('button', {
        type: 'button',
        onclick: () => onSubmit({ ...node.data, ...Object.fromEntries([...fields].map(([id, field]) => [id, field.value])) }, node.title ?? ''),
      }, node.title ?? 'Send'));
    }
    for (const part of ['body', 'items', 'columns', 'rows', 'cells', 'actions']) walk(node[part]);
    return undefined;
  };
  walk(content);
  return holder;
}
