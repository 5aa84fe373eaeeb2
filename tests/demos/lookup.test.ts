import { describe, expect, it } from 'vitest';
import { findChanges, nearestChanges } from '../../src/demos/lookup.ts';
import { brandRequest, readBrandRequest, readBrief } from '../../src/demos/requests.ts';
import { apps } from './apps.ts';

describe.each(apps)('free text to a change of $id', (app) => {
  const found = (request: string) => findChanges(request, app.changes).map((change) => change.id);

  it('knows every label', () => {
    for (const change of app.changes) expect(found(change.label)).toEqual([change.id]);
  });

  it('knows other ways of asking', () => {
    expect(found('Could you please make it dark?')).toEqual(['dark-theme']);
    expect(found('I want KEYBOARD shortcuts')).toEqual(['keyboard']);
    expect(found('bigger text please')).toEqual(['text-size']);
  });

  it('takes two wishes in the order in which they are named', () => {
    expect(found('Add larger text and then a dark mode')).toEqual(['text-size', 'dark-theme']);
  });

  it('does not do half of a wish', () => {
    for (const request of [
      'Add a dark theme with purple stars',
      'Add a login with passwords',
      'Send everybody an e-mail',
      'darkness',
      '',
    ]) {
      expect(found(request), request).toEqual([]);
    }
  });

  it('does not do the opposite of a wish', () => {
    for (const request of ['Remove the dark theme', 'Do not add a dark theme', 'No keyboard shortcuts']) {
      expect(found(request), request).toEqual([]);
    }
  });

  it('answers null outside the script and offers the nearest', () => {
    const script = app.rehearsal(app.brand);
    expect(script.answer('Add a chat with the chief executive')).toBeNull();
    expect(script.nearest('Something about dark colours at night')[0]).toBe('Add a dark theme');
    expect(nearestChanges('zzz', app.changes)).toHaveLength(3);
  });
});

describe('a request for another brand', () => {
  it('is read as it is written', () => {
    const brand = { name: 'Harrow & Vale, Mutual', primary: '#8c2f39' };
    expect(readBrandRequest(brandRequest(brand))).toEqual(brand);
  });

  it('may leave out the name or the colour', () => {
    expect(readBrandRequest('Change the company name to Quarry')).toEqual({ name: 'Quarry', primary: null });
    expect(readBrandRequest('Use the colour #AABBCC')).toEqual({ name: null, primary: '#aabbcc' });
    expect(readBrandRequest('Add a dark theme')).toBeNull();
  });
});

describe('a brief', () => {
  it('is read in its three parts', () => {
    expect(readBrief('It is for new colleagues. Add a dark theme. The tone is formal.')).toEqual({
      audience: 'new colleagues',
      tone: 'formal',
      feature: 'Add a dark theme.',
    });
    expect(readBrief('It is for customers.')).toEqual({ audience: 'customers', tone: null, feature: null });
    expect(readBrief('Add a dark theme')).toBeNull();
  });

  it('with a feature outside the script needs a live model', () => {
    for (const app of apps) {
      const script = app.rehearsal(app.brand);
      expect(script.answer('It is for customers. Add a chat. The tone is plain.')).toBeNull();
      expect(script.answer('It is for customers. Add a dark theme. The tone is plain.')).not.toBeNull();
    }
  });
});
