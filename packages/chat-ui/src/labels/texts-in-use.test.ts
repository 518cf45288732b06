import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readImportGraph } from '../../../../scripts/import-graph.ts';
import { labelsEn } from './labels-en.ts';
import { findUsedLabels, findWrittenTexts } from './test-support/read-code.ts';

const src = fileURLToPath(new URL('..', import.meta.url));
const modules = readImportGraph(src, ['index.ts', 'connected/index.ts']);
const components = modules.filter(({ path }) => !path.startsWith('labels/'));

function unusedOf(keys: readonly string[]): string[] {
  const used = new Set(components.flatMap(({ path, code }) => findUsedLabels(path, code)));
  return keys.filter((key) => !used.has(key));
}

describe('the catalogue', () => {
  it('holds no text that no component uses', () => {
    expect(unusedOf(Object.keys(labelsEn))).toEqual([]);
  });

  it('would be found out if it did', () => {
    expect(unusedOf(['send', 'neverShown'])).toEqual(['neverShown']);
  });

  it('holds every text that a component asks for', () => {
    const known = new Set(Object.keys(labelsEn));
    const asked = components.flatMap(({ path, code }) =>
      findUsedLabels(path, code).map((key) => [path, key] as const),
    );
    expect(asked.length).toBeGreaterThan(100);
    expect(asked.filter(([, key]) => !known.has(key))).toEqual([]);
  });
});

describe('components', () => {
  it('write out no text themselves', () => {
    const written = components.flatMap(({ path, code }) =>
      findWrittenTexts(path, code).map((text) => `${path}: ${text.trim()}`),
    );
    expect(components.length).toBeGreaterThan(100);
    expect(written).toEqual([]);
  });

  it.each([
    ['<p>Hello</p>', 'Hello'],
    ['<p>{isNew ? "Hello" : null}</p>', 'Hello'],
    ['<p>{count > 0 && `${count} messages`}</p>', 'messages'],
    ['<input placeholder="Search" />', 'Search'],
    ['<button aria-label={isOn ? labels.on : `Off ${name}`} />', 'Off'],
    ['toasts.show({ text: "It failed" })', 'It failed'],
    ['announcer.say("Copied")', 'Copied'],
  ])('would be found out by %s', (code, text) => {
    expect(findWrittenTexts('a.tsx', `export const x = ${code};`).map((one) => one.trim())).toEqual(
      [text],
    );
  });

  it.each([
    '<p className="red" data-part="line">{labels.send}</p>',
    '<p>{kind === "text" ? " · " : 1}</p>',
    '<p title={`${labels.topic}: ${topic}`} />',
    '<Part state={isOn ? "on" : "off"} />',
  ])('may write %s', (code) => {
    expect(findWrittenTexts('a.tsx', `export const x = ${code};`)).toEqual([]);
  });
});

it('a text counts as used when it is read from the catalogue, and not when something else has its name', () => {
  const code = `
    const { send, retry } = useLabels();
    const label = (l) => l.statusSent;
    draw(labels.topic, message.edited, { close: 1 });`;
  expect(findUsedLabels('a.ts', code)).toEqual(['send', 'retry', 'statusSent', 'topic']);
});
