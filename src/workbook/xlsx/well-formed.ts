/** Whether XML is whole: every element that opens closes, in order, and none stands absurdly deep. */

const deepest = 200;

export function isWellFormed(xml: string): boolean {
  const open: string[] = [];
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', at)) {
    const after = xml.charCodeAt(at + 1);
    if (after === 33 || after === 63) at = asideEnd(xml, at);
    else {
      const end = tagEnd(xml, at + 1);
      if (end < 0 || !follow(open, xml.slice(at + 1, end))) return false;
      at = end + 1;
    }
    if (at < 0) return false;
  }
  return open.length === 0;
}

/** Past a comment, a raw section or an instruction; -1 where it does not end. */
function asideEnd(xml: string, at: number): number {
  const close = xml.startsWith('<!--', at) ? '-->' : xml.startsWith('<![CDATA[', at) ? ']]>' : '>';
  const end = xml.indexOf(close, at + 2);
  return end < 0 ? -1 : end + close.length;
}

/** The `>` of a tag; one inside quotes does not count, a `<` must not stand there. */
function tagEnd(xml: string, from: number): number {
  let quote = 0;
  for (let at = from; at < xml.length; at += 1) {
    const code = xml.charCodeAt(at);
    if (code === 60) return -1;
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 34 || code === 39) quote = code;
    else if (code === 62) return at;
  }
  return -1;
}

function follow(open: string[], tag: string): boolean {
  if (tag.startsWith('/')) return open.pop() === tag.slice(1).trimEnd();
  const name = /^[^\s/]+/.exec(tag)?.[0];
  if (name === undefined) return false;
  if (!tag.endsWith('/')) open.push(name);
  return open.length <= deepest;
}
