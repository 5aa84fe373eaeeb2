/** The brief that is being written, kept until this tab is closed: a reload or another page loses nothing of it. */
import { isBrand } from '../../brand/brand-store.ts';
import type { Brand } from '../../brand/schema.ts';
import { eraseWhatWasErased } from '../../storage/erasure.ts';
import { keptText } from '../../storage/items.ts';
import type { BriefKind } from './brief.ts';

export interface BriefDraft {
  readonly kind: BriefKind;
  /** As typed. */
  readonly text: string;
  /** Whose wish it is; absent until somebody said so. */
  readonly brand?: Brand;
}

const keptDraft = keptText('ownBrief');

export const emptyDraft: BriefDraft = { kind: 'app', text: '' };

export function readDraft(): BriefDraft {
  eraseWhatWasErased();
  try {
    const kept: unknown = JSON.parse(keptDraft.read() ?? 'null');
    return isDraft(kept) ? kept : emptyDraft;
  } catch {
    return emptyDraft;
  }
}

export function keepDraft(draft: BriefDraft): void {
  keptDraft.write(JSON.stringify(draft));
}

function isDraft(value: unknown): value is BriefDraft {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, text, brand } = value as Record<string, unknown>;
  return (
    (kind === 'app' || kind === 'workbook') &&
    typeof text === 'string' &&
    (brand === undefined || isBrand(brand))
  );
}
