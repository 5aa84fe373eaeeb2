/** Takes a run out of the kit: files that are readable without it. */
import { strToU8, type Zippable, zipSync } from 'fflate';
import { badgeWording, dayText } from './badge.ts';
import { filesAt } from './files-at.ts';
import { damagedStep, damageOf, damageText, wholePart } from './integrity.ts';
import { toJsonl } from './recorder.ts';
import type { RunRecord } from './schema.ts';
import { tellStory } from './story.ts';
import type { Story } from './story-model.ts';
import { countText } from './story-words.ts';

/** `offsite-planner-2026-11-21-a1b2c3`, a name for an exported file, without its ending. */
export function exportName(record: RunRecord): string {
  const { demo, startedAt, runId } = record.header;
  const safe =
    demo
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'run';
  return `${safe}-${startedAt.slice(0, 10)}-${runId.slice(-6)}`;
}

/** The record as JSON lines. The mode stands in the header and in every change of it. */
export function exportJsonl(record: RunRecord): Uint8Array {
  return strToU8(toJsonl(record));
}

/**
 * A zip of `run.jsonl`, the files as they are at the end under `files/`, a README that says what it is, and what is
 * given besides (the workbook of a run: `workbookFiles`). A damaged record goes along as it is; the files are those
 * before the damage, and the README says so.
 */
export function exportZip(record: RunRecord, besides: Readonly<Record<string, Uint8Array>> = {}): Uint8Array {
  const whole = wholePart(record);
  const files = filesAt(whole.events);
  const zip: Zippable = {
    'README.txt': strToU8(readmeText(record, tellStory(whole), Object.keys(besides))),
    'run.jsonl': exportJsonl(record),
    ...besides,
  };
  for (const [path, text] of files) {
    const name = entryName(path);
    if (name) zip[`files/${name}`] = strToU8(text);
  }
  // Zip keeps times from 1980 on; a foreign record may claim any.
  const began = Date.parse(record.header.startedAt);
  return zipSync(zip, { level: 6, mtime: Math.max(began, Date.UTC(1980, 0, 2)) });
}

/** A path that stays inside the folder it is unpacked in; null where it would not. */
function entryName(path: string): string | null {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  const bad = parts.some((part) => part === '..' || /[\\:\0]/.test(part));
  return parts.length === 0 || bad ? null : parts.join('/');
}

/** What the exported zip says about itself. */
export function readmeText(
  record: RunRecord,
  story: Story = tellStory(wholePart(record)),
  besides: readonly string[] = [],
): string {
  const { header } = record;
  const lines = [
    header.title,
    '='.repeat(Math.min(72, Math.max(4, header.title.length))),
    '',
    badgeWording(header).short,
    badgeWording(header).long,
    ...modeLines(story),
    ...damageLines(record),
    '',
    `Date      ${dayText(header.startedAt)} (${header.startedAt})`,
    `Mode      ${header.mode}`,
    `Model     ${header.model}`,
    `Engine    ${header.engine}`,
    `Brand     ${header.brand.name}`,
    `Run       ${header.runId}`,
    ...(header.parentRunId ? [`Fork of   ${header.parentRunId}`] : []),
    ...(header.replayOf ? [`Replay of ${header.replayOf.runId} (${header.replayOf.startedAt})`] : []),
    '',
    story.line,
    ...usageLines(story),
    '',
    'What is in here',
    '  run.jsonl  the whole record: a header and one event a line (AG-UI events as JSON)',
    `  files/     the files as they were ${damageOf(record) ? 'before the damage' : 'at the end'}`,
    ...besides.map((name) => `  ${name}  ${besideText(name)}`),
    '',
    'All of it can be read without the kit.',
    '',
  ];
  return lines.join('\n');
}

function besideText(name: string): string {
  return name.endsWith('.xlsx')
    ? 'the model at the end with live formulas, for Excel or LibreOffice'
    : 'the model at the end as JSON: inputs, formulas, names, formats, charts';
}

function damageLines(record: RunRecord): string[] {
  const damage = damageOf(record);
  if (!damage) return [];
  return [
    '',
    `This record is damaged, from step ${damagedStep(record)}: ${damageText(damage)}`,
    'run.jsonl holds it as it is. Everything else here is told from the part before the damage.',
  ];
}

function modeLines(story: Story): string[] {
  return story.modeChanges.map(({ mode, model, reason, at }) => {
    const why = reason ? `: ${reason}` : '';
    return `From ${new Date(at).toISOString()} on: ${badgeWording({ mode, model }).short} (${model})${why}`;
  });
}

function usageLines(story: Story): string[] {
  const { usage } = story;
  // Answers that broke off count for what they cost, though they are no answers.
  if (usage.input + usage.output === 0) return ['Tokens: none were spent.'];
  const cost = usage.unpriced > 0 ? 'cost not known' : `${(usage.microUsd / 1e6).toFixed(4)} US-$`;
  const counted = usage.estimated ? ', partly estimated' : '';
  return [
    `Tokens: ${usage.input} in, ${usage.output} out, in ${countText(usage.answers, 'answer')} (${cost}${counted}).`,
  ];
}
