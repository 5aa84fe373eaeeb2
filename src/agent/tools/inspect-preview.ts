import { z } from 'astro/zod';
import type { Refusal } from '../../sandbox/refusals.ts';
import type { PreviewError } from '../../sandbox/sandbox.ts';
import type { Tool, ToolResult } from '../tool.ts';
import { outlineText } from './outline-text.ts';
import type { PreviewReport, PreviewWatch } from './preview-watch.ts';
import { sandboxProblem } from './text-file.ts';

const MOST_TEXT = 4_000;

const input = z.object({});

/** Looks at the page as it is now: errors, what stands on it, its text. */
export function createInspectPreview(watch: PreviewWatch): Tool<z.infer<typeof input>> {
  return {
    name: 'inspect_preview',
    description:
      'Looks at the running page: errors and console warnings, an outline of what stands on it (roles and names as a screen reader tells them) and its visible text. Use it after you built or changed something.',
    input,
    line: () => 'Looking at the page',
    async run(_input, { sandbox, signal }) {
      try {
        await watch.settled(signal);
        const { waits } = watch.report();
        if (waits > 0) return stillWaiting(waits);
        const outline = outlineText(await sandbox.preview.probe.outline(signal));
        const text = (await sandbox.preview.probe.text(signal)).slice(0, MOST_TEXT);
        const report = watch.report();
        const problems = problemLines(report);
        return {
          ok: problems.length === 0,
          text: [
            problems.length === 0 ? 'No errors.' : `Errors:\n${problems.join('\n')}`,
            ...actLines(report),
            ...(report.console.length > 0 ? [`Console:\n${report.console.join('\n')}`] : []),
            `Outline:\n${outline || '(the page is empty)'}`,
            `Text:\n${text || '(no text)'}`,
          ].join('\n\n'),
          line: lookLine(problems.length, outline === ''),
        };
      } catch (error) {
        return sandboxProblem(error, 'Could not look at the page');
      }
    },
  };
}

function stillWaiting(seconds: number): ToolResult {
  return {
    ok: false,
    text: `The page has not answered for ${seconds} seconds and is still waited for: it may be busy, or in a loop without end. Nothing was looked at. Look again in a moment, or call reload_preview.`,
    line: `The page has not answered for ${seconds} s; still waiting`,
  };
}

function lookLine(problems: number, empty: boolean): string {
  if (problems > 0) return `Looked at the page: ${problems} ${problems === 1 ? 'error' : 'errors'}`;
  return empty ? 'Looked at the page: it is empty' : 'Looked at the page: no errors';
}

function problemLines(report: PreviewReport): string[] {
  return [
    ...report.errors.map(errorLine),
    ...report.refused.filter(({ network }) => network).map(refusalLine),
    ...(report.unresponsive && report.errors.length === 0
      ? ['- The page stopped answering and is not shown; look for an endless loop, or call reload_preview.']
      : []),
  ];
}

/** Acts that the page may not do by itself: no fault of the page, and still nothing that happened. */
function actLines({ refused }: PreviewReport): string[] {
  const acts = refused.filter(({ network }) => !network);
  return acts.length === 0 ? [] : [`Refused in a preview:\n${acts.map(refusalLine).join('\n')}`];
}

/** What a preview refused, and what works in its place. */
export function refusalLine({ what, instead }: Refusal): string {
  return `- Refused: ${what} ${instead}`;
}

/** An error of the page with its place. */
export function errorLine({ message, path, line }: PreviewError): string {
  const where = path ? ` (${path}${line === undefined ? '' : `:${line}`})` : '';
  return `- ${message}${where}`;
}
