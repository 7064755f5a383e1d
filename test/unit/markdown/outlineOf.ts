const ELEMENTS = new Set('p pre ul li table tr th td blockquote hr br em strong del'.split(' '));
const SCHEMES = /^(?:https?|mailto):/i;

/**
 * What markup says, whoever made it: its elements and its text, without wrappers, classes and white space. Headings have
 * the level that was written. Links that are not allowed are their text, images are images; paragraphs around HTML that is
 * shown as text do not count.
 */
export function outlineOf(container: HTMLElement): string {
  const outline = outlineIn(container).replace(/\s+/g, '');
  return /‹[a-z/!?]/i.test(outline) ? outline.replace(/<\/?p>/g, '') : outline;
}

function outlineIn(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return (node.nodeValue ?? '').replaceAll('<', '‹').replaceAll('>', '›');
  if (!(node instanceof HTMLElement) || node.matches('.ris-code-head')) return '';
  const { localName: name } = node;
  if (name === 'input') return `[${(node as HTMLInputElement).checked ? 'x' : '_'}]`;
  if (name === 'img' || node.dataset.slot === 'media-placeholder') return '(image)';
  const inner = [...node.childNodes].map(outlineIn).join('');
  if (/^h[1-6]$/.test(name)) {
    const level = node.dataset.level ?? name.slice(1);
    return `<h${level}>${inner}</h${level}>`;
  }
  if (name === 'a') return linked(node.getAttribute('href') ?? '', inner);
  if (name === 'code') return node.closest('pre') ? inner : `<code>${inner}</code>`;
  if (name === 'ol') return `<ol ${node.getAttribute('start') ?? 1}>${inner}</ol>`;
  return ELEMENTS.has(name) ? `<${name}>${inner}</${name}>` : inner;
}

function linked(href: string, text: string): string {
  return SCHEMES.test(href) ? `<a ${new URL(href).href.toLowerCase().replaceAll('%5c', '\\')}>${text}</a>` : text;
}
