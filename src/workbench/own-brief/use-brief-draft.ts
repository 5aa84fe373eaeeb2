import { useEffect, useState } from 'react';
import { type BriefDraft, keepDraft, readDraft } from '../../demos/own-brief/brief-draft.ts';
import { onErasedElsewhere } from '../../storage/erasure.ts';

/** The brief that is being written, and what keeps the next state of it. Empty once another tab erased everything. */
export function useBriefDraft(): [BriefDraft, (next: BriefDraft) => void] {
  const [draft, setDraft] = useState(readDraft);
  useEffect(() => onErasedElsewhere(() => setDraft(readDraft())), []);
  function write(next: BriefDraft) {
    setDraft(next);
    keepDraft(next);
  }
  return [draft, write];
}
