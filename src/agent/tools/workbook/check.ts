import { z } from 'astro/zod';
import { checkWorkbook, type WorkbookFindings } from '../../../workbook/check-workbook.ts';
import type { WorkbookDesk } from '../../../workbook/desk.ts';
import type { Tool } from '../../tool.ts';
import { countText, cycleText, errorText, integrityText, reviewText, shortList } from './answer-text.ts';

/** Findings of one kind in an answer. */
const mostOfKind = 12;

const input = z.object({});

/** Everything a program can object to in the workbook, with what would repair it. */
export function createCheck(desk: WorkbookDesk): Tool<z.infer<typeof input>> {
  return {
    name: 'check',
    description:
      'Examines the whole workbook: errors and circles with their root cause, the declared checks period by period (where the balance sheet is off, the line whose wrong sign or omission explains it), numbers typed into formulas, rows whose formulas differ, inputs that nothing reads. Use it before you say that the model is done, and after a repair.',
    input,
    readsOnly: true,
    line: () => 'Checking the model',
    async run() {
      const findings = checkWorkbook(desk.workbook);
      const ok = isSound(findings);
      return { ok, text: answer(desk, findings), line: `Checked the model: ${summary(findings)}` };
    },
  };
}

function isSound({ errors, cycles, integrity }: WorkbookFindings): boolean {
  return errors.length === 0 && cycles.length === 0 && integrity.every(({ holds }) => holds);
}

function answer(desk: WorkbookDesk, { errors, cycles, integrity, review }: WorkbookFindings): string {
  const parts = [
    shortList([...cycles.map(cycleText), ...errors.map(errorText)], mostOfKind),
    shortList(integrity.map(integrityText), mostOfKind),
    shortList(review.map(reviewText), mostOfKind),
  ];
  if (errors.length + cycles.length === 0) parts.unshift('No errors and no circles.');
  if (desk.workbook.checks.length === 0) parts.push('No checks are declared: add them with add_check.');
  if (review.length === 0) parts.push('The review of the structure has no objection.');
  return parts.filter((part) => part !== '').join('\n');
}

/** One clause for people: the worst first. */
function summary(findings: WorkbookFindings): string {
  const { errors, cycles, integrity, review } = findings;
  const broken = integrity.filter(({ holds }) => !holds);
  const [worst] = broken;
  const objections = errors.length + cycles.length + broken.length - 1;
  const more = objections > 0 ? `, and ${countText(objections, 'more finding')}` : '';
  if (cycles[0]) return `${cycles[0].path.slice(0, 3).join(', ')} read one another in a circle${more}`;
  if (errors[0]) return `${errors[0].cell} shows ${errors[0].code}${more}`;
  if (worst) return `${brokenText(worst)}${more}`;
  const held =
    integrity.length > 0
      ? `${countText(integrity.length, 'check')} ${integrity.length === 1 ? 'holds' : 'hold'}`
      : 'no errors';
  return review.length > 0 ? `${held}, ${countText(review.length, 'remark')} on its structure` : held;
}

function brokenText({ check, first, problem }: WorkbookFindings['integrity'][number]): string {
  if (problem !== undefined || !first) return `“${check.label}” could not be checked`;
  if (/balance sheet|balances/i.test(check.label)) return `the balance sheet is off from ${first.period}`;
  if (/\bcash\b/i.test(check.label) && /tie|reconcil|agree|match/i.test(check.label))
    return `cash does not tie from ${first.period}`;
  return `“${check.label}” does not hold from ${first.period}`;
}
