import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const src = join(import.meta.dirname, '..', 'src');

/** Domains in the order in which imports may point: each may import those of a lower rank, and itself. */
const ranks: Readonly<Record<string, number>> = {
  abort: 0,
  'browser-floor': 0,
  storage: -1,
  components: 0,
  numbers: 0.5,
  brand: 1,
  usage: 1,
  workbook: 1,
  run: 2,
  sandbox: 2,
  agent: 3,
  demos: 4,
  workbench: 5,
  labs: 6,
  'run/view': 6,
  playground: 6,
  record: 7,
  workshop: 7,
  hackathon: 8,
  office: 8,
  facilitator: 8,
  server: 9,
  site: 9,
  layouts: 10,
  pages: 11,
};

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

function sourceFiles(): string[] {
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx|astro|mjs)$/.test(name))
    .filter((name) => !/^demos\/[^/]+\/files\//.test(name))
    .map((name) => join(src, name));
}

const statement =
  /(?:import|export)\s+(type\s+)?(?:[\w$*{}\s,]+?\s+from\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|new URL\(\s*['"]([^'"]+)['"],\s*import\.meta\.url/g;

/** Every import of a file, static, dynamic or as a worker's address. */
function edgesOf(file: string, text = readFileSync(file, 'utf8')): Edge[] {
  return [...text.matchAll(statement)].map((match) => ({
    from: relative(src, file),
    to: match[2] ?? match[3] ?? match[4] ?? '',
    typeOnly: match[1] !== undefined,
  }));
}

/** The screens of a run stand above the workbench; the rest of `run` is a leaf. */
const domainOf = (path: string) => (path.startsWith('run/view/') ? 'run/view' : (path.split('/')[0] ?? ''));

/** Why an edge is not allowed, or null. */
function offence(edge: Edge): string | null {
  const from = domainOf(edge.from);
  const isBrowser = from !== 'server' && !edge.from.startsWith('pages/') && edge.from !== 'content.config.ts';
  if (isBrowser && edge.to.startsWith('node:'))
    return `${edge.from} imports ${edge.to}: Node code in the browser`;
  if (!edge.to.startsWith('.')) return null;
  const target = relative(src, join(src, dirname(edge.from), edge.to));
  if (target.startsWith('..')) return null;
  const to = domainOf(target);
  if (from === to || !edge.from.includes('/')) return null;
  const [fromRank, toRank] = [ranks[from], ranks[to]];
  if (fromRank === undefined) return `${edge.from}: the domain ${from} has no rank`;
  if (toRank === undefined) return `${edge.from} imports ${edge.to}: the domain ${to} has no rank`;
  if (toRank < fromRank) return null;
  return `${edge.from} imports ${edge.to}: ${from} may not import ${to}`;
}

describe('import boundaries', () => {
  it('hold: imports point one way, and no Node code reaches the browser', () => {
    const edges = sourceFiles().flatMap((file) => edgesOf(file));
    expect(edges.length).toBeGreaterThan(20);
    expect(edges.map(offence).filter(Boolean)).toEqual([]);
  });

  it.each([
    ['agent/loop.ts', '../labs/progress.ts', 'agent may not import labs'],
    ['components/button.tsx', '../brand/schema.ts', 'components may not import brand'],
    ['run/store.ts', '../sandbox/sandbox.ts', 'run may not import sandbox'],
    ['labs/lab-player.tsx', 'node:fs', 'Node code in the browser'],
    ['labs/lab-player.tsx', '../server/app.ts', 'labs may not import server'],
  ])('would catch %s importing %s', (from, to, reason) => {
    const [edge] = edgesOf(join(src, from), `import { x } from '${to}';`);
    expect(edge && offence(edge)).toContain(reason);
  });

  it('sees dynamic imports and workers', () => {
    const text = `const a = import('../labs/x.ts'); new Worker(new URL('../server/y.ts', import.meta.url));`;
    expect(edgesOf(join(src, 'agent/z.ts'), text).map(offence)).toEqual([
      expect.stringContaining('labs'),
      expect.stringContaining('server'),
    ]);
  });
});
