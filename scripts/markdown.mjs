/**
 * The little of Markdown that our documents use, as HTML: headings with the anchors that other
 * viewers give them, paragraphs, lists, tables, code. For the page's copy of docs/scheduler.md.
 */

const escape = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The anchor of a heading. */
export function slug(heading) {
  return heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').trim().replace(/\s/g, '-');
}

/** Code, emphasis and links inside a line. */
function inline(text) {
  return text.split(/(`[^`]+`)/).map((part) => {
    if (part.startsWith('`') && part.length > 1) return `<code>${escape(part.slice(1, -1))}</code>`;
    return escape(part)
      .replace(/\*\*([^*]+)\*\*/g, '<b>$1</b>').replace(/\*([^*]+)\*/g, '<i>$1</i>')
      .replace(/\[([^\]]+)\]\(#([^)]+)\)/g, '<a href="#$2">$1</a>')
      .replace(/\[([^\]]+)\]\([^)]+\)/g, '$1');
  }).join('');
}

function table(lines) {
  const rows = lines.map((line) => line.trim().replace(/^\||\|$/g, '').split(/(?<!\\)\|/)
    .map((cell) => cell.trim()));
  const cell = (text, tag) => `<${tag}>${inline(text)}</${tag}>`;
  const cells = (row, tag) => `<tr>${row.map((text) => cell(text, tag)).join('')}</tr>`;
  const [head, , ...body] = rows;
  return `<table><thead>${cells(head, 'th')}</thead><tbody>${
    body.map((row) => cells(row, 'td')).join('')}</tbody></table>`;
}

function list(lines) {
  const ordered = /^\d/.test(lines[0]);
  const items = [];
  for (const line of lines) {
    const item = /^(?:[-*]|\d+\.)\s+(.*)$/.exec(line);
    if (item) items.push(item[1]);
    else items[items.length - 1] += ` ${line.trim()}`;
  }
  const tag = ordered ? 'ol' : 'ul';
  return `<${tag}>${items.map((item) => `<li>${inline(item)}</li>`).join('')}</${tag}>`;
}

function block(lines) {
  const [first] = lines;
  const heading = /^(#{1,4})\s+(.*)$/.exec(first);
  if (heading) {
    const level = heading[1].length;
    const rest = lines.slice(1);
    return `<h${level} id="${slug(heading[2])}">${inline(heading[2])}</h${level}>`
      + (rest.length > 0 ? block(rest) : '');
  }
  if (first.startsWith('|')) return table(lines);
  if (/^(?:[-*]|\d+\.)\s/.test(first)) return list(lines);
  if (/^ {4}/.test(first)) return `<pre>${escape(lines.map((l) => l.slice(4)).join('\n'))}</pre>`;
  return `<p>${inline(lines.join(' '))}</p>`;
}

/** A document as the body of a page. */
export function markdown(text) {
  const blocks = [];
  let current = [];
  let fence = false;
  for (const line of `${text}\n\n`.split('\n')) {
    if (line.startsWith('```')) {
      if (fence) blocks.push(`<pre>${escape(current.join('\n'))}</pre>`);
      else if (current.length > 0) blocks.push(block(current));
      current = [];
      fence = !fence;
    } else if (fence || line.trim() !== '') current.push(line);
    else if (current.length > 0) {
      blocks.push(block(current));
      current = [];
    }
  }
  return blocks.join('\n');
}
