import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { briefingDocument, parseBriefing, readBriefingDocument } from '../../src/demos/briefing.ts';
import { citedParagraphs } from '../../src/workbook/cited-paragraphs.ts';

const folder = 'content/briefings';
const files = readdirSync(folder).filter((name) => name.endsWith('.md'));

describe('a briefing', () => {
  it('numbers its paragraphs in their order, and headings are none', () => {
    const briefing = parseBriefing(
      '---\nid: one\ntitle: "A plan"\nfrom: A to B\npack: x\n---\n\n# A plan\n\nFirst line\ngoes **on**.\n\n\nSecond.\n',
    );
    expect(briefing).toEqual({
      id: 'one',
      title: 'A plan',
      from: 'A to B',
      paragraphs: [
        { id: 'P1', text: 'First line goes on.' },
        { id: 'P2', text: 'Second.' },
      ],
    });
  });

  it('is refused without a title', () => {
    expect(() => parseBriefing('---\nid: one\nfrom: A\n---\n\nText.')).toThrow(/title/);
  });

  it('is read back from the document that a run keeps', () => {
    const briefing = parseBriefing(
      '---\nid: one\ntitle: A plan\nfrom: Ada, 3 May\n---\n\nTen a month.\n\nOr *twelve*.',
    );
    expect(readBriefingDocument(briefingDocument(briefing))).toEqual({ ...briefing, id: 'briefing' });
    expect(readBriefingDocument('# Notes\n\nNothing with a number')).toBeNull();
  });

  it('finds the paragraphs that a text cites', () => {
    expect(citedParagraphs('P4, P15 and P4; not CAP4 or P0')).toEqual(['P4', 'P15']);
    expect(citedParagraphs('P4–P6, P9-10')).toEqual(['P4', 'P5', 'P6', 'P9', 'P10']);
  });

  it.each(files)('%s is a page with numbered paragraphs, one ambiguity and one contradiction', (name) => {
    const text = readFileSync(`${folder}/${name}`, 'utf8');
    const { paragraphs } = parseBriefing(text);
    const ids = new Set(paragraphs.map(({ id }) => id));
    expect(paragraphs.length).toBeGreaterThanOrEqual(7);
    expect(text.length).toBeLessThan(6000);
    const planted = (what: string) =>
      citedParagraphs(new RegExp(`^${what}: (.+)$`, 'm').exec(text)?.[1] ?? '');
    expect(planted('ambiguity').length).toBeGreaterThanOrEqual(1);
    expect(planted('contradiction').length).toBeGreaterThanOrEqual(2);
    for (const id of [...planted('ambiguity'), ...planted('contradiction')]) expect(ids).toContain(id);
  });
});
