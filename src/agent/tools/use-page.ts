import { z } from 'astro/zod';
import type { PreviewRequest } from '../../sandbox/preview-requests.ts';
import { refusalOf } from '../../sandbox/refusals.ts';
import type { PreviewError, PreviewEvent, SandboxPreview } from '../../sandbox/sandbox.ts';
import type { Tool } from '../tool.ts';
import { errorLine, refusalLine } from './inspect-preview.ts';
import { ACTS, type ActOutcome, actOnPage, outlineChanges, type PageAct } from './page-acts.ts';
import type { PreviewWatch } from './preview-watch.ts';
import { sandboxProblem } from './text-file.ts';

/** A text that does not come in this time does not come, ms. */
const WAIT_MS = 5_000;
const MOST_READ = 4_000;

const act = z.object({
  do: z
    .enum(ACTS)
    .describe(
      'open a view by its link, tab or button; press a button; fill a field; choose in a list or among radio buttons; tick a box; press a key; scroll to a part; wait for a text; read the page or a part; answer the dialog that the page shows',
    ),
  name: z
    .string()
    .max(200)
    .optional()
    .describe('Words on the button, link or tab; label of the field; heading of the part'),
  value: z
    .string()
    .max(2_000)
    .optional()
    .describe(
      'What to fill in or choose; the key; the text to wait for; "off" to untick; "yes", "no" or the text for a dialog',
    ),
  nth: z.int().min(1).max(200).optional().describe('Which of several of one name, from 1'),
});

const input = z.object({
  purpose: z
    .string()
    .max(160)
    .optional()
    .describe('To a person who does not program, as words that follow "to": "sign up two visitors"'),
  acts: z
    .array(act)
    .min(1)
    .max(30)
    .describe('One after another, as a person would; ends at the first that fails'),
  keep: z
    .boolean()
    .optional()
    .describe(
      'Go on from here in the next call. Otherwise the page is loaded anew, so that nothing of the trial stays.',
    ),
});

type Input = z.infer<typeof input>;

/** Uses the page as a person would, and tells what changed and what the page said meanwhile. */
export function createUsePage(watch: PreviewWatch): Tool<Input> {
  return {
    name: 'use_page',
    description:
      'Uses the running page as a person would: opens views, fills fields, presses buttons, answers its dialogs, waits, reads. Several acts in one call. Tells what changed on the page, errors, and what the page asked or was refused. Use it to see that something works before you say so.',
    input,
    line: ({ purpose }) => (purpose ? `Using the page to ${phrase(purpose)}` : 'Using the page'),
    async run({ acts, purpose, keep = false }, { sandbox, signal }) {
      const { preview } = sandbox;
      const events: PreviewEvent[] = [];
      const stop = preview.on((event) => events.push(event));
      /** What the page asked before the trial; null until it begins. */
      let known: ReadonlySet<PreviewRequest> | null = null;
      try {
        await watch.settled(signal);
        const before = await preview.probe.outline(signal);
        known = new Set(preview.requests.open);
        const told: string[] = [];
        let ok = true;
        for (const [index, each] of acts.entries()) {
          signal.throwIfAborted();
          const outcome = await doAct(preview, watch, each, signal);
          ok = outcome.ok;
          told.push(
            `${index + 1}. ${actInWords(each)}: ${outcome.ok ? outcome.text || 'done' : outcome.text}`,
          );
          if (!ok) break;
        }
        await watch.settled(signal);
        const changes = outlineChanges(before, await preview.probe.outline(signal));
        const asked = await takeAsked(preview, known);
        const standing = watch.report();
        const heard = heardLines(events, standing.errors);
        const problems =
          standing.errors.length > 0 ||
          events.some(({ type }) => type === 'error' || type === 'unresponsive');
        if (!keep) await preview.reload();
        return {
          ok: ok && !problems,
          text: [
            told.join('\n'),
            `Changed on the page:\n${changes}`,
            ...(heard.length > 0 ? [`Heard meanwhile:\n${heard.join('\n')}`] : []),
            ...(asked.length > 0 ? [`The page asked the person:\n${asked.join('\n')}`] : []),
            keep ? 'The page stays as it is now.' : 'The page was loaded anew.',
          ].join('\n\n'),
          line: usedLine(ok, problems, acts.length, purpose),
        };
      } catch (error) {
        // Nothing of a trial that broke off stays on the page.
        if (known) await takeAsked(preview, known);
        if (known && !keep) await preview.reload().catch(() => undefined);
        signal.throwIfAborted();
        return sandboxProblem(error, 'Could not use the page');
      } finally {
        stop();
      }
    },
  };
}

function usedLine(ok: boolean, problems: boolean, count: number, purpose: string | undefined): string {
  const what = purpose ? `Used the page to ${phrase(purpose)}` : 'Used the page';
  if (problems) return `${what}: it has an error`;
  if (!ok) return `${what}: it did not work`;
  return purpose ? what : `${what}: ${count} ${count === 1 ? 'step' : 'steps'}`;
}

const phrase = (purpose: string): string =>
  purpose
    .trim()
    .replace(/^to\s+/i, '')
    .replace(/\.$/, '');

function actInWords({ do: verb, name, value }: PageAct): string {
  return [
    verb,
    ...(name === undefined ? [] : [`“${name}”`]),
    ...(value === undefined ? [] : [`= “${value}”`]),
  ].join(' ');
}

async function doAct(
  preview: SandboxPreview,
  watch: PreviewWatch,
  each: PageAct,
  signal: AbortSignal,
): Promise<ActOutcome> {
  if (each.do === 'answer') return answerDialog(preview, each.value ?? '');
  const dialog = openDialog(preview);
  if (dialog !== undefined && dialog.kind !== 'alert') {
    return { ok: false, text: `The page waits for an answer to “${dialog.text}”. Answer it first.` };
  }
  if (each.do !== 'wait') {
    const outcome = await actOnPage(preview.probe, each, signal);
    const text = outcome.text.slice(0, MOST_READ);
    const asks = openDialog(preview);
    if (!outcome.ok || asks === undefined || asks === dialog) return { ...outcome, text };
    return { ok: true, text: `${asks.kind === 'alert' ? 'the page says' : 'the page asks'} “${asks.text}”` };
  }
  const wanted = (each.value ?? each.name ?? '').trim().toLowerCase();
  const came = await watch.until(
    async () => (await preview.probe.text(signal)).toLowerCase().includes(wanted),
    WAIT_MS,
    signal,
  );
  return came ? { ok: true, text: '' } : { ok: false, text: 'This text did not come.' };
}

function openDialog(preview: SandboxPreview) {
  return preview.requests.open.find((request) => 'mayStop' in request);
}

function answerDialog(preview: SandboxPreview, value: string): ActOutcome {
  const dialog = openDialog(preview);
  if (dialog === undefined) return { ok: false, text: 'The page shows no dialog.' };
  const isNo = /^(no|cancel|false|)$/i.test(value.trim());
  const answer = dialog.kind === 'alert' ? null : dialog.kind === 'confirm' ? !isNo : isNo ? null : value;
  preview.requests.answer(dialog.id, answer);
  return { ok: true, text: `answered “${dialog.text}”` };
}

/** What the page asked during the trial is told and taken away: it was the agent's doing, not the person's. */
async function takeAsked(preview: SandboxPreview, known: ReadonlySet<PreviewRequest>): Promise<string[]> {
  const lines: string[] = [];
  for (const request of preview.requests.open.filter((each) => !known.has(each))) {
    if (request.kind === 'save') {
      const begin = (await request.content.slice(0, 400).text()).slice(0, 300);
      lines.push(
        `- to save ${request.name} (${request.content.size} bytes), which begins: ${JSON.stringify(begin)}`,
      );
    } else if (request.kind === 'copy') {
      lines.push(`- to copy: ${JSON.stringify(request.text.slice(0, 300))}`);
    } else lines.push(`- ${request.kind}: “${request.text}” (left unanswered)`);
    preview.requests.answer(request.id, request.kind === 'confirm' || request.kind === 'copy' ? false : null);
  }
  return lines;
}

/** What the page said meanwhile, with the errors that stand: one that stood before is not told a second time. */
function heardLines(events: readonly PreviewEvent[], standing: readonly PreviewError[]): string[] {
  const heard = events.flatMap((event) => {
    if (event.type === 'error') return [errorLine(event.error)];
    if (event.type === 'blocked') return [refusalLine(refusalOf(event.directive, event.target))];
    if (event.type === 'console' && event.level === 'error')
      return [`- console: ${event.text.slice(0, 300)}`];
    return event.type === 'unresponsive' ? ['- The page stopped answering and was loaded anew.'] : [];
  });
  return [...new Set([...standing.map(errorLine), ...heard])].slice(0, 30);
}
