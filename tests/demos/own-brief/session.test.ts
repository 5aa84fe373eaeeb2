import { expect, it } from 'vitest';
import { BRIEF_PATH } from '../../../src/demos/own-brief/brief.ts';
import { ownBriefs } from '../../../src/demos/registry.ts';
import { DemoSession, type SessionOptions } from '../../../src/demos/session.ts';
import { changesOf } from '../../../src/playground/agent-run.ts';
import { SessionRig, until } from '../../workbench/session-rig.ts';

const live = {
  origin: 'http://localhost',
  now: 0,
  version: '1',
  model: null,
  models: [{ id: 'first-model', provider: 'anthropic', label: 'first-model' }],
  modelAllowed: true,
  engine: 'embedded',
  facilitator: false,
  roomOpenUntil: null,
} as const;

function ownRig() {
  const rig = new SessionRig();
  rig.status = live;
  const dependencies = { ...rig.dependencies(), loadDemo: () => ownBriefs.app.load() };
  const open = (options: Partial<SessionOptions>) =>
    new DemoSession({ demoId: ownBriefs.app.id, ...options }, dependencies);
  return { rig, dependencies, open };
}

it('gives the agent the brief, and knows it again after a reload', async () => {
  const { rig, dependencies, open } = ownRig();
  rig.first.answer = (turn) =>
    turn === 1
      ? [
          { type: 'call-start', id: 'a', name: 'write_file' },
          {
            type: 'call-input',
            id: 'a',
            delta: '{"path":"/src/App.tsx","content":"Hello","purpose":"the vote"}',
          },
          { type: 'call-end', id: 'a' },
          { type: 'finish', reason: 'tools', usage: noUsage },
        ]
      : [
          { type: 'text', delta: 'It is there.' },
          { type: 'finish', reason: 'done', usage: noUsage },
        ];
  const session = open({ brief: { text: 'Eine Abstimmung über das Mittagessen' } });
  await session.start();
  const [asked] = rig.first.requests;
  expect(JSON.stringify(asked?.messages)).toContain('Eine Abstimmung über das Mittagessen');
  expect(session.getState().title).toBe('Eine Abstimmung über das Mittagessen');
  expect([...changesOf(session).keys()]).toEqual(['/src/App.tsx']);
  await session.dispose();

  const again = await DemoSession.resume(session.getState().runId, {}, dependencies);
  expect(again?.getState().title).toBe('Eine Abstimmung über das Mittagessen');
  await again?.reset();
  expect(again?.getState().story.files[BRIEF_PATH]).toBe('Eine Abstimmung über das Mittagessen');
  await again?.dispose();
});

it('has no rehearsal to fall back on, and no run of another client to play', async () => {
  const { rig, open } = ownRig();
  const session = open({ brief: { text: 'A vote' } });
  await session.prepare();
  expect(session.getState().mode.mode).toBe('live');
  expect(session.getState().nextRung).toBeNull();
  rig.status = null;
  await session.dispose();

  const without = open({ brief: { text: 'A vote' }, want: 'live' });
  await without.prepare();
  expect(without.getState().mode).toMatchObject({ rung: 'rehearsal', reason: expect.any(String) });
  await until(() => without.getState().status === 'idle');
  await without.dispose();
});

const noUsage = { input: 1, output: 1, cacheRead: 0, cacheWrite: 0, reasoning: 0, estimated: false };
