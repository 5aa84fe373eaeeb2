/** A briefing: the one-page document that a model is built from. */

export interface BriefingParagraph {
  /** How it is cited: "P4". */
  readonly id: string;
  readonly text: string;
}

export interface Briefing {
  readonly id: string;
  readonly title: string;
  /** Who wrote it, to whom and when, in a line. */
  readonly from: string;
  readonly paragraphs: readonly BriefingParagraph[];
}

/**
 * A briefing from its document: front matter with `id`, `title` and `from`, then paragraphs between blank
 * lines, which are numbered P1, P2 … in their order. Headings are no paragraphs. Other entries of the front
 * matter (what is planted where) are for those who write the demo: the agent never reads them.
 * Throws where one of the three is missing.
 */
export function parseBriefing(markdown: string): Briefing {
  const [, front = '', body = ''] = /^---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/.exec(markdown) ?? [];
  const paragraphs = body
    .split(/\r?\n\s*\r?\n/)
    .map(plainText)
    .filter((text) => text !== '' && !text.startsWith('#'))
    .map((text, index) => ({ id: `P${index + 1}`, text }));
  return { id: entry(front, 'id'), title: entry(front, 'title'), from: entry(front, 'from'), paragraphs };
}

/** Lines joined, without marks of emphasis. */
function plainText(paragraph: string): string {
  return paragraph
    .replaceAll(/\*\*([^*]+)\*\*/g, '$1')
    .replaceAll(/\s*\r?\n\s*/g, ' ')
    .trim();
}

function entry(front: string, name: string): string {
  const value = new RegExp(`^${name}:\\s*(.+?)\\s*$`, 'm').exec(front)?.[1] ?? '';
  const text = value.replace(/^(["'])(.*)\1$/, '$2');
  if (text === '') throw new Error(`A briefing has no “${name}” in its front matter`);
  return text;
}

/** A briefing as a document to read: its paragraphs with their numbers. */
export function briefingDocument({ title, from, paragraphs }: Briefing): string {
  return [`# ${title}`, from, ...paragraphs.map(({ id, text }) => `**${id}** ${text}`)].join('\n\n');
}

/** A briefing from its document, as a run keeps it; null where the text is none. */
export function readBriefingDocument(text: string): Briefing | null {
  const [title = '', from = '', ...rest] = text.split('\n\n');
  const paragraphs = rest.flatMap((part) => {
    const [, id, words] = /^\*\*(P[1-9]\d?)\*\* ([\s\S]+)$/.exec(part.trim()) ?? [];
    return id !== undefined && words !== undefined ? [{ id, text: words }] : [];
  });
  if (!title.startsWith('# ') || paragraphs.length === 0) return null;
  return { id: 'briefing', title: title.slice(2).trim(), from: from.trim(), paragraphs };
}
