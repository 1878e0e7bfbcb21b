// Draws Block Kit as Slack's client does, from the JSON that the bot sent: only for pictures, and only what the bot uses.
const signs = { '🔴': 'red', '🟠': 'orange', '🟢': 'green', '⚠️': 'warning' };

const make = (tag, name, ...children) => {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...children.flat());
  return element;
};

// Machines that take pictures have no coloured emoji.
const withSigns = text => text.split(/(🔴|🟠|🟢|⚠️)/u).filter(Boolean).map(part => signs[part] ? make('i', `sign ${signs[part]}`) : document.createTextNode(part));

const run = item => {
  const style = item.style ?? {};
  let node = item.type === 'link' ? make('a', '', item.text ?? item.url) : make('span', '', withSigns(item.text));
  if (style.code) node = make('code', '', node);
  if (style.italic) node = make('em', '', node);
  if (style.bold) node = make('b', '', node);
  return node;
};

const button = item => make('span', `button ${item.style ?? ''}`, item.text.text);

const elements = {
  button,
  static_select: item => make('span', 'button select', (item.initial_option?.text ?? item.placeholder)?.text ?? 'Choose', make('i', 'chevron')),
  overflow: () => make('span', 'button more', '⋯'),
};

const input = {
  plain_text_input: item => make('div', `field${item.multiline ? ' tall' : ''}${item.initial_value ? '' : ' empty'}`, item.initial_value ?? item.placeholder?.text ?? ''),
  number_input: item => make('div', 'field', item.initial_value ?? ''),
  datepicker: item => make('div', 'field', item.initial_date ?? 'Select a date'),
  timepicker: item => make('div', 'field', item.initial_time ?? 'Select a time'),
  static_select: item => make('div', 'field', item.initial_option?.text.text ?? item.placeholder?.text ?? 'Choose an option', make('i', 'chevron')),
  multi_static_select: item => make('div', 'field', (item.initial_options ?? []).map(o => o.text.text).join(', ') || 'Choose options', make('i', 'chevron')),
  radio_buttons: item => make('div', 'choices', item.options.map(o => make('label', '', make('i', `radio${o.value === item.initial_option?.value ? ' on' : ''}`), o.text.text))),
  checkboxes: item => make('div', 'choices', item.options.map(o => make('label', '', make('i', `check${(item.initial_options ?? []).some(i => i.value === o.value) ? ' on' : ''}`), o.text.text))),
};

const blocks = {
  header: block => make('h3', '', withSigns(block.text.text)),
  context: block => make('div', 'context', block.elements.flatMap(e => withSigns(e.text))),
  divider: () => make('hr'),
  rich_text: block => block.elements.map(part => make(part.type === 'rich_text_quote' ? 'blockquote' : 'p', '', part.elements.map(run))),
  actions: block => make('div', 'actions', block.elements.map(e => elements[e.type](e))),
  input: block => make('div', 'input', make('div', 'label', block.label.text, block.optional ? make('span', 'optional', ' (optional)') : ''), input[block.element.type](block.element),
    block.hint ? make('div', 'hint', block.hint.text) : ''),
};

// A kind that isn't drawn here is a fault of the picture, and says so.
const drawn = all => all.flatMap(block => {
  if (!blocks[block.type]) throw new Error(`no drawing for ${block.type}`);
  return blocks[block.type](block);
});

const message = json => make('article', 'message', make('div', 'avatar', 'C'), make('div', 'body',
  make('div', 'who', make('b', '', 'ClientBot'), make('span', 'app', 'APP'), make('time', '', '9:41 AM')), drawn(json.blocks)));

const modal = json => make('section', 'modal', make('header', '', make('h2', '', json.title.text), make('span', 'close', '✕')), make('div', 'content', drawn(json.blocks)),
  json.submit ? make('footer', '', make('span', 'button', json.close.text), make('span', 'button primary', json.submit.text)) : '');

const home = json => make('section', 'home', make('nav', '', make('b', '', 'ClientBot'), make('span', 'tab on', 'Home'), make('span', 'tab', 'Messages'), make('span', 'tab', 'About')), make('div', 'content', drawn(json.blocks)));

window.draw = (kind, all) => document.querySelector('main').append(...all.map({ message, modal, home }[kind]));
