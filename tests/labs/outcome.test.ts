import { describe, expect, it } from 'vitest';
import { factsOf } from '../../src/labs/lab-usage.ts';
import { countsAsMeasurement, modeOfBuild, outcomeOf } from '../../src/labs/outcome.ts';
import { measuredValues } from '../../src/labs/progress.ts';
import { emptyStory, tellStory } from '../../src/run/story.ts';
import { testHeader, testRecorder } from '../doubles/run-setup.ts';
import { fresh, play, predicted, webApp, whole } from './sample-lab.ts';

/** The sample lab walked to its end, with another player of the model's part. */
function walked(mode: 'live' | 'rehearsal' | 'replay') {
  return play(
    whole.map((event) => (event.type === 'built' ? { ...event, build: { ...event.build, mode } } : event)),
  );
}

describe('what came of a build', () => {
  it('is measured where a live model did all of it', () => {
    expect(measuredValues(walked('live'))).toMatchObject({ minutes: 1.5, errors: expect.any(Number) });
    expect(countsAsMeasurement(walked('live'))).toBe(true);
  });

  it.each([
    ['rehearsal', 'script'],
    ['replay', 'recording'],
  ] as const)('is not, in a %s, but for the checks that the kit itself walked', (mode, source) => {
    const attempt = walked(mode);
    expect(outcomeOf(attempt)).toMatchObject({
      minutes: { value: 1.5, source },
      checks: { source: 'measured' },
      errors: { source },
    });
    expect(Object.keys(measuredValues(attempt))).toEqual(['checks']);
    expect(countsAsMeasurement(attempt)).toBe(false);
    // Nothing of it is told as measured to the server.
    const kinds = factsOf(webApp, play([predicted], fresh), attempt).map(({ kind }) => kind);
    expect(kinds).not.toContain('measured');
  });

  it('is live only where nobody else played any part', () => {
    const live = testRecorder();
    expect(modeOfBuild(tellStory(live), 'live')).toBe('live');
    live.fact('mode', { mode: 'rehearsal', model: 'Script' });
    live.fact('mode', { mode: 'live', model: 'a-model' });
    expect(tellStory(live)).toMatchObject({ mode: 'live', modes: ['live', 'rehearsal'] });
    expect(modeOfBuild(tellStory(live), 'live')).toBe('rehearsal');
    expect(modeOfBuild(emptyStory(testHeader({ mode: 'replay' })), 'replay')).toBe('replay');
  });
});
