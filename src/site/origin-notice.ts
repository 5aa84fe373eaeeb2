import type { StatusAnswer } from '../agent/model-access.ts';
import { originMismatch } from '../facilitator/origin.ts';

/** Asks the server where it believes to be, and says so at the top of the page where that is wrong. */
export async function checkOrigin(page: Document, origin: string, ask: typeof fetch): Promise<void> {
  let server: unknown;
  try {
    const answer = await ask(`/api/status?page=${encodeURIComponent(origin)}`);
    if (!answer.ok) return;
    server = ((await answer.json()) as Partial<StatusAnswer>).origin;
  } catch {
    // Without an answer each screen says for itself that the server is not there.
    return;
  }
  const mismatch = typeof server === 'string' ? originMismatch(origin, server) : null;
  if (mismatch === null) return;
  const notice = page.createElement('div');
  notice.setAttribute('role', 'alert');
  notice.className = 'shrink-0 bg-bad-soft px-5 py-4 text-ink';
  const [title, text] = [page.createElement('p'), page.createElement('p')];
  title.className = 'font-[580]';
  title.textContent = mismatch.title;
  text.className = 'mt-1 max-w-[90ch] text-[0.9375rem]';
  text.textContent = `${mismatch.text} ${mismatch.remedy}`;
  notice.append(title, text);
  page.body.prepend(notice);
}
