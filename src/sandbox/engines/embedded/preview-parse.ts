import { FILE_LIMITS, PREVIEW_LIMITS, REQUEST_LIMITS } from '../../limits.ts';
import type { FrameRequest } from '../../preview-requests.ts';
import type { ColourUse, OutlineNode, TextMeasure } from '../../probe.ts';
import type { FromFrame } from './preview-messages.ts';

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const levels = ['log', 'info', 'warn', 'error', 'debug'] as const;
const uses = ['background', 'text', 'border', 'fill'] as const;

function text(value: unknown, cap: number = PREVIEW_LIMITS.messageCharacters): string {
  return typeof value === 'string' ? value.slice(0, cap) : '';
}

function number(value: unknown, lowest = 0, highest = 1e9): number {
  return typeof value === 'number' && Number.isFinite(value)
    ? Math.min(highest, Math.max(lowest, value))
    : lowest;
}

function texts(value: unknown, cap: number): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.slice(0, cap).flatMap((item) => (typeof item === 'string' ? [text(item, 512)] : []));
}

/** A message of a frame as what it may be, or null. Nothing that a frame sends is trusted. */
export function parseFrameMessage(value: unknown): FromFrame | null {
  if (!isFields(value)) return null;
  switch (value['type']) {
    case 'ready':
      return { type: 'ready' };
    case 'updated':
    case 'failed':
    case 'reload':
      return { type: value['type'], update: number(value['update']) };
    case 'rerun':
      return { type: 'rerun', modules: texts(value['modules'], FILE_LIMITS.entries) };
    case 'blank':
      return { type: 'blank', blank: value['blank'] === true };
    case 'leaving':
      return { type: 'leaving' };
    case 'pong':
      return { type: 'pong', id: number(value['id']) };
    case 'console': {
      const level = levels.find((name) => name === value['level']) ?? 'log';
      return { type: 'console', level, text: text(value['text']) };
    }
    case 'error':
      return {
        type: 'error',
        ...(value['code'] === 'too-many-elements' ? { code: 'too-many-elements' } : {}),
        message: text(value['message']),
        path: text(value['path'], 512),
        line: Math.trunc(number(value['line'])),
        column: Math.trunc(number(value['column'])),
        source: value['source'] === 'compile' ? 'compile' : 'runtime',
        modules: texts(value['modules'], 20),
      };
    case 'blocked':
      return { type: 'blocked', directive: text(value['directive'], 60), target: text(value['target'], 300) };
    case 'ask': {
      const request = parseRequest(value['request']);
      return request === null ? null : { type: 'ask', request };
    }
    case 'memory':
      return {
        type: 'memory',
        local: text(value['local'], 600_000),
        session: text(value['session'], 600_000),
        place: text(value['place'], 500),
      };
    case 'answer':
      return {
        type: 'answer',
        id: number(value['id']),
        value: value['value'],
        focused: value['focused'] === true,
      };
    case 'test':
      return { type: 'test', event: value['event'] };
    default:
      return null;
  }
}

function parseRequest(value: unknown): FrameRequest | null {
  if (!isFields(value)) return null;
  const id = Math.trunc(number(value['id']));
  const kind = value['kind'];
  if (kind === 'save') {
    const content = value['content'];
    return content instanceof Blob ? { kind, id, name: text(value['name'], 500), content } : null;
  }
  if (kind === 'copy') return { kind, id, text: text(value['text'], REQUEST_LIMITS.copyCharacters) };
  if (kind !== 'alert' && kind !== 'confirm' && kind !== 'prompt') return null;
  const characters = REQUEST_LIMITS.dialogCharacters;
  return { kind, id, text: text(value['text'], characters), preset: text(value['preset'], characters) };
}

function items(value: unknown, cap: number): readonly Fields[] {
  return Array.isArray(value) ? value.slice(0, cap).filter(isFields) : [];
}

/** An outline, cut at the cap on nodes. */
export function parseOutline(value: unknown): readonly OutlineNode[] {
  let left: number = PREVIEW_LIMITS.outlineNodes;
  function parse(nodes: unknown, depth: number): OutlineNode[] {
    if (depth > 100) return [];
    const result: OutlineNode[] = [];
    for (const node of items(nodes, left)) {
      if (left-- <= 0) break;
      const state: Record<string, string> = {};
      if (isFields(node['state'])) {
        for (const [key, entry] of Object.entries(node['state']).slice(0, 20))
          state[key.slice(0, 40)] = text(entry, 200);
      }
      result.push({
        ref: text(node['ref'], 20),
        role: text(node['role'], 40),
        name: text(node['name'], 200),
        state,
        children: parse(node['children'], depth + 1),
      });
    }
    return result;
  }
  return parse(value, 0);
}

function hex(value: unknown): string {
  const colour = text(value, 7);
  return /^#[0-9a-f]{6}$/.test(colour) ? colour : '#000000';
}

export function parseMeasures(value: unknown): readonly TextMeasure[] {
  return items(value, 2_000).map((item) => ({
    ref: text(item['ref'], 20),
    text: text(item['text'], 80),
    foreground: hex(item['foreground']),
    background: hex(item['background']),
    ratio: item['ratio'] === null ? null : number(item['ratio'], 1, 21),
    fontSize: number(item['fontSize'], 0, 10_000),
    bold: item['bold'] === true,
  }));
}

export function parseColours(value: unknown): readonly ColourUse[] {
  return items(value, 2_000).map((item) => ({
    colour: hex(item['colour']),
    use: uses.find((name) => name === item['use']) ?? 'background',
    area: number(item['area'], 0, 1e12),
  }));
}

export function parseText(value: unknown): string {
  return text(value, PREVIEW_LIMITS.textCharacters);
}

export function parseAct(value: unknown): { ok: boolean; problem?: string } {
  if (!isFields(value)) return { ok: false, problem: 'The page gave no answer.' };
  const problem = text(value['problem'], 300);
  return problem === '' ? { ok: value['ok'] === true } : { ok: false, problem };
}
