'use client';

import { useMemo, useRef, useState, type ReactNode, type RefObject } from 'react';
import { useLastingAnnouncement } from '../announcer/use-lasting-announcement.ts';
import { useAllLabels } from '../labels/use-all-labels.ts';
import type { EmojiFinder } from './emoji-finder.ts';
import { keepRecentEmoji, keepSkinTone, readRecentEmoji, readSkinTone } from './emoji-memory.ts';
import { allSections, foundSections, type EmojiSection } from './emoji-sections.ts';
import { EmojiField } from './EmojiField.tsx';
import { EmojiGrid } from './EmojiGrid.tsx';
import { EmojiGroups } from './EmojiGroups.tsx';
import { EmojiPreview } from './EmojiPreview.tsx';
import { sectionHeading } from './section-name.ts';
import { SkinToneChoice } from './SkinToneChoice.tsx';
import type { EmojiGridHandle } from './use-emoji-grid.ts';

/** What was found is said when the user stops typing. */
const typingPauseMs = 600;

/** Props of {@link EmojiPanel}. */
export interface EmojiPanelProps {
  readonly finder: EmojiFinder;
  readonly isRtl: boolean;
  readonly fieldRef: RefObject<HTMLInputElement | null>;
  /** `wantsMore`: the picker stays. */
  readonly onPick: (emoji: string, wantsMore: boolean) => void;
}

/** What is in the emoji picker: field, groups, grid, preview and the choice of a skin. */
export function EmojiPanel(props: EmojiPanelProps): ReactNode {
  const { finder, isRtl, fieldRef, onPick } = props;
  const labels = useAllLabels();
  const [typed, setTyped] = useState('');
  const [tone, setTone] = useState(readSkinTone);
  const [shown, setShown] = useState<string>();
  const [current, setCurrent] = useState<EmojiSection['id']>();
  const [startAt, setStartAt] = useState<EmojiSection['id']>();
  // They keep their places while the picker is open.
  const [recent] = useState(readRecentEmoji);
  const grid = useRef<EmojiGridHandle>(null);
  const query = typed.trim();
  const sections = useMemo(
    () =>
      query === ''
        ? allSections(finder.set, recent, tone)
        : foundSections(finder.index.find(query), tone),
    [finder, query, recent, tone],
  );
  const first = query === '' ? undefined : sections[0]?.rows[0]?.[0]?.emoji;
  const outcome = sections[0] ? sectionHeading(sections[0], labels) : labels.noEmojiFound(query);
  useLastingAnnouncement(query === '' ? '' : outcome, typingPauseMs);

  function type(text: string, then?: EmojiSection['id']): void {
    setTyped(text);
    setStartAt(then);
    setShown(undefined);
  }

  function pick(emoji: string, wantsMore: boolean): void {
    keepRecentEmoji(emoji);
    onPick(emoji, wantsMore);
  }

  return (
    <>
      <EmojiField
        ref={fieldRef}
        value={typed}
        onChange={type}
        onDown={() => grid.current?.takeFocus()}
        onEnter={(wantsMore) => {
          if (first !== undefined) pick(first, wantsMore);
        }}
      />
      <EmojiGroups
        hasRecent={recent.length > 0}
        current={query === '' ? current : undefined}
        onChoose={(id) => {
          if (query === '') grid.current?.show(id);
          else type('', id);
        }}
      />
      {sections.length === 0 ? (
        <p data-part="emoji-none">{outcome}</p>
      ) : (
        <EmojiGrid
          // Other emoji are seen, and reached with the keys, from the first one on.
          key={query}
          sections={sections}
          startAt={startAt}
          isRtl={isRtl}
          handle={grid}
          onCurrent={setCurrent}
          onLeave={() => fieldRef.current?.focus()}
          onShow={setShown}
          onPick={pick}
        />
      )}
      <footer data-part="emoji-footer">
        <EmojiPreview set={finder.set} emoji={shown ?? first} />
        <SkinToneChoice
          tone={tone}
          onChange={(chosen) => {
            keepSkinTone(chosen);
            setTone(chosen);
            setShown(undefined);
          }}
        />
      </footer>
    </>
  );
}
