import { useCallback, useState } from 'react';
import { toast } from '../components/toast.tsx';
import { refusalWords } from './api.ts';

/** Runs a change once at a time: busy while it runs, words where it was refused, a short note where it worked. */
export function useAction() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<{ title: string; text: string } | null>(null);
  const run = useCallback(async (work: () => Promise<void>, done?: string): Promise<boolean> => {
    setBusy(true);
    setProblem(null);
    try {
      await work();
      if (done !== undefined) toast(done);
      return true;
    } catch (error) {
      setProblem(refusalWords(error));
      return false;
    } finally {
      setBusy(false);
    }
  }, []);
  return { busy, problem, run };
}
