import { describe, expect, it } from 'vitest';
import { ModelError, type ModelEvent } from '../../src/agent/model.ts';
import type { Story, StoryStep } from '../../src/run/story-model.ts';
import { modeWords } from '../../src/workbench/mode-words.ts';
import { narrate } from '../../src/workshop/stage/narration.ts';
import { phasePath } from '../../src/workshop/stage/phase-path.ts';
import {
  guessesText,
  medianOf,
  placeOfMinutes,
  readGuesses,
  roomGap,
  roomGuesses,
  settleGuess,
} from '../../src/workshop/stage/room-guesses.ts';
import { stageAction } from '../../src/workshop/stage/stage-keys.ts';
import { SessionRig, until } from '../workbench/session-rig.ts';

const pressAt = (code: string, key: string, more = {}) =>
  stageAction({ key, code, ctrlKey: false, metaKey: false, altKey: false, repeat: false, ...more });
const press = (key: string, more = {}) => pressAt('', key, more);

describe('guesses of the room', () => {
  it('are read as people say them', () => {
    expect(readGuesses('5, 20 min, 2 h, 3 days; 1 week 1,5')).toEqual([5, 20, 120, 1440, 2400, 1.5]);
    expect(readGuesses('nobody knows')).toEqual([]);
    expect(readGuesses('9999999')).toEqual([]);
    expect(readGuesses('3 months, 1h30, half a day, 2½ days')).toEqual([28_800, 90, 240, 1200]);
    expect(readGuesses('5 10,20\n30')).toEqual([5, 10.2, 30]);
    expect(readGuesses('10 120; 5 200 480, 1 200 min')).toEqual([10, 120, 5, 200, 480, 1200]);
  });

  it('that can mean two times wait, and are told apart from those that mean none', () => {
    const text = '1:30, soon, 20';
    expect(roomGuesses(text).map(({ reading }) => reading.kind)).toEqual([
      'ambiguous',
      'unreadable',
      'number',
    ]);
    const [clock] = roomGuesses(text);
    expect(clock && settleGuess(text, clock, 90)).toBe('90 min, soon, 20');
    expect(readGuesses(guessesText([1.234, 480]))).toEqual([1.234, 480]);
  });

  it('stand on a line that gives short times room', () => {
    expect([0, 5, 10, 30, 60, 999].map(placeOfMinutes)).toEqual([0, 0.15, 0.3, 0.62, 0.94, 1]);
  });

  it('are compared by their middle', () => {
    expect(medianOf([5, 90, 20, 30])).toBe(25);
    expect(roomGap([480], 120_000)).toBe('You expected 1 working day; it took 2 minutes.');
    expect(roomGap([2], 121_000)).toBe('You expected 2 minutes, and so it was.');
    expect(roomGap([], 160_000)).toBeNull();
  });
});

describe('keys of the stage', () => {
  it('do what the help says, and leave the browser its own', () => {
    expect(['F', 'b', '?', ' ', '3', 'PageDown'].map((key) => press(key))).toEqual([
      'fallback',
      'black',
      'help',
      'play',
      'pace-3',
      'next',
    ]);
    expect(press('f', { ctrlKey: true })).toBeNull();
    expect(press('x')).toBeNull();
    expect(press(' ', { repeat: true })).toBeNull();
    expect(press('ArrowLeft', { repeat: true })).toBe('back');
  });

  it('are those of a presenter’s remote, whose F5 starts and never reloads', () => {
    const keys = ['PageDown', 'PageUp', 'ArrowRight', 'ArrowDown', 'ArrowUp', 'b', '.', 'F5', 'Escape'];
    expect(keys.map((key) => press(key))).toEqual([
      'next',
      'back',
      'next',
      'next',
      'back',
      'black',
      'black',
      'start',
      'escape',
    ]);
    expect(press('F5', { shiftKey: true })).toBe('start');
    expect(press('F5', { ctrlKey: true })).toBeNull();
  });

  const places = ['KeyF', 'KeyG', 'KeyB', 'KeyL', 'KeyD', 'KeyW', 'KeyH'];
  const meant = ['fallback', 'guesses', 'black', 'laser', 'theme', 'fullscreen', 'help'];
  it.each([
    ['Russian', 'апидвцр'],
    ['Greek', 'φγβλδςη'],
    ['Hebrew', "כענךג'י"],
    ['Arabic', 'بلاميصا'],
    ['kana', 'はきこりしてく'],
    ['Georgian', 'ფგბლდწჰ'],
    ['full width', 'ＦＧＢＬＤＷＨ'],
  ])('mean the place on a %s keyboard', (_, letters) => {
    expect([...letters].map((letter, index) => pressAt(places[index] ?? '', letter))).toEqual(meant);
  });

  it('mean the place where an input method took the letter', () => {
    expect(places.map((place) => pressAt(place, 'Process'))).toEqual(meant);
  });

  it.each([
    ['AZERTY', { KeyA: 'q', KeyW: 'z', KeyM: ',', Semicolon: 'm' }],
    ['QWERTZ', { KeyY: 'z', BracketLeft: 'ü', Minus: 'ß' }],
    ['Dvorak', { KeyF: 'u', KeyG: 'i', KeyB: 'x', KeyL: 'n', KeyW: ',', KeyD: 'e' }],
    ['Bépo', { KeyF: 'e', KeyG: ',', KeyW: 'é', KeyB: 'k', KeyL: 'n' }],
  ])('mean the letter on a %s keyboard, not its place', (_, keys) => {
    for (const [code, key] of Object.entries(keys)) expect([key, pressAt(code, key)]).toEqual([key, null]);
    expect(pressAt('KeyN', 'b')).toBe('black');
    expect(pressAt('KeyY', 'f')).toBe('fallback');
    expect(pressAt('KeyQ', 'a')).toBe('ask');
  });

  it('set the speed from the row of digits of any layout', () => {
    expect(pressAt('Digit2', 'é')).toBe('pace-2');
    expect(pressAt('Digit4', "'")).toBe('pace-4');
    expect(pressAt('Numpad3', '3')).toBe('pace-3');
    expect(pressAt('Digit5', '(')).toBe('pace-full');
  });
});

describe('the path of phases', () => {
  const story = (phases: { title: string; state: string; ms: number }[]) =>
    ({
      phases: phases.map(({ title, state, ms }, index) => ({
        id: `p${index}`,
        title,
        state,
        startedAt: 0,
        endedAt: ms,
      })),
    }) as unknown as Story;

  it('shows what usually comes before anything happened', () => {
    const path = phasePath(story([]), 0);
    expect(path.map((segment) => segment.state)).toEqual(['ahead', 'ahead', 'ahead', 'ahead']);
  });

  it('is as long as the time it took, and always whole', () => {
    const path = phasePath(
      story([
        { title: 'Plan', state: 'done', ms: 1000 },
        { title: 'Build', state: 'running', ms: 9000 },
      ]),
      9000,
    );
    expect(path.map((segment) => segment.title)).toEqual([
      'Plan',
      'Build',
      'Check its own work',
      'Your change',
    ]);
    expect(path.reduce((sum, segment) => sum + segment.share, 0)).toBeCloseTo(1);
    expect(path[1]?.share).toBeGreaterThan(path[0]?.share ?? 1);
  });
});

describe('the narration', () => {
  it('looks finished from idle to done', async () => {
    const session = new SessionRig().session();
    await session.prepare();
    expect(narrate(session.getState(), null)).toMatchObject({ kicker: 'Sample', headline: 'Sample app' });
    await session.start();
    await session.runChecks();
    const done = narrate(session.getState(), null);
    expect(done).toMatchObject({ headline: 'All 1 checks pass', tone: 'good' });
    expect(done.kicker).toMatch(/^Done in/);
    expect(narrate(session.getState(), 0).kicker).toMatch(/^Step 1 of/);
  });

  it('calls nothing done over a page that has an error', async () => {
    const rig = new SessionRig();
    const session = rig.session();
    await session.prepare();
    await session.start();
    await session.runChecks();
    const boom = { message: 'Error: Boom', plain: 'It broke.', source: 'runtime' } as const;
    rig.sandbox.say({ type: 'error', error: boom });
    rig.sandbox.say({ type: 'ready', ms: 1 });
    await until(() => session.getState().previewError !== null);
    const shown = narrate(session.getState(), null);
    expect(shown).toMatchObject({ headline: 'The agent stopped, and the page has an error', tone: 'bad' });
    expect(shown.kicker).not.toContain('Done');
    expect(shown.hint).toBe('It broke. Ask the agent to repair it');
  });

  it('never shows the room an error of the provider', async () => {
    const rig = new SessionRig();
    rig.connect('first-model');
    rig.first.answer = () => new ModelError('bad-key', '401 invalid x-api-key sk-ant-123', 'Check the key.');
    const session = rig.session();
    await session.start();
    const shown = narrate(session.getState(), null);
    expect(shown.headline).toBe('The model does not answer');
    expect(shown.hint).toBe('F goes on with the rehearsal. Everything is kept');
    expect(
      JSON.stringify([shown.headline, shown.hint, shown.kicker, shown.lines.map((line) => line.text)]),
    ).not.toContain('sk-ant');
  });

  it('sends to Preflight where asking again is in vain and nothing takes over', async () => {
    const session = new SessionRig().session();
    await session.prepare();
    await session.start();
    const failed = (code: string) =>
      narrate(
        {
          ...session.getState(),
          status: 'failed',
          nextRung: null,
          problem: { code, what: '', means: '', do: '', canFallBack: false },
        },
        null,
      ).hint;
    expect(failed('bad-key')).toBe(
      'Preflight and Settings say what to repair; then Space tries again. Everything is kept',
    );
    expect(failed('overloaded')).toBe('Space tries again, A asks in other words. Everything is kept');
  });

  it('says that other words may help where a model declined', async () => {
    const session = new SessionRig().session();
    await session.prepare();
    await session.start();
    const problem = { code: 'refused', what: '', means: '', do: '', canFallBack: true };
    const shown = narrate({ ...session.getState(), status: 'failed', nextRung: 'rehearsal', problem }, null);
    expect(shown.headline).toBe('The model declined this request');
    expect(shown.hint).toBe('A asks in other words, F goes on with the rehearsal. Everything is kept');
  });

  it('says what an agent found in its own model, and that it repaired it', async () => {
    const session = new SessionRig().session();
    await session.prepare();
    await session.start();
    const state = session.getState();
    const [sample] = state.story.steps;
    if (!sample) throw new Error('The run has no step');
    const steps = (made: readonly Partial<StoryStep>[]) =>
      made.map(
        (step, index): StoryStep => ({ ...sample, round: 1, detail: null, kind: 'call', ...step, index }),
      );
    const headline = (made: readonly Partial<StoryStep>[]) =>
      narrate({ ...state, status: 'working', story: { ...state.story, steps: steps(made) } }, null);
    const off = {
      tool: 'check',
      state: 'failed',
      text: 'Checked the model: the balance sheet is off from Mar 27',
    } as const;
    const repair = { tool: 'write_range', state: 'ok', text: 'Wrote the line' } as const;
    const sound = { tool: 'check', state: 'ok', text: 'Checked the model: 3 checks hold' } as const;
    expect(headline([off])).toMatchObject({
      headline: 'The balance sheet is off. The agent looks for the line',
      tone: 'bad',
    });
    expect(headline([{ ...off, text: 'Checked the model: B2 shows #REF!' }]).headline).toBe(
      'It checked its own model, and found a mistake',
    );
    expect(headline([off, repair, sound])).toMatchObject({
      headline: 'It found the line, and repaired it',
      tone: 'good',
    });
    expect(headline([repair, sound]).headline).toBe(sound.text);
    // What was repaired in an earlier round is no news of this one.
    expect(headline([off, repair, { ...sound, round: 2 }]).headline).toBe(sound.text);
    expect(headline([off, repair, sound]).lines.map(({ tone }) => tone)).toEqual(['bad', 'plain', 'good']);
  });
});

describe('what the room reads of a live model', () => {
  async function live(answer: SessionRig['first']['answer']) {
    const rig = new SessionRig();
    rig.connect('first-model');
    rig.first.answer = answer;
    const session = rig.session();
    await session.start();
    return session;
  }
  const finish = (reason: 'done' | 'tools' | 'refusal'): ModelEvent => ({
    type: 'finish',
    reason,
    usage: { input: 9, output: 1, cacheRead: 0, cacheWrite: 0, reasoning: 0, estimated: false },
  });

  it('is its question, whole, for as long as it waits', async () => {
    const text = `Which of the branches is meant? ${'There are several of them. '.repeat(12)}Say which one?`;
    const session = await live(() => [{ type: 'text', delta: text }, finish('done')]);
    const shown = narrate(session.getState(), null);
    expect(shown).toMatchObject({ kicker: 'The agent asks', headline: text });
    expect(session.getState()).toMatchObject({ status: 'done', checkedAt: null, checking: false });
  });

  it('is nothing of what it thinks', async () => {
    const session = await live(() => [
      { type: 'reasoning', delta: 'The client may not like this.' },
      { type: 'call-start', id: '1', name: 'ask_person' },
      { type: 'call-input', id: '1', delta: '{"question":"Which branch?"}' },
      { type: 'call-end', id: '1' },
      finish('tools'),
    ]);
    const state = session.getState();
    expect(state.story.steps.map(({ kind }) => kind)).toContain('think');
    const shown = state.story.steps.map((_, at) => narrate(state, at)).concat(narrate(state, null));
    expect(JSON.stringify(shown)).not.toContain('may not like');
    expect(shown.flatMap(({ lines }) => lines.map(({ text }) => text)).join()).not.toContain('Thought');
  });

  it.each([
    ['words alone', [{ type: 'text', delta: 'Here is how one would do it.' }, finish('done')], /words alone/],
    ['nothing', [finish('done')], /without a word/],
    ['a refusal', [{ type: 'text', delta: 'No.' }, finish('refusal')], /declined/],
  ] as const)('names %s, and never that it does not answer', async (_, events, headline) => {
    const session = await live(() => events);
    expect(session.getState().status).toBe('failed');
    expect(narrate(session.getState(), null).headline).toMatch(headline);
    expect(modeWords(session.getState().mode, session.getState().status === 'working').long).toBe(
      'Live: first-model',
    );
  });

  it('is that it went round in circles, where it did the same again and again', async () => {
    let asked = 0;
    const session = await live(() => {
      asked += 1;
      const id = `again-${asked}`;
      return [
        { type: 'call-start', id, name: 'read_file' },
        { type: 'call-input', id, delta: '{"path":"/nowhere.ts"}' },
        { type: 'call-end', id },
        finish('tools'),
      ];
    });
    expect(asked).toBeLessThan(40);
    expect(session.getState()).toMatchObject({
      status: 'failed',
      problem: { code: 'repetition', what: expect.stringContaining('again and again') },
    });
    expect(narrate(session.getState(), null).headline).toMatch(/round in circles/);
  });

  it.each(['certificate', 'proxy', 'intercepted'] as const)(
    'is the network, where the cause is %s',
    async (code) => {
      const session = await live(() => {
        throw new ModelError(code, 'The server could not get through.', 'Run the preflight.');
      });
      expect(session.getState().problem).toMatchObject({ code, what: 'The server could not get through.' });
      expect(narrate(session.getState(), null).headline).toMatch(/network keeps the agent/);
    },
  );
});
