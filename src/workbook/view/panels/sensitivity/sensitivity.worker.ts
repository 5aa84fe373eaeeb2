/** Computes sensitivity tables beside the screen. A new job takes the place of the one before. */
import { runSensitivityJob, type SensitivityJob } from './sensitivity-job.ts';

let wanted = 0;

addEventListener('message', (event: MessageEvent<SensitivityJob>) => {
  const job = event.data;
  wanted = job.id;
  void runSensitivityJob(job, {
    tell: (news) => postMessage(news),
    now: () => performance.now(),
    breathe: () => new Promise((resolve) => setTimeout(() => resolve(wanted === job.id), 0)),
  });
});
