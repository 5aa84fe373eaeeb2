import type { SandboxFiles } from '../../sandbox/sandbox.ts';

const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/\bfetch\s*\(/, 'fetch'],
  [/\bnew\s+XMLHttpRequest\b/, 'XMLHttpRequest'],
  [/\bnew\s+(?:WebSocket|EventSource|RTCPeerConnection)\b/, 'a connection'],
  [/\bsendBeacon\s*\(/, 'sendBeacon'],
  [/\bimport\s*\(?\s*['"]https?:/, 'an import from the web'],
  [/@import\s+(?:url\()?\s*['"]?https?:/, 'a style sheet from the web'],
  [/url\(\s*['"]?(?:https?:)?\/\//, 'a picture or font from the web'],
  [
    /<(?:script|link|img|iframe|source|video|audio)\b[^>]*\b(?:src|href)\s*=\s*["'{`]*\s*(?:https?:)?\/\//,
    'a resource from the web',
  ],
];

/** Places in the project's own files that would reach the network: "fetch in /src/App.tsx, line 12". */
export async function networkUses(files: SandboxFiles): Promise<string[]> {
  const entries = await files.list('/', { recursive: true });
  const found: string[] = [];
  for (const entry of entries) {
    if (entry.kind !== 'file' || !isOwn(entry.path)) continue;
    const text = withoutComments(new TextDecoder().decode(await files.read(entry.path)));
    for (const [pattern, what] of PATTERNS) {
      const at = text.search(pattern);
      if (at >= 0) found.push(`${what} in ${entry.path}, line ${text.slice(0, at).split('\n').length}`);
    }
  }
  return found;
}

function isOwn(path: string): boolean {
  return (
    /\.(?:[cm]?[jt]sx?|css|html)$/.test(path) &&
    !/\/(?:node_modules|dist)\//.test(path) &&
    !/\.test\.[jt]sx?$/.test(path)
  );
}

/** Blanks comments out and keeps the lines. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/[^\n]*|<!--[\s\S]*?-->/g, (comment) =>
    comment.replace(/[^\n]/g, ' '),
  );
}
