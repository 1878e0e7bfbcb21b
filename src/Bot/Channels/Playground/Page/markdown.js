// The bot's own text: paragraphs, lists, bold, italic, code, and links that are https. It builds nodes, so whatever
// isn't one of these stays text.
const inline = /\\([\\`*_{}\[\]()#+\-!|>~.])|`([^`\n]+)`|\*\*(?=\S)([^\n]+?)\*\*|(?<![\w*])[*_](?=\S)([^*_\n]+?)[*_](?![\w*])|\[([^\]\n]+)\]\((https:\/\/[^\s()]+)\)/g;
const entities = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"' };

export function markdown(text) {
  const fragment = document.createDocumentFragment();
  let list = null;
  let paragraph = null;
  for (const line of text.replaceAll('\r', '').split('\n')) {
    const item = /^\s*(?:[-*•]|(\d{1,3})[.)])\s+(.*)$/.exec(line);
    if (item) {
      const kind = item[1] ? 'ol' : 'ul';
      if (list?.localName !== kind) fragment.append(list = document.createElement(kind));
      const entry = document.createElement('li');
      if (item[1]) entry.value = Number(item[1]);
      spans(item[2], entry);
      list.append(entry);
      paragraph = null;
    } else if (line.trim() === '') {
      list = paragraph = null;
    } else {
      list = null;
      if (paragraph) paragraph.append(document.createElement('br'));
      else fragment.append(paragraph = document.createElement('p'));
      spans(line, paragraph);
    }
  }
  return fragment;
}

function spans(text, parent) {
  let at = 0;
  for (const match of text.matchAll(inline)) {
    parent.append(plain(text.slice(at, match.index)));
    at = match.index + match[0].length;
    const [, escaped, code, bold, italic, label, url] = match;
    if (escaped) parent.append(escaped);
    else if (code) parent.append(element('code', node => node.append(plain(code))));
    else if (bold) parent.append(element('strong', node => spans(bold, node)));
    else if (italic) parent.append(element('em', node => spans(italic, node)));
    else parent.append(element('a', node => {
      node.href = url;
      node.target = '_blank';
      node.rel = 'noopener noreferrer';
      spans(label, node);
    }));
  }
  parent.append(plain(text.slice(at)));
}

function element(tag, fill) {
  const node = document.createElement(tag);
  fill(node);
  return node;
}

const plain = text => text.replace(/&(?:lt|gt|amp|quot);/g, name => entities[name]);
