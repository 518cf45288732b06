import type { Meta, StoryObj } from '@storybook/react-vite';
import type { ReactElement } from 'react';
import { expect, fn, screen, userEvent, waitFor, within } from 'storybook/test';
import { PeopleDialog } from '../people/PeopleDialog.tsx';
import { findCutTexts, findForeignTexts, findOverlaps } from '../test-support/look-at-texts.ts';
import { arabicSample, letterlessSample } from './test-support/language-samples.ts';
import { Chat, PseudoParts, pseudo, RightToLeft } from './test-support/LanguageScenes.tsx';

const meta: Meta = {
  title: 'Showcase/Languages',
  parameters: {
    layout: 'fullscreen',
    viewport: {
      options: {
        narrow: { name: '320 px', styles: { width: '320px', height: '844px' } },
        wide: { name: '1280 px', styles: { width: '1280px', height: '800px' } },
      },
    },
  },
};
export default meta;

type Story = StoryObj;
type Play = NonNullable<Story['play']>;

/** Each part stands here several times, as no app shows it. */
const manyParts = {
  a11y: { config: { rules: [{ id: 'landmark-unique', enabled: false }] } },
};

const narrow = { viewport: { value: 'narrow' } };
const wide = { viewport: { value: 'wide' } };

/** The provider of the story, without that of Storybook around it. */
function rootOf(canvasElement: HTMLElement): Element {
  const root = [...canvasElement.querySelectorAll('.confab')].at(-1);
  if (root === undefined) throw new Error('There is no provider in this story.');
  return root;
}

/** Every text comes from the catalogue, none is cut off, and none lies on another. */
const lookAtTexts: Play = async ({ canvasElement }) => {
  const root = rootOf(canvasElement);
  await waitFor(() => expect(root.textContent).toContain('⟦'));
  await document.fonts.ready;
  for (const findIn of [findForeignTexts, findCutTexts, findOverlaps]) {
    await waitFor(() => {
      const found = findIn(root);
      if (found.length > 0) throw new Error(`${findIn.name}: ${found.join('; ')}`);
    });
  }
};

/** Latin names, numbers, code, an address and a file whose name runs both ways, in a right-to-left page. */
export const ArabicConversation: Story = {
  render: (_args, { globals }) => (
    <RightToLeft globals={globals} style={{ blockSize: '100dvh' }}>
      <Chat sample={arabicSample} isOpen />
    </RightToLeft>
  ),
  play: async ({ canvasElement }) => {
    const list = within(canvasElement).getByRole('list', { name: 'Messages' });
    const directionOf = (text: RegExp): string =>
      getComputedStyle(within(list).getAllByText(text)[0] ?? list).direction;
    // A text follows itself, code and addresses run from left to right in it.
    await expect(directionOf(/تم الدمج/u)).toBe('rtl');
    await expect(directionOf(/None from me/u)).toBe('ltr');
    await expect(directionOf(/npm run check/u)).toBe('ltr');
    // What is English stands where Arabic would.
    const title = within(canvasElement).getByText('Reply to Grace');
    await expect(getComputedStyle(title).textAlign).toBe('right');
    // A number stays with its unit.
    await expect((await within(list).findByText('PDF')).tagName).toBe('BDI');
  },
};

const chat = (globals: Readonly<Record<string, unknown>>, isOpen = true): ReactElement => (
  <RightToLeft globals={globals} labels={pseudo} style={{ blockSize: '100dvh' }}>
    <Chat sample={letterlessSample} isOpen={isOpen} />
  </RightToLeft>
);
const parts = (globals: Readonly<Record<string, unknown>>): ReactElement => (
  <RightToLeft globals={globals} labels={pseudo}>
    <PseudoParts />
  </RightToLeft>
);

/** A catalogue of longer, accented texts: what is in plain letters was not translated. */
export const PseudoChatWide: Story = {
  globals: wide,
  render: (_args, { globals }) => chat(globals),
  play: lookAtTexts,
};
export const PseudoChatNarrow: Story = {
  globals: narrow,
  render: (_args, { globals }) => chat(globals),
  play: lookAtTexts,
};
export const PseudoThreadsNarrow: Story = {
  globals: narrow,
  render: (_args, { globals }) => chat(globals, false),
  play: lookAtTexts,
};
export const PseudoPartsWide: Story = {
  globals: wide,
  parameters: manyParts,
  render: (_args, { globals }) => parts(globals),
  play: lookAtTexts,
};
export const PseudoPartsNarrow: Story = {
  globals: narrow,
  parameters: manyParts,
  render: (_args, { globals }) => parts(globals),
  play: lookAtTexts,
};

const openMenu: Play = async (context) => {
  await userEvent.click(
    await within(context.canvasElement).findByRole('button', { name: pseudo.threadActions }),
  );
  await waitFor(() =>
    expect(screen.getByRole('menuitem', { name: pseudo.renameThread })).toHaveFocus(),
  );
  await lookAtTexts(context);
};
export const PseudoMenuWide: Story = { ...PseudoChatWide, play: openMenu };
export const PseudoMenuNarrow: Story = { ...PseudoChatNarrow, play: openMenu };

const openQuestion: Play = async (context) => {
  await openMenu(context);
  await userEvent.click(screen.getByRole('menuitem', { name: pseudo.leaveThread }));
  await screen.findByRole('dialog');
  await lookAtTexts(context);
};
export const PseudoQuestionWide: Story = { ...PseudoChatWide, play: openQuestion };
export const PseudoQuestionNarrow: Story = { ...PseudoChatNarrow, play: openQuestion };

const people = (globals: Readonly<Record<string, unknown>>): ReactElement => (
  <RightToLeft globals={globals} labels={pseudo} style={{ blockSize: '100dvh' }}>
    <PeopleDialog
      purpose="add"
      candidates={letterlessSample.people.slice(1)}
      onSubmit={(chosen) =>
        Promise.resolve({
          failed: chosen.map((participant) => ({
            participant,
            error: { code: 'network', message: '' },
            retryable: true,
          })),
          retryFailed: () => Promise.reject(new Error('offline')),
        })
      }
      onClose={fn()}
    />
  </RightToLeft>
);
const choosePeople: Play = async (context) => {
  const dialog = within(await screen.findByRole('dialog'));
  await lookAtTexts(context);
  for (const name of ['지수', '서연']) {
    await userEvent.click(dialog.getByRole('checkbox', { name }));
  }
  await lookAtTexts(context);
  await userEvent.click(dialog.getByRole('button', { name: pseudo.add }));
  await dialog.findAllByText(pseudo.notAddedOffline);
  await lookAtTexts(context);
};
export const PseudoPeopleWide: Story = {
  globals: wide,
  render: (_args, { globals }) => people(globals),
  play: choosePeople,
};
export const PseudoPeopleNarrow: Story = { ...PseudoPeopleWide, globals: narrow };
