/** Where jobs run: in a worker, or in slices on the page where no worker can be made. */
import { runSensitivityJob, type SensitivityJob, type SensitivityNews } from './sensitivity-job.ts';

export interface SensitivityRunner {
  /** Begins a job; the one before it is given up. */
  start(job: SensitivityJob): void;
  dispose(): void;
}

/** Least parts of a worker, so that tests can bring another. */
export interface WorkerLike {
  postMessage(message: SensitivityJob): void;
  terminate(): void;
  addEventListener(kind: 'message', listener: (event: { data: SensitivityNews }) => void): void;
  addEventListener(kind: 'error', listener: (event: { preventDefault(): void }) => void): void;
}

export function createSensitivityRunner(
  tell: (news: SensitivityNews) => void,
  makeWorker: () => WorkerLike = sensitivityWorker,
): SensitivityRunner {
  const onPage = createPageRunner(tell);
  let current: SensitivityJob | null = null;
  let worker: WorkerLike | null = null;
  const goOnHere = () => {
    worker?.terminate();
    worker = null;
    if (current) onPage.start(current);
  };
  try {
    worker = makeWorker();
    worker.addEventListener('message', ({ data }) => {
      if (data.id !== current?.id) return;
      if (data.kind === 'done') current = null;
      tell(data);
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      goOnHere();
    });
  } catch {
    worker = null;
  }
  return {
    start(job) {
      current = job;
      if (worker) worker.postMessage(job);
      else onPage.start(job);
    },
    dispose() {
      current = null;
      worker?.terminate();
      onPage.dispose();
    },
  };
}

function sensitivityWorker(): WorkerLike {
  return new Worker(new URL('./sensitivity.worker.ts', import.meta.url), {
    type: 'module',
    name: 'sensitivity',
  });
}

function createPageRunner(tell: (news: SensitivityNews) => void): SensitivityRunner {
  let wanted = -1;
  return {
    start(job) {
      wanted = job.id;
      void runSensitivityJob(job, {
        tell: (news) => {
          if (news.id === wanted) tell(news);
        },
        now: () => performance.now(),
        breathe: () => new Promise((resolve) => setTimeout(() => resolve(wanted === job.id), 16)),
      });
    },
    dispose() {
      wanted = -1;
    },
  };
}
